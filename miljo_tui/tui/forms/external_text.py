"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.parse_input import tidy
from miljo_tui.tui.terminal.editor import EditorFailed, edit_file


def edit_outside(app: App[Any], text: str, folder: Path, take: Callable[[str], bool]) -> None:
    """Have a text edited in a folder of its own, and give what the editor has written to `take`.

    That tells whether it is kept now. The folder goes only when nothing in it can be wanted any
    more, so that the text is found in it whatever ends first, and when. Raises EditorFailed.
    """
    file, given = folder / "text.txt", text.rstrip("\n")
    try:
        _write(file, given)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise

    def is_left() -> bool:
        """Tell whether there is anything else than the text that was given."""
        try:
            return any(each != file or _text(file) != given for each in folder.iterdir())
        except OSError:
            return True

    def farewell(is_over: bool) -> None:
        if _text(file) != given:
            # An editor that is ended in the midst of writing leaves only half of it.
            _write(folder / "before.txt", given)
            take(_text(file))
        elif is_over and not is_left():
            shutil.rmtree(folder)

    try:
        is_over = edit_file(app, file, farewell=farewell)
        written = _text(file)
    except EditorFailed as failed:
        raise _as_it_was(failed.message, folder, failed.remedy, is_left=is_left()) from failed
    except OSError as error:
        taken = message(_("The editor removed the text"))
        raise _as_it_was(taken, folder, is_left=is_left()) from error
    if written == given and not is_over:
        raise EditorFailed(
            message(_("The editor goes on by itself, and the field is as it was")),
            message(
                _(
                    "What it writes is kept in {folder}. "
                    "Have EDITOR name one that waits, such as code --wait or gvim -f."
                ),
                folder=folder,
            ),
        )
    if written == given or take(written):
        shutil.rmtree(folder, ignore_errors=True)


def _as_it_was(
    what: Message, folder: Path, remedy: Message | None = None, *, is_left: bool
) -> EditorFailed:
    """Return the failure after which a field is as it was; what is left in the folder is named."""
    if is_left:
        kept = _("The field is as it was. What the editor has left is kept in {folder}.")
        return EditorFailed(what, message(kept, folder=folder))
    shutil.rmtree(folder, ignore_errors=True)
    return EditorFailed(what, remedy or message(_("The field is as it was.")))


def _write(file: Path, text: str) -> None:
    file.write_text(text + "\n", encoding="utf-8", newline="\n")


def _text(file: Path) -> str:
    return tidy(file.read_bytes().decode("utf-8", "replace")).rstrip("\n")
