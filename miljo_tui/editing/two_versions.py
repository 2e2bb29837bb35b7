"""Two versions of a record that come from one, joined without any file: for what a clone got."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from miljo_tui.editing import merged_text
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.file_merge import merge_files
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model import tree
from miljo_tui.model.changes import compare
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.merging import merge
from miljo_tui.model.records import RecordKind
from miljo_tui.model.values import same
from miljo_tui.store.conflict_markers import Hunk, Versions, take_apart
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record


def joined_versions(base: bytes, one: bytes, other: bytes, path: str) -> tuple[bytes, bool]:
    """Return two versions of a file joined, and whether they went together: else it has marks.

    The same comes of them whichever is the one: they are taken in the order of their bytes. Raises
    what `merge_files` does.
    """
    with TemporaryDirectory() as folder:
        was, ours, theirs = (Path(folder, name) for name in ("base", "ours", "theirs"))
        for file, data in zip((was, ours, theirs), (base, *sorted((one, other))), strict=True):
            file.write_bytes(data)
        is_joined = merge_files(was, ours, theirs, path)
        return ours.read_bytes(), is_joined


@frozen
class TwoVersions:
    """A record that two people have changed, to two values of one field."""

    base: bytes
    ours: bytes
    theirs: bytes
    rebased: Rebased
    """Both changes on top of our version, ours where they conflict."""

    @classmethod
    def of(
        cls, kind: RecordKind, id: str, versions: tuple[bytes, bytes, bytes], folder: Folder
    ) -> Self | None:
        """Return what a base, our version and theirs come to, None where one cannot be read."""
        base, ours, theirs = (load_record(kind, id, parse(data)) for data in versions)
        if base.fault or ours.fault or theirs.fault:
            return None
        merged = merge(kind.cls, base.raw, ours.raw, theirs.raw)
        draft = Draft(ours, folder.replaced(ours))
        for path in merged_text.paths(kind, merged.raw, ours.raw):
            value = tree.at(merged.raw, path)
            if not same(value, tree.at(ours.raw, path)):
                draft.put(path, value)
                draft.pause()
        rebased = Rebased(draft, compare(kind.cls, ours.raw, merged.raw), merged.conflicts)
        return cls(*versions, rebased)

    @property
    def record(self) -> AnyRecord:
        """The record, in our version."""
        return self.rebased.draft.record

    def settled(self, draft: Draft) -> bytes:
        """Return the text of the record as it is settled, by a draft with every choice made.

        Raises BadState where that cannot be written with the comments of both versions.
        """
        kind, wanted = draft.record.kind, draft.result.raw
        base, ours, theirs = (data.decode() for data in (self.base, self.ours, self.theirs))
        kept = merged_text.comments_of_both(base, ours, theirs)
        marked, _is_joined = joined_versions(self.base, self.ours, self.theirs, draft.record.file)
        apart = take_apart(marked.decode("utf-8", "replace"))
        for versions in (apart, Versions((Hunk(ours, theirs, base),))):
            for write in (merged_text.written, merged_text.with_moved_comments):
                if versions and (text := write(kind, versions, wanted, kept)) is not None:
                    return text.encode()
        text = _("{file}: the values and the comments of both versions do not go together")
        raise BadState(
            message(text, file=draft.record.file),
            message(_("Merge the two with git, and mend the file in an editor.")),
        )
