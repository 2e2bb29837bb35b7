"""Several people over a real sshd, while programs and connections die: nothing is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from clones import Person
from fuzzing import is_long
from secure_shell import SecureShell
from waiting import until

from miljo_tui.cli.main import run

ROOT = Path(__file__).resolve().parents[2]
SHORT_RUN, LONG_RUN = 1, 40
"""How often each person saves and shares; before a release for as long as it takes."""

WORK = """
import sys
from miljo_tui.cli.main import run
folder, title = sys.argv[1:]
for change in (
    ["add", "measure", title, "areas=pollinering", "--reason", "x"],
    ["set", "angar", f"actions+={title}", "--reason", "x"],
):
    if run(["-C", folder, *change]) == 0:
        print("saved", change[0], flush=True)
sys.exit(run(["-C", folder, "--lang", "en", "sync"]))
"""
ALLOWED = (0, 3, 4, -9)
"""It was shared; somebody was always faster; the connection was lost; the program was killed."""


@pytest.fixture
def ssh(
    tmp_path: Path, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SecureShell]:
    """A server that this user can log in to."""
    known = ("HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "LANG", "PATH")
    given = {name: os.environ[name] for name in known} | {"PYTHONPATH": str(ROOT)}
    with SecureShell(tmp_path / "sshd", given) as server:
        monkeypatch.setenv("GIT_SSH_COMMAND", server.command)
        yield server


@pytest.fixture
def people(ssh: SecureShell, server: Path, person: Callable[[str], Person]) -> list[Person]:
    """Three people who reach a server that looks at what is pushed, by ssh alone."""
    assert run(["setup", "server", str(server)]) == 0
    made = [person(name) for name in ("anna", "bo", "cia")]
    for each in made:
        each.git("remote", "set-url", "origin", ssh.address(server))
    return made


def die(ssh: SecureShell, victim: subprocess.Popen[str], chance: random.Random) -> list[str]:
    """Kill a program and lose a connection, each a while after one of the next connections.

    Return what has died.
    """
    met = ssh.accepted()
    plan = [
        (met + chance.randrange(1, 5), chance.uniform(0, longest), what)
        for what, longest in (("connection", 0.1), ("program", 1.0))
    ]
    dead = []
    for count, pause, what in sorted(plan):
        until(
            lambda count=count: ssh.accepted() >= count or victim.poll() is not None,
            "there is a connection, or the program has ended",
        )
        with suppress(subprocess.TimeoutExpired):
            victim.wait(pause)
        if what == "program" and victim.poll() is None:
            victim.kill()
            dead.append(what)
        if what == "connection" and (there := ssh.connections()):
            ssh.lose(chance.choice(there))
            dead.append(what)
    return dead


def test_nothing_is_lost_whatever_dies(ssh: SecureShell, people: list[Person]) -> None:
    chance = random.Random(None if is_long() else 18)
    saved: dict[str, set[str]] = {"add": set(), "set": set()}
    dead: list[str] = []
    for number in range(LONG_RUN if is_long() else SHORT_RUN):
        running = {
            f"{each.name.title()} {number}": subprocess.Popen(
                [sys.executable, "-c", WORK, str(each.folder), f"{each.name.title()} {number}"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for each in people
        }
        dead += die(ssh, chance.choice(list(running.values())), chance)
        for title, process in running.items():
            out, err = process.communicate()
            assert process.returncode in ALLOWED, err
            for line in out.splitlines():
                if line.startswith("saved "):
                    saved[line.split()[1]].add(title)
    assert not is_long() or {"connection", "program"} <= set(dead)
    for each in (*people, *people[:-1]):  # the last one has all that the others shared before
        assert each.app("sync") == 0, each.err
    assert len({each.head for each in people}) == 1
    for each in people:
        titles = each.text("measures/angar.toml")
        assert all(titles.count(f'title = "{title}"') == 1 for title in saved["set"])
        made = {file.read_text("utf-8").split('"')[1] for file in each.folder.glob("measures/*-*")}
        assert saved["add"] <= made
        assert each.git("status", "--porcelain") == ""
        assert each.git("worktree", "list").count("\n") == 0
        each.git("fsck", "--strict")
    assert people[0].app("verify") == 0, people[0].out


def test_one_connection_does_where_one_is_enough(ssh: SecureShell, people: list[Person]) -> None:
    def connections(person: Person) -> int:
        before = ssh.accepted()
        assert person.app("sync") == 0, person.err
        return ssh.accepted() - before

    anna, bo, _cia = people
    assert connections(anna) == 1, "there is no news"
    anna.set("angar", "end=2024")
    assert connections(anna) == 1, "nobody else has shared anything"
    assert connections(bo) == 1, "nothing is to be shared"
    bo.set("angar", "start=2021")
    anna.set("okad-vaxtlighet", "end=2025-01-31")
    assert connections(anna) == 1
    assert connections(bo) == 3, "the first push came too late"
