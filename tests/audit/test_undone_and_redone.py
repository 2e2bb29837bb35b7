"""Saved changes taken back and made again, as commits of their own that name the original."""

from __future__ import annotations

import json
import random
import tomllib
from typing import Any

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport

EDITS = 20


def random_edit(past: Past, chance: random.Random, number: int) -> list[str]:
    """Return a command that changes something, whatever is there."""
    measures = sorted(file.stem for file in (past.folder / "measures").glob("*.toml"))
    measure = chance.choice(measures)
    return chance.choice(
        [
            ["set", measure, f"end={2024 + number}"],
            ["set", measure, f"responsible=Enhet {number}"],
            ["set", measure, f"description=Rad {number}\nRad två"],
            ["set", measure, f"participants+=Deltagare {number}"],
            ["set", measure, f"follow_ups[{2024 + number}].status=H"],
            ["set", measure, f"actions+=Delåtgärd {number}"],
            ["set", "agreement", f"page.introduction=Text {number}", f"commitments+=Nr {number}"],
            ["set", "pollinering", f"description=Område {number}"],
            ["add", "measure", f"Ny åtgärd {number}", "areas=gronska"],
            ["remove", measure] if len(measures) > 2 else ["set", measure, "continuous=ja"],
        ]
    )


@pytest.mark.parametrize("seed", range(2))
def test_twenty_edits_undone_and_redone(past: Past, seed: int) -> None:
    chance = random.Random(seed)
    trees = [past.git("rev-parse", "HEAD^{tree}")]
    while len(trees) <= EDITS:
        assert past.app("anna", *random_edit(past, chance, len(trees)), "--reason", "x") == 0
        tree = past.git("rev-parse", "HEAD^{tree}")
        trees += [tree] if tree != trees[-1] else []
    for tree in reversed(trees[:-1]):
        assert past.app("anna", "undo", "--reason", "fel") == 0
        assert past.git("rev-parse", "HEAD^{tree}") == tree
    assert past.app("anna", "undo", "--reason", "fel") == 2
    for tree in trees[1:]:
        assert past.app("anna", "redo", "--reason", "rätt") == 0
        assert past.git("rev-parse", "HEAD^{tree}") == tree
    assert past.app("anna", "redo", "--reason", "rätt") == 2
    assert past.git("status", "--porcelain") == ""
    assert past.git("rev-list", "--merges", "HEAD") == ""
    with Chronicle.open(past.folder) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


@pytest.mark.parametrize("seed", [2, 9, 17])
def test_edits_and_undoings_folded_into_one_commit_are_no_lie(past: Past, seed: int) -> None:
    chance, base = random.Random(seed), past.head
    for number in range(9):
        past.app("anna", *random_edit(past, chance, number), "--reason", "x")
        for command, often in (("undo", 0.25), ("redo", 0.2)):
            if chance.random() < often:
                past.app("anna", command, "--reason", "y")
    messages = past.git("log", "--reverse", "--format=%B", f"{base}..HEAD")
    past.git("reset", "--quiet", "--soft", base)
    past.git("commit", "--quiet", "--file=-", given=f"Allt (#3)\n\n{messages}\n")
    with Chronicle.open(past.folder) as chronicle:
        assert VerificationReport.of(chronicle, ["HEAD~1..HEAD"]).findings == ()


def test_an_undo_names_what_it_undoes(past: Past) -> None:
    original = past.set("anna", "angar", "end=2024", reason="x")
    assert past.app("anna", "undo", "--reason", "fel") == 0
    undo = past.head
    assert past.git("log", "-1", "--format=%s").endswith(": angar: slut 2023 → 2024")
    assert f"Miljo-Undoes: {original}" in past.git("log", "-1", "--format=%B")
    assert past.app("anna", "redo", "--reason", "rätt") == 0
    assert f"Miljo-Redoes: {original}" in past.git("log", "-1", "--format=%B")
    assert past.git("log", "-1", "--format=%s").count(": ") == 2
    assert past.git("rev-parse", f"{undo}~1^{{tree}}") == past.git("rev-parse", "HEAD^{tree}")


def test_only_ones_own_change_is_undone_unasked(past: Past) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    past.set("bo", "angar", "responsible=Gatukontoret", reason="y")
    assert past.app("anna", "undo", "--reason", "fel") == 0
    text = (past.folder / "measures" / "angar.toml").read_text("utf-8")
    assert "end = 2023" in text and "Gatukontoret" in text


def test_what_was_changed_since_is_not_undone_over_it(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    commit = past.set("anna", "angar", "end=2024", reason="x")
    past.set("bo", "angar", "end=2030", reason="y")
    before = past.head
    capsys.readouterr()
    assert past.app("anna", "undo", commit, "--reason", "fel") == 3
    told = capsys.readouterr().err
    assert "End: 2024 → 2030" in told and f"--key end --at {commit[:10]}~1" in told
    assert past.head == before and past.git("status", "--porcelain") == ""


def test_a_merge_is_not_undone(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    past.git("switch", "--quiet", "--create", "sida")
    past.set("eva", "angar", "end=2025", reason="x")
    past.git("switch", "--quiet", "main")
    past.set("anna", "angar", "actions+=Ny", reason="y")
    past.git("merge", "--quiet", "--no-commit", "sida")
    file = past.folder / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8").replace("Parkenheten", "Ingen"), "utf-8")
    past.git("commit", "--quiet", "--all", "--no-edit")
    assert past.app("anna", "undo", "HEAD", "--reason", "fel") == 2
    assert "is a merge" in capsys.readouterr().err


def test_a_change_made_by_hand_is_undone_when_it_is_named(past: Past) -> None:
    before = past.git("rev-parse", "HEAD^{tree}")
    commit = past.by_hand("cia", "measures/angar.toml", "end = 2023", "end = 2040", "Hej")
    assert past.app("anna", "undo", "--reason", "fel") == 2
    assert past.app("anna", "undo", commit, "--reason", "fel") == 0
    assert past.git("rev-parse", "HEAD^{tree}") == before


@pytest.mark.parametrize(
    ("key", "change", "held"),
    [
        ("end", "end=2030", 2023),
        ("end", "end=", 2023),
        ("responsible", "responsible=Ingen", "Parkenheten"),
        ("follow_ups[2022].status", "follow_ups[2022].status=G", "P"),
        ("criterion", "criterion=Nytt", None),
    ],
)
def test_one_field_comes_back(past: Past, key: str, change: str, held: Any) -> None:
    start = past.head
    past.set("anna", "angar", change, reason="x")
    past.set("bo", "angar", "participants+=Någon", reason="y")
    assert past.app("anna", "restore", "angar", "--key", key, "--at", start, "--reason", "z") == 0
    data = past.git("show", "HEAD:measures/angar.toml")
    assert "Någon" in data and f"Miljo-Restores: {start}" in past.git("log", "-1", "--format=%B")
    found: Any = tomllib.loads(data)
    for step in ["follow_ups", 0, "status"] if key.startswith("follow") else [key]:
        found = found.get(step) if isinstance(found, dict) else found[step]
    assert found == held


def test_an_entry_comes_back_to_its_place(past: Past) -> None:
    start = past.head
    past.set("anna", "angar", "follow_ups[2022]-=", reason="x")
    assert (
        past.app(
            "anna", "restore", "angar", "--key", "follow_ups[2022]", "--at", start, "--reason", "z"
        )
        == 0
    )
    data = tomllib.loads(past.git("show", "HEAD:measures/angar.toml"))
    assert [each["year"] for each in data["follow_ups"]] == [2022, 2023]


def test_a_whole_record_comes_back_byte_for_byte(past: Past) -> None:
    file = past.folder / "measures" / "angar.toml"
    before, start = file.read_bytes(), past.head
    for change in ("end=2030", "description=Kort", "actions[1]-=", "title=Annat"):
        past.set("anna", "angar", change, reason="x")
    past.by_hand("bo", "measures/angar.toml", "# Första året.\n", "", "Utan kommentar")
    assert past.app("anna", "restore", "angar", "--at", start, "--reason", "z") == 0
    assert file.read_bytes() == before


def test_a_broken_record_is_mended_by_its_past(past: Past) -> None:
    file = past.folder / "measures" / "angar.toml"
    before = file.read_bytes()
    past.by_hand("bo", "measures/angar.toml", "end = 2023", "end = snart", "Trasig")
    assert past.app("anna", "restore", "angar", "--at", "HEAD~1", "--reason", "z") == 0
    assert file.read_bytes() == before
    assert 'Miljo-Change: (record) = "unreadable" -> "mended"' in past.git(
        "log", "-1", "--format=%B"
    )
    with Chronicle.open(past.folder) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


def test_a_dry_run_shows_and_writes_nothing(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    past.set("anna", "angar", "end=2024", reason="x")
    head = past.head
    capsys.readouterr()
    assert past.app("anna", "undo", "--dry-run", "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["commit"] is None and "-end = 2024" in data["diff"]
    assert data["records"][0]["changes"] == [{"key": "end", "old": 2024, "new": 2023}]
    assert past.head == head and past.git("status", "--porcelain") == ""


def test_a_removed_area_comes_back_and_its_removal_again(past: Past) -> None:
    assert past.app("anna", "remove", "giftfri-vardag", "--reason", "x") == 0
    gone = past.head
    assert past.app("anna", "undo", "--reason", "fel") == 0
    assert (past.folder / "areas" / "giftfri-vardag.toml").exists()
    assert past.app("anna", "redo", "--reason", "rätt") == 0
    assert not (past.folder / "areas" / "giftfri-vardag.toml").exists()
    assert f"Miljo-Redoes: {gone}" in past.git("log", "-1", "--format=%B")


def forged(past: Past, name: str, target: str) -> str:
    """Let the newest commit say of another that it undoes or redoes it; return its new id."""
    message = past.git("log", "-1", "--format=%B")
    past.git("commit", "--quiet", "--amend", "--message", f"{message}\n{name}: {target}")
    return past.head


def first_lines(past: Past, *command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command without writing, and return its exit code and what it says first."""
    capsys.readouterr()
    code = past.app("anna", *command, "--dry-run")
    return code, capsys.readouterr().out.partition("\n")[0]


@pytest.mark.parametrize("name", ["Miljo-Undoes", "Miljo-Redoes"])
@pytest.mark.parametrize("target", ["one", "lost", "itself"])
def test_a_forged_undoing_is_passed_over(
    past: Past, name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    one = past.set("anna", "angar", "end=2024", reason="ett")
    two = past.set("anna", "angar", "responsible=Gatukontoret", reason="två")
    commit = forged(past, name, {"one": one, "lost": "deadbeef" * 5, "itself": two}[target])
    told = first_lines(past, "undo", capsys=capsys)
    assert told == (0, "Responsible: Gatukontoret → Parkenheten")
    assert first_lines(past, "redo", capsys=capsys)[0] == 2
    assert past.app("anna", "undo", commit, "--reason", "fel") == 0
    assert f"Miljo-Undoes: {commit}" in past.git("log", "-1", "--format=%B")
    assert first_lines(past, "undo", capsys=capsys) == (0, "End: 2024 → 2023")
    with Chronicle.open(past.folder) as chronicle:
        (finding,) = VerificationReport.of(chronicle, []).findings
    assert (finding.commit, finding.kind) == (commit, "not-undone")


def test_a_forged_redoing_does_not_hide_what_can_be_redone(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    one = past.set("anna", "angar", "end=2024", reason="ett")
    assert past.app("anna", "undo", "--reason", "fel") == 0
    past.set("anna", "angar", "responsible=Gatukontoret", reason="två")
    forged(past, "Miljo-Redoes", one)
    assert first_lines(past, "redo", capsys=capsys) == (0, "End: 2023 → 2024")


def test_an_undoing_may_leave_what_was_changed_since_and_change_more(past: Past) -> None:
    one = past.set("anna", "angar", "participants+=Förskolan", reason="ett")
    past.set("bo", "angar", "participants+=Skolan", reason="två")
    assert past.app("anna", "undo", one, "--reason", "fel") == 0
    assert past.app("anna", "set", "angar", "okad-vaxtlighet", "end=2030", "--reason", "x") == 0
    past.set("bo", "angar", "end=2031", reason="y")
    two = past.git("rev-parse", "HEAD~1")
    message = (
        "ångrat: en del\n\nx\n\nMiljo-Record: measures/okad-vaxtlighet\n"
        "Miljo-Change: end = 2030 -> 2024-10-31\nMiljo-Record: measures/angar\n"
        'Miljo-Change: responsible = "Parkenheten" -> "Gatukontoret"\n'
        f"Miljo-Undoes: {two}\nMiljo-Operation: 0\nMiljo-Format: 1\n"
    )
    file = past.folder / "measures" / "okad-vaxtlighet.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2030", "end = 2024-10-31"), "utf-8")
    past.forge("anna", ("measures/angar.toml", "Parkenheten", "Gatukontoret"), message)
    with Chronicle.open(past.folder) as chronicle:
        report = VerificationReport.of(chronicle, ["HEAD~1..HEAD"])
    assert (report.findings, report.notes) == ((), ())


def test_what_was_rebased_is_undone_and_no_lie(past: Past) -> None:
    past.git("switch", "--quiet", "--create", "sida")
    past.set("anna", "angar", "end=2024", reason="ett")
    for command in ("undo", "redo", "undo"):
        assert past.app("anna", command, "--reason", "x") == 0
    past.git("switch", "--quiet", "main")
    past.set("bo", "angar", "responsible=Gatukontoret", reason="två")
    past.git("rebase", "--quiet", "main", "sida")
    with Chronicle.open(past.folder) as chronicle:
        report = VerificationReport.of(chronicle, [])
    assert report.findings == () and len(report.notes) == 2
    assert past.app("anna", "undo", "--dry-run") == 2
    assert past.app("anna", "redo", "--reason", "x") == 0
    assert "end = 2024" in (past.folder / "measures" / "angar.toml").read_text("utf-8")


@pytest.mark.parametrize(("at", "kinds"), [("Start", []), ("två", ["not-undone"])])
def test_what_is_said_to_be_restored_is_as_it_was(past: Past, at: str, kinds: list[str]) -> None:
    past.set("anna", "angar", "end=2024", reason="ett")
    past.set("anna", "angar", "end=2025", reason="två")
    assert past.app("anna", "restore", "angar", "--at", "HEAD~2", "--reason", "x") == 0
    commit = past.git("rev-parse", {"Start": "HEAD~3", "två": "HEAD~1"}[at])
    message = past.git("log", "-1", "--format=%B")
    kept = "\n".join(line for line in message.split("\n") if not line.startswith("Miljo-Restores"))
    past.git("commit", "--quiet", "--amend", "--message", kept)
    forged(past, "Miljo-Restores", commit)
    with Chronicle.open(past.folder) as chronicle:
        assert [finding.kind for finding in VerificationReport.of(chronicle, []).findings] == kinds
