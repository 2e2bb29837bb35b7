"""A disk that fails at any step of a save: all as it was and told in words, or the new commit."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from steps import Original, Step, meddled, proposed, proposed_list

from miljo_tui.editing.proposals import Why
from miljo_tui.editing.save_recovery import NotPutBack
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import Failure
from miljo_tui.repository import commit_files

Git = Callable[..., str]
WHY = Why("Beslut")

CHANGING = ("write", "fsync", "fchmod", "mkdir", "replace", "unlink")
FAULTS: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "full": (errno.ENOSPC, ("write", "fsync", "mkdir", "replace")),
    "broken": (errno.EIO, ("open", *CHANGING)),
    "forbidden": (errno.EACCES, ("open", "mkdir", "replace", "unlink")),
}
"""What a disk says when it fails, and of what."""


def is_of_the_disk(step: Step) -> bool:
    """Tell whether a step is about a file or a folder, not about a pipe to git."""
    if step.name not in ("open", *CHANGING):
        return False
    if isinstance(step.given[0], int):
        mode = os.fstat(step.given[0]).st_mode
        return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    return step.given[0] != os.devnull


def steps_of(agreement: Path) -> list[str]:
    """Return what a save does, step by step, by doing it."""
    found: list[str] = []

    def meddle(step: Step, do: Callable[[], Any]) -> Any:
        found.append(step.name if is_of_the_disk(step) else "")
        return do()

    workspace, proposals = proposed(agreement)
    with meddled(meddle):
        assert workspace.save(proposals, WHY)
    return found


def failing(
    number: int, what: int, names: tuple[str, ...], *, for_good: bool
) -> Callable[[Step, Callable[[], Any]], Any]:
    """Fail at a step, or from then on at everything of these names."""

    def meddle(step: Step, do: Callable[[], Any]) -> Any:
        is_due = step.number >= number if for_good else step.number == number
        if is_due and step.name in names and is_of_the_disk(step):
            raise OSError(what, os.strerror(what), "file")
        return do()

    return meddle


def noted(workspace: Workspace) -> bool:
    """Tell whether a save is written down that is not settled."""
    return any(workspace.drafts.journal.folder.glob("*.intent.json"))


def spoken(failure: Failure) -> Iterator[str]:
    """Yield what people read, in both languages."""
    for code in ("sv", "en"):
        say = language(code).say
        yield say(failure.message)
        yield say(failure.remedy or "")
    yield failure.detail


def assert_in_words(failure: Failure) -> None:
    """Make sure that somebody who knows no Python understands it."""
    said = "\n".join(spoken(failure))
    assert failure.remedy and not re.search(r"Errno|Error|Traceback|None|[{}<>\[\]]", said), said


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No git outlives a save here."""
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.0)


@pytest.mark.parametrize("disk", FAULTS)
def test_a_step_that_fails_once(agreement: Path, git: Git, disk: str) -> None:
    what, names = FAULTS[disk]
    original = Original(agreement, git)
    outcomes = set()
    for number, name in enumerate(steps_of(agreement), 1):
        if name not in names:
            continue
        original.again()
        workspace, proposals = proposed(agreement)
        with meddled(failing(number, what, names, for_good=False)):
            try:
                saved = workspace.save(proposals, WHY)
            except Failure as failure:
                saved = None
                assert_in_words(failure)
        if saved and noted(workspace):  # what was kept for its sake is cleared away later
            assert [done.committed for done in workspace.recover()] == [True], (number, name)
        assert original.is_followed() if saved else original.is_there(), (number, name)
        assert not noted(workspace)
        if saved is None:
            assert workspace.save(proposals, WHY) and original.is_followed(), (number, name)
        outcomes.add(bool(saved))
    assert False in outcomes


@pytest.mark.parametrize("disk", FAULTS)
def test_a_disk_that_fails_from_a_step_on(agreement: Path, git: Git, disk: str) -> None:
    what, names = FAULTS[disk]
    original = Original(agreement, git)
    outcomes = set()
    for number, name in enumerate(steps_of(agreement), 1):
        if name not in names:
            continue
        original.again()
        workspace, proposals = proposed(agreement)
        with meddled(failing(number, what, names, for_good=True)):
            try:
                workspace.save(proposals, WHY)
                failed = None
            except Failure as failure:
                failed = type(failure)
                assert_in_words(failure)
        outcomes.add(failed)
        if failed is None:
            workspace.recover()
            assert original.is_followed(), (number, name)
        elif not noted(workspace):
            assert failed is not NotPutBack and original.is_there(), (number, name)
        elif number % 2:  # the next start puts it right, or the next save in the same window
            again = Workspace(agreement, language("sv"))
            again.repository.state = again.repository.ask()
            (done,) = again.recover()
            assert not done.committed and original.is_there(), (number, name)
        if failed:
            assert workspace.save(proposals, WHY) and original.is_followed(), (number, name)
    assert NotPutBack in outcomes


def test_a_disk_that_takes_a_little_at_a_time(agreement: Path, git: Git) -> None:
    original = Original(agreement, git)
    whole = os.write

    def meddle(step: Step, do: Callable[[], Any]) -> Any:
        if step.name == "write" and is_of_the_disk(step):
            descriptor, data = step.given
            return whole(descriptor, data[:7])
        return do()

    workspace, proposals = proposed(agreement)
    with meddled(meddle):
        assert workspace.save(proposals, WHY)
    assert original.is_followed()


@pytest.mark.parametrize("is_unborn", [False, True])
def test_a_long_list_is_taken_back_with_few_questions_to_git(
    agreement: Path,
    git: Callable[..., str],
    hook: Callable[[Path, str, str], Path],
    monkeypatch: pytest.MonkeyPatch,
    is_unborn: bool,
) -> None:
    if is_unborn:
        git(agreement, "checkout", "--quiet", "--orphan", "new")
        git(agreement, "rm", "-r", "--quiet", "--cached", ".")
    hook(agreement, "pre-commit", "exit 1")
    workspace, proposals = proposed_list(agreement)
    status = git(agreement, "status", "--porcelain")
    asked: list[str] = []
    ask = commit_files.ask

    def counted(folder: Path, *arguments: str, **named: Any) -> bytes:
        asked.append(arguments[0])
        return ask(folder, *arguments, **named)

    monkeypatch.setattr(commit_files, "ask", counted)
    with pytest.raises(Failure):
        workspace.save(proposals, WHY)
    assert len(proposals) > 20
    assert is_unborn or len(asked) < 10
    assert git(agreement, "status", "--porcelain") == status
    assert not list(agreement.glob("measures/*rad-*"))
