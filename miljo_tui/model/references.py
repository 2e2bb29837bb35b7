"""Which records refer to which: the other end of every field that holds an id."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import Reference


def referring(folder: Folder, record: AnyRecord) -> Iterator[tuple[AnyRecord, Field]]:
    """Yield each record that names this one, with the field it does so in."""
    for other in folder.records():
        for key, field in fields_of(other.kind.cls).items():
            item = field.kind.item if isinstance(field.kind, Listing) else None
            if isinstance(item, Reference) and item.to == record.kind.name:
                held = other.raw.get(key)
                if isinstance(held, list) and record.id in held:
                    yield other, field
