"""What somebody else changes on disk is said in an open form and its review, and moves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.cli.main import run
from miljo_tui.tui.forms.row import Row
from miljo_tui.tui.forms.text_area import AreaField

Colleague = Callable[..., None]


@pytest.fixture
def colleague(agreement: Path) -> Colleague:
    """Let somebody else save."""

    def save(*words: str) -> None:
        assert run(["-C", str(agreement), *words, "--reason", "Kollegan"]) == 0

    return save


async def open_form(seat: Seat) -> None:
    """Open the form of the measure about meadows."""
    await seat.press("down", "down", "enter", "e")


def row(seat: Seat, *path: str | int) -> Row:
    """Return the row of a field."""
    return next(each for each in seat.app.screen.query(Row) if each.path == path)


def line(seat: Seat, words: str) -> str:
    """Return the line below the title that has the words."""
    return next(each for each in seat.lines[1:] if words in each)


async def change_end(seat: Seat) -> None:
    """Give the measure another end, and stay in the field."""
    seat.app.screen.set_focus(row(seat, "end").entry)
    await seat.press("end", "backspace", "5")


async def test_a_form_says_what_was_changed_and_moves_nothing(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await change_end(seat)
        end, below = row(seat, "end").entry, seat.lines[1:-1]
        place, cursor = end.region, end.cursor_position
        colleague("set", "angar", "responsible=Gatukontoret", "contact=Växeln")
        assert await seat.sees("! changed on disk: Responsible, Contact")
        assert (end.region, end.cursor_position) == (place, cursor) and seat.app.focused is end
        assert [each.replace("!", " ") for each in seat.lines[1:-1]] == below
        assert line(seat, "Responsible").lstrip().startswith("!Responsible")
        assert line(seat, "End  ").startswith("• End")
        await seat.press("7")
        assert end.value == "20257"
        seat.app.screen.set_focus(row(seat, "responsible").entry)
        await seat.settle()
        assert "! On disk since: Responsible: Parkenheten → Gatukontoret" in seat.text


async def test_the_review_says_it_too_and_what_saving_will_do(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await change_end(seat)
        await seat.press("f2")
        await seat.type("Bes")
        colleague("set", "angar", "responsible=Gatukontoret")
        assert await seat.sees("! On disk since: Responsible: Parkenheten → Gatukontoret")
        assert "Saving keeps both changes" in seat.text
        assert seat.lines[0].strip().startswith("! changed on disk: Responsible · Review")
        await seat.type("lut")
        assert "Beslut" in seat.text
        colleague("set", "angar", "end=2024")
        assert await seat.sees("End was changed by both: on disk 2024, in the draft 2025")
        assert "Saving asks which of the two shall count" in seat.text
        await seat.press("f8")
        assert "was changed by somebody else too" in seat.lines[0]
        await seat.press("f2")
        assert "On disk since" not in seat.text and "! changed" not in seat.lines[0]
        await seat.press("f8")
        assert "Committed as" in seat.text


async def test_both_have_changed_one_field(agreement: Path, sit: Sit, colleague: Colleague) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await change_end(seat)
        colleague("set", "angar", "end=2024")
        assert await seat.sees("! End was changed by both: on disk 2024, in the draft 2025")
        assert line(seat, "End  ").lstrip().startswith("•!End")


async def test_a_form_in_which_nothing_was_written_shows_the_new_values(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await open_form(seat)
        area = row(seat, "description").entry
        assert isinstance(area, AreaField)
        seat.app.screen.set_focus(area)
        await seat.press("home", "right", "right")
        colleague("set", "angar", "responsible=Gatukontoret", "description=Ett\nTvå\nTre")
        assert await seat.sees("Gatukontoret")
        assert "Två" in seat.text and "changed on disk" not in seat.lines[0]
        assert seat.app.focused is area and area.cursor_location == (0, 2)
        assert row(seat, "responsible").entry.text == "Gatukontoret"
        await seat.type("x")
        await seat.press("f2")
        assert "On disk since" not in seat.text and "the text was changed" in seat.text


async def test_an_entry_says_what_was_changed_in_it_and_not_in_its_neighbour(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await open_form(seat)
        seat.app.screen.set_focus(row(seat, "follow_ups").entry)
        await seat.press("down", "enter")
        assert row(seat, "follow_ups", 1, "comment")
        seat.app.screen.set_focus(row(seat, "follow_ups", 1, "comment").entry)
        await seat.type("Bra ")
        colleague("set", "angar", "follow_ups[2022].comment=Först", "follow_ups[2023].status=G")
        assert await seat.sees("! changed on disk: Follow-up 2022, Follow-up 2023")
        assert line(seat, "Status ").lstrip().startswith("!Status")
        assert line(seat, "Comment ").lstrip().startswith("• Comment")
        colleague("set", "angar", "follow_ups[2023]-=")
        assert await seat.sees("Follow-up 2023: removed")
        await seat.press("escape")
        at = next(y for y, each in enumerate(seat.lines) if "Follow-ups · " in each)
        assert seat.lines[at + 1].strip().startswith("•!")


async def test_a_record_that_goes_or_breaks_underneath_is_said_so(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    file = agreement / "measures" / "angar.toml"
    async with sit(agreement, size=(100, 30)) as seat:
        await open_form(seat)
        await change_end(seat)
        before = file.read_text("utf-8")
        file.write_text(before.replace("start = 2022", "start = "), "utf-8")
        assert await seat.sees("! measures/angar.toml cannot be read just now")
        assert seat.app.focused is row(seat, "end").entry
        await seat.press("f2")
        assert "It can be saved once the file can be read again" in " ".join(seat.text.split())
        file.write_text(before, "utf-8")
        assert await seat.until(lambda: "cannot be read" not in seat.text)
        assert "End: 2023 → 2025" in seat.text
        await seat.press("escape")
        colleague("remove", "angar")
        assert await seat.sees("! measures/angar.toml is gone from disk")
        await seat.press("f2")
        assert "Saving asks whether to make it again, with your changes" in seat.text
        assert "if you go on, it is made again" not in seat.text


async def test_in_a_review_of_several_it_stands_with_the_record_that_it_is_about(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement, size=(100, 30)) as seat:
        workspace = seat.app.workspace
        for id in ("angar", "atervinning"):
            workspace.draft(workspace.folder.measures[id]).put(("end",), 2025)
        await seat.press("down", "enter", "a", "f2")
        assert "Review" in seat.lines[0]
        colleague("set", "atervinning", "responsible=Gatukontoret")
        assert await seat.sees("! On disk since: Responsible: (empty) → Gatukontoret")
        lines = [each.strip() for each in seat.lines]
        assert lines.index("! On disk since: Responsible: (empty) → Gatukontoret") > max(
            index for index, each in enumerate(lines) if each == "Återvinning"
        )


async def test_a_removal_under_review_says_that_it_is_to_be_looked_at_anew(
    agreement: Path, sit: Sit, colleague: Colleague
) -> None:
    async with sit(agreement, size=(100, 30)) as seat:
        await seat.press("down", "down", "enter", "delete")
        assert "Review" in seat.lines[0]
        colleague("set", "angar", "end=2024")
        assert await seat.sees("! measures/angar.toml was changed by somebody else meanwhile")
        assert "as it stands here it is not saved" in seat.text
