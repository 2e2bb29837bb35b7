"""The program that the person prefers for texts: which it is, and the terminal lent to it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from textual.app import App, SuspendNotSupported

from miljo_tui.editing import PlacedProblem
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.tui.terminal.child_process import Child
from miljo_tui.tui.terminal.signals import at_the_end, put_off

LINE = ("+{line}", "{file}")
AT_PLACE: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("vi", "view", "ex", "nvi", "elvis", "vim.tiny"), LINE),
    **dict.fromkeys(("joe", "jmacs", "jpico", "jstar", "rjoe"), LINE),
    **dict.fromkeys(("mcedit", "mg", "pico", "vis", "gedit", "pluma"), LINE),
    **dict.fromkeys(("vim", "nvim", "gvim"), ("+call cursor({line}, {byte})", "{file}")),
    **dict.fromkeys(("nano", "rnano", "ne"), ("+{line},{column}", "{file}")),
    **dict.fromkeys(("emacs", "emacsclient", "micro", "kak"), ("+{line}:{column}", "{file}")),
    **dict.fromkeys(("code", "codium", "vscodium"), ("--goto", "{file}:{line}:{column}")),
    **dict.fromkeys(("hx", "helix", "subl", "zed"), ("{file}:{line}:{column}",)),
    "jed": ("{file}", "-g", "{line}"),
}
"""How programs are told the place in a file; any other gets the file alone."""


@frozen
class Cursor:
    """Where an editor is to begin; all count from 1."""

    line: int = 1
    column: int = 1
    byte: int = 1
    """The column for editors that count bytes."""

    @classmethod
    def at(cls, found: PlacedProblem | None) -> Self:
        """Return the place of a problem, without one the beginning of the file."""
        if found is None:
            return cls()
        place = found.place
        before = place.source_line[: place.column - 1].encode("utf-8", "replace")
        return cls(place.line, place.column, len(before) + 1)


class EditorFailed(Missing):
    """There is no editor to be had, or it could not be started."""


class EditorEnded(EditorFailed):
    """The editor ended with an error; what it has done to the file is its own affair."""


def edit_file(
    app: App[Any],
    file: Path,
    cursor: Cursor | None = None,
    farewell: Callable[[bool], None] = lambda _is_over: None,
) -> bool:
    """Lend the terminal to the person's editor for a file, and tell whether that is over.

    It is not where the editor has left something running that may still write. Should a signal end
    the program meanwhile, it ends the editor too, and `farewell` is told whether that is over.
    Raises EditorFailed.
    """
    command = _command()
    try:
        with app.suspend():
            outcome = _run([*command, *_arguments(command[0], file, cursor)], farewell)
    except SuspendNotSupported as error:
        raise EditorFailed(message(_("No editor can be opened in this terminal"))) from error
    if isinstance(outcome, EditorFailed):
        raise outcome
    return outcome


def _arguments(program: str, file: Path, cursor: Cursor | None) -> list[str]:
    """Return what follows the program's name: the file, and the place where it can be told."""
    way = next((AT_PLACE[name] for name in _names(program) if name in AT_PLACE), None)
    if cursor is None or way is None:
        return [str(file)]
    return [
        part.format(file=file, line=cursor.line, column=cursor.column, byte=cursor.byte)
        for part in way
    ]


def _names(program: str) -> list[str]:
    """Return the names that a program goes by: of what links lead to, without endings, its own.

    Such as `vim.basic` and `vim` for `editor`.
    """
    found = Path(os.path.realpath(shutil.which(program) or program)).name
    # What stands for many programs by their names does not take a line as each of them does.
    own = [] if found == "busybox" else [Path(program).name]
    return [found, re.split(r"[.-]", found)[0], *own]


def _run(command: list[str], farewell: Callable[[bool], None]) -> bool | EditorFailed:
    """Run the editor; what went wrong is returned, since a raise would leave the app suspended."""
    # A handler, unlike "ignore", does not reach the editor: there, Ctrl+C is for the editor alone.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        with ExitStack() as stack:
            with put_off():
                child = stack.enter_context(Child(command))
                stack.enter_context(at_the_end(lambda number: farewell(child.dismiss(number))))
            code, is_over = child.wait(), child.is_over()
    except OSError:
        return _not_started(command[0])
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        return EditorEnded(message(_("The editor {name} ended with an error"), name=command[0]))
    return is_over


def _not_started(name: str) -> EditorFailed:
    return EditorFailed(message(_("The editor {name} could not be started"), name=name))


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
