"""A broken file is opened in the editor at its place, taken back when mended, and committed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from screen import Terminal
from shapes import broken, plant

Start = Callable[..., Terminal]
NAME = "measures/pollinatorsprojekt.toml"


def editor(tmp_path: Path, does: str) -> dict[str, str]:
    """Return surroundings in which vim does something to the file, which is its second argument."""
    program = tmp_path / "vim"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/told"\n{does}\n', "utf-8")
    program.chmod(0o755)
    return {"EDITOR": str(program)}


def test_a_broken_file_is_mended_by_hand_and_committed(
    app: Start, agreement: Path, tmp_path: Path, git: Callable[..., str]
) -> None:
    file = agreement / NAME
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith("end = "))
    lines[place] = "end = den sista\n"
    file.write_text("".join(lines), "utf-8")
    first = "sed -i 's/den sista/2024\\nstart = /' \"$2\""
    env = editor(
        tmp_path, f'if grep -q sista "$2"; then {first}; else sed -i "/^start = $/d" "$2"; fi'
    )
    program = app(env=env)
    program.type("/pollinatorsprojekt\r")
    program.wait_for("!  ✗   pollinatorsprojekt")
    program.type("\r")
    program.wait_for("F4 opens the file in your editor")
    program.type("e")
    program.wait_for("There is no value|set twice")  # the next problem is told
    told = (tmp_path / "told").read_text("utf-8").splitlines()
    assert told == [f"+call cursor({place + 1}, 7)", str(file)]
    assert f"pollinatorsprojekt.toml:{place + 2}:" in program.text
    program.press("f4")
    program.wait_for(r"\A(?!.*broken)[\s\S]*(was read again|read again; F2)")
    program.press("f2")
    program.wait_for("End: 2023 → 2024")
    program.type("Rättat")
    program.press("f8")
    program.wait_for("Committed as")
    assert git("show", "--format=", "--name-only") == f"{NAME}\n"


def test_an_editor_that_fails_changes_nothing(app: Start, agreement: Path, tmp_path: Path) -> None:
    before = (agreement / NAME).read_bytes()
    program = app(env=editor(tmp_path, "exit 1"))
    program.type("/pollinators\r")
    program.wait_for("▶.*Pollinat")
    program.press("ctrl+o")
    program.wait_for(r"vim ended|ended with")
    assert (tmp_path / "told").read_text("utf-8").startswith("+call cursor(1, 1)")
    assert (agreement / NAME).read_bytes() == before


def test_every_broken_shape_at_once_costs_only_itself(app: Start, agreement: Path) -> None:
    plant(agreement)
    count = len(broken(agreement))
    program = app()
    program.wait_for(f"^ {count + 1} broken files")
    program.wait_for("✗ Cannot be read")
    program.press("end", "up", "enter", "end", "enter")
    program.wait_for("UTF-16")
    program.press("escape", "escape", "home", "down")
    program.type("/pollinatorsprojekt\r\re")
    program.wait_for("^ F2 ")
    program.press("escape", "escape", "escape")
    program.press("ctrl+q")
    assert program.exit_code() == 0
