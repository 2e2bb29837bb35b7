"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from textual.app import App

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.written import tidy
from miljo_tui.tui.editor import EditorEnded, EditorFailed, edit_file


def edit_outside(app: App[Any], text: str) -> str:
    """Return the text as the person's editor left it. Raises EditorFailed; nothing is changed."""
    with tempfile.TemporaryDirectory(prefix="miljo-tui-") as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")
        try:
            edit_file(app, file)
            data = file.read_bytes()
        except EditorEnded as ended:
            raise EditorFailed(ended.message, message(_("The field is as it was."))) from ended
        except OSError as error:
            raise EditorFailed(
                message(_("The editor took the text away")), message(_("The field is as it was."))
            ) from error
        return tidy(data.decode("utf-8", "replace")).rstrip("\n")
