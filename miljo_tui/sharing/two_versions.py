"""Two versions of a record that come from one, joined without any file: for what a clone got."""

from __future__ import annotations

from typing import Self

from miljo_tui import editing
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.records import RecordKind
from miljo_tui.sharing import later
from miljo_tui.store.conflict_markers import Hunk, Versions, take_apart
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record


@frozen
class TwoVersions:
    """A record that two people have changed, to two values of one field."""

    base: bytes
    ours: bytes
    theirs: bytes
    rebased: editing.Rebased
    """Both changes on top of our version, ours where they conflict."""

    @staticmethod
    def joined(base: bytes, one: bytes, other: bytes, path: str) -> editing.MergedFile:
        """Return two versions of a file joined.

        The same comes of them whichever is the one: they are taken in the order of their bytes.
        Raises what `MergedFile.of` does.
        """
        first, second = sorted((one, other))
        return editing.MergedFile.of_versions(base, first, second, path)

    @classmethod
    def of(
        cls, kind: RecordKind, id: str, versions: tuple[bytes, bytes, bytes], folder: Folder
    ) -> Self | None:
        """Return what a base, our version and theirs come to, None where one cannot be read."""
        base, ours, theirs = (load_record(kind, id, parse(data)) for data in versions)
        if base.fault or ours.fault or theirs.fault:
            return None
        return cls(*versions, editing.Rebased.of_versions(ours, theirs, base.raw, folder))

    @property
    def record(self) -> AnyRecord:
        """The record, in our version."""
        return self.rebased.draft.record

    def settled(self, draft: editing.Draft) -> bytes:
        """Return the text of the record as it is settled, by a draft with every choice made.

        Raises BadState where that cannot be written with the comments of both versions.
        """
        kind, wanted = draft.record.kind, draft.result.raw
        base, ours, theirs = (data.decode() for data in (self.base, self.ours, self.theirs))
        kept = later.comments_of_both(base, ours, theirs)
        marked = self.joined(self.base, self.ours, self.theirs, draft.record.file)
        apart = take_apart(marked.data.decode("utf-8", "replace"))
        for versions in (apart, Versions((Hunk(ours, theirs, base),))):
            for write in (later.written, later.with_moved_comments):
                if versions and (text := write(kind, versions, wanted, kept)) is not None:
                    return text.encode()
        text = _("{file}: the values and the comments of both versions do not go together")
        raise BadState(
            message(text, file=draft.record.file),
            message(_("Merge the two with git, and mend the file in an editor.")),
        )
