"""The history as a reviewer meets it who has never seen git."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.cli.main import run

Git = Callable[..., str]


@pytest.fixture
def changed(agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The agreement after some changes, the last of them a colleague's."""
    at = ["-C", str(agreement), "set"]
    text = "description=Fem gräsytor sköts som äng.\nGräset samlas upp."
    assert run([*at, "angar", "end=2024", "--reason", "Förlängt", "--case", "KS2022/1"]) == 0
    assert run([*at, "angar", text, "--reason", "En yta till"]) == 0
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Eva [/x] \x1b[2J")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "eva@example.org")
    assert run([*at, "okad-vaxtlighet", "responsible=Gatukontoret", "--reason", "Byte"]) == 0
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")
    return agreement


async def to_angar(seat: Seat) -> None:
    """Put the cursor on the measure about meadows."""
    await seat.press("slash")
    await seat.type("tatorten")
    await seat.press("enter")


async def test_everything_newest_first(changed: Path, sit: Sit) -> None:
    async with sit(changed, size=(190, 30)) as seat:
        await seat.press("h")
        assert "History · all records · 4" in seat.lines[0]
        rows = listed(seat)
        assert "Ökad växtlighet" in rows[0][0] and "Planenheten → Gatukontoret" in rows[0][0]
        assert " · Byte" in rows[0][1] and r"Eva [/x]" in rows[0][1]
        assert "End: 2023 → 2024" in rows[2][0] and "KS2022/1" in rows[2][1]


async def test_an_entry_says_when_to_the_minute_and_stands_in_full_below_the_list(
    changed: Path, sit: Sit
) -> None:
    async with sit(changed) as seat:
        await to_angar(seat)
        await seat.press("h", "down")
        (line, below) = listed(seat)[1]
        assert re.search(r"▶ +\d{4}-\d\d-\d\d \d\d:\d\d End: 2023 → 2024 ", line)
        assert " · Förlängt · " in below and "KS2022/1" in below
        edge = next(y for y, line in enumerate(seat.lines) if "─────" in line)
        pane = "\n".join(seat.lines[edge:])
        assert "• End: 2023 → 2024" in pane and "Reason: Förlängt" in pane
        assert "b Who and when" in seat.lines[-1]


async def test_what_is_alike_in_many_records_is_said_once(changed: Path, sit: Sit) -> None:
    both = ["angar", "atervinning", "contact=miljo@example.org", "--reason", "Gemensam"]
    assert run(["-C", str(changed), "set", *both]) == 0
    async with sit(changed, size=(120, 30)) as seat:
        await seat.press("h")
        line, below = listed(seat)[0]
        assert "Contact: (empty) → miljo@example.org · for Ängar i tätorten, Återv" in line
        assert "Gemensam" in below


async def test_an_undoing_is_marked_as_one(changed: Path, sit: Sit) -> None:
    assert run(["-C", str(changed), "undo", "--reason", "Fel"]) == 0
    async with sit(changed) as seat:
        await seat.press("h")
        assert "Undoes · Ängar i tätorten · Description" in listed(seat)[0][0]
        assert "Undoes: " in seat.text


def listed(seat: Seat) -> list[tuple[str, str]]:
    """The two lines of each entry."""
    first = [y for y, line in enumerate(seat.lines) if re.match(r"▶? +!? *20\d\d-", line)]
    return [(seat.lines[y], seat.lines[y + 1]) for y in first]


async def test_of_one_record_and_of_all(changed: Path, sit: Sit) -> None:
    async with sit(changed) as seat:
        await to_angar(seat)
        await seat.press("h")
        assert "History · Ängar i tätorten · 3" in seat.lines[0]
        await seat.press("w")
        assert "History · all records · 4" in seat.lines[0]
        await seat.press("w")
        assert "History · Ängar i tätorten · 3" in seat.lines[0]
        await seat.press("escape")
        assert "F1 Help" in seat.lines[-1] and "History" not in seat.lines[0]


@pytest.mark.parametrize(
    ("terms", "count"),
    [
        ("eva", 1),
        ("forlangt", 1),
        ("ks2022", 1),
        ("gronska", 2),
        ("angar description", 1),
        ("end", 1),
        ("2001-01..2001-12", 0),
        ("2001-01..", 4),
        ("measures/angar", 3),
    ],
)
async def test_filtered_while_typing(changed: Path, sit: Sit, terms: str, count: int) -> None:
    async with sit(changed, size=(100, 30)) as seat:
        await seat.press("h", "slash")
        await seat.type(terms)
        assert f"· {count}/4" in seat.lines[0]


async def test_a_change_opens_to_before_and_after(changed: Path, sit: Sit) -> None:
    async with sit(changed, size=(100, 30)) as seat:
        await to_angar(seat)
        await seat.press("h", "enter")
        assert "[-Fyra-]{+Fem+} gräsytor" in seat.text
        assert "Reason: En yta till" in seat.text and "Signature: none" in seat.text
        await seat.press("f4")
        assert "-Fyra gräsytor sköts som äng." in seat.text
        await seat.press("n")
        assert "End: 2023 → 2024" in seat.text and "Registry number: KS2022/1" in seat.text
        await seat.press("n")
        assert "Made outside the program" in seat.text


async def test_a_change_is_undone_from_its_entry(changed: Path, sit: Sit, git: Git) -> None:
    async with sit(changed, size=(100, 30)) as seat:
        await to_angar(seat)
        await seat.press("h", "down", "enter", "u")
        assert "Review · Ängar i tätorten" in seat.text and "End: 2024 → 2023" in seat.text
        await seat.type("Fel")
        await seat.press("f8")
        await seat.press("escape")
        assert "History · Ängar i tätorten · 4" in seat.lines[0]
    said = git(changed, "log", "-1", "--format=%s%n%B")
    assert ": angar: slut 2023 → 2024\n" in said and "Miljo-Undoes: " in said


async def test_what_was_changed_since_is_asked_per_field(changed: Path, sit: Sit, git: Git) -> None:
    assert run(["-C", str(changed), "set", "angar", "end=2030", "--reason", "x"]) == 0
    async with sit(changed, size=(100, 30)) as seat:
        await to_angar(seat)
        await seat.press("h", "down", "down", "u")
        assert "was changed by somebody else too" in seat.text
        assert "2024" in seat.text and "2030" in seat.text and "2023" in seat.text
        await seat.press("f2")
        assert "End: 2030 → 2023" in seat.text


async def test_undo_and_redo_of_the_latest_commit(changed: Path, sit: Sit, git: Git) -> None:
    async with sit(changed, size=(100, 30)) as seat:
        await seat.press("U")
        assert "Review · Ängar i tätorten" in seat.text
        await seat.type("Fel")
        await seat.press("f8", "f8")
        assert "Fyra gräsytor" in (changed / "measures" / "angar.toml").read_text("utf-8")
        await seat.press("R")
        await seat.type("Igen")
        await seat.press("f8", "f8")
        assert "Fem gräsytor" in (changed / "measures" / "angar.toml").read_text("utf-8")


async def test_a_removed_record_is_restored(changed: Path, sit: Sit) -> None:
    assert run(["-C", str(changed), "remove", "atervinning", "--reason", "x"]) == 0
    async with sit(changed, size=(100, 30)) as seat:
        await seat.press("h", "enter")
        assert "Removed" in seat.text
        await seat.press("t")
        assert "New: Measure" in seat.text
        await seat.type("Behövs")
        await seat.press("f8")
        assert (changed / "measures" / "atervinning.toml").exists()


async def test_all_values_of_a_field(changed: Path, sit: Sit) -> None:
    async with sit(changed, size=(140, 40)) as seat:
        await to_angar(seat)
        await seat.press("e")
        await seat.press(*["tab"] * 7, "f7")
        assert "· End · 2" in seat.lines[0], seat.text
        assert "End: 2023 → 2024" in seat.text and "End: (empty) → 2023" in seat.text


async def test_two_points_are_compared(changed: Path, sit: Sit, git: Git) -> None:
    git(changed, "tag", "motet", "HEAD~2")
    async with sit(changed, size=(100, 40)) as seat:
        await seat.press("h", "c")
        await seat.type("motet")
        await seat.press("enter")
        assert "Compared · motet → the files as they are now" in seat.text
        assert "[-Fyra-]{+Fem+}" in seat.text and "En yta till" in seat.text
        assert "Planenheten → Gatukontoret" in seat.text
        assert "2023 → 2024" not in seat.text
        await seat.press("escape", "c")
        await seat.type("igar")
        await seat.press("enter")
        assert "no point of the history" in seat.text


async def test_a_colleagues_commit_comes_by_itself(changed: Path, sit: Sit) -> None:
    async with sit(changed, size=(100, 30)) as seat:
        await seat.press("h")
        assert "all records · 4" in seat.lines[0]
        at = ["-C", str(changed), "set", "atervinning", "end=2024"]
        assert run([*at, "--reason", "Utifrån"]) == 0
        assert await seat.until(lambda: "all records · 5" in seat.lines[0])
        assert "Utifrån" in seat.text


async def test_what_was_brought_back_is_a_draft_until_it_is_committed(
    changed: Path, sit: Sit, git: Git
) -> None:
    """It leaves none behind where nobody has given it a word."""
    async with sit(changed, size=(100, 30)) as seat:
        await seat.press("U")
        assert "Review · Ängar i tätorten" in seat.text
        await seat.press("escape")
        assert "unsaved" not in seat.lines[0]
        assert seat.app.workspace.drafts.unsaved() == []
        await seat.press("U")
        await seat.type("Fe")
        await seat.press("escape")
        assert "1 unsaved" in seat.lines[0]
        (draft,) = seat.app.workspace.drafts.unsaved()
        (link,) = draft.why.links
        written = seat.app.workspace.drafts.journal.folder.glob("*.draft.json")
        assert link[1] in next(iter(written)).read_text("utf-8")
        await seat.press("f2")
        await seat.type("l")
        await seat.press("f8", "f8")
    said = git(changed, "log", "-1", "--format=%b")
    assert said.startswith("Fel\n") and f"Miljo-Undoes: {link[1]}" in said
