"""Any change of two people's, old or new, taken back at random: that change, and nothing else."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from past import Past
from test_undone_and_redone import random_edit

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport

STEPS = 32

Values = dict[tuple[str, ...], Any]


class World:
    """What the files hold, read by other means than the program's."""

    def __init__(self, past: Past) -> None:
        self.past = past
        self.called: dict[str, str] = {}
        """The names that files were given, by those that they had."""

    def names(self, commit: str) -> list[str]:
        """Return the files of records at a commit."""
        return self.past.git("ls-tree", "-r", "--name-only", commit).split("\n")

    def held(self, commit: str, name: str) -> str | None:
        """Return the text of a file at a commit."""
        if name not in self.names(commit):
            return None
        return self.past.git("show", f"{commit}:{name}")

    def today(self, name: str) -> str:
        """Return what a file is called now."""
        while name not in self.names("HEAD") and name in self.called:
            name = self.called[name]
        return name

    def rename(self, name: str, number: int) -> None:
        """Give a file another name by hand."""
        new = f"measures/annat-namn-{number}.toml"
        self.past.git("mv", name, new)
        self.past.commit("cia", f"Nytt namn {number}")
        self.called[name] = new


def leaves(text: str | None) -> Values:
    """Return each value of a record by where it is, entries by what they are called."""
    return dict(_leaves((), tomllib.loads(text))) if text is not None else {}


def _leaves(place: tuple[str, ...], value: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves((*place, key), inner)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for entry in value:
            yield from _leaves((*place, str(entry.get("year", entry.get("title")))), entry)
    else:
        yield place, value


def taken_back(was: Values, became: Values, before: Values, after: Values) -> None:
    """Make sure that what a change made of a record is taken back, and that nothing else is."""
    for place in was.keys() | became.keys() | before.keys() | after.keys():
        old, new, then, now = (each.get(place) for each in (was, became, before, after))
        if old == new:
            assert now == then, (place, "is nobody's business")
        elif then in (old, new):
            assert now == old, (place, "is not as it was")
        else:
            lists = [each or [] for each in (old, new, then, now)]
            assert all(isinstance(each, list) for each in lists), (place, "was changed since")
            old, new, then, now = map(set, lists)
            assert now == (then - (new - old)) | (old - new), (place, "lost an item")


def undo(world: World, chance: random.Random, commit: str) -> bool:
    """Undo a change, whichever it is; tell whether it was done."""
    head = world.past.head
    if world.past.app(chance.choice(["anna", "bo"]), "undo", commit, "--reason", "fel"):
        return False
    reversed_by_head(world, commit, head)
    return True


def redo(world: World, chance: random.Random, _commit: str) -> bool:
    """Redo what somebody has undone last; tell whether it was done."""
    past, head = world.past, world.past.head
    if past.app(chance.choice(["anna", "bo"]), "redo", "--reason", "rätt"):
        return False
    original = past.git("log", "-1", "--format=%(trailers:key=Miljo-Redoes,valueonly)")
    undone = past.git("log", "-1", "--format=%H", f"--grep=^Miljo-Undoes: {original}", head)
    reversed_by_head(world, undone, head)
    return True


def reversed_by_head(world: World, commit: str, head: str) -> None:
    """Make sure that the newest commit takes back another one, on top of what was there."""
    past = world.past
    touched = past.git("diff-tree", "-r", "--name-only", "--no-commit-id", commit).split("\n")
    names = {name: world.today(name) for name in touched}
    for name, now in names.items():
        states = world.held(f"{commit}~1", name), world.held(commit, name)
        there = world.held(head, now), world.held("HEAD", now)
        taken_back(*map(leaves, states), *map(leaves, there))
        assert (there[1] is None) == (states[0] is None), (name, "is there or not")
    changed = past.git("diff-tree", "-r", "--name-only", head, "HEAD").split("\n")
    assert {*changed, ""} <= {*names.values(), ""}


def restore(world: World, chance: random.Random, commit: str) -> bool:
    """Restore a record or a field as it was; tell whether it was done."""
    past, head = world.past, world.past.head
    name = chance.choice([name for name in world.names(commit) if "/" in name])
    key = chance.choice(["", "end", "responsible", "participants", "description"])
    key = key if name.startswith("measures/") else ""
    command = ["restore", name.removesuffix(".toml"), "--at", commit, "--reason", "x"]
    if past.app(chance.choice(["anna", "bo"]), *command, *(["--key", key] if key else [])):
        return False
    now = world.today(name)
    if not key:
        assert world.held("HEAD", now) == world.held(commit, name)
    else:
        was, before, after = (
            leaves(text)
            for text in (world.held(commit, name), world.held(head, now), world.held("HEAD", now))
        )
        assert after == {**{k: v for k, v in before.items() if k != (key,)}, **_only(was, key)}
    return True


def _only(values: Values, key: str) -> Values:
    return {place: value for place, value in values.items() if place == (key,)}


@pytest.mark.parametrize("seed", range(2))
def test_any_change_is_taken_back_alone_or_not_at_all(past: Past, seed: int) -> None:
    chance = random.Random(seed)
    world = World(past)
    start, done = past.head, 0
    for number in range(STEPS):
        made = past.git("rev-list", f"{start}..HEAD").split()
        head, act = past.head, chance.choice([undo, undo, restore, redo])
        measures = [name for name in world.names("HEAD") if name.startswith("measures/")]
        if chance.random() < 0.06:
            world.rename(chance.choice(measures), number)
        elif not made or chance.random() < 0.45:
            who = chance.choice(["anna", "bo"])
            assert past.app(who, *random_edit(past, chance, number), "--reason", "x") == 0
        elif act(world, chance, chance.choice(made)):
            done += 1
        else:
            assert past.head == head
        assert past.git("status", "--porcelain") == ""
    assert done > 2
    with Chronicle.open(past.folder) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()
