"""What one commit did to one record, found by comparing the two versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare, leaves
from miljo_tui.model.escape_controls import one_line
from miljo_tui.model.literals import brief
from miljo_tui.model.records import AGREEMENT, MEASURE, RecordKind
from miljo_tui.model.wording import words

WHOLE_RECORD = "(record)"
"""What stands for the record itself where a key would stand for one of its fields."""


class What(StrEnum):
    """What became of a record as a whole; the values are what trailers and JSON say."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    UNREADABLE = "unreadable"
    MENDED = "mended"
    UNKNOWN = "unknown"


@frozen
class Version:
    """A record as it was at some point."""

    data: bytes
    raw: Mapping[str, Any]
    is_readable: bool
    is_here: bool = True
    """Whether this clone has it; one may lack what a history names."""
    pieces: object = None
    """What it was parsed of: held with it, so that another version is parsed sooner."""


@frozen
class RecordChange:
    """A record before and after a commit."""

    kind: RecordKind
    id: str
    what: What
    name: str
    """What people call the record, as it was after the commit, or before it where it went."""
    before: str | None
    """The blob before, None where there was no file."""
    after: str | None
    changes: tuple[Change, ...] = ()
    """The fields that differ; all that it had where it was made or removed."""
    former_address: str = ""
    """The address that it had before it was renamed; of the agreement the file that it was in."""
    areas: tuple[str, ...] = ()
    """The ids of the areas that a measure was in after the commit, or before it where it went."""

    @property
    def address(self) -> str:
        """How people and commands name the record."""
        return self.kind.address(self.id)

    @property
    def heading(self) -> Message:
        """What stands above what became of the record: its name, and how commands name it."""
        return message("{name} ({address})", name=self.name, address=self.address)

    @property
    def is_whole(self) -> bool:
        """Tell whether the record was made or removed: its fields then are not told one by one."""
        return self.what in (What.CREATED, What.REMOVED)

    def values(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield key, old and new value of each change; the record's own fate comes first."""
        if self.what is What.RENAMED:
            yield WHOLE_RECORD, self.former_address, self.address
        elif self.what is What.MOVED:
            yield WHOLE_RECORD, self.former_address, self.what.value
        elif self.what is What.MENDED:
            yield WHOLE_RECORD, What.UNREADABLE.value, self.what.value
        elif self.what is not What.CHANGED:
            yield WHOLE_RECORD, None, self.what.value
        if not self.is_whole:
            yield from self.fields()

    def fields(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield key, old and new value of each field, also of a record that was made or removed."""
        for change in self.changes:
            for leaf in leaves(change):
                yield leaf.key, leaf.old, leaf.new

    def claims(self) -> Iterator[tuple[str, str, str]]:
        """Yield what the trailers of a commit say of each change."""
        for key, old, new in self.values():
            yield one_line(key), brief(old), brief(new)

    def words(self) -> list[Message]:
        """Return the change as people say it, a sentence a line."""
        lines = (
            [message(_WORDS[self.what], former=self.former_address)] if self.what in _WORDS else []
        )
        if not self.is_whole:
            lines += [words(change) for change in self.changes]
        if not lines and self.before and self.before == self.after:
            lines = [message(_("Only the file's permissions"))]
        return lines or [message(_("Only comments, order or spaces"))]


_WORDS = {
    What.CREATED: _("New"),
    What.REMOVED: _("Removed"),
    What.RENAMED: _("Renamed; before it was {former}"),
    What.MOVED: _("Moved with all areas and measures; before it was {former}"),
    What.UNREADABLE: _("Could not be read from then on"),
    What.MENDED: _("Can be read again"),
    What.UNKNOWN: _("Changed; what it held is not in this clone"),
}


def record_change(
    kind: RecordKind,
    id: str,
    before: Version | None,
    after: Version | None,
    *,
    blobs: tuple[str | None, str | None] = (None, None),
    former: str = "",
) -> RecordChange:
    """Return what became of a record between two versions, None for no file."""
    changes: tuple[Change, ...] = ()
    if before is None:
        what = What.CREATED
        changes = compare(kind.cls, {}, after.raw) if after else ()
    elif after is None:
        what = What.REMOVED
        changes = compare(kind.cls, before.raw, {})
    elif not (before.is_here and after.is_here):
        what = What.UNKNOWN
    elif not after.is_readable:
        what = What.UNREADABLE
    elif not before.is_readable:
        what = What.MENDED
    else:
        renamed = What.MOVED if kind is AGREEMENT else What.RENAMED
        what = renamed if former else What.CHANGED
        changes = compare(kind.cls, before.raw, after.raw)
    shown = after if after is not None and after.is_readable else before
    return RecordChange(
        kind, id, what, _name(id, shown), *blobs, changes, former, _areas(kind, shown)
    )


def _areas(kind: RecordKind, version: Version | None) -> tuple[str, ...]:
    areas = version.raw.get("areas") if version and kind is MEASURE else None
    return tuple(id for id in areas if isinstance(id, str)) if isinstance(areas, list) else ()


def _name(id: str, version: Version | None) -> str:
    for key in ("title", "name"):
        name = version.raw.get(key) if version else None
        if isinstance(name, str) and name.strip():
            return name.strip()
    return id
