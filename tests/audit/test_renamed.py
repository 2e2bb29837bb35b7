"""A record whose file was renamed by hand is the same record, also for what is brought back."""

from __future__ import annotations

import subprocess

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.comparison import Comparison
from miljo_tui.audit.field_origins import FieldOrigin
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.model.record_changes import What
from miljo_tui.model.records import MEASURE

ANGAR, BLOMMOR = "measures/angar", "measures/blommor"
OTHER = "okad-vaxtlighet: slut 2024-10-31 → 2030"


@pytest.fixture
def renamed(past: Past) -> Past:
    """The measure changed, then renamed, then changed again."""
    past.set("anna", "angar", "end=2024", reason="Förlängt")
    past.git("mv", f"{ANGAR}.toml", f"{BLOMMOR}.toml")
    past.commit("dan", "Nytt namn")
    past.set("bo", "blommor", "responsible=Gatukontoret", reason="Ny organisation")
    return past


def text(past: Past) -> str:
    """Return the measure as it is now."""
    assert not (past.folder / f"{ANGAR}.toml").exists()
    return (past.folder / f"{BLOMMOR}.toml").read_text("utf-8")


@pytest.mark.parametrize("name", ["blommor", "angar"])
def test_a_field_is_restored_from_before_the_rename(renamed: Past, name: str) -> None:
    options = ("--key", "end", "--at", "HEAD~3", "--reason", "x")
    assert renamed.app("anna", "restore", name, *options) == 0
    assert "end = 2023" in text(renamed) and "Gatukontoret" in text(renamed)


def test_the_whole_record_is_restored_from_before_the_rename(renamed: Past) -> None:
    start = renamed.git("rev-parse", "HEAD~3")
    assert renamed.app("anna", "restore", "blommor", "--at", start, "--reason", "x") == 0
    assert text(renamed) == renamed.git("show", f"{start}:{ANGAR}.toml") + "\n"


def test_a_change_from_before_the_rename_is_undone_and_redone(renamed: Past) -> None:
    first = renamed.git("rev-parse", "HEAD~2")
    assert renamed.app("anna", "undo", first, "--reason", "x") == 0
    assert "end = 2023" in text(renamed) and "Gatukontoret" in text(renamed)
    assert renamed.app("anna", "redo", "--reason", "y") == 0
    assert "end = 2024" in text(renamed)


def test_a_change_that_somebody_has_made_since_is_not_overwritten(renamed: Past) -> None:
    first = renamed.git("rev-parse", "HEAD~2")
    renamed.set("bo", "blommor", "end=2030", reason="z")
    assert renamed.app("anna", "undo", first, "--reason", "x") == 3
    assert "end = 2030" in text(renamed)


def test_who_is_behind_what_differs_is_known_across_the_rename(renamed: Past) -> None:
    with Chronicle.open(renamed.folder) as chronicle:
        found = Comparison.of(chronicle, "HEAD~3", "HEAD", renamed.folder)
        behind = found.behind(chronicle)
    assert {entry.author for entry in behind[BLOMMOR]} == {"Anna", "Bo", "Dan"}


def test_two_renames_with_changes_are_both_found_whatever_is_configured(past: Past) -> None:
    past.git("config", "diff.renameLimit", "1")
    past.git("config", "diff.renames", "false")
    for old, new in (("angar", "blommor"), ("okad-vaxtlighet", "gront")):
        past.git("mv", f"measures/{old}.toml", f"measures/{new}.toml")
        file = past.folder / "measures" / f"{new}.toml"
        file.write_text(file.read_text("utf-8").replace("enheten", "avdelningen"), "utf-8")
    past.commit("dan", "Nya namn")
    with Chronicle.open(past.folder) as chronicle:
        newest = next(chronicle.entries())
    assert [(record.address, record.what) for record in newest.records] == [
        (BLOMMOR, What.RENAMED),
        ("measures/gront", What.RENAMED),
    ]


def test_what_a_merge_did_before_the_rename_stays_in_the_history(past: Past) -> None:
    past.git("switch", "--quiet", "--create", "sida")
    past.by_hand("eva", f"{ANGAR}.toml", "end = 2023", "end = 2025", "Deras")
    past.git("switch", "--quiet", "main")
    past.by_hand("anna", f"{ANGAR}.toml", "Slåtter", "Slåtter i juli", "Våra")
    subprocess.run(["git", "merge", "--quiet", "--no-commit", "sida"], cwd=past.folder, check=True)
    past.by_hand("dan", f"{ANGAR}.toml", "Parkenheten", "Ingen", "Sammanslaget")
    past.git("mv", f"{ANGAR}.toml", f"{BLOMMOR}.toml")
    past.commit("dan", "Nytt namn")
    with Chronicle.open(past.folder) as chronicle:
        subjects = [entry.subject for entry in chronicle.entries_of(BLOMMOR)]
    assert subjects == ["Nytt namn", "Sammanslaget", "Våra", "Deras", "Start"]


def renamed_beside(past: Past) -> None:
    """Rename the measure on one side and change it on the other, and let git join them."""
    past.git("switch", "--quiet", "--create", "sida")
    past.git("mv", f"{ANGAR}.toml", f"{BLOMMOR}.toml")
    past.commit("dan", "Nytt namn")
    past.git("switch", "--quiet", "main")
    past.by_hand("anna", f"{ANGAR}.toml", "end = 2023", "end = 2025", "Förlängt")
    past.set("bo", "okad-vaxtlighet", "end=2030", reason="Något annat")
    past.git("merge", "--quiet", "--no-commit", "sida", who="eva")


def test_a_change_beside_a_rename_is_told_once_of_who_made_it(past: Past) -> None:
    renamed_beside(past)
    past.commit("eva", "Sammanslaget")
    assert "end = 2025" in text(past)
    past.by_hand("bo", f"{BLOMMOR}.toml", "Parkenheten", "Gatukontoret", "Byte")
    with Chronicle.open(past.folder) as chronicle:
        everything = [entry.subject for entry in chronicle.entries()]
        of_one = [entry.subject for entry in chronicle.entries_of(BLOMMOR)]
        who = {
            o.field.key: o.entry.subject for o in FieldOrigin.of_record(chronicle, MEASURE, BLOMMOR)
        }
        findings = VerificationReport.of(chronicle, []).findings
    assert everything == ["Byte", OTHER, "Förlängt", "Nytt namn", "Start"]
    assert of_one == ["Byte", "Förlängt", "Nytt namn", "Start"]
    assert (who["end"], who["responsible"], who["title"]) == ("Förlängt", "Byte", "Start")
    assert findings == ()


def test_what_a_merge_does_to_a_renamed_record_is_its_own(past: Past) -> None:
    renamed_beside(past)
    past.by_hand("eva", f"{BLOMMOR}.toml", "Parkenheten", "Ingen", "Sammanslaget")
    with Chronicle.open(past.folder) as chronicle:
        merge = next(chronicle.entries())
        of_one = [entry.subject for entry in chronicle.entries_of(BLOMMOR)]
        who = {
            o.field.key: o.entry.subject for o in FieldOrigin.of_record(chronicle, MEASURE, BLOMMOR)
        }
    told = [(each.address, *value) for each in merge.records for value in each.values()]
    assert told == [(BLOMMOR, "responsible", "Parkenheten", "Ingen")]
    assert of_one == ["Sammanslaget", "Förlängt", "Nytt namn", "Start"]
    assert (who["end"], who["responsible"], who["title"]) == ("Förlängt", "Sammanslaget", "Start")
