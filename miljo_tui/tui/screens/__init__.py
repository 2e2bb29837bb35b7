"""The places a person can be in; each is loaded when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.tui.screens.broken_file import mend_by_hand as mend_by_hand
    from miljo_tui.tui.screens.broken_file import settle_marks as settle_marks
    from miljo_tui.tui.screens.bulk_edit import choose_field as choose_field
    from miljo_tui.tui.screens.compare import CompareScreen as CompareScreen
    from miljo_tui.tui.screens.confirmation import ConfirmationScreen as ConfirmationScreen
    from miljo_tui.tui.screens.confirmation import QuitScreen as QuitScreen
    from miljo_tui.tui.screens.conflict import ConflictScreen as ConflictScreen
    from miljo_tui.tui.screens.file_reading import FileReadingScreen as FileReadingScreen
    from miljo_tui.tui.screens.follow_up import FollowUpScreen as FollowUpScreen
    from miljo_tui.tui.screens.form import FormScreen as FormScreen
    from miljo_tui.tui.screens.help import HelpScreen as HelpScreen
    from miljo_tui.tui.screens.help_topics import choose_topic as choose_topic
    from miljo_tui.tui.screens.history import HistoryScreen as HistoryScreen
    from miljo_tui.tui.screens.history_entry import HistoryEntryScreen as HistoryEntryScreen
    from miljo_tui.tui.screens.identity import IdentityScreen as IdentityScreen
    from miljo_tui.tui.screens.import_list import ImportListScreen as ImportListScreen
    from miljo_tui.tui.screens.import_workbook import ImportWorkbookScreen as ImportWorkbookScreen
    from miljo_tui.tui.screens.origins import OriginsScreen as OriginsScreen
    from miljo_tui.tui.screens.overview import OverviewScreen as OverviewScreen
    from miljo_tui.tui.screens.page import PageScreen as PageScreen
    from miljo_tui.tui.screens.palette import PaletteEntry as PaletteEntry
    from miljo_tui.tui.screens.palette import PaletteScreen as PaletteScreen
    from miljo_tui.tui.screens.recovered_drafts import (
        RecoveredDraftsScreen as RecoveredDraftsScreen,
    )
    from miljo_tui.tui.screens.review import ReviewScreen as ReviewScreen
    from miljo_tui.tui.screens.sync import SyncScreen as SyncScreen
    from miljo_tui.tui.screens.text_question import TextQuestionScreen as TextQuestionScreen
    from miljo_tui.tui.screens.text_question import file_named as file_named
else:
    __getattr__ = opened(
        __name__,
        {
            "broken_file": ("mend_by_hand", "settle_marks"),
            "bulk_edit": ("choose_field",),
            "compare": ("CompareScreen",),
            "confirmation": ("ConfirmationScreen", "QuitScreen"),
            "conflict": ("ConflictScreen",),
            "file_reading": ("FileReadingScreen",),
            "follow_up": ("FollowUpScreen",),
            "form": ("FormScreen",),
            "help": ("HelpScreen",),
            "help_topics": ("choose_topic",),
            "history": ("HistoryScreen",),
            "history_entry": ("HistoryEntryScreen",),
            "identity": ("IdentityScreen",),
            "import_list": ("ImportListScreen",),
            "import_workbook": ("ImportWorkbookScreen",),
            "origins": ("OriginsScreen",),
            "overview": ("OverviewScreen",),
            "page": ("PageScreen",),
            "palette": ("PaletteEntry", "PaletteScreen"),
            "recovered_drafts": ("RecoveredDraftsScreen",),
            "review": ("ReviewScreen",),
            "sync": ("SyncScreen",),
            "text_question": ("TextQuestionScreen", "file_named"),
        },
    )
