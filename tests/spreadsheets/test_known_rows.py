"""Rows of measures that are there already: what they add, and the cells they leave out."""

from __future__ import annotations

from pathlib import Path

import pytest

from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.lists.import_plan import ImportChoices, plan_import
from miljo_tui.spreadsheets.lists.import_result import ImportPlan

ENGLISH = language("en")
ANGAR = "Ängar i tätorten"


def planned(agreement: Path, text: str) -> ImportPlan:
    file = agreement.parent / "lista.csv"
    file.write_text(text, "utf-8")
    return plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices())


def left_out(result: ImportPlan) -> list[tuple[str, str]]:
    return [(cell.cell.partition("!")[2], ENGLISH.say(cell.message)) for cell in result.unused]


def test_a_table_of_statuses_by_year_gives_the_years_that_are_missing(agreement: Path) -> None:
    text = f"Åtgärd;Status 2022;Status 2023;Status 2024;2025\n{ANGAR};P;G;G;–\nÅtervinning;;P;;H\n"
    result = planned(agreement, text)
    assert not (result.made or result.known or result.problems)
    one, two = (each.proposal for each in result.followed_up)
    assert [each["year"] for each in one.record.raw["follow_ups"]] == [2022, 2023, 2024]
    assert one.wanted == one.on_disk + b'\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n'
    assert two.record.raw["follow_ups"] == [
        {"year": 2023, "status": "P"},
        {"year": 2025, "status": "H"},
    ]
    assert left_out(result) == [("C2", "Status 2023: measures/angar has “Half or more”")]
    assert ENGLISH.say(result.subject) == "2 measures with new follow-ups from lista.csv"


def test_a_row_for_each_year(agreement: Path) -> None:
    text = f"Åtgärd;År;Status;Kommentar\n{ANGAR};2022;P;Andra.\n{ANGAR};2024;G;\n{ANGAR};2025;H;\n"
    result = planned(agreement, text)
    (followed,) = result.followed_up
    assert followed.cell == "lista.csv!A3"
    years = [each["year"] for each in followed.proposal.record.raw["follow_ups"]]
    assert years == [2022, 2023, 2024, 2025]
    assert [known.cell for known in result.known] == ["lista.csv!A2"]
    assert left_out(result) == [("D2", "Comment 2022: measures/angar has “Första säsongen.”")]


def test_another_reporter_is_another_follow_up(agreement: Path) -> None:
    text = f"Åtgärd;År;Status;Rapporterad av\n{ANGAR};2023;G;Länsstyrelsen\n"
    (followed,) = planned(agreement, text).followed_up
    new = followed.proposal.record.raw["follow_ups"][-1]
    assert new == {"year": 2023, "status": "G", "reported_by": "Länsstyrelsen"}


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Ansvarig", "parkenheten ", ""),
        ("Ansvarig", "Planenheten", "Responsible: measures/angar has “Parkenheten”"),
        ("Kontakt", "Växeln", "Contact: measures/angar has none"),
        ("Område", "Pollinering", ""),
        ("Område", "4", "Areas: measures/angar does not have all of them"),
        ("Period", "2022–2023", ""),
        ("Period", "2022–2025", "End: measures/angar has “2023”"),
        ("Beskrivning", "Fyra gräsytor sköts som äng. Gräset samlas upp.", ""),
        ("Delåtgärder", "Slåtter", ""),
        ("Delåtgärder", "Slåtter; Sådd", "Title: measures/angar has no entry with Sådd"),
        ("Belopp", "10 tkr", "Amount: measures/angar has no entry with SEK 10 000"),
        ("Löpande", "nej", ""),
    ],
)
def test_each_cell_that_says_something_else_is_named(
    agreement: Path, heading: str, cell: str, said: str
) -> None:
    result = planned(agreement, f'Åtgärd;{heading}\n{ANGAR};"{cell}"\n')
    assert not (result.made or result.followed_up or result.problems)
    assert [known.address for known in result.known] == ["measures/angar"]
    assert [text.replace("\xa0", " ") for _cell, text in left_out(result)] == [said] * bool(said)


def test_a_follow_up_that_cannot_be_stops_the_row(agreement: Path) -> None:
    result = planned(agreement, f"Åtgärd;Status;År\n{ANGAR};G;2024\n{ANGAR};X;2025\n")
    assert [problem.cell for problem in result.problems] == ["lista.csv!B3"]
    (followed,) = result.followed_up
    assert len(followed.proposal.record.raw["follow_ups"]) == 3


def test_of_two_measures_with_one_title_nobody_knows_which_is_meant(agreement: Path) -> None:
    for name in ("a", "b"):
        (agreement / "measures" / f"{name}.toml").write_text('title = "Äng"\nend = 2023\n', "utf-8")
    result = planned(agreement, "Åtgärd;Status 2024;Slut\nÄng;G;2023\nÄng;;2023\n")
    assert not (result.made or result.followed_up)
    assert left_out(result) == [("A2", "Several measures have this title: measures/a, measures/b")]


def test_a_measure_that_cannot_be_read_is_left_alone(agreement: Path) -> None:
    (agreement / "measures" / "angar.toml").write_text('title = "Äng\n', "utf-8")
    result = planned(agreement, "Åtgärd;Status 2024\nangar;G\n")
    assert not (result.made or result.followed_up)
    ((cell, text),) = left_out(result)
    assert cell == "A2" and "measures/angar cannot be read" in text
