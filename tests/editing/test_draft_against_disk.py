"""A kept draft beside what is on disk now: what was changed there since, in words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from as_proposals import as_proposals

from miljo_tui.cli.main import run
from miljo_tui.editing.draft_journal import Journal
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.records import MEASURE

Git = Callable[..., str]
ANGAR = "measures/angar.toml"


@pytest.fixture
def file(agreement: Path) -> Path:
    """The file of a measure whose end, responsible and latest status are in a draft."""
    workspace = Workspace(agreement, language("en"))
    draft = workspace.draft(workspace.folder.measures["angar"])
    draft.put(("end",), 2025)
    draft.put(("follow_ups", 1, "status"), "G")
    draft.why = Why("Beslut", "KS1")
    draft.put(("responsible",), "Gatuenheten")
    die(workspace)
    return agreement / ANGAR


def die(workspace: Workspace) -> None:
    """Let the window be gone."""
    for lock in workspace.drafts.journal.folder.glob("*.lock"):
        lock.unlink()


def change(*pairs: tuple[str, str]) -> Callable[[Path], None]:
    """Return what puts one text in the place of another, for each pair."""

    def done(file: Path) -> None:
        text = file.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, "utf-8")

    return done


MINE = [("end = 2023", "end = 2025"), ("Parkenheten", "Gatuenheten"), ('"H"', '"G"')]
CASES = {
    "same": (lambda _file: None, []),
    "changed": (
        change(("start = 2022", "start = 2021"), ('"P"', '"E"')),
        [
            "On disk since: Start: 2022 → 2021",
            "On disk since: Follow-up 2022: Status: Started → Not started",
        ],
    ),
    "changed, both": (
        change(("end = 2023", "end = 2024"), ('"H"', '"E"'), ("start = 2022", "start = 2021")),
        [
            "On disk since: Start: 2022 → 2021",
            "End was changed by both: on disk 2024, in the draft 2025",
            "Follow-up 2023: Status was changed by both: on disk Not started, in the draft Done",
        ],
    ),
    "changed, only looks": (
        change(("# Ängarna", "# Alla ängarna")),
        ["On disk only spaces or comments were changed since"],
    ),
    "committed": (
        change(*MINE, ("start = 2022", "start = 2021")),
        ["All of it stands on disk already", "On disk since: Start: 2022 → 2021"],
    ),
    "gone": (Path.unlink, [f"{ANGAR} is gone from disk; if you go on, it is made again"]),
    "broken": (lambda file: file.write_text("title ="), [f"{ANGAR} cannot be read just now"]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_has_become_of_the_record_is_told(
    file: Path, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    meanwhile, said = CASES[case]
    meanwhile(file)
    show = ["-C", str(file.parents[1]), "--lang", "en", "drafts", "show", "angar"]
    assert run(show) == 0
    told = capsys.readouterr().out
    assert "Reason: Beslut" in told
    for line in said:
        assert line in told
    assert "2023 → 2025" in told or case == "gone"
    if case == "same":
        assert "!" not in told
    assert run([*show, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["since"]["state"] == case.partition(",")[0]
    assert len(data["changes"]) >= 3 and data["reason"] == "Beslut"
    conflicts = ["end", "follow_ups[2023].status"]
    assert data["since"]["conflicts"] == (conflicts if "both" in case else [])


def test_a_record_that_is_gone_is_made_anew_by_going_on(file: Path, git: Git) -> None:
    agreement = file.parents[1]
    git(agreement, "rm", "--quiet", ANGAR)
    git(agreement, "commit", "--quiet", "-m", "Bort")
    workspace = Workspace(agreement, language("en"))
    workspace.repository.state = workspace.repository.ask()
    (kept,) = workspace.drafts.recovered()
    draft = workspace.go_on_with(kept)
    assert workspace.save(as_proposals(draft), Why("Kvar"))
    text = file.read_text("utf-8")
    assert "end = 2025" in text and "# Ängarna sköts" in text
    assert 'Miljo-Change: (record) = (none) -> "created"' in git(agreement, "log", "-1")


def test_a_new_record_that_somebody_else_has_made_is_told(
    agreement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(agreement, language("en"))
    workspace.begin(MEASURE, "Solceller")
    die(workspace)
    show = ["-C", str(agreement), "--lang", "en", "drafts", "show", "1"]
    assert run(show) == 0
    assert "!" not in capsys.readouterr().out
    other = agreement / "measures" / "solceller.toml"
    other.write_text('title = "Solceller på taken"\n', "utf-8")
    assert run(show) == 0
    assert "made by somebody else meanwhile" in capsys.readouterr().out
    other.write_text('title = "Solceller"\n', "utf-8")
    assert run(show) == 0
    assert "All of it stands on disk already" in capsys.readouterr().out
    assert len(Journal(agreement, os.environ).found()) == 1
