"""What is internal is in no export, nor what nobody has declared, nor who reported."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from anything import agreement, published

from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE
from miljo_tui.model.structures import Entries, Table
from miljo_tui.publishing.csv_table import separated
from miljo_tui.publishing.open_data import open_data
from miljo_tui.spreadsheets.published.workbook import workbook

SECRET, PERSON, PLAIN = "Hemligheten", "Anna Andersson", "Offentligt"


def planted(cls: type[Any]) -> dict[str, Any]:
    """A table with a text in every field: a secret in each that is internal or unknown."""
    return {key: _value(field) for key, field in fields_of(cls).items()} | {"okänd": SECRET}


def _value(field: Field) -> Any:
    if isinstance(field.kind, Table):
        return planted(field.kind.of)
    if isinstance(field.kind, Entries):
        return [planted(field.kind.of)]
    return SECRET if field.internal else PERSON if field.personal else PLAIN


def unpacked(data: bytes) -> str:
    """The parts of an XLSX file as text."""
    with ZipFile(BytesIO(data)) as packed:
        return "".join(packed.read(name).decode() for name in packed.namelist())


def internal(cls: type[Any]) -> Iterator[Field]:
    """Every internal or personal field of a class, at any depth."""
    for field in fields_of(cls).values():
        if isinstance(field.kind, Table | Entries):
            yield from internal(field.kind.of)
        elif field.internal or field.personal:
            yield field


@pytest.mark.parametrize("reporters_public", [False, True])
@pytest.mark.parametrize(
    "render",
    [
        lambda shown: open_data(shown).decode(),
        lambda shown: separated(shown).decode(),
        lambda shown: unpacked(workbook(shown)),
    ],
    ids=["json", "csv", "xlsx"],
)
def test_no_secret_leaves(render: Callable[[Any], str], reporters_public: bool) -> None:
    assert len([field for kind in (AGREEMENT, AREA, MEASURE) for field in internal(kind.cls)]) >= 3
    values = planted(AGREEMENT.cls) | {"reporters_public": reporters_public}
    folder = agreement(values, {"a": planted(AREA.cls)}, {"m": planted(MEASURE.cls)})
    text = render(published(folder))
    assert PLAIN in text and SECRET not in text
    assert PERSON not in text or reporters_public
