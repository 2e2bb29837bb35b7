"""Lists as offices keep them become drafts of measures, or problems that name the cell."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import lookup
from miljo_tui.model.records import Measure
from miljo_tui.spreadsheets.files import Sheet
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.files.list_reading import read_sheets
from miljo_tui.spreadsheets.lists.heading_meanings import PERIOD_COLUMN, column_keys, meant
from miljo_tui.spreadsheets.lists.headings import find_headings
from miljo_tui.spreadsheets.lists.import_plan import ImportChoices, newest_year, plan_import
from miljo_tui.spreadsheets.lists.import_result import ImportPlan

ENGLISH = language("en")


def planned(agreement: Path, text: str, **options: Any) -> ImportPlan:
    """Plan what would come of a CSV text."""
    file = agreement.parent / "lista.csv"
    file.write_text(text, "utf-8")
    return plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices(**options))


def only(agreement: Path, text: str, **options: Any) -> dict[str, Any]:
    """Return the values of the one measure that comes of a CSV text."""
    result = planned(agreement, text, **options)
    assert [ENGLISH.say(problem.message) for problem in result.problems] == []
    (made,) = result.made
    return dict(made.proposal.record.raw)


def sheet(tmp_path: Path, text: str) -> Sheet:
    """Return a CSV text as it is read."""
    file = tmp_path / "lista.csv"
    file.write_text(text, "utf-8")
    return read_sheets(ListFile(file))[0]


def no_area(_heading: str) -> str:
    """Know no areas."""
    return ""


def test_every_heading_that_a_field_declares_means_that_field() -> None:
    known = {key: lookup(Measure, tuple(key.split("."))) for key in column_keys()}
    declared = {
        word: key
        for key, field in known.items()
        if field and field.headings
        for word in field.headings.split(", ")
    }
    words = [each.headings.split(", ") for each in known.values() if each and each.headings]
    assert len(declared) == sum(map(len, words)) > 100, "no word means two fields"
    assert {word: meant(word, "")[0] for word in declared} == declared


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (
            "Nr;Åtgärd;Ansvarig;Start;Slut;Status;Kommentar;År",
            [
                "",
                "title",
                "responsible",
                "start",
                "end",
                "follow_ups.status",
                "follow_ups.comment",
                "follow_ups.year",
            ],
        ),
        (
            "TITEL;ATGARDSOMRADE;Tidplan;Dnr",
            ["title", "areas", PERIOD_COLUMN, "decision.registry_number"],
        ),
        ("title;follow_ups.status;Miljökvalitetsmål", ["title", "follow_ups.status", "objectives"]),
        ("Åtgärd;Åtgärd;Kontaktperson", ["title", "", ""]),
    ],
)
def test_headings_are_recognised(tmp_path: Path, headings: str, keys: list[str]) -> None:
    _row, columns = find_headings(sheet(tmp_path, f"Vår lista\n\n{headings}\nx;y\n"), {}, no_area)
    assert [column.key for column in columns] == keys


def test_years_in_headings(agreement: Path) -> None:
    text = "Åtgärd;Status 2022;Kommentar 2022;2023\nNy;P;Första;G\n"
    assert only(agreement, text)["follow_ups"] == [
        {"year": 2022, "status": "P", "comment": "Första"},
        {"year": 2023, "status": "G"},
    ]


def test_a_year_above_merged_headings(agreement: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Åtgärd", "Uppföljning 2022", None, "Uppföljning 2023", None])
    page.append([None, "Status", "Kommentar", "Status", "Kommentar"])
    page.append(["Ny", "P", "Första", "G", None])
    for area in ("A1:A2", "B1:C1", "D1:E1"):
        page.merge_cells(area)
    file = agreement.parent / "lista.xlsx"
    book.save(file)
    (made,) = plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices()).made
    assert made.cell == "Sheet!A3" and made.proposal.record.raw["follow_ups"] == [
        {"year": 2022, "status": "P", "comment": "Första"},
        {"year": 2023, "status": "G"},
    ]


@pytest.mark.parametrize(
    ("heading", "cell", "held"),
    [
        ("Start", "2022-04-01", {"start": date(2022, 4, 1)}),
        ("Start", "1 april 2022", {"start": date(2022, 4, 1)}),
        ("Start", "1/4 2022", {"start": date(2022, 4, 1)}),
        ("Period", "2022-2025", {"start": 2022, "end": 2025}),
        ("Period", "2022 – 2025", {"start": 2022, "end": 2025}),
        ("Period", "2022", {"start": 2022, "end": 2022}),
        ("Period", "2022-", {"start": 2022}),
        ("Period", "2022-04-01 – 2023-05-31", {"start": date(2022, 4, 1)}),
        ("Period", "Löpande", {"continuous": True}),
        ("Period", "2022-2025, löpande", {"start": 2022, "end": 2025, "continuous": True}),
        ("Löpande", "x", {"continuous": True}),
        ("Område", "Pollinering", {"areas": ["pollinering"]}),
        ("Område", "6. pollinering; gronska", {"areas": ["pollinering", "gronska"]}),
        ("Område", "4", {"areas": ["gronska"]}),
        ("Medverkande", "Sunne, Torsby", {"participants": ["Sunne", "Torsby"]}),
        ("Medverkande", "Fortum, Värmland; Sunne", {"participants": ["Fortum, Värmland", "Sunne"]}),
        ("Miljömål", "13, Ett rikt växt- och djurliv", {"objectives": [13, 16]}),
        ("Belopp", "1 500 000 kr", {"funding": [{"source": "ej angivet", "amount": 1500000}]}),
        ("Delåtgärder", "Sådd; Slåtter", {"actions": [{"title": "Sådd"}, {"title": "Slåtter"}]}),
        ("Diarienummer", "KS2019/359", {"decision": {"registry_number": "KS2019/359"}}),
        ("Källa", "https://a.se https://b.se", {"sources": ["https://a.se", "https://b.se"]}),
        ("Beskrivning", "Sköts som äng.", {"description": "Sköts som äng."}),
    ],
)
def test_cells_as_people_write_them(
    agreement: Path, heading: str, cell: str, held: dict[str, Any]
) -> None:
    assert held.items() <= only(agreement, f'Åtgärd\t{heading}\nNy\t"{cell}"\n').items()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("G", "G"),
        ("h", "H"),
        ("Påbörjat", "P"),
        ("Delvis genomfört (till hälften eller mer)", "H"),
        ("Genomfört, eller pågår kontinuerligt", "G"),
        ("Påbörjad men ännu inte gjort hälften", "P"),
        ("Ej påbörjad", "E"),
        ("Ej relevant", "not_relevant"),
        ("Genomförd till hälften eller mer", "H"),
        ("  inte   påbörjad. ", "E"),
        ("G (Done)", "G"),
        ("H (Genomförd till hälften)", "H"),
    ],
)
def test_wordings_of_the_scale(agreement: Path, words: str, status: str) -> None:
    values = only(agreement, f'Åtgärd;Status\nNy;"{words}"\n', year=2023)
    assert values["follow_ups"] == [{"year": 2023, "status": status}]


@pytest.mark.parametrize(
    ("heading", "cell", "words"),
    [
        ("Status", "Pågår", "“Pågår” is not clear"),
        ("Start", "snart", "“snart” cannot be understood"),
        ("Period", "2022-2025-2027", "cannot be understood"),
        ("Område", "Skogen", "“Skogen” cannot be understood"),
        ("Belopp", "12,5", "“12,5” is not clear"),
        ("Slut", "#REF!", "The spreadsheet shows an error here"),
        ("Källa", "hagfors", "must be a web address"),
        ("Miljömål", "17", "numbered 1–16"),
        ("Period", "2025-2022", "End 2022 lies before start 2025"),
    ],
)
def test_problems_name_the_cell(agreement: Path, heading: str, cell: str, words: str) -> None:
    result = planned(agreement, f"Åtgärd;{heading}\nBra;\nNy;{cell}\n")
    (problem,) = result.problems
    assert problem.cell == "lista.csv!B3" and words in ENGLISH.say(problem.message)
    assert problem.found == cell and problem.remedy
    assert [made.proposal.record.id for made in result.made] == ["bra"]
    assert result.left_out == ("lista.csv!A3",)


def test_all_problems_at_once(agreement: Path) -> None:
    result = planned(agreement, "Åtgärd;Start;Status\n;2022;G\nNy;snart;Pågår\n…;;\n")
    assert [problem.cell for problem in result.problems] == [
        *("lista.csv!A2", "lista.csv!B3", "lista.csv!C3", "lista.csv!A4"),
    ]


def test_what_is_there_already_is_not_doubled(agreement: Path) -> None:
    text = "Åtgärd;Slut\nÄNGAR I TÄTORTEN;2025\nNy;2025\nNy;2025\nNy;2026\n"
    result = planned(agreement, text)
    assert [(known.title, known.address) for known in result.known] == [
        ("ÄNGAR I TÄTORTEN", "measures/angar"),
        ("Ny", ""),
    ]
    assert [made.proposal.record.id for made in result.made] == ["ny", "ny-2"]


def test_a_title_merged_over_rows_is_told(agreement: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    for row in (["Åtgärd", "Status"], ["Ny", "G"], [None, "P"]):
        page.append(row)
    page.merge_cells("A2:A3")
    file = agreement.parent / "lista.xlsx"
    book.save(file)
    (problem,) = plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices()).problems
    assert problem.cell == "Sheet!A3" and "merged over several rows" in ENGLISH.say(problem.message)


def test_the_area_and_the_year_that_are_given(agreement: Path) -> None:
    text = "Åtgärd;Område;Status;År\nEtt;;G;\nTvå;Pollinering;P;2022\n"
    one, two = planned(agreement, text, area="gronska", year=2024).made
    assert one.proposal.record.raw["areas"] == ["gronska"]
    assert one.proposal.record.raw["follow_ups"] == [{"year": 2024, "status": "G"}]
    assert two.proposal.record.raw["areas"] == ["pollinering"]
    assert two.proposal.record.raw["follow_ups"] == [{"year": 2022, "status": "P"}]
    with pytest.raises(WrongUse):
        planned(agreement, text, area="skogen")


def test_the_year_is_the_last_that_has_begun(agreement: Path) -> None:
    folder = Snapshot.open(agreement).folder
    assert newest_year(folder, date(2024, 1, 1)) == 2024
    assert newest_year(folder, date(2030, 1, 1)) == 2025


def test_columns_are_given_by_heading_or_letter(agreement: Path) -> None:
    text = "Vad;Vem;Övrigt\nNy;Parken;Tänkvärt\n"
    given = {"Vad": "title", "b": "responsible", "C": "follow_ups.comment"}
    values = only(agreement, text, given=given, year=2023)
    assert values["title"] == "Ny" and values["responsible"] == "Parken"
    assert values["follow_ups"] == [{"year": 2023, "comment": "Tänkvärt"}]
    assert "responsible" not in only(agreement, "Åtgärd;Ansvarig\nNy;x\n", given={"Ansvarig": "-"})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"Vem": "ansvarig"}, "is no key that a column can mean"),
        ({"Finns inte": "responsible"}, "has no column Finns inte"),
    ],
)
def test_a_mapping_that_cannot_be(agreement: Path, given: dict[str, str], words: str) -> None:
    with pytest.raises(WrongUse) as caught:
        planned(agreement, "Vad;Vem\nNy;Parken\n", given=given)
    assert words in ENGLISH.say(caught.value.message) and caught.value.remedy


def test_headings_without_rows(agreement: Path) -> None:
    with pytest.raises(WrongUse):
        planned(agreement, "Åtgärd;Status\n;\n")


@pytest.mark.parametrize("text", ["Vad;Vem\nNy;Parken\n", "bara ord\n"])
def test_a_list_without_titles_shows_its_columns(agreement: Path, text: str) -> None:
    result = planned(agreement, text)
    (problem,) = result.problems
    assert problem.cell == "lista.csv!A1" and result.columns
    assert "holds the titles of measures" in ENGLISH.say(problem.message)


def test_a_list_with_nothing_in_it(agreement: Path) -> None:
    with pytest.raises(WrongUse):
        planned(agreement, " ; \n\n")


def test_two_rows_of_headings_without_merged_cells(agreement: Path) -> None:
    text = "Åtgärd;Uppföljning 2022;;Uppföljning 2023;\n;Status;Kommentar;Status;Kommentar\n"
    assert only(agreement, text + "Ny;P;Första;G;\n")["follow_ups"] == [
        {"year": 2022, "status": "P", "comment": "Första"},
        {"year": 2023, "status": "G"},
    ]


def test_long_titles_that_end_apart_are_not_the_same(agreement: Path) -> None:
    title = "En mycket lång titel på en åtgärd som fortsätter och fortsätter, etapp"
    (agreement / "measures" / "lang.toml").write_text(f'title = "{title} 1"\n', "utf-8")
    result = planned(agreement, f"Åtgärd;Slut\n{title} 1;2025\n{title} 2;2025\n")
    assert [known.address for known in result.known] == ["measures/lang"]
    assert [made.proposal.name for made in result.made] == [f"{title} 2"]


def test_a_title_that_is_an_error_or_a_formula_is_told(agreement: Path) -> None:
    result = planned(agreement, "Åtgärd;Slut\n#REF!;2025\n=;2025\n")
    assert [problem.cell for problem in result.problems] == ["lista.csv!A2", "lista.csv!A3"]
    assert not result.made


def test_what_is_said_of_a_column_goes_before_what_is_recognised(agreement: Path) -> None:
    text = "Åtgärd;Rubrik på webben;Status;Kommentar\nGammal;Ny;Bra;G\n"
    given = {"B": "title", "Kommentar": "follow_ups.status", "Status": "follow_ups.comment"}
    values = only(agreement, text, given=given, year=2023)
    assert values["title"] == "Ny"
    assert values["follow_ups"] == [{"year": 2023, "status": "G", "comment": "Bra"}]


def test_a_problem_of_an_entry_is_told_at_its_own_cell(agreement: Path) -> None:
    result = planned(agreement, "Åtgärd;Finansiering;Belopp\nNy;LONA;-5\n")
    assert [problem.cell for problem in result.problems] == ["lista.csv!C2"]


def test_a_list_from_libreoffice(agreement: Path) -> None:
    file = Path(__file__).parent / "libreoffice.xlsx"
    one, two = plan_import(Snapshot.open(agreement), ListFile(file), ImportChoices()).made
    assert one.cell == "Åtgärdslista!B5" and one.proposal.record.raw == {
        "title": "Laddstolpar",
        "start": 2022,
        "end": date(2024, 6, 30),
        "funding": [{"source": "ej angivet", "amount": 120000}],
        "follow_ups": [{"year": 2023, "status": "P", "comment": "Utredning klar"}],
    }
    assert two.proposal.record.raw["continuous"] is True
    assert two.proposal.record.raw["funding"][0]["amount"] == 60000


def told(result: ImportPlan) -> list[tuple[str, str]]:
    """Return the problems of a plan, by cell, in words."""
    return [(problem.cell, ENGLISH.say(problem.message)) for problem in result.problems]


@pytest.mark.parametrize(
    "headings", ["Status 2023;Kommentar", "Status;Kommentar 2023", "Status 2023;Kommentar 2023"]
)
def test_the_only_year_that_headings_name_is_that_of_the_others(
    agreement: Path, headings: str
) -> None:
    values = only(agreement, f"Åtgärd;{headings};Rapporterad av\nNy;G;Klart;Parken\n")
    assert values["follow_ups"] == [
        {"year": 2023, "status": "G", "comment": "Klart", "reported_by": "Parken"}
    ]


def test_with_several_years_in_the_headings_one_is_asked_for(agreement: Path) -> None:
    text = (
        "Vår lista\nÅtgärd;Status 2022;Status 2023;Kommentar;Rapporterad av\nNy;P;G;Klart;Parken\n"
    )
    result = planned(agreement, text)
    assert told(result) == [
        ("lista.csv!D2", "“Kommentar” names no year, but other headings do: 2022, 2023"),
        ("lista.csv!E2", "“Rapporterad av” names no year, but other headings do: 2022, 2023"),
    ]
    assert not result.made and result.years == (2022, 2023)
    assert only(agreement, text, year=2023)["follow_ups"] == [
        {"year": 2022, "status": "P"},
        {"year": 2023, "status": "G", "comment": "Klart", "reported_by": "Parken"},
    ]


def test_two_columns_of_one_year_are_not_joined_in_silence(agreement: Path) -> None:
    result = planned(agreement, "Åtgärd;Status 2023;Status\nNy;G;P\n")
    assert [cell for cell, _words in told(result)] == ["lista.csv!C1"]


def test_a_year_of_the_row_goes_with_the_headings_of_that_year(agreement: Path) -> None:
    text = "Åtgärd;Status 2023;Kommentar;År\nNy;G;Klart;2023\nAnnan;G;Igång;2022\n"
    one, two = planned(agreement, text).made
    assert one.proposal.record.raw["follow_ups"] == [
        {"year": 2023, "status": "G", "comment": "Klart"}
    ]
    assert two.proposal.record.raw["follow_ups"] == [
        {"year": 2022, "comment": "Igång"},
        {"year": 2023, "status": "G"},
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Totalt;;2 st", "total"),
        ("Summa;;100", "total"),
        (";Summa kostnad:;100", "total"),
        ("Delsumma;;", "total"),
        ("Summa Pollinering;;1 500 000 kr", "total"),
        ("Totalt för alla områden;;12", "total"),
        ("Pollinering;;", "area"),
        ("6. Pollinering:;;", "area"),
        (";Pollinering;", "area"),
        ("Pollinering;;6", "area"),
        ("Källa: Länsstyrelsen 2022;;", "note"),
        ("Källor;;", "note"),
        ("Föredragande: N.N.;;", "note"),
        ("* = ny åtgärd;;", "note"),
        ("G = genomförd, H = till hälften;;", "note"),
        ("Senast uppdaterad 2024-01-01;;", "note"),
        ("Sida 1 (2);;", "note"),
        ("https://www.hagfors.se/lista;;", "note"),
    ],
)
def test_rows_that_look_like_no_measure_are_shown_and_left_out(
    agreement: Path, row: str, why: str
) -> None:
    text = f"Åtgärd;Område;Nr\n{row}\nNy;Pollinering;1\n"
    result = planned(agreement, text)
    (unlikely,) = result.unlikely
    assert unlikely.cell.endswith("2") and why in ENGLISH.say(unlikely.reason)
    assert [made.proposal.name for made in result.made] == ["Ny"] and not result.problems
    assert not planned(agreement, text, all_rows=True).unlikely


@pytest.mark.parametrize(
    "title",
    [
        "Totalrenovering av reningsverket",
        "Total översyn av belysningen",
        "Summa av små steg",
        "Källsortering i skolan",
        "Pollinering av fruktträd",
        "Not i sjön",
        "Notfiske: utredning av bestånd",
        "Sidensvansens dag",
        "Version av planen för gröna stråk",
        "Etapp 1: Laddstolpar",
        "Obs-klass för natur",
    ],
)
def test_a_measure_with_only_a_title_is_one(agreement: Path, title: str) -> None:
    row = title if "Notfiske" not in title else f"{title};Parken"
    result = planned(agreement, f"Åtgärd;Ansvarig\n{row};\nNy;Parken\n")
    assert [made.proposal.name for made in result.made] == [title, "Ny"]


def test_what_stands_under_the_list_behind_a_gap_is_a_note(agreement: Path) -> None:
    text = "Åtgärd;Ansvarig\nEtt;Parken\n\nTvå\nTre;Parken\nFyra\n\nBeslutad av nämnden\nOch mer\n"
    result = planned(agreement, text)
    assert [made.proposal.name for made in result.made] == ["Ett", "Två", "Tre", "Fyra"]
    assert [row.title for row in result.unlikely] == ["Beslutad av nämnden", "Och mer"]
    titles = planned(agreement, "Åtgärd\nEtt\n\nTvå\n").made
    assert [made.proposal.name for made in titles] == ["Ett", "Två"]


@pytest.mark.parametrize(
    "title",
    [
        unicodedata.normalize("NFD", "Ängar i tätorten"),
        "\u200bÄngar i tätorten",
        "Än\u00adgar i tät\u00adorten",
        "Ängar\u00a0i\u202ftätorten\u00a0",
        "\ufeffÄngar  i tätorten.",
    ],
)
def test_a_title_is_known_however_its_letters_are_composed(agreement: Path, title: str) -> None:
    result = planned(agreement, f"Åtgärd;Slut\n{title};2025\nNy å;2025\nNy\u200b a\u030a;2025\n")
    assert [known.address for known in result.known] == ["measures/angar", ""]
    assert [made.proposal.record.id for made in result.made] == ["ny-a"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        (unicodedata.normalize("NFD", "Åtgärd\u00a0"), "title"),
        ("Åt\u00adgärd", "title"),
        ("\u200bÅtgärd", "title"),
        ("Åtgärd*", "title"),
        ("Åtgärd 1)", "title"),
        ("ÅTGÄRD:", "title"),
        ("Ansvarig (nämnd)", "responsible"),
        ("Ansvarig nämnd:", "responsible"),
        ("Åtgärdsområde nr", "areas"),
        ("Start-år", "start"),
        ("Slut år", "end"),
        ("Tid-\nplan", PERIOD_COLUMN),
        ("Status (G/H/P/E)", "follow_ups.status"),
        ("Status (2023)", "follow_ups.status"),
        ("Agenda 2030-mål", ""),
        ("Agenda 2030", "global_goals"),
    ],
)
def test_marks_and_brackets_do_not_hide_a_heading(tmp_path: Path, heading: str, key: str) -> None:
    text = f'"{heading}";Övrigt\nÄngar;2023\nVatten;2025\n'
    _row, (column, *_others) = find_headings(sheet(tmp_path, text), {}, no_area)
    assert column.key == key


def test_years_among_the_data_are_no_headings(tmp_path: Path) -> None:
    text = "Vad;Vem;Från år;När slut\nÄngar;KS;2023;2025\n"
    first, columns = find_headings(sheet(tmp_path, text), {}, no_area)
    assert first == 0 and [column.heading for column in columns][:2] == ["Vad", "Vem"]


@pytest.mark.parametrize("cell", ["Sl\ufffdtter", "SlÃ¥tter", "2022 â€“ 2025"])
def test_letters_that_were_lost_before_are_told(agreement: Path, cell: str) -> None:
    ((place, words),) = told(planned(agreement, f"Åtgärd;Kommentar\nNy;{cell}\n"))
    assert place == "lista.csv!B2" and "a letter that was lost" in words


def several_sheets(agreement: Path) -> Path:
    """Write a workbook with a cover, a list, another list, and one that is hidden."""
    book = openpyxl.Workbook()
    book.active.title = "Om"
    book.active.append(["Titel", "Miljööverenskommelsen"])
    for name in ("Åtgärder", "Klara", "Gammal"):
        page = book.create_sheet(name)
        page.append(["Åtgärd", "Ansvarig", "Status 2023"])
        page.append([f"Ny i {name}", "Parken", "G"])
    book["Gammal"].append(["En till"])
    book["Gammal"].sheet_state = "hidden"
    file = agreement.parent / "lista.xlsx"
    book.save(file)
    return file


def test_the_sheet_whose_headings_fit_is_read_and_the_others_are_named(agreement: Path) -> None:
    result = plan_import(
        Snapshot.open(agreement), ListFile(several_sheets(agreement)), ImportChoices()
    )
    assert result.sheet == "Åtgärder" and result.other_sheets == ("Om", "Klara", "Gammal")
    assert [made.proposal.name for made in result.made] == ["Ny i Åtgärder"]


@pytest.mark.parametrize("name", ["Klara", "gammal"])
def test_another_sheet_is_asked_for(agreement: Path, name: str) -> None:
    result = plan_import(
        Snapshot.open(agreement), ListFile(several_sheets(agreement)), ImportChoices(sheet=name)
    )
    assert result.made[0].proposal.name == f"Ny i {result.sheet}" and len(result.other_sheets) == 3


def test_a_sheet_that_is_not_there(agreement: Path) -> None:
    with pytest.raises(WrongUse) as caught:
        plan_import(
            Snapshot.open(agreement),
            ListFile(several_sheets(agreement)),
            ImportChoices(sheet="Blad9"),
        )
    assert "Åtgärder" in ENGLISH.say(caught.value.remedy or "")


@pytest.mark.parametrize(
    "above", ["Åtgärd;Pollinering;Grönska", "Åtgärd;Område;\n;Pollinering;Grönska"]
)
def test_a_column_for_each_area_marks_its_measures(agreement: Path, above: str) -> None:
    result = planned(agreement, f"{above}\nÄngsfrö;x;–\nTräd längs ån;X;✓\nUtan;;nej\n")
    assert result.problems == ()
    areas = [made.proposal.record.raw.get("areas") for made in result.made]
    assert areas == [["pollinering"], ["pollinering", "gronska"], None]


def test_what_is_no_mark_under_an_area_is_told_by_its_cell(agreement: Path) -> None:
    result = planned(agreement, "Åtgärd;Pollinering\nÄngsfrö;x\nTräd;delvis\n")
    assert [(each.cell, each.found) for each in result.problems] == [("lista.csv!B3", "delvis")]
    texts = planned(agreement, "Åtgärd;Pollinering\nÄngsfrö;Fler bin\nTräd;Inget nytt\n")
    assert [column.key for column in texts.columns] == ["title", ""], "comments are no marks"


def test_beside_columns_of_marks_an_area_is_one_however_few_its_marks_are(agreement: Path) -> None:
    text = "Åtgärd;Pollinering;Grönska i planeringen\nÄngsfrö;x;\nTräd;x;(x)\nAntal;2;1\n"
    result = planned(agreement, text)
    assert [(each.cell, each.found) for each in result.problems] == [("lista.csv!C3", "(x)")]
    assert [row.title for row in result.unlikely] == ["Antal"]


def test_the_name_of_an_area_is_the_area_of_the_rows_under_it(agreement: Path) -> None:
    text = "Nr;Åtgärd;Ansvarig\n;Före;K\nOmråde 6: Pollinering;;\n6.1;Ängsfrö;K\n6.2;Bin;K\n"
    text += ";Delsumma;\nGrönska i planeringen;;\n4.1;Träd;K\n"
    made = planned(agreement, text).made
    areas = [each.proposal.record.raw.get("areas") for each in made]
    assert areas == [None, ["pollinering"], ["pollinering"], ["gronska"]]


def test_a_year_is_when_a_measure_is_carried_out_where_nothing_is_followed_up(
    agreement: Path,
) -> None:
    text = "Åtgärd;År;Kostnad (tkr)\nBin;2022–2024;40\nProv;årligen;\nTräd;2023;1 500\n"
    bees, samples, trees = (each.proposal.record.raw for each in planned(agreement, text).made)
    assert (bees["start"], bees["end"], bees["funding"][0]["amount"]) == (2022, 2024, 40_000)
    assert samples["continuous"] is True and "start" not in samples
    assert (trees["start"], trees["end"], trees["funding"][0]["amount"]) == (2023, 2023, 1_500_000)
    followed = only(agreement, "Åtgärd;År;Status\nBin;2023;G\n")
    assert followed["follow_ups"] == [{"year": 2023, "status": "G"}] and "start" not in followed
    asked = only(agreement, "Åtgärd;År\nBin;2023\n", given={"År": "follow_ups.year"})
    assert "start" not in asked


def test_projects_are_measures_in_a_list_without_other_titles(agreement: Path) -> None:
    assert only(agreement, "Projekt;Ansvarig\nBilpool;K\n")["title"] == "Bilpool"
    assert only(agreement, "Projekt;Åtgärd\nResor;Bilpool\n")["title"] == "Bilpool"
    left_out = planned(agreement, "Projekt;Ansvarig\nBilpool;K\n", given={"Projekt": "-"})
    assert not left_out.made and left_out.problems


def test_rows_are_the_same_only_where_every_cell_is(agreement: Path) -> None:
    text = "Åtgärd;Ansvarig\nNy;K\nNY; k\nNy;Parken\nNy;K\nNy;parken\n"
    result = planned(agreement, text)
    assert [made.proposal.record.id for made in result.made] == ["ny", "ny-2"]
    assert [known.cell for known in result.known] == [f"lista.csv!A{row}" for row in (3, 5, 6)]


def test_what_is_planned_is_read_from_the_bytes_that_are_written(agreement: Path) -> None:
    text = "Åtgärd;Område;Start\nÄngsfrö;Pollinering;2031\n"
    (made,) = planned(agreement, text).made
    kept = made.proposal
    assert kept.record.source == kept.wanted and kept.name == "Ängsfrö"
    assert kept.record.raw == {**kept.record.raw, "areas": ["pollinering"], "start": 2031}
    assert isinstance(kept.record.value, Measure) and kept.record.value.start == 2031
    assert [problem.code for problem in kept.problems] == ["outside-period"]
    assert [change.key for change in kept.changes if change.key == "start"] == ["start"]
