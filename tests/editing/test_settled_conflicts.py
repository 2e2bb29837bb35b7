"""The marks of a real git are settled field by field, whatever git was about to do."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from as_proposals import as_proposals
from trailing import trailers

from miljo_tui.editing.conflict_markers import MarkedConflict
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.saving import save
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.model.paths import spell

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
SWEDISH, ENGLISH = language("sv"), language("en")
NAME = "measures/angar.toml"
OURS = {"end = 2023": "end = 2025", "start = 2022": "start = 2021", '"H"': '"G"'}
THEIRS = {
    "end = 2023": "end = 2026",
    "Parkenheten": "Gatukontoret",
    "Gräset samlas upp.": "Gräset tas bort.",
}
JOINED = {**OURS, **THEIRS, "end = 2023": "end = 2025"}


def change(agreement: Path, changes: dict[str, str], name: str = NAME) -> None:
    """Change a file by hand."""
    file = agreement / name
    text = file.read_bytes().decode()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_bytes(text.encode())


@pytest.fixture
def branches(agreement: Path, git: Git) -> bytes:
    """Change a measure on `main` and on `deras`; return what both changes make of it together."""
    before = (agreement / NAME).read_bytes()
    change(agreement, JOINED)
    both = (agreement / NAME).read_bytes()
    (agreement / NAME).write_bytes(before)
    git(agreement, "switch", "--quiet", "--create", "deras")
    change(agreement, THEIRS)
    git(agreement, "commit", "--quiet", "--all", "-m", "deras")
    git(agreement, "switch", "--quiet", "main")
    change(agreement, OURS)
    git(agreement, "commit", "--quiet", "--all", "-m", "mina")
    return both


def run(agreement: Path, *arguments: str) -> int:
    """Run a git command that may stop at a conflict; return its exit code."""
    done = subprocess.run(["git", *arguments], cwd=agreement, capture_output=True, check=False)
    return done.returncode


def conflict_in(agreement: Path, address: str = "measures/angar") -> MarkedConflict:
    """Take the marks in a record apart."""
    snapshot = Snapshot.open(agreement)
    (record,) = snapshot.folder.find(address)
    assert record.fault is not None and record.fault.code == "merge-conflict"
    return MarkedConflict.of(snapshot, record)


def keys(conflict: MarkedConflict) -> dict[str, tuple[object, object, object]]:
    """Return what was, ours and theirs of each conflict."""
    draft = conflict.rebased.draft
    return {
        spell(draft.record.kind.cls, draft.result.raw, each.path): (
            each.base,
            each.ours,
            each.theirs,
        )
        for each in conflict.rebased.conflicts
    }


@pytest.mark.parametrize("driver", [False, True], ids=["git", "driver"])
@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_merge_is_settled_and_left_to_git(
    agreement: Path, branches: bytes, git: Git, style: str, *, driver: bool
) -> None:
    git(agreement, "config", "merge.conflictStyle", style)
    if driver:
        program = f"PYTHONPATH={ROOT} {sys.executable} -m miljo_tui merge-file %O %A %B %P"
        git(agreement, "config", "merge.miljo-tui.driver", program)
        (agreement / ".git" / "info" / "attributes").write_text("*.toml merge=miljo-tui\n")
    assert run(agreement, "merge", "deras") == 1
    conflict = conflict_in(agreement)
    assert keys(conflict) == {"end": (2023, 2025, 2026)}
    assert conflict.sides == (("ours", "theirs") if driver else ("HEAD", "deras"))
    proposal = conflict.settled(conflict.rebased.resolved([False]))
    assert not conflict.is_for_commit(proposal)
    assert "git commit" in ENGLISH.say(conflict.write(proposal))
    assert (agreement / NAME).read_bytes() == branches
    assert git(agreement, "status", "--porcelain") == f"M  {NAME}\n"
    git(agreement, "commit", "--quiet", "--no-edit")
    assert len(git(agreement, "log", "-1", "--format=%P").split()) == 2


@pytest.mark.parametrize(
    ("begin", "end", "swapped"),
    [
        (["rebase", "deras"], "git rebase --continue", True),
        (["rebase", "--apply", "deras"], "git rebase --continue", True),
        (["cherry-pick", "deras"], "git cherry-pick --continue", False),
        (["am", "--3way", "deras.patch"], "git am --continue", False),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_other_things_under_way_are_ended_by_their_own_command(
    agreement: Path, branches: bytes, git: Git, begin: list[str], end: str, *, swapped: bool
) -> None:
    patch = git(agreement, "format-patch", "--stdout", "-1", "deras")
    (agreement / ".git" / "deras.patch").write_text(patch, "utf-8")
    begin = [each.replace("deras.patch", ".git/deras.patch") for each in begin]
    assert run(agreement, *begin) != 0
    conflict = conflict_in(agreement)
    assert keys(conflict) == {"end": (2023, 2026, 2025) if swapped else (2023, 2025, 2026)}
    said = conflict.write(conflict.settled(conflict.rebased.resolved([swapped])))
    assert end in ENGLISH.say(said)
    assert (agreement / NAME).read_bytes() == branches
    assert run(agreement, "-c", "core.editor=:", *end.split()[1:]) == 0
    assert git(agreement, "status", "--porcelain") == ""
    assert (agreement / NAME).read_bytes() == branches


def test_a_reverted_commit_conflicts_too(agreement: Path, branches: bytes, git: Git) -> None:
    change(agreement, {"end = 2025": "end = 2030"})
    git(agreement, "commit", "--quiet", "--all", "-m", "senare")
    assert run(agreement, "revert", "--no-edit", "HEAD~1") == 1
    conflict = conflict_in(agreement)
    assert keys(conflict) == {"end": (2025, 2030, 2023)}
    said = conflict.write(conflict.settled(conflict.rebased.resolved([True])))
    assert "git revert --continue" in ENGLISH.say(said)


def test_what_comes_back_from_a_stash_is_one_commit(
    agreement: Path, branches: bytes, git: Git
) -> None:
    change(agreement, {"end = 2025": "end = 2031"})
    git(agreement, "stash", "--quiet")
    change(agreement, {"end = 2025": "end = 2032"})
    git(agreement, "commit", "--quiet", "--all", "-m", "under tiden")
    assert run(agreement, "stash", "pop") == 1
    conflict = conflict_in(agreement)
    assert conflict.sides == ("Updated upstream", "Stashed changes")
    proposal = conflict.settled(conflict.rebased.resolved([True]))
    assert conflict.is_for_commit(proposal)
    assert [ENGLISH.say(said) for said in proposal.words] == ["End: 2032 → 2031"]
    assert save(Snapshot.open(agreement), as_proposals(proposal), Why("Fram igen"), SWEDISH)
    assert git(agreement, "status", "--porcelain") == ""
    text = git(agreement, "log", "-1", "--format=%B")
    assert dict(trailers(text))["Miljo-Change"] == "end = 2032 -> 2031"


def test_two_files_of_a_stash_are_settled_one_after_the_other(agreement: Path, git: Git) -> None:
    other = "measures/okad-vaxtlighet.toml"
    for end in (2031, 2032):
        change(agreement, {"end = 2023": f"end = {end}"})
        change(agreement, {"Planenheten": f"Enhet {end}"}, other)
        git(agreement, *(["stash", "--quiet"] if end == 2031 else ["commit", "-qam", "x"]))
    assert run(agreement, "stash", "pop") == 1
    first = conflict_in(agreement)
    proposal = first.settled(first.rebased.resolved([True]))
    assert not first.is_for_commit(proposal)
    assert other in ENGLISH.say(first.write(proposal))
    second = conflict_in(agreement, "measures/okad-vaxtlighet")
    as_committed = second.settled(second.rebased.resolved([False]))
    assert not as_committed.changed and not second.is_for_commit(as_committed)
    assert "as it was committed" in ENGLISH.say(second.write(as_committed))
    workspace = Workspace(agreement, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    (left,) = workspace.to_review(workspace.agreement.record("measures/angar"))
    assert workspace.save(as_proposals(left), Why("Fram igen"))
    assert git(agreement, "status", "--porcelain") == ""


def test_marks_that_were_committed_are_mended(agreement: Path, branches: bytes, git: Git) -> None:
    assert run(agreement, "merge", "deras") == 1
    git(agreement, "commit", "--quiet", "--all", "-m", "Med märken")
    conflict = conflict_in(agreement)
    # Git knows no base any more, and these marks tell of none: what differs is to be chosen.
    assert keys(conflict) == {
        "end": (None, 2025, 2026),
        "responsible": (None, "Parkenheten", "Gatukontoret"),
        "start": (None, 2021, 2022),
    }
    proposal = conflict.settled(conflict.rebased.resolved([True, False, False]))
    assert save(Snapshot.open(agreement), as_proposals(proposal), Why("Rättat"), SWEDISH)
    assert (agreement / NAME).read_bytes() == branches
    text = git(agreement, "log", "-1", "--format=%B")
    assert dict(trailers(text))["Miljo-Change"] == '(record) = "unreadable" -> "mended"'


MARKED = """\
title = "Ängar"  # fyra ytor
<<<<<<< HEAD
own = 1
gone = "x"
=======
own = 2
end = 2024
>>>>>>> deras
[page]
x = 1
"""


def test_keys_that_nobody_declared_are_settled_too(agreement: Path, git: Git) -> None:
    (agreement / NAME).write_bytes(MARKED.replace("\n", "\r\n").encode())
    conflict = conflict_in(agreement)
    assert keys(conflict) == {"own": (None, 1, 2)}
    proposal = conflict.settled(conflict.rebased.resolved([True]))
    assert proposal.wanted is not None
    assert tomllib.loads(proposal.wanted.decode()) == {
        "title": "Ängar",
        "own": 2,
        "gone": "x",
        "end": 2024,
        "page": {"x": 1},
    }
    assert b"# fyra ytor\r\n" in proposal.wanted and b"\n" not in proposal.wanted.replace(
        b"\r\n", b""
    )


def test_a_key_that_one_side_took_away_is_gone(agreement: Path, git: Git) -> None:
    marked = MARKED.replace('gone = "x"\n', 'gone = "x"\n||||||| bas\ngone = "x"\nown = 1\n')
    (agreement / NAME).write_text(marked, "utf-8")
    conflict = conflict_in(agreement)
    assert keys(conflict) == {}
    values = tomllib.loads((conflict.settled(conflict.rebased.draft).wanted or b"").decode())
    assert "gone" not in values and values["own"] == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (MARKED.replace("own = 2", "own = "), "“deras” cannot be read: There is no value"),
        (MARKED.replace("own = 1", "own = "), "“HEAD” cannot be read: There is no value"),
        (MARKED.replace("=======", "======"), "the marks do not fit"),
    ],
)
def test_what_cannot_be_taken_apart_is_left_to_an_editor(
    agreement: Path, text: str, words: str
) -> None:
    (agreement / NAME).write_text(text, "utf-8")
    with pytest.raises(BadState) as caught:
        conflict_in(agreement)
    assert words in ENGLISH.say(caught.value.message)
    assert "F4" in ENGLISH.say(caught.value.remedy or "")


def test_a_file_that_changes_meanwhile_is_not_written_over(
    agreement: Path, branches: bytes
) -> None:
    assert run(agreement, "merge", "deras") == 1
    conflict = conflict_in(agreement)
    with (agreement / NAME).open("a", encoding="utf-8") as file:
        file.write("# mer\n")
    before = (agreement / NAME).read_bytes()
    with pytest.raises(BadState):
        conflict.write(conflict.settled(conflict.rebased.resolved([False])))
    assert (agreement / NAME).read_bytes() == before


SETTLE = """
import os
import sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.outside_changes import OutsideChanges
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.saving import save
from miljo_tui.editing.conflict_markers import MarkedConflict

os.environ["SAVER"] = str(os.getpid())
snapshot = Snapshot.open(Path(sys.argv[1]))
if sys.argv[2] == "settled":
    conflict = MarkedConflict.of(snapshot, snapshot.folder.measures["angar"])
    proposals = [conflict.settled(conflict.rebased.resolved([True]))]
else:
    proposals = OutsideChanges(snapshot).all
save(snapshot, proposals, Why("x"), language("sv"))
"""


@pytest.mark.parametrize("kind", ["settled", "outside"])
def test_a_killed_save_leaves_the_file_as_it_was(
    agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr("miljo_tui.editing.save_recovery.SETTLING", 0.2)
    (agreement / NAME).write_text(MARKED, "utf-8")
    if kind == "outside":
        (agreement / NAME).write_text('title = "För hand"\n', "utf-8")
    before = (agreement / NAME).read_bytes()
    hook = agreement / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $SAVER\nexit 1\n")
    hook.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", SETTLE, str(agreement), kind],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == -9
    workspace = Workspace(agreement, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    assert len(workspace.recover()) == (kind == "settled")
    assert (agreement / NAME).read_bytes() == before
    assert git(agreement, "status", "--porcelain") == f" M {NAME}\n"
