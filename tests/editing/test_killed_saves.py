"""A save that is killed at any of its steps: the old state with the drafts, or the new commit."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from as_proposals import as_proposals
from steps import Original

from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.state_folder import state_folder
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.repository.message import new_operation

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def killed_at(agreement: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[int], bool]]:
    """Save in another process, which is killed at a step; tell whether it was."""
    what = getattr(request, "param", "few")
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("killing.py")), str(agreement), what],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin and process.stdout
        to, back = process.stdin, process.stdout

        def kill(step: int) -> bool:
            print(step, file=to, flush=True)
            ended = back.readline().strip()
            assert ended in ("killed", "done"), ended
            return ended == "killed"

        yield kill


def started_again(agreement: Path) -> tuple[Workspace, bool]:
    """Start again, once git has ended too; return whether a save was put right as well."""
    until = time.monotonic() + 10
    while (agreement / ".git" / "index.lock").exists() and time.monotonic() < until:
        time.sleep(0.01)
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    recover = workspace.recover()
    workspace.take(workspace.read_anew())
    return workspace, bool(recover)


def test_killed_at_every_step(
    agreement: Path, git: Git, killed_at: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.2)
    original = Original(agreement, git)
    step, outcomes, was_killed = 0, set(), True
    while was_killed:
        step += 1
        was_killed = killed_at(step)
        workspace, recover = started_again(agreement)
        is_old = original.is_there()
        assert is_old or original.is_followed(), step
        assert not list(workspace.drafts.journal.folder.glob("*.intent.json")), step
        if is_old:
            drafts: list[Proposal] = [
                workspace.go_on_with(kept) for kept in workspace.drafts.recovered()
            ]
            assert [draft.record.id for draft in drafts] == ["angar", "solceller"], step
            drafts.append(
                Proposal.removing(workspace.folder.measures["atervinning"], workspace.folder)
            )
            assert (
                workspace.save(as_proposals(*drafts), Why("Beslut")) and original.is_followed()
            ), step
        outcomes.add((is_old, recover))
        original.again()
    assert step > 40
    assert outcomes == {(True, False), (True, True), (False, True), (False, False)}


@pytest.mark.parametrize("killed_at", ["list"], indirect=True)
def test_a_long_list_is_killed_now_and_then(
    agreement: Path, git: Git, killed_at: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.2)
    original = Original(agreement, git)
    outcomes = set()
    step, was_killed = 1, True
    while was_killed:
        was_killed = killed_at(step)
        _workspace, recover = started_again(agreement)
        is_old = original.is_there()
        assert is_old or original.is_followed_by_a_list(), step
        outcomes.add((is_old, recover))
        original.again()
        step += 11
    assert step > 100
    assert outcomes >= {(True, True), (False, False)}


@pytest.mark.parametrize("name", ["../x.toml", "/etc/x.toml", "x.txt"])
def test_an_intent_that_was_meddled_with_moves_nothing(agreement: Path, name: str) -> None:
    folder = state_folder(agreement, os.environ)
    folder.mkdir(parents=True)
    intent = folder / "1.1.intent.json"
    operation = new_operation()
    data = {"format": 1, "process": 1, "operation": operation, "files": [[name, "before", "after"]]}
    intent.write_text(json.dumps(data))
    target = (agreement / name).resolve() if not name.startswith("/") else agreement / "no"
    if not name.startswith("/"):
        target.write_text("after")
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    assert workspace.recover() == []
    assert name.startswith("/") or target.read_text() == "after"
