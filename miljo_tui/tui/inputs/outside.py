"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.model.written import tidy


class EditorFailed(Missing):
    """There is no editor to be had, or it went wrong; the field is as it was."""


def edit_outside(app: App[Any], text: str) -> str:
    """Return the text as the person's editor left it. Raises EditorFailed."""
    command = _command()
    with tempfile.TemporaryDirectory(prefix="miljo-tui-") as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")
        try:
            with app.suspend():
                done = subprocess.run([*command, str(file)], check=False)
        except SuspendNotSupported as error:
            raise EditorFailed(message(_("This terminal cannot be lent to an editor"))) from error
        except OSError as error:
            raise EditorFailed(
                message(_("The editor {name} could not be started"), name=command[0])
            ) from error
        if done.returncode:
            raise EditorFailed(
                message(
                    _("The editor {name} ended with an error; the field is as it was"),
                    name=command[0],
                )
            )
        return tidy(file.read_bytes().decode("utf-8", "replace")).rstrip("\n")


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named)
    for name in ("nano", "vim", "vi"):
        if shutil.which(name):
            return [name]
    raise EditorFailed(
        message(_("No editor was found")),
        message(_("Name one in the environment variable EDITOR.")),
    )
