"""Waiting while a list or a published file is read, which may take seconds and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen

from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.spreadsheets import (
    ImportChoices,
    ListFile,
    plan_import,
    plan_workbook_import,
    recognise_workbook,
)
from miljo_tui.tui import screens
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import FILE_READING
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.literal import label


class Stopped(Exception):
    """Somebody does not want to wait any longer."""


class FileReadingScreen(CommandScreen[bool]):
    """Shows how far the reading has come, then what would come of the file.

    Closes with whether anything was committed, with None where the file cannot be read.
    """

    COMMANDS_HERE = FILE_READING

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._is_stopped = False

    def compose(self) -> ComposeResult:
        """Lay out how far it has come, and the key."""
        yield FixedText(label(self.app.say(_("Reading {file}…"), file=self._file.name)), id="title")
        yield self.key_line()

    def on_mount(self) -> None:
        """Begin to read."""
        self._read()

    @work(thread=True, group="bringing")
    def _read(self) -> None:
        snapshot = self.app.workspace.snapshot
        try:
            file = ListFile(self._file)
            published = recognise_workbook(file) if file.is_packed else None
            self._told(0, 0)
            following: Callable[[], Screen[bool]]
            if published:
                edits = plan_workbook_import(snapshot, published, self._told)
                following = partial(screens.ImportWorkbookScreen, edits)
            else:
                planned = plan_import(snapshot, file, ImportChoices(), self._told)
                following = partial(screens.ImportListScreen, self._file, planned)
        except Stopped:
            return
        except Failure as failure:
            self.app.call_from_thread(self._failed, failure)
        else:
            self.app.call_from_thread(self._done, following)

    def _told(self, done: int, whole: int) -> None:
        if self._is_stopped:
            raise Stopped
        if whole and done % 200 == 0:
            self.app.call_from_thread(self._show, done, whole)

    def _show(self, done: int, whole: int) -> None:
        if not self._is_stopped:
            said = self.app.say(_("{done} of {all} rows"), done=done, all=whole)
            self.query_one("#title", FixedText).update(label(said))

    def _failed(self, failure: Failure) -> None:
        if not self._is_stopped:
            self.dismiss(None)
            self.app.explain(failure)

    def _done(self, following: Callable[[], Screen[bool]]) -> None:
        if not self._is_stopped:
            self.app.push_screen(following(), self.dismiss)

    def action_back(self) -> None:
        """Stop; what has been read until now is forgotten."""
        self._is_stopped = True
        self.dismiss(False)
