"""Every step of a save at which it can be stopped: found by running it, not listed by hand."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.editing.new_records import NewRecords
from miljo_tui.editing.proposals import Proposal
from miljo_tui.editing.save_recovery import FEW
from miljo_tui.editing.state_folder import state_folder
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.records import MEASURE
from miljo_tui.repository import commit_files, repo, save_lock, unreviewed_content
from miljo_tui.repository.objects import Objects

SYSTEM = ("open", "write", "fsync", "fchmod", "mkdir", "replace", "unlink", "link")
"""How a save touches the disk."""

GIT = (
    (commit_files, ("ask",)),
    (unreviewed_content, ("ask",)),
    (repo, ("do",)),
    (Objects, ("stored",)),
)
"""How it asks git, and has git do something."""


class Step:
    """One call on the way: its number from 1, what is called, and with what."""

    def __init__(self, number: int, name: str, given: tuple[Any, ...]) -> None:
        self.number = number
        self.name = name
        self.given = given


Meddle = Callable[[Step, Callable[[], Any]], Any]
"""Gets each step and what would do it; returns what comes of it."""


@contextmanager
def meddled(meddle: Meddle) -> Iterator[None]:
    """Let every step of the block go through somebody's hands."""
    numbers = count(1)

    def through(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any, **named: Any) -> Any:
            step = Step(next(numbers), name, given)
            return meddle(step, lambda: function(*given, **named))

        return called

    with pytest.MonkeyPatch.context() as patch:
        for owner, names in ((os, SYSTEM), *GIT):
            for name in names:
                patch.setattr(owner, name, through(name, getattr(owner, name)))
        yield


def proposed(agreement: Path) -> tuple[Workspace, list[Proposal]]:
    """Return a workspace with a record that changes, a new one, and one that goes, drafts kept."""
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    changed = workspace.draft(workspace.folder.measures["angar"])
    changed.put(("end",), 2025)
    new = workspace.begin(MEASURE, "Solceller")
    new.put(("start",), 2024)
    gone = Proposal.removing(workspace.folder.measures["atervinning"], workspace.folder)
    return workspace, [changed.proposal(), new.proposal(), gone]


def proposed_list(agreement: Path) -> tuple[Workspace, list[Proposal]]:
    """Return a workspace with so many new records that the disk keeps them together."""
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    new = NewRecords(workspace.snapshot, MEASURE)
    return workspace, [new.begin(f"Rad {number}").proposal() for number in range(FEW + 5)]


class Original:
    """An agreement before a save: the state that a save which comes to nothing leaves behind."""

    def __init__(self, agreement: Path, git: Callable[..., str]) -> None:
        self.agreement = agreement
        self._git = git
        self._copy = agreement.with_name("original")
        shutil.copytree(agreement, self._copy)
        self._files = self._everything()
        self._head = self._told()

    def again(self) -> None:
        """Put it all back, and forget what was written down of drafts and saves."""
        shutil.rmtree(self.agreement)
        shutil.copytree(self._copy, self.agreement)
        shutil.rmtree(state_folder(self.agreement, os.environ), ignore_errors=True)

    def copy_into(self, folder: Path) -> None:
        """Put a copy of it all into an empty folder."""
        shutil.copytree(self._copy, folder, dirs_exist_ok=True)

    def is_there(self) -> bool:
        """Tell whether every byte, the history and the index are as they were, and nothing more."""
        return self._everything() == self._files and self._told() == self._head

    def is_followed(self) -> bool:
        """Tell whether the whole save is there and nothing else: one commit, clean."""
        held = tomllib.loads((self.agreement / "measures" / "angar.toml").read_text("utf-8"))
        changed = ["M\tmeasures/angar.toml", "D\tmeasures/atervinning.toml"]
        return (
            held["end"] == 2025
            and self._git(self.agreement, "rev-list", "--count", "HEAD") == "2\n"
            and self._git(self.agreement, "show", "--format=", "--name-status").splitlines()
            == [*changed, "A\tmeasures/solceller.toml"]
            and self._git(self.agreement, "status", "--porcelain", "--untracked-files=all") == ""
            and set(self._everything()) - set(self._files) == {"measures/solceller.toml"}
        )

    def is_followed_by_a_list(self) -> bool:
        """Tell whether the records of a list are all there and nothing else: one commit, clean."""
        there = {f"measures/rad-{number}.toml" for number in range(FEW + 5)}
        shown = self._git(self.agreement, "show", "--format=", "--name-only").splitlines()
        return (
            set(shown) == set(self._everything()) - set(self._files) == there
            and self._git(self.agreement, "rev-list", "--count", "HEAD") == "2\n"
            and self._git(self.agreement, "status", "--porcelain", "--untracked-files=all") == ""
        )

    def _everything(self) -> dict[str, tuple[int, bytes]]:
        """Return the modes and bytes of all files, and what is left in git's own folder."""
        found = {}
        for file in self.agreement.rglob("*"):
            name = file.relative_to(self.agreement)
            is_left = file.suffix == ".lock" or file.name.startswith("miljo_tui")
            if (
                file.is_file()
                and (is_left or ".git" not in name.parts)
                and file.name != save_lock.NAME
            ):
                found[str(name)] = (file.stat().st_mode, file.read_bytes())
        return found

    def _told(self) -> tuple[str, ...]:
        return tuple(
            self._git(self.agreement, *question)
            for question in (
                ("rev-parse", "HEAD"),
                ("ls-files", "--stage"),
                ("--no-optional-locks", "status", "--porcelain", "--untracked-files=all"),
            )
        )
