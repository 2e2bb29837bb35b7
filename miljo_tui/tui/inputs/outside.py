"""Editing a text in the program that the person prefers."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.model.written import tidy
from miljo_tui.tui.ending import at_the_end

PATIENCE = 0.06
"""Seconds that an editor is given to end, when the program has to."""

FOR_EVER = 1e9


class EditorFailed(Missing):
    """There is no editor to be had, or it went wrong; the field is as it was."""


def edit_outside(app: App[Any], text: str, folder: Path, rescue: Callable[[str], bool]) -> str:
    """Return the text as the person's editor left it in a folder. Raises EditorFailed.

    Should a signal end the program meanwhile, it ends the editor too. `rescue` is given what that
    has written so far, and tells whether it is safe; the folder stays unless nothing else is in it.
    """
    command = _command()
    file = folder / "text.txt"
    file.write_text(text.rstrip("\n") + "\n", encoding="utf-8", newline="\n")

    def farewell(editor: int, number: int) -> None:
        has_ended = _dismiss(editor, number)
        so_far = _text(file)
        is_safe = so_far == text.rstrip("\n") or rescue(so_far)
        if has_ended and is_safe and [*folder.iterdir()] == [file]:
            shutil.rmtree(folder)

    try:
        with app.suspend():
            failure = _run([*command, str(file)], farewell)
    except SuspendNotSupported as error:
        raise EditorFailed(message(_("This terminal cannot be lent to an editor"))) from error
    if failure:
        raise failure
    try:
        return _text(file)
    except OSError as error:
        raise _went_wrong(command[0]) from error


def _text(file: Path) -> str:
    return tidy(file.read_bytes().decode("utf-8", "replace")).rstrip("\n")


def _run(command: list[str], farewell: Callable[[int, int], None]) -> EditorFailed | None:
    """Run the editor; what went wrong is returned, since a raise would leave the app suspended."""
    # A handler, unlike "ignore", does not reach the editor: there, Ctrl+C is for the editor alone.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        editor = subprocess.Popen(command)
        with at_the_end(partial(farewell, editor.pid)):
            # In naps, that is: a signal that comes while the editor is being started may reach
            # another thread, and would not end a wait in one go.
            editor.wait(FOR_EVER)
    except OSError:
        return _not_started(command[0])
    finally:
        signal.signal(signal.SIGINT, before)
    return _went_wrong(command[0]) if editor.returncode else None


def _dismiss(editor: int, number: int) -> bool:
    """End the editor, give it the time to put away what it holds, and tell whether it has ended."""
    if not _is_told():
        os.kill(editor, number)
    until = time.monotonic() + PATIENCE
    while os.waitpid(editor, os.WNOHANG) == (0, 0):
        if time.monotonic() > until:
            return False
        time.sleep(0.002)
    return True


def _is_told() -> bool:
    """Tell whether the shell has told the editor of the end of the terminal.

    Twice would be once too often: vim gives up what it is putting away.
    """
    try:
        os.tcgetpgrp(0)
    except OSError:
        return os.getsid(0) != os.getpid()
    return False


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
