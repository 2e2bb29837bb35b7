"""One reader for each kind of field: what is written means the same in form, command and import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.assignments import assign
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import lookup
from miljo_tui.model.parse_input import DASHES
from miljo_tui.model.records import Measure
from miljo_tui.model.tree import at
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.spreadsheets.files import Cell
from miljo_tui.spreadsheets.lists.cells import CellReader

SWEDISH = language("sv")

READ: list[tuple[str, str, Any]] = [
    ("start", "2022", 2022),
    ("start", "2022-04-01", date(2022, 4, 1)),
    ("start", "1 april 2022", date(2022, 4, 1)),
    ("start", "1/4 2022", date(2022, 4, 1)),
    ("start", "20220401", date(2022, 4, 1)),
    ("start", "april 2021", "2021-04"),
    ("start", "apr -21", "2021-04"),
    ("start", "2021-04", "2021-04"),
    ("start", "kv 2 2024", "2024-Q2"),
    ("start", "Q2 2024", "2024-Q2"),
    ("start", "2024-Q2", "2024-Q2"),
    ("start", "andra kvartalet 2024", "2024-Q2"),
    ("start", "våren 2022", "2022-vår"),
    ("start", "vt 2022", "2022-vår"),
    ("start", "2022-vår", "2022-vår"),
    ("start", "sommaren 2022", "2022-sommar"),
    ("end", "hösten 2022", "2022-höst"),
    ("end", "ht 2022", "2022-höst"),
    ("start", "–", None),
    ("end", "vintern 2022/23", "2022-vinter"),
    ("decision.date", "november 2021", "2021-11"),
    ("follow_ups.reported_on", "22 februari 2022", date(2022, 2, 22)),
    ("follow_ups.year", "2022", 2022),
    ("funding.amount", "43 Mkr", 43_000_000),
    ("funding.amount", "1,5 miljoner", 1_500_000),
    ("funding.amount", "120 tkr", 120_000),
    ("funding.amount", "43Mkr", 43_000_000),
    ("funding.amount", "43 000 000 kr", 43_000_000),
    ("funding.amount", "1,5 Mkr", 1_500_000),
    ("funding.amount", "400 000,-", 400_000),
    ("funding.amount", "400 000:-", 400_000),
    ("funding.amount", "1 234,00", 1234),
    ("funding.amount", "kr 400\u2009000", 400_000),
    ("funding.amount", "400\u202f000 kr", 400_000),
    ("funding.amount", "400\u00a0000 kronor", 400_000),
    ("funding.amount", "1.234.567 SEK", 1_234_567),
    ("funding.amount", "-", None),
    ("continuous", "ja", True),
    ("continuous", "X", True),
    ("continuous", "x", True),
    ("continuous", "1", True),
    ("continuous", "Ja", True),
    ("continuous", "NEJ", False),
    ("continuous", "SANT", True),
    ("continuous", "✓", True),
    ("continuous", "☑\ufe0f", True),
    ("continuous", "nej", False),
    ("continuous", "0", False),
    ("continuous", "FALSKT", False),
    ("follow_ups.status", "g", "G"),
    ("follow_ups.status", "G.", "G"),
    *(("follow_ups.status", letter, letter) for letter in "GHPE"),
    ("follow_ups.status", "Genomförd helt eller i huvudsak", "G"),
    ("follow_ups.status", "Genomförd till hälften eller mer", "H"),
    ("follow_ups.status", "Inte påbörjad", "E"),
    ("follow_ups.status", "Ej påbörjad", "E"),
    ("follow_ups.status", "Genomfört", "G"),
    ("follow_ups.status", "klart", "G"),
    ("follow_ups.status", "Genomfört, eller pågår kontinuerligt", "G"),
    ("follow_ups.status", "G (Genomförd)", "G"),
    ("follow_ups.status", "G - genomförd", "G"),
    ("follow_ups.status", "H: till hälften eller mer", "H"),
    ("follow_ups.status", "Påbörjad men ännu inte gjord till hälften", "P"),
    ("follow_ups.status", "Påbörjad men ej genomförd till hälften", "P"),
    ("follow_ups.status", "inte påbörjad", "E"),
    ("follow_ups.status", "ej relevant", "not_relevant"),
    ("follow_ups.status", "– (Ej relevant)", "not_relevant"),
    ("follow_ups.status", "–", None),
    ("objectives", "13", [13]),
    ("objectives", "Ett rikt odlingslandskap", [13]),
    ("objectives", "13 Ett rikt odlingslandskap", [13]),
    ("objectives", "Mål 13", [13]),
    ("objectives", "7, 8 och 16", [7, 8, 16]),
    ("objectives", "mål 7 & mål 8", [7, 8]),
    ("objectives", "Ett rikt växt- och djurliv", [16]),
    ("areas", "pollinering", ["pollinering"]),
    ("areas", "POLLINERING", ["pollinering"]),
    ("areas", "6", ["pollinering"]),
    ("areas", "6 Pollinering", ["pollinering"]),
    ("areas", "Område 6: Pollinering", ["pollinering"]),
    ("areas", "6,4", ["pollinering", "gronska"]),
    ("areas", "Pollinering och grönska", ["pollinering", "gronska"]),
    ("areas", "Pollinering/Grönska", ["pollinering", "gronska"]),
    ("areas", "Grönare orter", ["gronska"]),
]

REFUSED: list[tuple[str, str, str, str]] = [
    ("start", "5/1/2024", "Start: ”5/1/2024” är inte entydigt", "2024-01-05, 2024-05-01"),
    ("start", "2022–2025", "Start: ”2022–2025” är inte entydigt", "2022, 2025"),
    ("start", "okänt", "Start: ”okänt” går inte att förstå", "en årstid (2022-vår)"),
    ("funding.amount", "1 234,50", "Belopp: ”1 234,50” är inte entydigt", "1\u00a0235\u00a0kr"),
    ("funding.amount", "120.000", "Belopp: ”120.000” är", "120\u00a0000\u00a0kr, 120\u00a0kr"),
    ("funding.amount", "50 %", "Belopp: ”50 %” går inte att förstå", "120 tkr"),
    ("continuous", "kanske", "Löpande: ”kanske” går inte att förstå", "ja eller nej"),
    ("follow_ups.status", "Pågår", "Status: ”Pågår” är inte entydigt", "P (Påbörjad)"),
    ("follow_ups.status", "Delvis", "Status: ”Delvis” är inte entydigt", "H ("),
    ("follow_ups.status", "Försenad", "Status: ”Försenad” går inte att förstå", "E (Ej påbörjad)"),
    ("follow_ups.status", "Påbörjad (försenad)", "Status: ”Påbörjad (f", "P (Påbörjad)"),
    ("follow_ups.status", "50 %", "Status: ”50 %” går inte att förstå", "G (Genomförd)"),
    ("areas", "Pollinring", "Områden: ”Pollinring” är inte entydigt", "6 Pollinering"),
    ("areas", "6 Grönska", "Områden: ”6 Grönska” är inte entydigt", "6 Pollinering, 4 Grönska"),
    ("areas", "Alla", "Områden: ”Alla” går inte att förstå", "6 Pollinering"),
]


@pytest.fixture
def workspace(agreement: Path) -> Snapshot:
    areas = agreement / "areas"
    (areas / "pollinering.toml").write_text('number = 6\nname = "Pollinering"\n', "utf-8")
    (areas / "gronska.toml").write_text(
        'number = 4\nname = "Grönska"\naliases = ["Grönare orter"]\n', "utf-8"
    )
    return Snapshot.open(agreement)


def draft(workspace: Snapshot) -> Draft:
    return Draft(workspace.folder.measures["angar"], workspace.folder)


def by_form(workspace: Snapshot, key: str, text: str) -> Any:
    drafted = draft(workspace)
    path: tuple[str | int, ...] = tuple(key.split("."))
    if path[0] in ("funding", "follow_ups"):
        path = (*drafted.insert((path[0],), {}), path[1])
    drafted.put(path, None)
    drafted.write(path, text)
    value = drafted.value(path)
    if isinstance(value, UnparsedValue):
        raise value.failure
    return value


def by_command(workspace: Snapshot, key: str, text: str) -> Any:
    drafted = draft(workspace)
    first, _dot, last = key.partition(".")
    if first in ("funding", "follow_ups"):
        place = drafted.insert((first,), {})
        key = f"{first}[{place[1] + 1}].{last}"
        path: tuple[str | int, ...] = (*place, last)
    else:
        path = tuple(key.split("."))
    drafted.put(path, None)
    assign(drafted, f"{key}={text}")
    return at(drafted.result.raw, path)


def by_import(workspace: Snapshot, key: str, text: str) -> Any:
    field = lookup(Measure, tuple(key.split(".")))
    assert field is not None
    return CellReader(workspace.folder).read(Cell("lista.csv", 1, 2, text), field)


READERS = pytest.mark.parametrize("read", [by_form, by_command, by_import])


@READERS
def test_every_form_is_read_alike(
    workspace: Snapshot, read: Callable[[Snapshot, str, str], Any]
) -> None:
    for key, text, value in READ:
        found = read(workspace, key, text)
        assert (key, text, found, type(found)) == (key, text, value, type(value))


@READERS
def test_what_is_not_understood_is_refused_in_the_same_words(
    workspace: Snapshot, read: Callable[[Snapshot, str, str], Any]
) -> None:
    for key, text, told, remedy in REFUSED:
        with pytest.raises(WrongUse) as raised:
            read(workspace, key, text)
        assert told in SWEDISH.say(raised.value.message), (key, text)
        assert raised.value.remedy is not None
        assert remedy in SWEDISH.say(raised.value.remedy), (key, text)


PERIODS: dict[str, dict[str, Any]] = {
    **{f"2022{dash}2025": {"start": 2022, "end": 2025} for dash in (*DASHES, "/")},
    "2022 – 2025": {"start": 2022, "end": 2025},
    "2022/2023": {"start": 2022, "end": 2023},
    "2022-25": {"start": 2022, "end": 2025},
    "våren 2022–2025": {"start": "2022-vår", "end": 2025},
    "fr.o.m. 2022": {"start": 2022},
    "från och med våren 2022": {"start": "2022-vår"},
    "t.o.m. 2025": {"end": 2025},
    "senast 2025": {"end": 2025},
    "årligen 2022–2025": {"start": 2022, "end": 2025, "continuous": True},
    "löpande": {"continuous": True},
    "–": {},
}


@pytest.mark.parametrize("field", ["start", "end"])
def test_a_period_is_read_alike_in_a_form(workspace: Snapshot, field: str) -> None:
    for text, period in PERIODS.items():
        drafted = draft(workspace)
        for key in ("start", "end", "continuous"):
            drafted.put((key,), None)
        drafted.write((field,), text)
        drafted.spread_periods()
        raw = drafted.result.raw
        told = {key: raw[key] for key in ("start", "end", "continuous") if key in raw}
        assert (text, told) == (text, period)
        assert not drafted.errors()


def test_one_side_of_a_period_leaves_the_other(workspace: Snapshot) -> None:
    drafted = draft(workspace)
    drafted.write(("start",), "fr.o.m. våren 2022")
    drafted.write(("end",), "senast 2024")
    assert drafted.spread_periods() and not drafted.spread_periods()
    drafted.write(("end",), "t.o.m. 2025")
    drafted.spread_periods()
    assert (drafted.value(("start",)), drafted.value(("end",))) == ("2022-vår", 2025)
    drafted.write(("end",), "kanske 2026")
    assert not drafted.spread_periods() and drafted.errors()


def test_a_period_is_one_word_for_a_command_and_one_column_of_a_list(workspace: Snapshot) -> None:
    for text, period in PERIODS.items():
        drafted = draft(workspace)
        for key in ("start", "end", "continuous"):
            drafted.put((key,), None)
        assign(drafted, f"period={text}")
        raw = drafted.result.raw
        told = {key: raw[key] for key in ("start", "end", "continuous") if key in raw}
        assert (text, told) == (text, period)
        cell = Cell("lista.csv", 1, 2, text)
        assert (text, CellReader(workspace.folder).read_period(cell)) == (text, period)


def test_an_area_that_is_not_there_can_be_kept_and_taken_away(agreement: Path) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text('title = "Ängar"\nareas = ["borta", "pollinering"]\n', "utf-8")
    workspace = Snapshot.open(agreement)
    drafted = draft(workspace)
    drafted.write(("areas",), ["borta", "pollinering"])
    assert not drafted.changed
    assign(drafted, "areas-=borta")
    assert drafted.result.raw["areas"] == ["pollinering"]
