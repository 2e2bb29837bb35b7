"""Histories that are not as they should be, shown for what they are."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.audit.field_origins import FieldOrigin
from miljo_tui.audit.history_cache import HistoryCache
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.cli.main import run
from miljo_tui.locale import language
from miljo_tui.model.record_changes import What

ANGAR = "measures/angar"


def entries(past: Past) -> list[Entry]:
    """Return all entries."""
    with Chronicle.open(past.folder) as chronicle:
        return list(chronicle.entries())


def values(entry: Entry) -> list[tuple[Any, ...]]:
    """Return the changes of an entry."""
    return [(record.address, *value) for record in entry.records for value in record.values()]


def branch(past: Past, theirs: str, ours: str) -> None:
    """Have two sides change the measure, and stand on the first."""
    past.git("switch", "--quiet", "--create", "sida")
    past.by_hand("eva", f"{ANGAR}.toml", *theirs.split(" > "), "Deras")
    past.git("switch", "--quiet", "main")
    past.by_hand("anna", f"{ANGAR}.toml", *ours.split(" > "), "Våra")


def test_no_history_yet(past: Past) -> None:
    past.git("checkout", "--quiet", "--orphan", "ny")
    assert entries(past) == []


def test_a_clean_merge_changes_nothing_by_itself(past: Past) -> None:
    branch(past, "end = 2023 > end = 2025", "Parkenheten > Gatukontoret")
    past.git("merge", "--quiet", "--no-edit", "-X", "ours", "sida")
    assert [entry.subject for entry in entries(past)] == ["Våra", "Deras", "Start"]
    with Chronicle.open(past.folder) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


def test_a_merge_is_told_of_what_neither_side_had(past: Past) -> None:
    branch(past, "end = 2023 > end = 2025", "Slåtter > Slåtter i juli")
    past.git("merge", "--quiet", "--no-commit", "sida")
    file = past.folder / f"{ANGAR}.toml"
    file.write_text(file.read_text("utf-8").replace("Parkenheten", "Ingen"), "utf-8")
    past.git("commit", "--quiet", "--all", "--no-edit", who="dan")
    merge = entries(past)[0]
    assert merge.is_merge and merge.author == "Dan"
    assert values(merge) == [(ANGAR, "responsible", "Parkenheten", "Ingen")]
    with Chronicle.open(past.folder) as chronicle:
        (finding,) = VerificationReport.of(chronicle, []).findings
    assert finding.kind == "merge-changed" and finding.commit == merge.commit


def test_a_merge_that_owns_up_to_its_change_is_a_finding_all_the_same(past: Past) -> None:
    branch(past, "end = 2023 > end = 2025", "Slåtter > Slåtter i juli")
    past.git("merge", "--quiet", "--no-commit", "sida")
    message = (
        "angar: slut\n\nx\n\nMiljo-Record: measures/angar\n"
        'Miljo-Change: responsible = "Parkenheten" -> "Ingen"\n'
        "Miljo-Operation: 1\nMiljo-Format: 1\n"
    )
    past.forge("dan", (f"{ANGAR}.toml", "Parkenheten", "Ingen"), message)
    with Chronicle.open(past.folder) as chronicle:
        (finding,) = VerificationReport.of(chronicle, []).findings
    assert (finding.kind, finding.commit) == ("merge-changed", past.head)
    assert finding.actual == 'responsible = "Parkenheten" -> "Ingen"'


def test_a_commit_without_any_message_says_so(past: Past) -> None:
    past.set("bo", "angar", "end=2024", reason="x")
    file = past.folder / f"{ANGAR}.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2024", "end = 2025"), "utf-8")
    past.git("commit", "--quiet", "--all", "--allow-empty-message", "--message", "", who="cia")
    newest, before, *_rest = entries(past)
    say = language("en").say
    assert [say(mark) for mark in newest.marks()] == [
        "Made outside the program",
        "No reason is given",
    ]
    assert list(before.marks()) == []
    with Chronicle.open(past.folder) as chronicle:
        notes = VerificationReport.of(chronicle, ["HEAD~1..HEAD"]).notes
    assert [say(note.message) for note in notes] == [
        "Made outside the program: no changes are stated",
        "No reason is given",
    ]


def test_a_merge_is_told_of_what_it_dropped(past: Past) -> None:
    branch(past, "end = 2023 > end = 2025", "Slåtter > Slåtter i juli")
    past.git("merge", "--quiet", "--no-edit", "--strategy", "ours", "sida", who="dan")
    merge = entries(past)[0]
    assert (merge.author, values(merge)) == ("Dan", [(ANGAR, "end", 2025, 2023)])
    with Chronicle.open(past.folder) as chronicle:
        kind, _id = chronicle.place.record(f"{ANGAR}.toml") or (None, "")
        assert kind is not None
        found = {
            origin.field.key: origin.entry.subject
            for origin in FieldOrigin.of_record(chronicle, kind, ANGAR)
        }
    assert found["end"] == "Start" and found["actions[Slåtter i juli].title"] == "Våra"


@pytest.mark.parametrize("taken", ["end = 2025", "end = 2024"])
def test_a_merge_that_takes_one_of_two_values_has_changed_nothing(past: Past, taken: str) -> None:
    branch(past, "end = 2023 > end = 2025", "end = 2023 > end = 2024")
    done = subprocess.run(["git", "merge", "sida"], cwd=past.folder, capture_output=True)
    assert done.returncode == 1
    file = past.folder / f"{ANGAR}.toml"
    before, _mark, rest = file.read_text("utf-8").partition("<<<<<<<")
    after = rest.partition(">>>>>>>")[2].partition("\n")[2]
    file.write_text(f"{before}{taken}\n{after}", "utf-8")
    past.commit("dan", "Sammanslaget")
    assert [entry.subject for entry in entries(past)] == ["Våra", "Deras", "Start"]


def test_a_version_that_cannot_be_read(past: Past) -> None:
    past.by_hand("bo", f"{ANGAR}.toml", 'title = "Ängar', "title = Ängar", "Trasig")
    past.by_hand("cia", f"{ANGAR}.toml", "title = Ängar", 'title = "Ängar', "Lagad")
    past.by_hand("cia", f"{ANGAR}.toml", "end = 2023", "end = 2024", "Ändrad")
    told = [(entry.author, values(entry)) for entry in entries(past)[:3]]
    assert told == [
        ("Cia", [(ANGAR, "end", 2023, 2024)]),
        ("Cia", [(ANGAR, "(record)", "unreadable", "mended")]),
        ("Bo", [(ANGAR, "(record)", None, "unreadable")]),
    ]
    with Chronicle.open(past.folder) as chronicle:
        record = chronicle.place.record(f"{ANGAR}.toml")
        assert record is not None
        found = {
            o.field.key: o.entry.author for o in FieldOrigin.of_record(chronicle, record[0], ANGAR)
        }
    assert found["title"] == "Test Person" and found["end"] == "Cia"


def test_a_record_that_came_again(past: Past) -> None:
    assert past.app("anna", "remove", "atervinning", "--reason", "x") == 0
    assert past.app("bo", "restore", "atervinning", "--at", "HEAD~1", "--reason", "y") == 0
    with Chronicle.open(past.folder) as chronicle:
        told = [
            (entry.author, entry.records[0].what)
            for entry in chronicle.entries_of("measures/atervinning")
        ]
    assert told == [
        ("Bo", What.CREATED),
        ("Anna", What.REMOVED),
        ("Test Person", What.CREATED),
    ]


def test_a_rename_with_a_change(past: Past) -> None:
    past.git("mv", f"{ANGAR}.toml", "measures/blommor.toml")
    past.by_hand("dan", "measures/blommor.toml", "end = 2023", "end = 2024", "Nytt namn")
    (entry, *_rest) = entries(past)
    assert values(entry) == [
        ("measures/blommor", "(record)", ANGAR, "measures/blommor"),
        ("measures/blommor", "end", 2023, 2024),
    ]
    with Chronicle.open(past.folder) as chronicle:
        names = [e.subject for e in chronicle.entries_of("measures/blommor")]
        record = chronicle.place.record(f"{ANGAR}.toml")
        assert record is not None
        found = FieldOrigin.of_record(chronicle, record[0], "measures/blommor")
    assert names == ["Nytt namn", "Start"]
    who = {origin.field.key: origin.entry.subject for origin in found}
    assert who["end"] == "Nytt namn" and who["title"] == "Start"


def test_only_a_comment_was_changed(past: Past) -> None:
    past.by_hand("bo", f"{ANGAR}.toml", "# Första året.", "# Det första året.", "Språk")
    (entry, _first) = entries(past)
    assert values(entry) == []
    said = language("en").say(entry.records[0].words()[0])
    assert said == "Only comments, order or spaces"


def test_a_shallow_clone_says_where_it_ends(past: Past, tmp_path: Path) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    past.set("bo", "angar", "end=2025", reason="y")
    clone = tmp_path / "grund"
    past.git("clone", "--quiet", "--depth=2", f"file://{past.folder}", str(clone))
    with Chronicle.open(clone) as chronicle:
        newest, oldest = chronicle.entries()
        report = VerificationReport.of(chronicle, [])
    assert values(newest) == [(ANGAR, "end", 2024, 2025)]
    assert oldest.is_cut and oldest.records == ()
    assert report.findings == () and report.notes[-1].commit == oldest.commit


def test_what_is_new_is_added_and_what_was_rewritten_is_told(past: Past) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    seen = HistoryCache()

    def read() -> list[str]:
        with Chronicle.open(past.folder) as chronicle:
            for _shown in seen.read(chronicle):
                pass
        return [entry.reason for entry in seen.entries]

    assert read() == ["x", "Start"] and not seen.was_rewritten
    past.set("bo", "angar", "end=2025", reason="y")
    assert read() == ["y", "x", "Start"] and not seen.was_rewritten
    past.git("reset", "--quiet", "--hard", "HEAD~2")
    past.set("bo", "angar", "end=2030", reason="z")
    assert read() == ["z", "Start"] and seen.was_rewritten


def test_what_a_merge_has_brought_stands_in_its_time(past: Past) -> None:
    past.set("anna", "angar", "end=2024", reason="1")
    past.git("switch", "--quiet", "--create", "sida")
    past.set("eva", "okad-vaxtlighet", "end=2025", reason="2")
    past.git("switch", "--quiet", "main")
    past.set("bo", "angar", "end=2025", reason="3")
    seen = HistoryCache()
    for when in (["3", "1", "Start"], ["3", "2", "1", "Start"]):
        with Chronicle.open(past.folder) as chronicle:
            for _shown in seen.read(chronicle):
                pass
            assert [entry.reason for entry in seen.entries] == when
            assert when == [entry.reason for entry in chronicle.entries()]
        past.git("merge", "--quiet", "--no-edit", "sida")
    assert not seen.was_rewritten


def test_times_are_shown_for_what_they_are(past: Past, monkeypatch: pytest.MonkeyPatch) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    for date in ("2099-01-01T00:00:00+01:00", "2023-01-01T00:00:00+01:00"):
        for _ in range(2):
            past._be("bo")
            monkeypatch.setenv("GIT_AUTHOR_DATE", date)
            monkeypatch.setenv("GIT_COMMITTER_DATE", date)
            year = len(entries(past)) + 2024
            command = ["-C", str(past.folder), "set", "angar", f"end={year}", "--reason", "t"]
            assert run(command) == 0
    told = entries(past)
    assert len(told) == 6 and len({entry.commit for entry in told}) == 6
    assert sorted({entry.date.year for entry in told}) == [2020, 2021, 2023, 2099]


def test_a_claim_without_any_file(past: Past) -> None:
    message = (
        "angar: slut\n\nx\n\nMiljo-Record: measures/angar\nMiljo-Change: end = 2023 -> 2024\n"
        "Miljo-Operation: 1\nMiljo-Format: 1\n"
    )
    past.git("commit", "--quiet", "--allow-empty", "--file=-", given=message, who="bo")
    with Chronicle.open(past.folder) as chronicle:
        (finding,) = VerificationReport.of(chronicle, []).findings
    assert (finding.kind, finding.claimed) == ("claimed-only", "end = 2023 -> 2024")


def test_nonsense_in_the_trailers_is_no_crash(past: Past) -> None:
    message = (
        "x\n\ny\n\nMiljo-Change: -> ->\nMiljo-Change: end = 1 -> ]\nMiljo-Record: ../../x\n"
        "Miljo-Change: a = 1 -> 2\nMiljo-Operation: 2\nMiljo-Format: 9\n"
    )
    past.git("commit", "--quiet", "--allow-empty", "--file=-", given=message, who="bo")
    with Chronicle.open(past.folder) as chronicle:
        kinds = [finding.kind for finding in VerificationReport.of(chronicle, []).findings]
    assert kinds and set(kinds) == {"claimed-only"}
