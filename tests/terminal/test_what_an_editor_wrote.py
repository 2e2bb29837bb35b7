"""What an editor has written is in the draft or named beside it, whatever ends first."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal
from waiting import until

from miljo_tui.editing.draft_journal import Journal

Start = Callable[..., Terminal]

WRITTEN = "Rad från editorn."
TO_THE_EDITOR = "/pollinators\r\re\t\t\x1bOS"

STEPS = {
    "started": ("subprocess", "Popen.__init__", "given[1]"),
    "ended": ("subprocess", "Popen.wait", "given[0].args"),
    "folder removed": ("shutil", "rmtree", "given[0]"),
}
"""What the program does of its own, and where Python finds what it is done to."""
AFTER = """
import importlib, os, signal, time

owner = importlib.import_module({module!r})
*above, name = {name!r}.split(".")
for each in above:
    owner = getattr(owner, each)
step = getattr(owner, name)

def and_then(*given, **named):
    result = step(*given, **named)
    while not os.path.exists({written!r}):
        time.sleep(0.01)
    os.kill(os.getpid(), {how})
    return result

def watched(*given, **named):
    return (and_then if "editor" in str({about}) else step)(*given, **named)

setattr(owner, name, watched)
"""
"""Read by Python when it starts: the signal comes right after a step of the program's own, which
waits for the editor to have written."""


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Make an editor of some lines of a script, and return the surroundings that name it."""

    def make(script: str) -> dict[str, str]:
        program = tmp_path / "editor"
        program.write_text(f"#!/bin/sh\ncd {tmp_path}\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return {"EDITOR": str(program)}

    return make


@pytest.fixture
def found(agreement: Path, environment: dict[str, str]) -> Callable[[], set[str]]:
    """Return where the next start finds what the editor has written."""

    def find() -> set[str]:
        kept = Journal(agreement, environment).found()
        beside = [file for each in kept if each.file.is_dir() for file in each.file.iterdir()]
        held = {"draft": [str(each.data) for each in kept]}
        held["beside"] = [file.read_text("utf-8") for file in beside]
        return {where for where, texts in held.items() if WRITTEN in "".join(texts)}

    return find


WRITE = f'echo "{WRITTEN}" >> "$1"\n: > written\n'


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("step", STEPS)
def test_the_program_is_ended_right_after(
    app: Start,
    tmp_path: Path,
    environment: dict[str, str],
    editor: Callable[[str], dict[str, str]],
    found: Callable[[], set[str]],
    step: str,
    how: signal.Signals,
) -> None:
    module, name, about = STEPS[step]
    written = str(tmp_path / "written")
    after = AFTER.format(module=module, name=name, about=about, written=written, how=int(how))
    (tmp_path / "sitecustomize.py").write_text(after, "utf-8")
    paths = f"{tmp_path}:{environment['PYTHONPATH']}"
    stays = "sleep 600 & wait" if step == "started" else ""
    program = app(env=editor(WRITE + stays) | {"PYTHONPATH": paths})
    program.type(TO_THE_EDITOR)
    assert program.exit_code() == 128 + how
    until(found, "what was written is found")
    in_the_draft = step == "folder removed" or (step == "started" and how == signal.SIGTERM)
    assert "draft" in found() or not in_the_draft


EDITORS = {
    "ends when it is told": "sleep 600 & wait",
    "saves elsewhere when it is told": """trap 'echo "$text" > "$1.save"; exit 1' HUP TERM
text=$(cat "$1"); : > "$1"; sleep 600 & wait""",
    "puts another file in its place": 'cp "$1" new; mv new "$1"; sleep 600 & wait',
    "works in a child of its own": "sh -c 'sleep 600'",
}
"""What else an editor does when it has written."""


@pytest.mark.parametrize("does", EDITORS)
def test_the_program_is_ended_while_an_editor(
    app: Start,
    tmp_path: Path,
    editor: Callable[[str], dict[str, str]],
    found: Callable[[], set[str]],
    does: str,
) -> None:
    program = app(env=editor(WRITE + EDITORS[does]))
    program.type(TO_THE_EDITOR)
    until((tmp_path / "written").exists, "the editor has written", lambda: program.text)
    program.signal(signal.SIGTERM)
    assert program.exit_code() == 128 + signal.SIGTERM
    until(found, "what was written is found")


LATER = {
    "goes on when it is told to end": "trap '' HUP TERM\n{later}",
    "leaves a child that goes on": 'setsid sh -c \'trap "" HUP TERM; {later}\' sh "$1" &\nwait',
}
"""What an editor does that writes only when the program has ended."""


@pytest.mark.parametrize("does", LATER)
def test_what_is_written_later_by_an_editor_that(
    app: Start,
    tmp_path: Path,
    editor: Callable[[str], dict[str, str]],
    found: Callable[[], set[str]],
    does: str,
) -> None:
    later = f': > at_work; until [ -e go ]; do sleep 0.01; done; echo "{WRITTEN}" >> "$1"'
    program = app(env=editor(LATER[does].format(later=later)))
    program.type(TO_THE_EDITOR)
    until((tmp_path / "at_work").exists, "the editor is at work", lambda: program.text)
    program.signal(signal.SIGTERM)
    assert program.exit_code() == 128 + signal.SIGTERM
    assert found() == set()
    (tmp_path / "go").touch()
    until(lambda: found() == {"beside"}, "what was written later is found")
