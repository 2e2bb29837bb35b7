"""Many clones at once, each in a process of its own: nothing is lost, and all end up the same."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from clones import Person
from fuzzing import is_long

ROOT = Path(__file__).resolve().parents[2]
SHORT_RUN, LONG_RUN = 2, 25
"""How often each clone saves and syncs; before a release as often as four people do in a day."""

WORK = """
import sys
from miljo_tui.cli.main import run
folder, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    for change in (
        ["set", "angar", f"actions+={name} {number}", "--reason", "x"],
        ["add", "measure", f"Ny {name} {number}", "areas=pollinering", "--reason", "x"],
        ["sync"],
    ):
        code = run(["-C", folder, *change])
        if code and (code, change) != (3, ["sync"]):  # who loses every race shares the next time
            sys.exit(code)
"""


def test_all_changes_of_all_clones_are_in_every_clone(
    person: Callable[[str], Person],
) -> None:
    rounds = LONG_RUN if is_long() else SHORT_RUN
    people = [person(name) for name in ("anna", "bo", "cia", "dan")]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, str(each.folder), each.name, str(rounds)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for each in people
    ]
    for process in running:
        _out, said = process.communicate(timeout=60 * rounds)
        assert process.returncode == 0, said
    for each in (*people, *people):
        assert each.app("sync") == 0, each.err
    assert len({each.head for each in people}) == 1
    for each in people:
        assert each.text("measures/angar.toml").count('title = "') == 2 + len(people) * rounds
        assert len(list((each.folder / "measures").iterdir())) == 3 + len(people) * rounds
        assert each.git("status", "--porcelain") == ""
        assert each.git("worktree", "list").count("\n") == 0
    assert people[0].app("verify") == 0, people[0].out


def test_what_both_have_added_may_stand_in_either_order(anna: Person, bo: Person) -> None:
    """Whoever's name is the first: a merge by hand and one of the program's are both true."""
    anna.set("angar", "actions+=Andra")
    bo.set("angar", "actions+=Bortom")
    assert anna.app("sync") == bo.app("sync") == 0, bo.err
    assert anna.app("sync") == 0 and anna.tree == bo.tree
    bo.set("angar", "actions+=Aldrig")
    anna.set("angar", "actions+=Sedan")
    assert bo.app("sync") == anna.app("sync") == 0, anna.err
    assert bo.app("sync") == 0 and anna.tree == bo.tree
    assert anna.app("verify") == 0, anna.out
