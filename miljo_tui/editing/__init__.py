"""The open agreement, its drafts and proposals, the save and what a save meets"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.editing.agreement_folder import Surroundings as Surroundings
    from miljo_tui.editing.commit_message import compose_message as compose_message
    from miljo_tui.editing.conflict_markers import MarkedConflict as MarkedConflict
    from miljo_tui.editing.draft import Draft as Draft
    from miljo_tui.editing.draft_against_disk import DiskComparison as DiskComparison
    from miljo_tui.editing.draft_file import StoredDraft as StoredDraft
    from miljo_tui.editing.draft_journal import Journal as Journal
    from miljo_tui.editing.draft_rebase import Rebased as Rebased
    from miljo_tui.editing.field_keys import DraftField as DraftField
    from miljo_tui.editing.file_merge import MergedFile as MergedFile
    from miljo_tui.editing.inspection import PlacedProblem as PlacedProblem
    from miljo_tui.editing.new_records import NewRecords as NewRecords
    from miljo_tui.editing.opening import Snapshot as Snapshot
    from miljo_tui.editing.outside_changes import OutsideChanges as OutsideChanges
    from miljo_tui.editing.proposals import Proposal as Proposal
    from miljo_tui.editing.proposals import Why as Why
    from miljo_tui.editing.save_recovery import recover as recover
    from miljo_tui.editing.saving import Saved as Saved
    from miljo_tui.editing.saving import save as save
    from miljo_tui.editing.workspace import Workspace as Workspace
else:
    __getattr__ = opened(
        __name__,
        {
            "agreement_folder": ("Surroundings",),
            "commit_message": ("compose_message",),
            "conflict_markers": ("MarkedConflict",),
            "draft": ("Draft",),
            "draft_against_disk": ("DiskComparison",),
            "draft_file": ("StoredDraft",),
            "draft_journal": ("Journal",),
            "draft_rebase": ("Rebased",),
            "field_keys": ("DraftField",),
            "file_merge": ("MergedFile",),
            "inspection": ("PlacedProblem",),
            "new_records": ("NewRecords",),
            "opening": ("Snapshot",),
            "outside_changes": ("OutsideChanges",),
            "proposals": ("Proposal", "Why"),
            "save_recovery": ("recover",),
            "saving": ("Saved", "save"),
            "workspace": ("Workspace",),
        },
    )
