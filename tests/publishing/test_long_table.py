"""Tables with fixed columns: the same for every actor, and put together without a word of code."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from miljo_tui.cli.main import run
from tests.publishing.conftest import Git

MEASURE_COLUMNS = [
    *("actor", "actor_code", "period", "area_number", "area", "measure_id", "title"),
    *("responsible", "start", "end", "year", "status", "status_text", "comment"),
]

Table = Callable[..., list[dict[str, str]]]

MORE = """\
title = "=Solceller"
areas = ["pollinering", "gronska"]
responsible = "Fastigheter"
start = 2022-03-01
end = "2024-höst"

[[funding]]
source = "LONA"
amount = 120000

[[actions]]
title = "Upphandla"
status = "G"
status_year = 2023

[[indicators]]
name = "Effekt"
unit = "kW"
target = 10
target_year = 2025

[[indicators.values]]
year = 2023
value = 4.5

[[indicators]]
name = "Nöjda"

[[follow_ups]]
year = 2023
status = "H"
comment = "Taket håller, inte väggen."
reported_by = "Norr"
internal_note = "Hemligt"

[[follow_ups]]
year = 2023
comment = "Väggen är ny."
reported_by = "Söder"
"""

EARLIER = 'title = "Gammalt"\nstart = 2018\nend = 2020\n'


@pytest.fixture
def full(agreement: Path, git: Git) -> Path:
    """An agreement that says whose it is, with a measure that has everything."""
    known(agreement, "Provkommunen", "1783")
    (agreement / "measures" / "sol.toml").write_text(MORE, "utf-8")
    (agreement / "measures" / "gammalt.toml").write_text(EARLIER, "utf-8")
    if not (agreement.parent / ".git").exists() and not (agreement / ".git").exists():
        git(agreement, "init", "--quiet")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Mer")
    return agreement


def known(folder: Path, actor: str, code: str) -> None:
    """Write into an agreement whose it is, and its period."""
    file = folder / "agreement.toml"
    lines = [
        line
        for line in file.read_text("utf-8").splitlines(keepends=True)
        if not line.startswith(("actor ", "actor_code ", "start ", "end "))
    ]
    at = next(number for number, line in enumerate(lines) if line.startswith("title "))
    lines.insert(at + 1, f'actor = "{actor}"\nactor_code = "{code}"\nstart = 2022\nend = 2025\n')
    file.write_text("".join(lines), "utf-8")


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Publish one of the tables, and read it as any program does."""

    def publish(folder: Path, *arguments: str) -> list[dict[str, str]]:
        file = tmp_path / "ut.csv"
        code = run(
            ["-C", str(folder), "--lang", "sv", "publish", "long", *arguments, "-o", str(file)]
        )
        assert code == 0
        with file.open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))

    return publish


def of(rows: list[dict[str, str]], id: str) -> list[dict[str, str]]:
    return [row for row in rows if row["measure_id"] == id]


def test_a_measure_has_a_row_for_each_year_and_area(full: Path, table: Table) -> None:
    rows = table(full)
    assert list(rows[0]) == MEASURE_COLUMNS
    assert {row["actor"] for row in rows} == {"Provkommunen"}
    assert {(row["actor_code"], row["period"]) for row in rows} == {("1783", "2022-2025")}
    sol = of(rows, "sol")
    assert [(row["area_number"], row["area"]) for row in sol] == [
        ("6", "Pollinering"),
        ("4", "Grönska i planeringen"),
    ]
    assert sol[0] | {"area": "", "area_number": ""} == sol[1] | {"area": "", "area_number": ""}
    assert [sol[0][key] for key in MEASURE_COLUMNS[6:]] == [
        "'=Solceller",
        "Fastigheter",
        "2022-03-01",
        "2024-höst",
        "2023",
        "H",
        "Till hälften eller mer",
        "Taket håller, inte väggen.\n\nVäggen är ny.",
    ]
    assert [(row["year"], row["status"]) for row in of(rows, "angar")] == [
        ("2022", "P"),
        ("2023", "H"),
    ]


def test_a_measure_without_a_report_has_a_row_with_an_empty_year(full: Path, table: Table) -> None:
    rows = table(full)
    (alone,) = of(rows, "atervinning")
    assert {key for key in MEASURE_COLUMNS if alone[key]} == {
        *("actor", "actor_code", "period", "measure_id", "title")
    }
    assert [row["year"] for row in of(rows, "okad-vaxtlighet")] == ["", ""]
    assert of(rows, "gammalt") == [] and "Hemligt" not in str(rows) and "Norr" not in str(rows)


def test_indicators_funding_and_actions_have_their_own(full: Path, table: Table) -> None:
    numbers = table(full, "--kind", "indicators")
    shown = ("indicator", "unit", "year", "value", "target", "target_year")
    assert [tuple(row[key] for key in shown) for row in numbers[:2]] == [
        ("Effekt", "kW", "2023", "4.5", "10", "2025"),
        ("Nöjda", "", "", "", "", ""),
    ]
    assert len(numbers) == 4
    (money, again) = table(full, "--kind", "funding")
    assert (money["source"], money["amount"]) == ("LONA", "120000")
    assert (money["area"], again["area"]) == ("Pollinering", "Grönska i planeringen")
    actions = of(table(full, "--kind", "actions"), "sol")
    assert [actions[0][key] for key in ("action", "status", "status_text", "year")] == [
        *("Upphandla", "G", "Genomförd", "2023")
    ]


def test_the_columns_are_the_same_whatever_was_reported(
    agreement: Path, git: Git, full: Path, table: Table
) -> None:
    kinds = ("measures", "indicators", "funding", "actions")
    before = {kind: list(table(full, "--kind", kind)[0]) for kind in kinds}
    for each in ("sol", "angar"):
        (full / "measures" / f"{each}.toml").unlink()
    git(full, "commit", "-qam", "Mindre")
    file = full.parent / "kolumner.csv"
    for kind, columns in before.items():
        arguments = ["--lang", "en", "publish", "long", "--kind", kind, "-o", str(file)]
        assert run(["-C", str(full), *arguments]) == 0
        assert file.read_text("utf-8").splitlines()[0].split(",") == columns


def test_the_same_as_one_sheet(full: Path, table: Table, tmp_path: Path) -> None:
    file = tmp_path / "tabell.xlsx"
    arguments = ["--lang", "sv", "publish", "long-xlsx", "-o", str(file)]
    assert run(["-C", str(full), *arguments]) == 0
    (sheet,) = openpyxl.load_workbook(file).worksheets
    names, *rows = sheet.iter_rows(values_only=True)
    assert list(names) == MEASURE_COLUMNS
    written = table(full)
    assert len(rows) == len(written)
    for row, line in zip(rows, written, strict=True):
        assert row[6] == line["title"].removeprefix("'")
        assert str(row[10] or "") == line["year"] and (row[11] or "") == line["status"]
    assert {type(row[10]) for row in rows} == {int, type(None)}


@pytest.mark.parametrize("form", ["long", "long-xlsx"])
def test_an_agreement_of_nobody_is_refused_with_where_to_fill_it_in(
    agreement: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], git: Git, form: str
) -> None:
    known(agreement, "Provkommunen", "")
    git(agreement, "commit", "-qam", "Utan kod")
    file = tmp_path / "ut"
    arguments = ["--lang", "en", "publish", form, "-o", str(file)]
    assert run(["-C", str(agreement), *arguments]) == 1
    told = capsys.readouterr().err
    assert "Code of the actor missing" in told
    assert "Fill in actor_code in agreement.toml" in told
    assert not file.exists()


def test_kind_is_for_these_tables_only(agreement: Path) -> None:
    assert run(["-C", str(agreement), "publish", "csv", "--kind", "funding"]) == 2


def test_thirteen_agreements_are_put_together_as_they_are(
    agreement: Path, git: Git, tmp_path: Path, table: Table
) -> None:
    made = []
    for number in range(13):
        folder = tmp_path / f"aktor-{number}"
        arguments = ["init", str(folder), "--like", str(agreement)]
        assert run(arguments) == 0
        known(folder, f"Kommun {number}", f"17{number:02}")
        work = (agreement / "measures" / "angar.toml").read_text("utf-8")
        (folder / "measures").mkdir(exist_ok=True)
        (folder / "measures" / "angar.toml").write_text(work.replace("fyra", str(number)), "utf-8")
        if number % 2:  # half of them have nothing but a title
            (folder / "measures" / "bara.toml").write_text('title = "Bara detta"\n', "utf-8")
        assert tomllib.loads((folder / "agreement.toml").read_text("utf-8"))["actor_code"]
        if not (folder / ".git").exists():
            git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "--allow-empty", "-m", "Start")
        file = tmp_path / f"{number}.csv"
        assert run(["-C", str(folder), "publish", "long", "-o", str(file)]) == 0
        made.append(file.read_text("utf-8"))
    heads = {text.partition("\n")[0] for text in made}
    assert len(heads) == 1
    joined = "".join([*heads, "\n", *(text.partition("\n")[2] for text in made)])
    rows = list(csv.DictReader(io.StringIO(joined)))
    assert {row["actor_code"] for row in rows} == {f"17{number:02}" for number in range(13)}
    assert all(None not in row and None not in row.values() for row in rows)
    reported = [row for row in rows if row["year"] == "2023" and row["area"] == "Pollinering"]
    assert [row["status"] for row in reported] == ["H"] * 13
    keys = [tuple(row[key] for key in ("actor_code", "area", "measure_id", "year")) for row in rows]
    assert len(set(keys)) == len(keys)
