"""What the history says of an agreement's records, and how to act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.audit.agreement_at import folder_at as folder_at
    from miljo_tui.audit.chronicle import Chronicle as Chronicle
    from miljo_tui.audit.comparison import Comparison as Comparison
    from miljo_tui.audit.entries import Entry as Entry
    from miljo_tui.audit.entry_filter import EntryFilter as EntryFilter
    from miljo_tui.audit.entry_filter import EntrySearch as EntrySearch
    from miljo_tui.audit.field_origins import FieldOrigin as FieldOrigin
    from miljo_tui.audit.findings import Finding as Finding
    from miljo_tui.audit.history_cache import HistoryCache as HistoryCache
    from miljo_tui.audit.record_names import record_address as record_address
    from miljo_tui.audit.restoration import WayBack as WayBack
    from miljo_tui.audit.restoration import restore as restore
    from miljo_tui.audit.reversion import Reversion as Reversion
    from miljo_tui.audit.stopped_rebase import StoppedCommit as StoppedCommit
    from miljo_tui.audit.verification import VerificationReport as VerificationReport
else:
    __getattr__ = opened(
        __name__,
        {
            "agreement_at": ("folder_at",),
            "chronicle": ("Chronicle",),
            "comparison": ("Comparison",),
            "entries": ("Entry",),
            "entry_filter": ("EntryFilter", "EntrySearch"),
            "field_origins": ("FieldOrigin",),
            "findings": ("Finding",),
            "history_cache": ("HistoryCache",),
            "record_names": ("record_address",),
            "restoration": ("WayBack", "restore"),
            "reversion": ("Reversion",),
            "stopped_rebase": ("StoppedCommit",),
            "verification": ("VerificationReport",),
        },
    )
