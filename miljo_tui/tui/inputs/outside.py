"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.written import tidy
from miljo_tui.tui.editor import EditorEnded, EditorFailed, edit_file


def edit_outside(app: App[Any], text: str, folder: Path, rescue: Callable[[str], None]) -> str:
    """Return the text as the person's editor left it in a folder. Raises EditorFailed.

    Should a signal end the program meanwhile, `rescue` is given what the editor has written so far.
    What the editor has put there besides is not thrown away.
    """
    file = folder / "text.txt"
    file.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")

    def farewell(has_ended: bool) -> None:
        if (so_far := _text(file)) != text.rstrip("\n"):
            rescue(so_far)
        if has_ended and [*folder.iterdir()] == [file]:
            shutil.rmtree(folder)

    try:
        edit_file(app, file, farewell=farewell)
        return _text(file)
    except EditorEnded as ended:
        raise EditorFailed(ended.message, message(_("The field is as it was."))) from ended
    except OSError as error:
        raise EditorFailed(
            message(_("The editor took the text away")), message(_("The field is as it was."))
        ) from error


def _text(file: Path) -> str:
    return tidy(file.read_bytes().decode("utf-8", "replace")).rstrip("\n")
