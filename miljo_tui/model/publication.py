"""What of an agreement may leave the office, and which version of it that is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Language
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.tree import rebuilt


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
    pictures: Mapping[str, bytes] = MappingProxyType({})
    """The files of the pictures that the page shows, by the names that the agreement gives them."""

    @property
    def own(self) -> str:
        """The language that the agreement itself is written in."""
        return self.folder.agreement.value.language or self.language.code


def public(folder: Folder, *, examples: bool = False) -> Folder:
    """Return an agreement without what is internal, and without records that cannot be read.

    Who reported a follow-up goes too, unless the agreement says that reporters are public, and so
    do made-up measures unless they are asked for.
    """
    personal = bool(folder.agreement.value.reporters_public)
    return replace(
        folder,
        agreement=_public(folder.agreement, personal),
        areas={id: _public(each, personal) for id, each in folder.areas.items() if not each.fault},
        measures={
            id: _public(each, personal)
            for id, each in folder.measures.items()
            if not each.fault and (examples or each.raw.get("example") is not True)
        },
    )


def _public(record: AnyRecord, personal: bool) -> Any:
    def shown(field: Field, value: Any) -> Any:
        return None if field.internal or (field.personal and not personal) else value

    # A key that is not declared is nobody's promise, and left out too.
    raw = rebuilt(record.kind.cls, record.raw, shown)
    return replace(record, source=None, raw=raw)
