"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
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
                failure = _run([*command, str(file)])
        except SuspendNotSupported as error:
            raise EditorFailed(message(_("This terminal cannot be lent to an editor"))) from error
        if failure:
            raise failure
        try:
            data = file.read_bytes()
        except OSError as error:
            raise _went_wrong(command[0]) from error
        return tidy(data.decode("utf-8", "replace")).rstrip("\n")


def _run(command: list[str]) -> EditorFailed | None:
    """Run the editor; what went wrong is returned, since a raise would leave the app suspended."""
    # A handler, unlike "ignore", does not reach the editor: there, Ctrl+C is for the editor alone.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        done = subprocess.run(command, check=False)
    except OSError:
        return _not_started(command[0])
    finally:
        signal.signal(signal.SIGINT, before)
    return _went_wrong(command[0]) if done.returncode else None


def _not_started(name: str) -> EditorFailed:
    return EditorFailed(message(_("The editor {name} could not be started"), name=name))


def _went_wrong(name: str) -> EditorFailed:
    return EditorFailed(
        message(_("The editor {name} ended with an error; the field is as it was"), name=name)
    )


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    try:
        command = shlex.split(named or "")
    except ValueError as error:  # a quotation mark without its other half
        raise _not_started(named or "") from error
    if command:
        return command
    for name in ("nano", "vim", "vi"):
        if shutil.which(name):
            return [name]
    raise EditorFailed(
        message(_("No editor was found")),
        message(_("Name one in the environment variable EDITOR.")),
    )
