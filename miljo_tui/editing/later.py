"""What the first paint does without, since it only shows: each is loaded when it is first used.

What drafts, saves and asks git takes longer to load than all that is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.editing.draft import Draft as Draft
    from miljo_tui.editing.draft_journal import Journal as Journal
    from miljo_tui.editing.draft_rebase import again as again
    from miljo_tui.editing.new_records import NewRecords as NewRecords
    from miljo_tui.editing.new_records import free_id as free_id
    from miljo_tui.editing.new_records import taken_ids as taken_ids
    from miljo_tui.editing.outside import unreadable_record as unreadable_record
    from miljo_tui.editing.outside_changes import OutsideChanges as OutsideChanges
    from miljo_tui.editing.save_recovery import is_interrupted as is_interrupted
    from miljo_tui.editing.save_recovery import recover as recover
    from miljo_tui.editing.saving import save as save
    from miljo_tui.repository.git_locks import explained as explained
    from miljo_tui.repository.git_locks import lasting as lasting
    from miljo_tui.repository.process_wait import call_off as call_off
    from miljo_tui.repository.process_wait import heeding as heeding
    from miljo_tui.repository.save_lock import Busy as Busy
    from miljo_tui.repository.save_lock import exclusive as exclusive
    from miljo_tui.repository.state import look as look
else:
    __getattr__ = opened(
        __name__,
        {
            "editing.draft": ("Draft",),
            "editing.draft_journal": ("Journal",),
            "editing.draft_rebase": ("again",),
            "editing.new_records": ("NewRecords", "free_id", "taken_ids"),
            "editing.outside": ("unreadable_record",),
            "editing.outside_changes": ("OutsideChanges",),
            "editing.save_recovery": ("is_interrupted", "recover"),
            "editing.saving": ("save",),
            "repository.git_locks": ("explained", "lasting"),
            "repository.process_wait": ("call_off", "heeding"),
            "repository.save_lock": ("Busy", "exclusive"),
            "repository.state": ("look",),
        },
        below="miljo_tui",
    )
