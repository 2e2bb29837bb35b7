"""Records whose files are called as git's options, patterns and revisions: each is only itself."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from as_proposals import as_proposals
from hostile import BYTES, COMMANDS, MARKUP, NAMES, UNSEEN

from miljo_tui.editing.new_records import NewRecords
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.ids import is_id
from miljo_tui.model.records import MEASURE

PLAIN = ("a", "b", "ab", "x")
"""What a pattern among the odd names would match."""

PATTERNS = [name.replace("/", "") for name in NAMES if name[0] != "."] + ["ab*", "[!b]", "a\nb"]

UGLY = [
    *(name.replace("/", "") for name in (*MARKUP, *COMMANDS, *UNSEEN) if "\0" not in name),
    *(os.fsdecode(name.replace(b"/", b"")) for name in BYTES),
]

WHY = Why("Därför")


def git(folder: Path, *arguments: str) -> bytes:
    """Run git and return what it says, in whatever encoding."""
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout


def changed(folder: Path) -> list[str]:
    """Return the files of the newest commit."""
    told = git(folder, "show", "--format=", "--name-only", "-z", "HEAD")
    return [os.fsdecode(name) for name in told.split(b"\0") if name]


def others(folder: Path) -> bytes:
    """Return what git says of the files that somebody else is changing."""
    return git(folder, "status", "--porcelain", "--", *(f"measures/{name}.toml" for name in PLAIN))


@pytest.fixture
def odd(agreement: Path) -> Path:
    """An agreement full of odd names, beside good ones that somebody is changing.

    Those that are patterns are not in the history yet: git then looks for what they match.
    """
    for names in ((*PLAIN, *UGLY), PATTERNS):
        git(agreement, "add", "--all")
        git(agreement, "commit", "--quiet", "--allow-empty", "-m", "Odd")
        for name in names:
            file = agreement / "measures" / f"{name}.toml"
            file.write_text("title = 'Odd'\nend = 2023\n", encoding="utf-8")
    for name in PLAIN:
        (agreement / "measures" / f"{name}.toml").write_text("title = 'Other'\n", encoding="utf-8")
    git(agreement, "add", "measures/a.toml")
    return agreement


def test_a_save_of_one_commits_that_one(odd: Path) -> None:
    before = others(odd)
    for year in (2024, 2025):
        workspace = Workspace(odd, language("en"))
        for name in PATTERNS:
            draft = workspace.draft(workspace.agreement.record(f"measures/{name}"))
            draft.put(("end",), year)
            assert workspace.save(as_proposals(draft), WHY)
            assert changed(odd) == [f"measures/{name}.toml"]
            assert f"end = {year}" in (odd / "measures" / f"{name}.toml").read_text("utf-8")
    assert others(odd) == before


def test_a_save_of_many_commits_those(odd: Path) -> None:
    before = others(odd)
    workspace = Workspace(odd, language("en"))
    drafts = [workspace.draft(workspace.agreement.record(f"measures/{name}")) for name in UGLY]
    for draft in drafts:
        draft.put(("end",), 2024)
    assert workspace.save(as_proposals(*drafts), WHY)
    assert sorted(changed(odd)) == sorted(f"measures/{name}.toml" for name in UGLY)
    assert others(odd) == before


def test_a_removal_of_one_removes_that_one(odd: Path) -> None:
    git(odd, "add", "--all")
    git(odd, "commit", "--quiet", "-m", "Odd")
    workspace = Workspace(odd, language("en"))
    for name in ("*", "[ab]", ":(exclude)*", "--upload-pack=touch HOSTILE"):
        record = workspace.agreement.record(f"measures/{name}")
        assert workspace.save(as_proposals(Proposal.removing(record, workspace.folder)), WHY)
        assert changed(odd) == [f"measures/{name}.toml"]
        workspace.take(workspace.read_anew())
    assert git(odd, "status", "--porcelain") == b""


def test_no_title_makes_a_file_elsewhere(agreement: Path) -> None:
    snapshot = Snapshot.open(agreement)
    titles = [text for text in (*NAMES, *MARKUP, *UNSEEN) if any(map(str.isalnum, text))]
    for title in titles:
        record = NewRecords(snapshot, MEASURE).begin(title).record
        assert is_id(record.id), title
        assert snapshot.file(record).parent == agreement / "measures"
