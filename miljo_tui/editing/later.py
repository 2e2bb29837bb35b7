"""What the first paint and a check do without: each is loaded when it is first used.

What drafts, saves, writes TOML and asks git takes longer to load than all that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.editing.checked_agreement import CheckedAgreement as CheckedAgreement
    from miljo_tui.editing.draft import Draft as Draft
    from miljo_tui.editing.draft_journal import Journal as Journal
    from miljo_tui.editing.draft_rebase import again as again
    from miljo_tui.editing.drafts import Drafts as Drafts
    from miljo_tui.editing.editor_target import editor_target_of as editor_target_of
    from miljo_tui.editing.editor_target import placed_message as placed_message
    from miljo_tui.editing.editor_target import require_mended as require_mended
    from miljo_tui.editing.new_records import NewRecords as NewRecords
    from miljo_tui.editing.new_records import free_id as free_id
    from miljo_tui.editing.new_records import taken_ids as taken_ids
    from miljo_tui.editing.opening import Snapshot as Snapshot
    from miljo_tui.editing.outside import unreadable_record as unreadable_record
    from miljo_tui.editing.outside_changes import OutsideChanges as OutsideChanges
    from miljo_tui.editing.repository_status import RepositoryStatus as RepositoryStatus
    from miljo_tui.editing.save_conflicts import NotCommitted as NotCommitted
    from miljo_tui.editing.save_conflicts import SaveConflict as SaveConflict
    from miljo_tui.editing.save_recovery import is_interrupted as is_interrupted
    from miljo_tui.editing.save_recovery import recover as recover
    from miljo_tui.editing.saving import save as save
    from miljo_tui.editing.unmerged import unmerged_problems as unmerged_problems
    from miljo_tui.editing.watcher import Watcher as Watcher
    from miljo_tui.model.records import AREA as AREA
    from miljo_tui.repository.commit_files import forget as forget
    from miljo_tui.repository.commit_files import is_made as is_made
    from miljo_tui.repository.commit_files import not_committed as not_committed
    from miljo_tui.repository.git_locks import explained as explained
    from miljo_tui.repository.git_locks import lasting as lasting
    from miljo_tui.repository.index_conflicts import unmerged as unmerged
    from miljo_tui.repository.objects import blob_id as blob_id
    from miljo_tui.repository.process_wait import call_off as call_off
    from miljo_tui.repository.process_wait import heeding as heeding
    from miljo_tui.repository.save_lock import Busy as Busy
    from miljo_tui.repository.save_lock import exclusive as exclusive
    from miljo_tui.repository.state import look as look
    from miljo_tui.store.editing import Edit as Edit
    from miljo_tui.store.editing import edit as edit
    from miljo_tui.store.records import load_record as load_record
else:
    __getattr__ = opened(
        __name__,
        {
            "editing.checked_agreement": ("CheckedAgreement",),
            "editing.draft": ("Draft",),
            "editing.draft_journal": ("Journal",),
            "editing.draft_rebase": ("again",),
            "editing.drafts": ("Drafts",),
            "editing.editor_target": ("editor_target_of", "placed_message", "require_mended"),
            "editing.new_records": ("NewRecords", "free_id", "taken_ids"),
            "editing.opening": ("Snapshot",),
            "editing.outside": ("unreadable_record",),
            "editing.outside_changes": ("OutsideChanges",),
            "editing.repository_status": ("RepositoryStatus",),
            "editing.save_conflicts": ("NotCommitted", "SaveConflict"),
            "editing.save_recovery": ("is_interrupted", "recover"),
            "editing.saving": ("save",),
            "editing.unmerged": ("unmerged_problems",),
            "editing.watcher": ("Watcher",),
            "model.records": ("AREA",),
            "repository.commit_files": ("forget", "is_made", "not_committed"),
            "repository.git_locks": ("explained", "lasting"),
            "repository.index_conflicts": ("unmerged",),
            "repository.objects": ("blob_id",),
            "repository.process_wait": ("call_off", "heeding"),
            "repository.save_lock": ("Busy", "exclusive"),
            "repository.state": ("look",),
            "store.editing": ("Edit", "edit"),
            "store.records": ("load_record",),
        },
        below="miljo_tui",
    )
