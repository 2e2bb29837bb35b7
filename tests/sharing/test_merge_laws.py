"""The laws of joining, across clones: disjoint edits give one tree, whoever shares first."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from fuzzing import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miljo_tui.cli.main import run

Git = Callable[..., str]
NUMBERS = count()

EDITS = (
    ("set", "angar", "end=2024"),
    ("set", "angar", "start=2021"),
    ("set", "angar", "responsible=Gatukontoret"),
    ("set", "angar", "actions+=Sådd"),
    ("set", "angar", "actions+=Bete"),
    ("set", "angar", "objectives+=3"),
    ("set", "angar", "follow_ups[2024].status=G"),
    ("set", "angar", "follow_ups[2025].status=H"),
    ("set", "angar", "follow_ups[2022].comment=Ändrad"),
    ("set", "okad-vaxtlighet", "end=2025"),
    ("set", "okad-vaxtlighet", "sources+=https://a.example.org"),
    ("set", "okad-vaxtlighet", "sources+=https://b.example.org"),
    ("set", "areas/pollinering", "aliases+=Bin"),
    ("set", "agreement", "registry_number=KS 2022/1"),
    ("add", "measure", "Solceller", "areas=gronska"),
    ("add", "measure", "Laddstolpar", "areas=gronska"),
    ("remove", "atervinning"),
)
"""Edits of which no two give one field two values."""


class Clone:
    """A clone of one of the servers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def git(self, *arguments: str) -> str:
        command = ["git", "-C", str(self.folder), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def app(self, *arguments: str) -> None:
        assert run(["-C", str(self.folder), *arguments]) == 0, arguments

    @property
    def tree(self) -> str:
        return self.git("rev-parse", "HEAD^{tree}")


@settings(
    examples(2),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(st.sampled_from(["anna", "bo", ""]), min_size=len(EDITS), max_size=len(EDITS)).filter(
        lambda who: {"anna", "bo"} <= set(who)
    )
)
def test_disjoint_edits_give_one_tree_in_either_order(
    agreement: Path,
    tmp_path: Path,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    who: list[str],
) -> None:
    place = tmp_path / f"prov-{next(NUMBERS)}"
    place.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(place / "state"))
    git(place, "clone", "--quiet", "--bare", str(agreement), "server.git")
    for name in ("anna", "bo"):
        git(place, "clone", "--quiet", "server.git", name)
        for edit, one in zip(EDITS, who, strict=True):
            if one == name:
                Clone(place / name).app(*edit, "--reason", name)
    trees = []
    for order in (("anna", "bo"), ("bo", "anna")):
        there = place / "".join(order)
        there.mkdir()
        for name in ("server.git", "anna", "bo"):
            shutil.copytree(place / name, there / name, symlinks=True)
        clones = [Clone(there / name) for name in order]
        for clone in clones:
            clone.git("remote", "set-url", "origin", str(there / "server.git"))
        for clone in (*clones, clones[0]):
            clone.app("sync")
        assert clones[0].git("rev-parse", "HEAD") == clones[1].git("rev-parse", "HEAD")
        assert all(clone.git("status", "--porcelain") == "" for clone in clones)
        clones[0].app("verify")
        trees += [clone.tree for clone in clones]
    assert len(set(trees)) == 1
