"""The whole agreement moved to another folder of its repository: its history goes on behind."""

from __future__ import annotations

import json
from typing import Any

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.model.record_changes import What

ANGAR = "measures/angar"


@pytest.fixture
def moved(past: Past) -> Past:
    """A change by the app, all files moved and one of them changed, and another change."""
    past.set("anna", "angar", "end=2024", reason="Förlängt")
    (past.folder / "miljo").mkdir()
    past.git("mv", "agreement.toml", "areas", "measures", "miljo")
    past.folder = past.folder / "miljo"
    past.by_hand("dan", f"{ANGAR}.toml", "Parkenheten", "Gatukontoret", "Flyttat")
    past.set("bo", "angar", "criterion=Minst två ytor", reason="Krav")
    return past


def told(past: Past, capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    """Run a command and return its data."""
    capsys.readouterr()
    assert past.app("anna", *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)


def test_each_change_stands_once_and_the_move_is_told(
    moved: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = told(moved, capsys, "log")["entries"]
    assert [(entry["author"], len(entry["changes"])) for entry in entries] == [
        ("Bo", 1),
        ("Dan", 2),
        ("Anna", 1),
        ("Test Person", 7),
    ]
    assert [tuple(change.values()) for change in entries[1]["changes"]] == [
        ("agreement", "(record)", "agreement.toml", "moved"),
        (ANGAR, "responsible", "Parkenheten", "Gatukontoret"),
    ]


def test_a_record_has_its_whole_history_and_its_people(
    moved: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    entries = told(moved, capsys, "log", "angar")["entries"]
    assert [entry["author"] for entry in entries] == ["Bo", "Dan", "Anna", "Test Person"]
    untouched = told(moved, capsys, "log", "atervinning")["entries"]
    assert [entry["author"] for entry in untouched][-1] == "Test Person"
    fields = told(moved, capsys, "blame", "angar")["fields"]
    who = {field["key"]: field["author"] for field in fields}
    assert (who["end"], who["responsible"], who["title"]) == ("Anna", "Dan", "Test Person")


def test_what_was_true_before_the_move_is_no_lie(moved: Past) -> None:
    with Chronicle.open(moved.folder) as chronicle:
        report = VerificationReport.of(chronicle, [])
    assert (report.checked, report.findings) == (4, ())


@pytest.mark.parametrize("new", [[], ["HEAD"]])
def test_two_points_on_either_side_of_the_move(
    moved: Past, capsys: pytest.CaptureFixture[str], new: list[str]
) -> None:
    changes = told(moved, capsys, "diff", "HEAD~3", *new)["changes"]
    fields = [tuple(change.values()) for change in changes if change["key"] != "(record)"]
    assert fields == [
        (ANGAR, "responsible", "Parkenheten", "Gatukontoret"),
        (ANGAR, "end", 2023, 2024),
        (ANGAR, "criterion", None, "Minst två ytor"),
    ]
    assert moved.app("anna", "diff", "HEAD~3", *new) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("Anna  Förlängt", "Dan  Flyttat", "Bo  Krav"))


def test_what_was_before_the_move_comes_back(moved: Past) -> None:
    options = ("--key", "end", "--at", "HEAD~3", "--reason", "x")
    assert moved.app("anna", "restore", "angar", *options) == 0
    text = (moved.folder / f"{ANGAR}.toml").read_text("utf-8")
    assert "end = 2023" in text and "Gatukontoret" in text
    assert moved.app("anna", "undo", "HEAD~3", "--reason", "y") == 0
    with Chronicle.open(moved.folder) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


def test_a_new_agreement_like_a_folder_that_went_is_another_one(past: Past) -> None:
    past.git("rm", "--quiet", "-r", "measures")
    past.commit("bo", "Bort")
    with Chronicle.open(past.folder) as chronicle:
        newest = next(chronicle.entries())
    assert {record.what for record in newest.records} == {What.REMOVED}
