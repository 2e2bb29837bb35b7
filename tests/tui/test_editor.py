"""The person's own editor gets the file, at the line and column where it knows how to be told."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App
from waiting import until

from miljo_tui.locale import language
from miljo_tui.tui.forms.external_text import edit_outside
from miljo_tui.tui.terminal.editor import Cursor, EditorEnded, EditorFailed, edit_file


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


WRITES = 'echo Nytt >> "$1"'
ENDS = {
    "well": (WRITES, ["Text\nNytt"], None),
    "without a change": ("exit 0", [], None),
    "by another file in its place": ('printf "Nytt\\n" > new; mv new "$1"', ["Nytt"], None),
    "with an error, nothing written": ("exit 1", [], "ended with an error"),
    "with an error": (f"{WRITES}; exit 1", [], "Nytt"),
    "killed": (f"{WRITES}; kill -KILL $$", [], "Nytt"),
    "told to end, its text put away": ('echo Nytt > "$1.save"; exit 1', [], "Nytt"),
    "and has taken the text away": ('rm "$1"', [], "removed the text"),
    "and has put the text elsewhere": (f'{WRITES}; mv "$1" "$1.txt"', [], "Nytt"),
}
"""How an editor ends; then what has come of the text, and what is said or found in the folder."""


@pytest.mark.parametrize("end", ENDS)
def test_what_was_written_is_taken_or_its_place_named_when_the_editor_ends(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, end: str
) -> None:
    does, taken, told_or_left = ENDS[end]
    install(programs, "editor", does)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EDITOR", "editor")
    folder, got = tmp_path / "lent", list[str]()
    folder.mkdir()
    with pytest.raises(EditorFailed) if told_or_left else nullcontext() as failed:
        edit_outside(APP, "Text\n", folder, lambda text: got.append(text) is None)
    assert got == taken
    left = [*folder.iterdir()] if folder.exists() else None
    assert bool(left) == folder.exists()
    if failed:
        assert failed.value.remedy
        said = " ".join(map(language("en").say, (failed.value.message, failed.value.remedy)))
        assert (str(folder) in said) == folder.exists()
        assert told_or_left in said + "".join(each.read_text("utf-8") for each in left or [])
    else:
        assert left is None


def test_one_that_goes_on_by_itself_writes_to_a_place_that_is_named(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    later = f"until [ -e {tmp_path}/go ]; do sleep 0.01; done; {WRITES}"
    install(programs, "editor", f"({later}) &")
    monkeypatch.setenv("EDITOR", "editor")
    folder = tmp_path / "lent"
    folder.mkdir()
    with pytest.raises(EditorFailed) as caught:
        edit_outside(APP, "Text", folder, lambda _text: True)
    assert "goes on by itself" in caught.value.message.text and caught.value.remedy
    assert str(folder) in language("en").say(caught.value.remedy)
    (tmp_path / "go").touch()
    until(lambda: "Nytt" in (folder / "text.txt").read_text("utf-8"), "it has written")


def test_the_text_stays_where_a_draft_cannot_be_kept(
    programs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(programs, "editor", WRITES)
    monkeypatch.setenv("EDITOR", "editor")
    folder = tmp_path / "lent"
    folder.mkdir()
    edit_outside(APP, "Text", folder, lambda _text: False)
    assert (folder / "text.txt").read_text("utf-8") == "Text\nNytt\n"
