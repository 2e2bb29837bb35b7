"""A draft put on top of what somebody else has saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

from miljo_tui.editing.draft import Draft
from miljo_tui.frozen import frozen, replace
from miljo_tui.model import tree
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.merging import Conflict, merge
from miljo_tui.model.tree import editable
from miljo_tui.model.values import same


@frozen
class Rebased:
    """A draft that begins with the other's version, and what is to be known of the two."""

    draft: Draft
    """Both changes joined, ours where they conflict."""
    theirs: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]

    @classmethod
    def of(cls, draft: Draft, there: AnyRecord, folder: Folder) -> Self:
        """Put a draft on top of the version of its record that stands on disk now.

        What was typed and not understood comes along, unless its entry is gone.
        """
        fields = there.kind.cls
        merged = merge(fields, draft.record.raw, draft.result.raw, there.raw)
        joined = Draft(there, folder.replaced(there))
        joined.why = draft.why
        for path in editable(fields):
            value = tree.at(merged.raw, path)
            if not same(value, tree.at(there.raw, path)):
                joined.put(path, value)
                joined.pause()
        for typed_at, unread in draft.unparsed():
            place = tree.before(fields, joined.result.raw, draft.result.raw, typed_at)
            if place is not None:
                joined.write(place, unread.text)
                joined.pause()
        return cls(joined, compare(fields, draft.record.raw, there.raw), merged.conflicts)

    @classmethod
    def of_versions(
        cls, ours: AnyRecord, theirs: AnyRecord, base: Mapping[str, Any], folder: Folder
    ) -> Self:
        """Return both changes of a record on top of our version, ours where they conflict."""
        fields = ours.kind.cls
        merged = merge(fields, base, ours.raw, theirs.raw)
        draft = Draft(ours, folder.replaced(ours))
        for path in tree.present(fields, merged.raw, ours.raw):
            value = tree.at(merged.raw, path)
            if not same(value, tree.at(ours.raw, path)):
                draft.put(path, value)
                draft.pause()
        return cls(draft, compare(fields, ours.raw, merged.raw), merged.conflicts)

    def resolved(self, takes_theirs: Sequence[bool]) -> Draft:
        """Return the joined draft with each conflict settled, by theirs or by ours."""
        draft = self.draft
        pairs = list(zip(self.conflicts, takes_theirs, strict=True))
        # From the last to the first: an entry that goes moves those behind it.
        for conflict, is_theirs in reversed(pairs):
            value = conflict.theirs if is_theirs else conflict.ours
            if value is None and isinstance(conflict.path[-1], int):
                draft.remove(conflict.path)
            else:
                draft.put(conflict.path, value)
            draft.pause()
        return draft


def again(draft: Draft, folder: Folder, id: str | None = None) -> Draft:
    """Return a draft as one that makes its record anew, also under another id."""
    made = Draft(replace(draft.record, id=id or draft.record.id), folder, is_new=True)
    made.why = draft.why
    for path, value in draft.written.items():
        made.put(path, value)
        made.pause()
    made.exact = draft.exact
    return made
