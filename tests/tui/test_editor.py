"""The person's own editor gets the file, at the line and column where it knows how to be told."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App

from miljo_tui.session.mending import Cursor
from miljo_tui.tui.editor import EditorEnded, EditorFailed, edit_file


class Terminal:
    """What lends the terminal, where there is none."""

    def suspend(self) -> AbstractContextManager[None]:
        """Lend it."""
        return nullcontext()


APP = cast("App[Any]", Terminal())


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for programs that write down what they are given, the first in PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    return folder


def install(programs: Path, name: str, end: str = "exit 0") -> None:
    """Make a program."""
    program = programs / name
    told = programs.parent / "told"
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > '{told}'\n{end}\n", "utf-8")
    program.chmod(0o755)


def told(programs: Path) -> list[str]:
    """Return what the program was given."""
    return (programs.parent / "told").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("vi", ["+7", "FILE"]),
        ("vim", ["+call cursor(7, 14)", "FILE"]),
        ("vim.basic", ["+call cursor(7, 14)", "FILE"]),
        ("vim.tiny", ["+7", "FILE"]),
        ("nano", ["+7,12", "FILE"]),
        ("emacs-nox", ["+7:12", "FILE"]),
        ("micro", ["+7:12", "FILE"]),
        ("code", ["--goto", "FILE:7:12"]),
        ("hx", ["FILE:7:12"]),
        ("jed", ["FILE", "-g", "7"]),
        ("mcedit", ["+7", "FILE"]),
        ("something-else", ["FILE"]),
    ],
)
def test_each_is_told_in_its_own_way(
    programs: Path, monkeypatch: pytest.MonkeyPatch, name: str, given: list[str]
) -> None:
    install(programs, name)
    file = programs.parent / "åtgärd {line}.toml"
    monkeypatch.setenv("EDITOR", f"{name} --wait")
    edit_file(APP, file, Cursor(7, 12, 14))
    assert told(programs) == ["--wait", *(each.replace("FILE", str(file)) for each in given)]
    edit_file(APP, file)
    assert told(programs) == ["--wait", str(file)]


def test_what_a_link_leads_to_is_told(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(programs, "vim.basic")
    install(programs, "busybox")
    (programs / "editor").symlink_to("vim.basic")
    (programs / "vi").symlink_to("busybox")
    for name, given in (("editor", ["+call cursor(7, 14)", "x"]), ("vi", ["x"])):
        monkeypatch.setenv("EDITOR", name)
        edit_file(APP, Path("x"), Cursor(7, 12, 14))
        assert told(programs) == given


def test_visual_goes_before_editor_and_both_before_what_there_is(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(programs, "nano", "exit 3")
    install(programs, "vim")
    install(programs, "micro")
    with pytest.raises(EditorEnded):
        edit_file(APP, Path("x"))
    monkeypatch.setenv("EDITOR", "micro")
    edit_file(APP, Path("x"), Cursor(1, 1, 1))
    assert told(programs) == ["+1:1", "x"]
    monkeypatch.setenv("VISUAL", "vim")
    edit_file(APP, Path("x"), Cursor(1, 1, 1))
    assert told(programs) == ["+call cursor(1, 1)", "x"]


@pytest.mark.parametrize("command", ["/nowhere/editor", "'half"])
def test_one_that_cannot_be_started_is_told(
    programs: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("EDITOR", command)
    with pytest.raises(EditorFailed):
        edit_file(APP, Path("x"))
