"""Saves beside others' saves and hooks, and looking that leaves no trace."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from as_proposals import as_proposals

from miljo_tui.cli.main import run
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.saving import save
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
SWEDISH, ENGLISH = language("sv"), language("en")
NAME = "measures/angar.toml"
PEOPLE, SAVES = 8, 8

SAVER = """
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.saving import save
for number in range(int(sys.argv[3])):
    snapshot = Snapshot.open(Path(sys.argv[1]))
    draft = Draft(snapshot.folder.measures[sys.argv[2]], snapshot.folder)
    draft.write(("responsible",), f"Enhet {number}")
    assert save(snapshot, [draft.proposal()], Why("Prov"), language("sv"))
"""


ONE_RECORD = """
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.saving import save
snapshot = Snapshot.open(Path(sys.argv[1]))  # read once: every save finds another file
for number in range(int(sys.argv[3])):
    draft = Draft(snapshot.folder.measures["angar"], snapshot.folder)
    draft.insert(("actions",), {"title": f"{sys.argv[2]} {number}"})
    assert save(snapshot, [draft.proposal()], Why("Prov"), language("sv"))
"""


REPORTING = """
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing import save_recovery
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.saving import save
save_recovery.SETTLING = 0.2
for number in range(int(sys.argv[3])):
    snapshot = Snapshot.open(Path(sys.argv[1]))
    draft = Draft(snapshot.folder.measures[sys.argv[2]], snapshot.folder)
    draft.write(("responsible",), f"Enhet {number}")
    print(save(snapshot, [draft.proposal()], Why("Prov"), language("sv")).commit, flush=True)
"""
"""Saves again and again, and tells the commits."""

SETTING = """
import sys
from miljo_tui.cli.main import run
from miljo_tui.editing import save_recovery
save_recovery.SETTLING = 0.2
for number in range(1000):
    run(["-C", sys.argv[1], "set", sys.argv[2], f"end={2000 + number}", "--reason", "x", "--json"])
    print("next", flush=True)
"""
"""Gives the command again and again, until it is killed; tells what the command prints."""

BY_HAND = """
n=0
while test $n -lt 15; do
    n=$((n + 1)); echo "rad $n" >> anteckningar.txt
    until git commit --quiet -m "rad $n" -- anteckningar.txt 2>/dev/null; do sleep 0.01; done
    git rev-parse HEAD >/dev/null
done
"""
"""Commits another file with git, again and again, as somebody does who knows no other program."""


def write(agreement: Path, year: str = "2025") -> None:
    """Save another end of the measure."""
    snapshot = Snapshot.open(agreement)
    draft = Draft(snapshot.folder.measures["angar"], snapshot.folder)
    draft.write(("end",), year)
    save(snapshot, as_proposals(draft), Why("Beslut"), SWEDISH)


def test_many_people_at_once_lose_nothing(agreement: Path, git: Git) -> None:
    names = [f"person-{number}" for number in range(PEOPLE)]
    for name in names:
        (agreement / "measures" / f"{name}.toml").write_text('title = "Åtgärd"\n', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Measures")
    start = git(agreement, "rev-parse", "HEAD").strip()

    savers = [
        subprocess.Popen(
            [sys.executable, "-c", SAVER, str(agreement), name, str(SAVES)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    told = [saver.communicate()[1] for saver in savers]

    assert told == [""] * PEOPLE
    commits = git(agreement, "rev-list", f"{start}..HEAD").split()
    assert len(commits) == PEOPLE * SAVES
    assert git(agreement, "rev-list", "--merges", "HEAD") == ""
    changed = [
        git(agreement, "show", "--format=", "--name-only", commit).split() for commit in commits
    ]
    assert sorted(changed) == sorted(
        [f"measures/{name}.toml"] for name in names for _ in range(SAVES)
    )
    assert git(agreement, "status", "--porcelain") == ""


def test_many_people_in_one_record_lose_nothing(agreement: Path, git: Git) -> None:
    people = [f"person {number}" for number in range(PEOPLE)]
    savers = [
        subprocess.Popen(
            [sys.executable, "-c", ONE_RECORD, str(agreement), name, "5"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in people
    ]
    assert [saver.communicate()[1] for saver in savers] == [""] * PEOPLE
    held = Snapshot.open(agreement).folder.measures["angar"].value.actions
    titles = [action.title for action in held]
    assert sorted(titles[1:]) == sorted(f"{name} {n}" for name in people for n in range(5))
    assert git(agreement, "rev-list", "--count", "HEAD").strip() == str(1 + 5 * PEOPLE)
    assert git(agreement, "status", "--porcelain") == ""


def test_beside_git_and_the_killed_nothing_is_lost(
    agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.2)
    names = [f"person-{number}" for number in range(4)]
    for name in [*names, "offer"]:
        (agreement / "measures" / f"{name}.toml").write_text('title = "Åtgärd"\n', "utf-8")
    (agreement / "anteckningar.txt").write_text("", "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Measures")

    def begin(script: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", script, str(agreement), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    savers = {name: begin(REPORTING, name, "10") for name in names}
    by_hand = subprocess.Popen(["sh", "-c", BY_HAND], cwd=agreement)
    chance, told = random.Random(4), []
    for _ in range(10):
        with begin(SETTING, "offer") as victim:
            assert victim.stdout
            said = [victim.stdout.readline()]
            while said[-1] not in ("next\n", ""):
                said.append(victim.stdout.readline())
            time.sleep(chance.uniform(0.0, 0.15))
            victim.kill()
            told += re.findall(r'"commit": "(\w+)"', "".join(said) + victim.stdout.read())
    reported = {"offer": told}
    for name, saver in savers.items():
        out, err = saver.communicate()
        assert err == "" and saver.returncode == 0, err
        reported[name] = out.split()
        assert len(reported[name]) == 10
    assert by_hand.wait() == 0

    workspace = Workspace(agreement, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    workspace.recover()
    assert git(agreement, "status", "--porcelain", "--untracked-files=all") == ""
    assert git(agreement, "rev-list", "--merges", "HEAD") == ""
    log = git(agreement, "log", "--format=%x00%H", "--name-only").split("\0")[1:]
    files = dict(entry.split("\n\n") for entry in log)
    for name, commits in reported.items():
        for commit in commits:
            (id,) = (id for id in files if id.startswith(commit))
            assert files[id] == f"measures/{name}.toml\n"
    by_name = Counter(files.values())
    assert all(by_name[f"measures/{name}.toml\n"] == 10 for name in names)
    assert by_name["anteckningar.txt\n"] == 15
    assert by_name["measures/offer.toml\n"] >= len(told)
    assert told


def test_a_hook_that_hangs_after_the_commit_does_not_undo_it(
    agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook = agreement / ".git" / "hooks" / "post-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexec sleep 60\n")
    hook.chmod(0o755)
    monkeypatch.setattr("miljo_tui.repository.git_process.PATIENCE", 0.7)

    with pytest.raises(BadState, match="did not finish"):
        write(agreement)

    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
    assert "end = 2025" in git(agreement, "show", f"HEAD:{NAME}")
    assert "end = 2025" in (agreement / NAME).read_text("utf-8")
    assert git(agreement, "status", "--porcelain") == ""


def test_another_staged_version_is_not_lost(agreement: Path, git: Git) -> None:
    file = agreement / NAME
    before = file.read_bytes()
    file.write_bytes(before.replace(b"end = 2023", b"end = 2024"))
    git(agreement, "add", NAME)
    file.write_bytes(before)
    staged = git(agreement, "diff", "--cached")

    with pytest.raises(BadState) as caught:
        write(agreement)

    assert "is staged in git" in ENGLISH.say(caught.value.message)
    assert git(agreement, "diff", "--cached") == staged
    assert file.read_bytes() == before


def test_a_measure_that_git_does_not_know_is_committed(agreement: Path, git: Git) -> None:
    git(agreement, "rm", "--quiet", "--cached", NAME)
    git(agreement, "commit", "--quiet", "-m", "Without it")

    write(agreement)

    assert git(agreement, "show", "--format=", "--name-only") == f"{NAME}\n"
    assert git(agreement, "status", "--porcelain") == ""


def test_looking_at_everything_leaves_no_trace(
    tmp_path: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "avtal"
    shutil.copytree(ROOT / "agreement", folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")

    def everything() -> dict[str, tuple[int, int, bytes]]:
        return {
            str(path): (
                path.lstat().st_mode,
                path.lstat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in [folder, *sorted(folder.rglob("*"))]
        }

    before = everything()
    workspace = Workspace(folder, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    assert workspace.repository.obstacle() is None
    for record in workspace.folder.records():
        workspace.agreement.problems(record)
        workspace.draft(record)
        assert run(["-C", str(folder), "show", record.address]) == 0
    for command in (["check"], ["list", "areas"], ["list", "measures"], ["schema", "--check"]):
        assert run(["-C", str(folder), *command]) == 0
    capsys.readouterr()

    assert workspace.drafts.unsaved() == []
    assert everything() == before
    assert git(folder, "status", "--porcelain", "--untracked-files=all") == ""
