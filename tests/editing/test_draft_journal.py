"""Drafts survive the program: written down at every change, found again, joined when saved."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from as_proposals import as_proposals

from miljo_tui.cli.main import run
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_file import StoredDraft
from miljo_tui.editing.draft_journal import Journal
from miljo_tui.editing.new_records import NewRecords
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.model.records import MEASURE

ENGLISH = language("en")


@pytest.fixture
def workspace(agreement: Path) -> Workspace:
    """A workspace on the agreement, with git asked."""
    workspace = Workspace(agreement, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    return workspace


def measure(workspace: Workspace, id: str = "angar") -> Draft:
    """Return the draft of a measure."""
    return workspace.draft(workspace.folder.measures[id])


def died(workspace: Workspace) -> list[StoredDraft]:
    """Return what is found once the window's lock is gone, as after its death."""
    for lock in workspace.drafts.journal.folder.glob("*.lock"):
        lock.unlink()
    return workspace.drafts.journal.found()


def written(workspace: Workspace) -> list[Path]:
    """Return the files of the drafts that are written down."""
    return sorted(workspace.drafts.journal.folder.glob("*.draft.json"))


def test_every_change_is_on_the_disk_at_once(workspace: Workspace) -> None:
    draft = measure(workspace)
    assert not workspace.drafts.journal.folder.exists()
    draft.put(("end",), 2025)
    (file,) = written(workspace)
    draft.write(("title",), "Ängar!")
    held = json.loads(file.read_text())
    assert held["values"] == [[["end"], "2025"], [["title"], '"Ängar!"']]
    draft.undo()
    assert json.loads(file.read_text())["values"] == [[["end"], "2025"]]
    draft.undo()
    assert written(workspace) == []


def test_only_the_owner_can_read_it(workspace: Workspace) -> None:
    measure(workspace).put(("end",), 2025)
    for file in workspace.drafts.journal.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(workspace.drafts.journal.folder.stat().st_mode) == 0o700


def test_a_draft_comes_back_as_it_was(workspace: Workspace) -> None:
    draft = measure(workspace)
    draft.put(("end",), date(2025, 6, 30))
    draft.write(("start",), "snart")
    draft.insert(("follow_ups",), {"year": 2024, "status": "G"})
    draft.write(("follow_ups", 2, "reported_on"), "i går")
    draft.move(("follow_ups", 2), 0)
    draft.why = Why("Beslut", "KS1")
    draft.on_change(draft)
    (kept,) = died(workspace)
    assert kept.record == "measures/angar"
    back = kept.restored(workspace.read_anew())
    assert back.result.raw == draft.result.raw and back.why == draft.why
    assert [p.path for p in back.problems()] == [p.path for p in draft.problems()]


def test_the_drafts_of_a_window_that_is_there_are_left_to_it(workspace: Workspace) -> None:
    measure(workspace).put(("end",), 2025)
    assert workspace.drafts.recovered() == []


def test_a_new_record_comes_back(workspace: Workspace) -> None:
    draft = workspace.begin(MEASURE, "Solceller")
    draft.put(("start",), 2024)
    (kept,) = died(workspace)
    again = Workspace(workspace.snapshot.path, language("sv"))
    again.repository.state = again.repository.ask()
    back = again.go_on_with(kept)
    assert back.is_new and back.result.raw == {"title": "Solceller", "start": 2024}
    assert "solceller" in again.folder.measures and again.drafts.unsaved() == [back]
    assert again.save(as_proposals(back), Why("Beslut"))
    again.saved(as_proposals(back))
    assert written(again) == []


def test_it_survives_a_second_crash(workspace: Workspace) -> None:
    measure(workspace).put(("end",), 2025)
    (kept,) = died(workspace)
    again = Workspace(workspace.snapshot.path, language("sv"))
    again.repository.state = again.repository.ask()
    again.go_on_with(kept)
    (kept,) = died(again)
    assert kept.data["values"] == [[["end"], "2025"]]


GOING_ON = """
import os, signal, sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.editing.workspace import Workspace

workspace = Workspace(Path(sys.argv[1]), language("sv"))
workspace.repository.state = workspace.repository.ask()
(kept,) = workspace.drafts.recovered()
left = int(sys.argv[2])

def killing(function):
    def called(*given, **named):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return called

for owner, name in [
    (os, "open"), (os, "write"), (os, "fsync"), (os, "close"),
    (Path, "rename"), (Path, "replace"), (Path, "unlink"),
]:
    setattr(owner, name, killing(getattr(owner, name)))
workspace.go_on_with(kept)
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_killed_at_any_step_of_going_on_the_draft_is_offered_again(workspace: Workspace) -> None:
    measure(workspace).put(("end",), 2025)
    died(workspace)
    (file,) = written(workspace)
    content, counts = file.read_bytes(), []
    root, ended = Path(__file__).resolve().parents[2], -signal.SIGKILL
    while ended == -signal.SIGKILL:
        ended = subprocess.run(
            [sys.executable, "-c", GOING_ON, str(workspace.snapshot.path), str(len(counts) + 1)],
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
        ).returncode
        found = died(workspace)
        assert [kept.data["values"] for kept in found] == [[[["end"], "2025"]]] * len(found)
        counts.append(len(found))
        for left in workspace.drafts.journal.folder.iterdir():
            left.unlink()
        file.write_bytes(content)
    assert ended == -signal.SIGTERM and counts[-1] == 1
    assert set(counts) == {1, 2}, "at worst it is offered twice"


def test_what_an_editor_has_left_is_offered_and_thrown_away_when_asked(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, other = (workspace.drafts.journal.lend("measures/angar") for _ in range(2))
    other.rmdir()
    assert workspace.drafts.recovered() == []
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "text.txt").write_text("Halv")
    assert [(kept.file, kept.record) for kept in died(workspace)] == [(folder, "measures/angar")]
    at = ["-C", str(workspace.snapshot.path), "--lang", "en", "drafts"]
    assert run([*at, "show", "angar"]) == 3
    assert str(folder) in capsys.readouterr().err
    assert run([*at, "discard", "angar"]) == 0
    assert not folder.exists()


def test_what_was_saved_meanwhile_is_joined(workspace: Workspace, agreement: Path) -> None:
    measure(workspace).put(("end",), 2025)
    (kept,) = died(workspace)
    change = ["set", "angar", "responsible=Gatukontoret", "--reason", "x"]
    assert run(["-C", str(agreement), *change]) == 0
    again = Workspace(agreement, language("sv"))
    again.repository.state = again.repository.ask()
    back = again.go_on_with(kept)
    assert again.save(as_proposals(back), Why("Beslut"))
    held = tomllib.loads((agreement / "measures" / "angar.toml").read_text("utf-8"))
    assert held["end"] == 2025 and held["responsible"] == "Gatukontoret"


def test_saved_and_discarded_drafts_are_struck_out(workspace: Workspace) -> None:
    draft, other = measure(workspace), measure(workspace, "atervinning")
    draft.put(("end",), 2025)
    other.put(("end",), 2025)
    assert len(written(workspace)) == 2
    assert workspace.save(as_proposals(draft), Why("Beslut"))
    workspace.saved(as_proposals(draft))
    workspace.discard(other)
    assert written(workspace) == []


def leave(workspace: Workspace, content: bytes) -> Path:
    """Put a file among the drafts, as a window that is gone may have left it."""
    workspace.drafts.journal.folder.mkdir(parents=True, exist_ok=True)
    file = workspace.drafts.journal.folder / "measures.angar.1.draft.json"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize(
    ("content", "said"),
    [
        *(
            (content, "cannot be read")
            for content in (b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 9999, b'{"when": 1}')
        ),
        (b'{"format": 99}', "newer version"),
        (b'{"format": 2, "record": "measures/angar", "when": "2024-05-06T07:08+02:00"}', "newer"),
    ],
)
def test_what_cannot_be_read_or_is_newer_is_told_and_left_alone(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], content: bytes, said: str
) -> None:
    file = leave(workspace, content)
    measure(workspace, "atervinning").put(("end",), 2025)
    kept = next(each for each in died(workspace) if each.file == file)
    assert kept.record == "measures/angar"
    with pytest.raises(BadState) as caught:
        workspace.go_on_with(kept)
    assert said in ENGLISH.say(caught.value.message)
    at = ["-C", str(workspace.snapshot.path), "--lang", "en", "drafts"]
    assert run(at) == 0
    told = capsys.readouterr().out
    assert said in told and str(file) in told and "measures/atervinning" in told
    assert run([*at, "list", "--json"]) == 0
    drafts = json.loads(capsys.readouterr().out)["drafts"]
    assert sorted(bool(each["problem"]) for each in drafts) == [False, True]
    assert run([*at, "show", "angar"]) == 3
    assert str(file) in capsys.readouterr().err
    assert file.read_bytes() == content
    assert run([*at, "discard", "angar"]) == 0
    assert not file.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"record": "../../x/y"},
        {"record": "measures/angar", "values": [[["end"], "not toml"]]},
        {"values": [[[0], "1"]]},
        {"values": 7},
        {"unread": [[["nothing"], "x"]]},
    ],
)
def test_a_draft_that_was_meddled_with_is_told(
    workspace: Workspace, change: dict[str, Any]
) -> None:
    measure(workspace).put(("end",), 2025)
    (kept,) = died(workspace)
    broken = StoredDraft(
        kept.file, change.get("record", kept.record), kept.when, {**kept.data, **change}
    )
    with pytest.raises(BadState):
        broken.restored(workspace.snapshot)
    assert kept.file.exists()


def test_where_drafts_cannot_be_kept_it_is_told_once_and_so_is_the_end_of_it(
    workspace: Workspace,
) -> None:
    told: list[str] = []
    workspace.drafts.on_keeping = lambda failure: told.append(
        ENGLISH.say(failure.message) if failure else "kept"
    )
    folder = workspace.drafts.journal.folder
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    draft, other = measure(workspace), measure(workspace, "atervinning")
    draft.put(("end",), 2025)
    other.put(("end",), 2024)
    draft.put(("end",), 2026)
    assert draft.value(("end",)) == 2026
    assert told == [f"Drafts are not kept just now: {folder} cannot be written to"]
    folder.unlink()
    workspace.drafts.try_again()
    assert told[1:] == ["kept"] and workspace.drafts.obstacle is None
    assert {kept.record: kept.data["values"] for kept in died(workspace)} == {
        "measures/angar": [[["end"], "2026"]],
        "measures/atervinning": [[["end"], "2024"]],
    }


def test_a_draft_is_let_go_of_only_once_it_is_written_down_anew(workspace: Workspace) -> None:
    measure(workspace).put(("end",), 2025)
    (kept,) = died(workspace)
    again = Workspace(workspace.snapshot.path, language("sv"))
    elsewhere = again.drafts.journal.folder.with_name("elsewhere")
    again.drafts.journal.folder.rename(elsewhere)
    again.drafts.journal.folder.write_text("in the way")
    (kept,) = [StoredDraft(elsewhere / kept.file.name, kept.record, kept.when, kept.data)]
    assert again.go_on_with(kept).value(("end",)) == 2025
    assert kept.file.exists() and again.drafts.obstacle


def test_killed_at_any_moment_one_whole_draft_is_found(agreement: Path) -> None:
    script = (
        "import sys, os, signal\n"
        "from pathlib import Path\n"
        "from miljo_tui.editing.workspace import Workspace\n"
        "from miljo_tui.locale import language\n"
        "workspace = Workspace(Path(sys.argv[1]), language('sv'))\n"
        "workspace.repository.state = workspace.repository.ask()\n"
        "draft = workspace.draft(workspace.folder.measures['angar'])\n"
        "signal.setitimer(signal.ITIMER_REAL, float(sys.argv[2]))\n"
        "signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))\n"
        "for number in range(100000):\n"
        "    draft.put(('title',), 'Titel ' * 20 + str(number)); draft.pause()\n"
    )
    root = Path(__file__).resolve().parents[2]
    for tenth in range(1, 9):
        subprocess.run(
            [sys.executable, "-c", script, str(agreement), str(tenth / 100)],
            env={**os.environ, "PYTHONPATH": str(root)},
            check=False,
        )
        journal = Journal(agreement, os.environ)
        for kept in journal.found():
            draft = kept.restored(Snapshot.open(agreement))
            assert str(draft.value(("title",))).startswith("Titel Titel")
            journal.discard(kept)


def test_by_command(
    workspace: Workspace, agreement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measure(workspace).put(("end",), 2025)
    died(workspace)
    at = ["-C", str(agreement), "--lang", "en", "drafts"]
    assert run([*at, "list", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["drafts"]
    assert told["record"] == "measures/angar" and told["number"] == 1
    assert run([*at, "show", "angar"]) == 0
    assert "End: 2023 → 2025" in capsys.readouterr().out
    assert run([*at, "discard", "2"]) == 2
    assert run([*at, "discard", "1"]) == 0
    assert run([*at]) == 0
    assert capsys.readouterr().out == "Discarded the draft of Ängar i tätorten\n"


def test_the_draft_of_a_template_with_comments(workspace: Workspace) -> None:
    draft = NewRecords(workspace.snapshot, MEASURE).begin("Ny")
    draft.on_change = workspace.drafts.journal.write
    draft.put(("end",), 2025)
    (kept,) = died(workspace)
    assert kept.restored(workspace.snapshot).record.source == draft.record.source
