"""A few years by five people, reviewed in an ordinary terminal by somebody new to git."""

from __future__ import annotations

import pytest
from past import Past
from seat import Seat, Sit


def rows(seat: Seat) -> list[str]:
    """Return the lines of the list, with their spaces as one."""
    end = next(place for place, line in enumerate(seat.lines) if line.startswith("───"))
    return [" ".join(line.split()) for line in seat.lines[2:end] if line.strip()]


def entries(seat: Seat) -> list[str]:
    """Return the entries of a history, both lines of each as one, with their spaces as one."""
    end = next(place for place, line in enumerate(seat.lines) if line.startswith("───"))
    first = [y for y in range(1, end) if " 20" in seat.lines[y][:8]]
    return [" ".join(f"{seat.lines[y]} {seat.lines[y + 1]}".split()) for y in first]


async def to(seat: Seat, words: str, *keys: str) -> None:
    """Find a measure by its words, and press keys on it."""
    await seat.press("slash")
    await seat.type(words)
    await seat.press("enter", *keys)


async def test_each_change_stands_once_with_who_made_it(story: Past, sit: Sit) -> None:
    async with sit(story.folder, size=(130, 60)) as seat:
        await seat.press("h")
        told = entries(seat)
        assert len(told) == 12
        for line, parts in zip(
            told,
            [
                ("Ökad växtlighet", "Start: 2023-04-01 → 2022", "(no reason)", "Anna"),
                ("Reason required: yes → no", "Skäl krävs inte", "Anna"),
                ("Ökad växtlighet", "End: 2025-10-31 → 2026", "Undertecknat", "Anna"),
                (
                    "! 2021-01-01",
                    "Ökad",
                    "Responsible: Planenheten → Parkenheten",
                    "Inget särskilt",
                    "Bo",
                ),
                ("Ängar", "Responsible: Gatukontoret → Parkenheten", "Revert", "Bo"),
                ("Ängar", "Follow-up 2024: added, Status Done", "Uppföljning", "Anna"),
                ("Ängar", "Sub-action Slåtter: Status: Done → Half", "Slåttern", "Eva"),
                ("Återvinning", "Renamed; before it was measures/atervinning", "Dan"),
                ("Ökad växtlighet", "End: 2024-10-31 → 2025-10-31", "Rätt slut", "Cia"),
                ("Ängar", "Responsible: Parkenheten → Gatukontoret", "Ny organisation", "Bo"),
                ("Ängar", "End: 2023 → 2024", "Förlängt", "Anna", "KS2022/1"),
                (
                    "New · for Miljööverenskommelsen 2022–2025, ",
                    "and 4 more",
                    "Start",
                    "Test Person",
                ),
            ],
            strict=True,
        ):
            assert all(part in line for part in parts), (line, parts)


async def test_what_has_no_room_in_the_line_stands_below_the_list(story: Past, sit: Sit) -> None:
    async with sit(story.folder) as seat:
        await to(seat, "tatorten", "h", *["down"] * 4)
        pane = [line.strip(" ▁▂▃▄▅▆▇█") for line in seat.lines[15:-1]]
        assert pane[:5] == [
            "Ängar i tätorten (measures/angar)",
            "• End: 2023 → 2024",
            "",
            "Reason: Förlängt",
            "Registry number: KS2022/1",
        ]
        await seat.press("home")
        assert "Person: Bo <bo@" in seat.text
        await seat.press("b", *["down"] * 3)
        assert "Responsible: Parkenheten" in seat.lines[19] and seat.lines[20].strip() == "Bo"


async def test_the_lie_the_claim_and_the_truth(story: Past, sit: Sit) -> None:
    async with sit(story.folder) as seat:
        await seat.press("h", "down", "down", "down", "enter")
        assert "! Its message states other changes than its files show" in seat.text
        assert "Stated: measures/okad-vaxtlighet end: 2025-10-31 → 2030" in seat.text
        assert 'Actual: measures/okad-vaxtlighet responsible: "Planenheten" →' in seat.text
        await seat.press("p")
        assert "Signature: there is one; verify tells whose" in seat.text
        await seat.press("p", "p")
        assert "! No reason is given" in seat.text


async def test_from_a_record_to_who_gave_each_value_and_all_of_them(story: Past, sit: Sit) -> None:
    async with sit(story.folder, size=(100, 30)) as seat:
        await to(seat, "tatorten", "h", "b")
        assert "Who and when · Ängar i tätorten · 16" in seat.lines[0]
        told = rows(seat)
        assert "Responsible: Parkenheten 2021-01-01 Bo Revert" in told[3]
        assert "End: 2024 2021-01-01 Anna Förlängt" in told[5]
        assert "Sub-action Slåtter: Status: Half or more 2021-01-01 Eva" in told[8]
        await seat.press(*["down"] * 8, "enter")
        assert "History · Ängar i tätorten · Sub-action Slåtter · Status · 2" in seat.lines[0]
        assert "Status: Done → Half" in entries(seat)[0]
        assert "Status: (empty)" in entries(seat)[1]
        await seat.press("enter")
        assert "Sub-action Slåtter: Status: Done → Half or more" in seat.text
        await seat.press("escape")
        await seat.press("escape", "escape", "escape")
        assert "F1 Help" in seat.lines[-1] and "History ·" not in seat.lines[0]


async def test_of_a_renamed_record(story: Past, sit: Sit) -> None:
    async with sit(story.folder) as seat:
        await to(seat, "atervinning", "h", "b")
        assert rows(seat)[0].startswith("▶ Title: Återvinning") and "Test Person" in rows(seat)[0]


async def test_a_record_that_is_gone_has_nobody(story: Past, sit: Sit) -> None:
    assert story.app("bo", "remove", "okad-vaxtlighet", "--reason", "Bort") == 0
    async with sit(story.folder) as seat:
        await seat.press("h", "b")
        assert "not there any more" in seat.text


@pytest.mark.parametrize(
    ("choice", "end", "responsible"),
    [(["enter"], 2024, "Gatukontoret"), (["down", "enter"], 2030, "Gatukontoret")],
)
async def test_all_of_a_record_or_one_field_comes_back(
    story: Past, sit: Sit, choice: list[str], end: int, responsible: str
) -> None:
    story.set("anna", "angar", "end=2030", reason="Nytt beslut")
    async with sit(story.folder, size=(100, 30)) as seat:
        await to(seat, "tatorten", "h", *["down"] * 4)
        assert "Parkenheten → Gatuk" in next(line for line in seat.lines if "▶" in line)
        await seat.press("enter", "t")
        assert "The whole record" in seat.text
        await seat.press(*choice)
        assert f"Responsible: Parkenheten → {responsible}" in seat.text
        await seat.type("Tillbaka")
        await seat.press("f8")
    held = story.git("show", "HEAD:measures/angar.toml")
    assert f"end = {end}\n" in held and f'responsible = "{responsible}"' in held
    assert story.git("log", "-1", "--format=%b").count("Miljo-Restores: ") == 1


async def test_a_value_comes_back_from_among_all_that_a_field_has_had(
    story: Past, sit: Sit
) -> None:
    async with sit(story.folder, size=(100, 30)) as seat:
        await to(seat, "tatorten", "h", "b", *["down"] * 5, "enter", "down", "enter", "t")
        assert "End: 2024 → 2023" in seat.text and seat.text.count("→") == 1
        await seat.type("Fel")
        await seat.press("f8", "f8")
    assert "end = 2023\n" in story.git("show", "HEAD:measures/angar.toml")
    assert "Status: Half" not in story.git("log", "-1", "--format=%s")


async def test_what_has_happened_since_the_last_meeting(story: Past, sit: Sit) -> None:
    async with sit(story.folder, size=(100, 45)) as seat:
        await seat.press("h", "c")
        await seat.type("2021-01-01..2021-01-31")
        await seat.press("enter")
        assert "Compared · 2021-01-01 → 2021-01-31" in seat.lines[0]
        assert "Start: 2023-04-01 → 2022" in seat.text
