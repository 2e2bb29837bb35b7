"""The form: fields are edited, checked while typing, undone, and never lost by leaving."""

from __future__ import annotations

from pathlib import Path

from seat import Seat, Sit
from textual.widget import Widget

from miljo_tui.tui.forms.row import Row


async def open_form(seat: Seat) -> None:
    """Open the form of the measure with most in it."""
    await seat.press("down", "down", "enter", "e")


def field(seat: Seat, *path: str) -> Widget:
    """Return the input of a field."""
    return next(row.entry for row in seat.app.screen.query(Row) if row.path == path)


async def go_to(seat: Seat, *path: str) -> None:
    """Put the focus on a field, at its end."""
    seat.app.screen.set_focus(field(seat, *path))
    await seat.press("end")


async def test_a_wrong_value_is_told_while_typing_and_mended(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "end")
        await seat.press("backspace")
        assert "“202” cannot be understood" in seat.text
        await seat.type("1")
        assert "End 2021 lies before start 2022" in seat.text
        await seat.press("backspace")
        await seat.type("5")
        assert "lies before" not in seat.text and "• End" in seat.text
        assert "1 field changed" in seat.lines[0]


async def test_leaving_keeps_the_draft_and_marks_the_row(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "title")
        await seat.type("!")
        await seat.press("escape")
        assert "▶ •" in seat.text and "1 unsaved" in seat.lines[0]
        await seat.press("e")
        assert field(seat, "title").value == "Ängar i tätorten!"


async def test_undo_and_redo_over_fields(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "title")
        await seat.type("!!")
        await seat.press("tab", "tab", "tab")
        await seat.type("x")
        await seat.press("ctrl+z")
        assert field(seat, "responsible").value == "Parkenheten"
        await seat.press("ctrl+z")
        assert field(seat, "title").value == "Ängar i tätorten"
        await seat.press("ctrl+y")
        assert field(seat, "title").value == "Ängar i tätorten!!"


async def test_choices_turn_and_references_are_picked(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "continuous")
        await seat.press("space")
        assert "◂ yes ▸" in seat.text
        await go_to(seat, "areas")
        await seat.press("enter")
        await seat.type("gron")
        assert "[ ]" in seat.text and "Pollinering" not in seat.lines[6]
        await seat.press("enter", "f2")
        assert "Grönska i planeringen …" in seat.text
        assert seat.app.workspace.drafts.unsaved()[0].edits[("areas",)] == [
            "pollinering",
            "gronska",
        ]


async def test_text_of_many_lines_and_lists(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "description")
        await seat.press("enter")
        await seat.type("Ny rad.")
        await go_to(seat, "participants")
        await seat.type("Sunne, Torsby")
        await seat.press("enter")
        await seat.type("Hagforshem")
        edits = seat.app.workspace.drafts.unsaved()[0].edits
        assert edits[("description",)].endswith("samlas upp.\nNy rad.\n")
        assert edits[("participants",)] == ["Sunne, Torsby", "Hagforshem"]


async def test_review_says_the_change_and_the_difference(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "end")
        await seat.press("backspace")
        await seat.type("5")
        await seat.press("f2")
        assert "• End: 2023 → 2025" in seat.text
        assert "-end = 2023" not in seat.text
        await seat.press("f4")
        assert "-end = 2023" in seat.text and "+end = 2025" in seat.text


async def test_the_reason_survives_leaving_the_review(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "end")
        await seat.press("backspace")
        await seat.type("5")
        await seat.press("f2")
        await seat.type("Beslut")
        await seat.press("escape", "f2")
        assert "Beslut" in seat.text


async def test_quitting_with_unsaved_changes_asks(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "title")
        await seat.type("!")
        await seat.press("escape", "q")
        assert "Unsaved changes in: Ängar i tätorten" in seat.text
        await seat.press("enter")
        assert seat.app.is_running and "1 unsaved" in seat.lines[0]
        await seat.press("q", "ctrl+x")
        assert seat.app.return_code == 0 or not seat.app.is_running


async def test_the_question_before_the_end_leads_to_the_review(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "title")
        await seat.type("!")
        await seat.press("escape", "q")
        assert "F2  Review and commit them" in seat.text
        await seat.press("f2")
        assert seat.lines[0].startswith(" Review · Ängar i tätorten!")
        await seat.type("Utrop")
        await seat.press("f8")
        (line,) = (line for line in seat.lines if "Committed as" in line)
        assert "Ängar i tätorten! · Title: " in line and line.rstrip().endswith("· U undoes it")
        await seat.press("down")
        assert "Committed as" not in seat.text and "unsaved" not in seat.lines[0]


async def test_a_value_of_the_wrong_kind_is_shown_as_it_stands(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace("end = 2023", 'end = "snart"')
    file.write_text(text, "utf-8")
    async with sit(agreement) as seat:
        await open_form(seat)
        assert field(seat, "end").value == '"snart"'
        await go_to(seat, "end")
        assert "End must be a date" in seat.text


async def test_many_pasted_lines_are_not_dropped(agreement: Path, sit: Sit) -> None:
    from textual.events import Paste

    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "title")
        seat.app.screen.focused.post_message(Paste("ett\ntvå\x1b[2J"))
        await seat.settle()
        assert field(seat, "title").value == "Ängar i tätortenett två\\x1b[2J"


async def test_opening_the_form_changes_nothing(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace('"Parkenheten"', '"Park\\u001b[2J enheten  "')
    file.write_text(text, "utf-8")
    async with sit(agreement) as seat:
        await open_form(seat)
        for _ in seat.app.screen.query(Row):
            await seat.press("tab")
        await seat.press("escape")
        assert seat.app.workspace.drafts.unsaved() == []


async def test_the_next_part_is_next_from_a_text_of_many_lines_too(
    agreement: Path, sit: Sit
) -> None:
    """Textual would select the line on that key, and what is typed next would take its place."""
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "description")
        await seat.press("f6")
        assert seat.app.focused is field(seat, "decision", "body")
        assert not seat.app.workspace.drafts.unsaved()


async def test_what_was_understood_is_said_while_typing(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "start")
        assert "a quarter or a season" in seat.text
        await seat.press("ctrl+u")
        await seat.type("våren 2022")
        assert "= spring of 2022" in seat.text and "a quarter or a season" not in seat.text
        await seat.press("ctrl+u")
        await seat.type("1/4 2022")
        assert "= 2022-04-01" in seat.text
        await seat.press("ctrl+u")
        await seat.type("5/1/2024")
        told = " ".join(seat.text.split())
        assert "“5/1/2024” is not clear. Write what is meant: 2024-01-05, 2024-05-01" in told
        await seat.press("ctrl+u")
        await seat.type("2023")
        assert "= " not in seat.text and "a quarter or a season" in seat.text
        await seat.type("-vår")
        await seat.press("tab", "shift+tab")
        assert "= spring of 2023" in seat.text


async def test_nothing_is_a_value_that_is_understood(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "funding")
        await seat.press("plus", "tab")
        await seat.type("0,00 kr")
        assert "= SEK 0" in seat.text


async def test_the_foot_says_what_there_is_to_say_and_no_row_moves(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await go_to(seat, "end")
        await seat.press("backspace")
        rows = seat.lines[1:19]
        assert "“202” cannot be understood" in "".join(seat.lines[19:23])
        await seat.press("tab")
        assert [line[2:19] for line in seat.lines[1:19]] == [line[2:19] for line in rows]
        assert "cannot be understood" not in seat.text and "•!End" in seat.text
        assert "1 field changed · 1 problem · measures/angar.toml" in seat.lines[0]


async def test_lists_have_their_own_headings_and_f6_goes_through_the_groups(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement, size=(80, 60)) as seat:
        await open_form(seat)
        lines = [line.strip() for line in seat.lines]
        assert {"Sub-actions · 1", "Follow-ups · 2", "Funding · 0"} <= set(lines)
        assert lines.index("Decision") < lines.index("Funding · 0")
        await seat.press("f6", "f6", "f6")
        assert seat.app.focused is field(seat, "actions")
        await seat.press("shift+f6", "shift+f6")
        assert seat.app.focused is field(seat, "decision", "body")


async def test_a_field_is_found_by_its_name(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        await seat.press("ctrl+g")
        await seat.type("registry")
        await seat.press("enter")
        assert seat.app.focused is field(seat, "decision", "registry_number")


async def test_the_groups_stand_as_an_index_on_the_left(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        await open_form(seat)
        assert "▶  Measure" in seat.lines[1]
        assert "Follow-ups · 2" in "".join(line[:26] for line in seat.lines)
        await seat.press("f6", "f6", "f6")
        assert "▶  Sub-actions · 1" in "".join(line[:26] for line in seat.lines)
        await seat.pilot.click(offset=(6, 1))
        await seat.settle()
        assert seat.app.focused is field(seat, "title")


async def test_a_letter_of_the_scale_sets_a_status(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await open_form(seat)
        seat.app.screen.set_focus(field(seat, "actions"))
        await seat.press("enter")
        seat.app.screen.set_focus(field(seat, "actions", 0, "status"))
        await seat.settle()
        assert "G H P E N set it" in seat.text
        await seat.press("h")
        assert field(seat, "actions", 0, "status").text == "H"
