"""What is printed, published and exported of a measure's state is what was worked out by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from states import BY_THEN, DROPPED, EXAMPLE, FOR_YEAR, KINDS, YEARS, Kind, Row, write

from miljo_tui.cli.main import run
from miljo_tui.model.figures import LABELS
from miljo_tui.model.statuses import LETTERS

Git = Callable[..., str]
ALL = {**KINDS, "Exempel": EXAMPLE}
REPORTED = "GHPE–"


@pytest.fixture
def states(tmp_path: Path, git: Git) -> Path:
    """An agreement with a measure of every kind, committed."""
    folder = tmp_path / "lagen"
    write(folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    return folder


@pytest.fixture
def told(states: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command on it, and return what it prints."""

    def call(*arguments: str) -> str:
        run(["-C", str(states), "--lang", "en", *arguments])
        return capsys.readouterr().out

    return call


def sign(kind: Kind, year: int) -> str:
    """The sign of a measure in a year's round."""
    return kind.round[YEARS.index(year)]


def letter(kind: Kind) -> str:
    """The letter of the newest report, `·` for none."""
    return LETTERS[kind.newest[0]] if kind.newest else "·"


def counted(year: int) -> dict[str, str]:
    """The measures that a year's round is about, with their signs."""
    signs = {title: sign(kind, year) for title, kind in KINDS.items()}
    return {title: each for title, each in signs.items() if each in f"{REPORTED}?"}


def row(numbers: dict[str, Any]) -> Row:
    """The figures in the order of the tables."""
    one, two, three, four, five, six = (numbers[key] for key in LABELS)
    return numbers["measures"], one, two, three, four, five, six


def test_the_figures_are_the_sum_of_the_table() -> None:
    for year in YEARS:
        signs = list(counted(year).values())
        assert FOR_YEAR[year] == _added(signs), year
        by_then = [kind.by_then[YEARS.index(year)] for kind in KINDS.values()]
        assert BY_THEN[year] == _added([each for each in by_then if each != " "]), year


def _added(signs: list[str]) -> Row:
    g, h, p, e, dropped = (signs.count(each) for each in REPORTED)
    return len(signs), g, g + h, g + h + p, e, dropped, signs.count("?") + signs.count("·")


def test_the_list(told: Callable[..., str]) -> None:
    rows = json.loads(told("list", "measures", "--json"))["measures"]
    found = {each["title"]: (each["status"], each["status_year"]) for each in rows}
    assert found == {title: kind.newest or (None, None) for title, kind in ALL.items()}
    lines = told("list", "measures").splitlines()
    for title, kind in ALL.items():
        assert [each[0] for each in lines if re.search(rf" {title}(  !|$)", each)] == [letter(kind)]
    dropped = json.loads(told("list", "measures", "--status", DROPPED, "--json"))["measures"]
    assert {each["title"] for each in dropped} == {"Avbruten", "Avbruten före slutet"}


@pytest.mark.parametrize("year", YEARS)
def test_the_round_and_its_figures(told: Callable[..., str], year: int) -> None:
    lines = told("follow-up", str(year)).splitlines()
    signs = {
        line[5:].partition(":")[0]: line.strip()[0] for line in lines if re.match(r"  \S  \S", line)
    }
    assert signs == counted(year)
    answer = json.loads(told("follow-up", str(year), "--json"))
    assert {each["title"]: each["reported"] for each in answer["measures"]} == {
        title: each != "?" for title, each in counted(year).items()
    }
    missing = json.loads(told("follow-up", str(year), "--missing", "--json"))["measures"]
    assert {each["title"] for each in missing} == {
        title for title, each in counted(year).items() if each == "?"
    }
    figures = answer["figures"]
    assert row(figures["for_year"]) == FOR_YEAR[year]
    assert row(figures["as_of"]) == BY_THEN[year]
    for by in ("for_year", "as_of"):
        (area,) = figures[by]["area"]
        assert row(area) == row(figures[by])


@pytest.mark.parametrize("year", YEARS)
def test_the_report_to_the_county(told: Callable[..., str], year: int) -> None:
    text = told("publish", "md", "--report", str(year), "--examples")
    found = dict(re.findall(r"^### (.+)\n\n- \*\*Status:\*\* \*\*(.)\*\*", text, re.M))
    assert found == {title: "·" if each == "?" else each for title, each in counted(year).items()}
    done = text.partition(", and not to report again:")[2].partition("##")[0]
    assert set(re.findall(r"^- (.+) \(\d{4}\)$", done, re.M)) == {
        title for title, kind in KINDS.items() if sign(kind, year) == "g"
    }
    late = re.findall(rf"^- \*\*Nothing was reported for {year}:\*\* (.+)$", text, re.M)
    assert {title for line in late for title in line.split(", ")} == {
        title for title, each in counted(year).items() if each == "?"
    }
    assert _of_tables(text) == [BY_THEN[year], FOR_YEAR[year]]


def _of_tables(text: str) -> list[Row]:
    """The figures of the last line of each table by area and status."""
    found = []
    for line in re.findall(r"^\| All measures \| (.+) \|$", text, re.M):
        done, half, started, none, dropped, silent, every = map(int, line.split(" | "))
        found.append((every, done, done + half, done + half + started, none, dropped, silent))
    return found


def test_the_page(told: Callable[..., str]) -> None:
    text = told("publish", "md", "--examples")
    assert _of_tables(text) == [BY_THEN[2025]]
    assert "Of 15 measures, 4 were done (27\xa0%) and 8 at least started (53\xa0%)" in text
    cards = dict(re.findall(r"^#### (.+)\n\n\*\*(.\*\*.*?)(?: · .*)?$", text, re.M))
    assert {title.removesuffix(" (made up)"): line[0] for title, line in cards.items()} == {
        title: letter(kind) for title, kind in ALL.items()
    }
    for title, kind in KINDS.items():
        assert re.findall(r"\d{4}", cards[title]) == ([str(kind.newest[1])] if kind.newest else [])
    before = text.partition("### Measures before this period")[2]
    assert re.findall("^#### (.+)$", before, re.M) == ["Slut före"]


def test_the_exports(states: Path, told: Callable[..., str], tmp_path: Path) -> None:
    data = json.loads(told("publish", "json"))["measures"]
    assert {each["title"]: (each["status"], each["status_year"]) for each in data} == {
        title: kind.newest or (None, None) for title, kind in KINDS.items()
    }
    for each in csv.DictReader(io.StringIO(told("publish", "csv")), delimiter=";"):
        kind = KINDS[each["Title"]]
        assert each["Latest status"][:1] == letter(kind).strip("·")
        for year in YEARS:
            said = sign(kind, year) if sign(kind, year) in REPORTED else ""
            if each["Title"] != "Okänd bokstav":  # what was written for the year stands there
                assert each[f"Status {year}"][:1] == said
    file = tmp_path / "ut.xlsx"
    told("publish", "xlsx", "-o", str(file))
    rows = list(openpyxl.load_workbook(file)["Measures"].iter_rows(values_only=True))
    place = rows[0].index("Latest status")
    found = {str(each[rows[0].index("Title")]): str(each[place] or "")[:1] for each in rows[1:]}
    assert found == {title: letter(kind).strip("·") for title, kind in KINDS.items()}
