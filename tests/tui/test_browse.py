"""Browsing: what a person sees, and where the keys lead."""

from __future__ import annotations

import re
from pathlib import Path

from seat import Seat, Sit


async def test_it_opens_on_the_areas(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        assert "Miljööverenskommelsen 2022–2025" in seat.lines[0]
        assert "▶   Miljööverenskommelsen" in seat.lines[3]
        assert "All measures" in seat.text and "✓ 6 Pollinering" in seat.text
        assert "  3 Giftfri vardag" in seat.text
        assert "Outside every area" in seat.text


async def test_the_agreement_ended(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        assert "period ended" in seat.lines[0]


async def test_enter_goes_in_and_escape_goes_out(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        await seat.press("down", "down", "enter")
        assert "1 Areas" in seat.lines[1] and "6 Pollinering" in seat.lines[1]
        assert "2 Measures" in seat.lines[2]
        assert "Ängar i tätorten" in seat.text and "Återvinning" not in seat.text
        await seat.press("enter")
        assert "H Half or more (2023)" in seat.text
        assert "• 2022  P Started" in seat.text and "• 2023  H Half or more" in seat.text
        await seat.press("escape")
        assert "Ängar i tätorten" in seat.text and "2 Measures" in seat.lines[2]
        await seat.press("escape")
        assert "All measures" in seat.text


async def test_three_panels_from_a_hundred_columns(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(120, 40)) as seat:
        assert all(word in seat.lines[1] for word in ("1 Areas", "3 Miljööverenskommelsen"))
        await seat.press("down", "down", "tab")
        measures = next(y for y, line in enumerate(seat.lines) if "2 Measures" in line)
        assert "1 Areas" in seat.lines[1]
        assert "▶    H   Ängar i tätorten" in seat.lines[measures + 2]
        assert "Fyra gräsytor sköts som äng." in seat.text


async def test_keys_typed_ahead_find_the_right_record(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "down", "e")
        assert "measures/okad-vaxtlighet.toml" in seat.lines[0]


async def test_the_filter_wants_every_term_and_forgives_dots(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "slash")
        await seat.type("angar park")
        assert "Ängar i tätorten" in seat.text and "Ökad växtlighet" not in seat.text
        assert "1 of 3" in seat.text
        await seat.press("escape")
        assert "Ökad växtlighet" in seat.text and "of 3" not in seat.text


def listed(seat: Seat) -> list[str]:
    """The words of the measures, in their order."""
    return [word for line in seat.lines[4:7] for word in TITLES if word in line]


TITLES = ("Återvinning", "Ängar", "Ökad")


async def test_measures_stand_in_swedish_order_under_a_heading_that_says_so(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter")
        assert "▲ Title" in seat.lines[3] and listed(seat) == list(TITLES)
        await seat.press("S")
        assert "▼ Title" in seat.lines[3] and listed(seat) == list(reversed(TITLES))
        await seat.press("s")
        assert "▲St" in seat.lines[3] and "Title" in seat.lines[3]
        assert listed(seat) == ["Ängar", "Återvinning", "Ökad"]
        await seat.press("s")
        assert "▲ Responsible" in seat.lines[3]
        assert listed(seat) == ["Ängar", "Ökad", "Återvinning"]
        await seat.press("S")  # what has no unit stays last
        assert "▼ Responsible" in seat.lines[3]
        assert listed(seat) == ["Ökad", "Ängar", "Återvinning"]


async def test_a_heading_without_room_stands_below_the_list(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(40, 24)) as seat:
        await seat.press("down", "enter", "s", "s", "S")
        assert "Responsible" not in seat.lines[3] and "3 · ▼ Responsible" in seat.text


async def test_choosing_a_heading_again_turns_it_round(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter")
        place = seat.lines[3].index("Title"), 3
        await seat.pilot.click(offset=place)
        await seat.settle()
        assert "▼ Title" in seat.lines[3] and listed(seat) == list(reversed(TITLES))
        await seat.pilot.click(offset=place)
        await seat.settle()
        assert "▲ Title" in seat.lines[3] and listed(seat) == list(TITLES)


async def test_problems_stand_at_their_fields(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2023", "end = 1999"), "utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter")
        assert "▶ !" in seat.text
        await seat.press("enter")
        lines = seat.lines
        place = next(i for i, line in enumerate(lines) if "End: 1999" in line)
        assert "! End 1999 lies before start 2022" in lines[place + 1]


async def test_a_broken_file_costs_only_itself(agreement: Path, sit: Sit) -> None:
    (agreement / "measures" / "angar.toml").write_text("title = ", "utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "enter")
        assert "angar" in seat.text and "Återvinning" in seat.text
        await seat.press("enter", "e")
        assert "cannot" in seat.text or "!" in seat.text
        assert "measures/angar.toml" in seat.text


async def test_the_palette_goes_to_any_record(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("ctrl+p")
        await seat.type("okad")
        assert "Ökad växtlighet" in seat.text and "Ängar" not in seat.text
        await seat.press("enter")
        assert "2023-04-01" in seat.text


async def test_a_search_that_finds_nothing_says_so(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("ctrl+p")
        await seat.type("zz")
        assert "Nothing here matches “zz”." in seat.text
        await seat.press("ctrl+u")
        assert "Nothing here matches" not in seat.text


async def test_help_lists_keys_and_scale(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(100, 60)) as seat:
        await seat.press("question_mark")
        assert "Change the fields of the record." in seat.text
        await seat.press("end")
        assert "Carried out to half or more" in seat.text
        await seat.press("escape")
        assert "Change the fields of the record." not in seat.text


async def test_forty_columns_still_work(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(40, 16)) as seat:
        await seat.press("down", "down", "enter")
        assert "Ängar i tätorten" in seat.text
        await seat.press("enter", "e")
        assert "Ängar" in seat.text


async def test_nasty_values_are_shown_as_they_are(agreement: Path, sit: Sit) -> None:
    nasty = "a [/x] [red]b[/red] [@click=app.quit]c \\u001b[2J \\u202e \\u009b"
    (agreement / "measures" / "elak.toml").write_text(
        f'title = "{nasty}"\nresponsible = "{nasty}"\ndescription = "{nasty}"\n'
        f'areas = ["{nasty}"]\nlocal_goals = ["{nasty}"]\nunknown = "{nasty}"\n'
        f'[[actions]]\ntitle = "{nasty}"\nstatus = "{nasty}"\n[[links]]\ntitle = "{nasty}"\n',
        "utf-8",
    )
    async with sit(agreement, size=(120, 60)) as seat:
        await seat.press("down", "tab", "end")
        for keys in (("down",), ("up",), ("enter",), ("e",), ("escape",), ("ctrl+p",)):
            await seat.press(*keys)
            assert not set(seat.text) & {"\x1b", "\u202e", "\x9b"}
        await seat.type("click")
        assert "a [/x] [red]b[/red] [@click=app.quit]c" in seat.text


async def test_another_record_is_shown_from_its_beginning(agreement: Path, sit: Sit) -> None:
    long = "\n\n".join(map(str, range(60)))
    for name in ("angar", "atervinning"):
        file = agreement / "measures" / f"{name}.toml"
        file.write_text(f'title = "{name}"\ndescription = """\n{long}"""\n', encoding="utf-8")
    async with sit(agreement) as seat:
        seat.app.go_to("measures/angar")
        await seat.settle()
        await seat.press("pagedown", "pagedown")
        assert "Description" not in seat.text
        seat.app.go_to("measures/atervinning")
        await seat.settle()
        assert "atervinning" in seat.lines[3] and "Description" in seat.lines[5]


async def test_a_focus_area_of_measures_in_no_area_has_a_row(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures/dagvatten.toml"
    file.write_text('title = "Dagvatten"\nfocus_areas = ["Hållbart vatten"]\n', "utf-8")
    async with sit(agreement, size=(120, 40)) as seat:
        rows = [line for line in seat.lines if "area" in line and "│" in line]
        assert "Focus area Håll" in rows[-2] and "Outside every area" in rows[-1]
        await seat.press("end", "up")
        assert "Dagvatten" in seat.text and "Återvinning" not in seat.text
        await seat.press("enter", "n")
        await seat.type("Dammar")
        await seat.press("enter")
        draft = seat.app.workspace.drafts.unsaved()[0]
        value = draft.result.value
        assert (value.focus_areas, value.areas) == (("Hållbart vatten",), ())


async def test_a_panel_folds_to_where_one_is_and_has_the_window_when_asked(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("3")
        assert [line[3:10] for line in seat.lines[1:4]] == ["1 Areas", "2 Measu", "3 Miljö"]
        await seat.press("2", "plus")
        assert "2 Measures" in seat.lines[1] and "1 Areas" not in seat.text
        assert "3 " not in seat.lines[-3] and "╰" in seat.lines[-2]
        await seat.press("1")
        assert "1 Areas" in seat.lines[1] and "2 Measures" not in seat.text
        await seat.press("plus")
        assert "2 Measures" in seat.text and "3 Miljö" in seat.text
        await seat.pilot.click(offset=(10, 22))
        await seat.settle()
        assert "3 Miljööverenskommelsen" in seat.lines[3]


async def test_a_title_is_whole_as_long_as_the_window_has_room(agreement: Path, sit: Sit) -> None:
    title = "En åtgärd vars titel är så lång att den behöver nästan hela fönstret för sig"
    (agreement / "measures" / "lang.toml").write_text(
        f'title = "{title}"\nareas = ["pollinering"]\nstart = 2022\nresponsible = "Miljöenheten"\n'
    )
    for width, beside in (
        (120, {"2022": False, "Miljöenheten": False}),
        (170, {"2022": True, "Miljöenheten": False}),
        (210, {"2022": True, "Miljöenheten": True}),
    ):
        async with sit(agreement, size=(width, 30)) as seat:
            await seat.press("down")
            (line,) = (
                line[: line.rindex("││")] for line in seat.lines if f"·   {title[:40]}" in line
            )
            assert title in line or width == 120, (width, line)
            assert {word: word in line for word in beside} == beside, (width, line)


async def test_an_empty_list_says_why_and_which_key_helps(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("2", "slash")
        await seat.type("zzz")
        assert "Nothing here matches “zzz”. Esc shows all again." in seat.text
        await seat.press("escape", "escape", "end", "up", "enter")
        assert "There is no measure here yet. n makes one." in seat.text


async def test_a_first_start_says_what_comes_first(agreement: Path, sit: Sit) -> None:
    for file in (agreement / "measures").glob("*.toml"):
        file.unlink()
    main = agreement / "agreement.toml"
    main.write_text(
        re.sub(r"(?ms)^areas = \[.*?\]\n", "areas = []\n", main.read_text("utf-8")), "utf-8"
    )
    async with sit(agreement) as seat:
        assert "Nothing is in the agreement yet. First:" in seat.text
        for line in ("1  e on the agreement", "2  c on an area", "3  n: make the first"):
            assert line in seat.text


async def test_sources_are_named_last_and_spelled_out_in_the_whole_window(
    agreement: Path, sit: Sit
) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(
        'sources = ["https://www.hagfors.se/a/lang/adress.html", "https://lansstyrelsen.se/x"]\n'
        + file.read_text("utf-8")
        + '\n[[links]]\ntitle = "Ängar i parken"\nurl = "https://www.hagfors.se/a/lang/adress.html"\n',
        "utf-8",
    )
    async with sit(agreement, size=(80, 60)) as seat:
        seat.app.go_to("measures/angar")
        await seat.settle()
        lines = [line.strip(" │") for line in seat.lines]
        assert "2 sources: Ängar i parken · lansstyrelsen.se" in lines
        assert lines.index("Links") < lines.index("2 sources: Ängar i parken · lansstyrelsen.se")
        await seat.press("plus")
        assert "https://lansstyrelsen.se/x" in seat.text and "2 sources" not in seat.text


async def test_n_makes_a_measure_wherever_one_is(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, size=(80, 40)) as seat:
        for panel in ("1", "2", "3"):
            await seat.press("1", "home", "down", "down", panel, "n")
            await seat.type("Ny")
            await seat.press("enter")
            assert "measures/ny" in seat.lines[0] and "Pollinering" in seat.text
            await seat.press("f9", "ctrl+x")


async def test_theme_and_order_are_remembered(
    agreement: Path, sit: Sit, surroundings: Path
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "s", "S", "ctrl+p")
        await seat.type("theme nord")
        await seat.press("enter")
        assert seat.app.theme == "nord" and "▼St" in seat.text
    async with sit(agreement) as seat:
        assert seat.app.theme == "nord" and "▼St" in seat.text
    (surroundings / ".local/state/miljo-tui/screen.json").write_text(
        '{"theme": "gone", "sort": "gone"}', "utf-8"
    )
    async with sit(agreement) as seat:
        assert seat.app.theme == "textual-dark" and "▲ Title" in seat.text


async def test_a_message_has_one_line_however_many_came_before(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("3", "d", "D", "d", "D")
        assert "no drafts" in seat.lines[-2] and seat.lines[-3].startswith("╰")
        await seat.press("escape")
        assert "no drafts" not in seat.text and seat.lines[-2].startswith("╭─ 3")
