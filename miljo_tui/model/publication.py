"""What of an agreement may leave the office, and which version of it that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Language
from miljo_tui.model.fields import Field, build, fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.structures import Entries, Table


@frozen
class Publication:
    """An agreement as the public may see it, at one commit, which alone decides every byte."""

    folder: Folder
    """The records without anything internal, and without those that cannot be read."""
    commit: str
    """The whole id of the commit that is shown."""
    day: date
    """The day of that commit, by its author's clock: a publication knows no other today."""
    changed: Mapping[str, date]
    """When each record was last changed, by its address."""
    language: Language
    """The language that it speaks."""

    @property
    def own(self) -> str:
        """The language that the agreement itself is written in."""
        return self.folder.agreement.value.language or self.language.code


def public(folder: Folder) -> Folder:
    """Return an agreement without what is internal, and without records that cannot be read.

    Who reported a follow-up goes too, unless the agreement says that reporters are public.
    """
    personal = bool(folder.agreement.value.reporters_public)
    return replace(
        folder,
        agreement=_public(folder.agreement, personal),
        areas={id: _public(each, personal) for id, each in folder.areas.items() if not each.fault},
        measures={
            id: _public(each, personal) for id, each in folder.measures.items() if not each.fault
        },
    )


def _public(record: AnyRecord, personal: bool) -> Any:
    raw = dict(_table(record.kind.cls, record.raw, personal))
    # Most records have nothing to hide, and to read a value out of them anew costs most of this.
    value = record.value if raw == record.raw else build(record.kind.cls, raw)
    return replace(record, source=None, raw=raw, value=value)


def _table(cls: type[Any], raw: Mapping[str, Any], personal: bool) -> Iterator[tuple[str, Any]]:
    """Yield the public values of a table; a key that is not declared is nobody's promise."""
    declared = fields_of(cls)
    for key, value in raw.items():
        field = declared.get(key)
        if field and not field.internal and (personal or not field.personal):
            yield key, _value(field, value, personal)


def _value(field: Field, value: Any, personal: bool) -> Any:
    kind = field.kind
    if isinstance(kind, Table) and kind.fits(value):
        return dict(_table(kind.of, value, personal))
    if isinstance(kind, Entries) and kind.fits(value):
        return [dict(_table(kind.of, entry, personal)) for entry in value]
    return value
