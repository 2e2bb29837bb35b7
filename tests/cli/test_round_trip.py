"""What `publish xlsx` wrote comes back from a spreadsheet: one commit or nothing."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.cli.main import run
from miljo_tui.locale import language
from miljo_tui.publishing.publish import publication
from miljo_tui.spreadsheets.published.workbook import workbook

sys.path.append(str(Path(__file__).parents[1] / "session" / "roundtrip"))
from rewriting import append, cell, delete, edited

Git = Callable[..., str]
Run = Callable[..., tuple[int, str, str]]

NOTE = '\n[[follow_ups]]\nyear = 2024\nstatus = "H"\ninternal_note = "Hemligt"\n'


@pytest.fixture
def told(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `import` on the agreement: its exit code, what it printed, what it complained of."""

    def call(file: Path, *arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(agreement), "--lang", "en", "import", str(file), *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def file(agreement: Path, git: Git) -> Path:
    """The agreement as it was published, with an internal note in it."""
    measure = agreement / "measures" / "angar.toml"
    measure.write_text(measure.read_text("utf-8") + NOTE, "utf-8")
    git(agreement, "commit", "--quiet", "-am", "Anteckning")
    return publish(agreement)


def publish(agreement: Path) -> Path:
    """Publish an agreement as XLSX."""
    target = agreement.parent / "avtal.xlsx"
    with Chronicle.open(agreement) as chronicle:
        target.write_bytes(workbook(publication(chronicle, language("sv"))))
    return target


def held(agreement: Path, id: str = "angar") -> dict[str, Any]:
    """What stands in the file of a measure."""
    return tomllib.loads((agreement / "measures" / f"{id}.toml").read_text("utf-8"))


def commits(git: Git, agreement: Path) -> int:
    """The number of commits."""
    return int(git(agreement, "rev-list", "--count", "HEAD"))


def test_without_an_edit_there_is_nothing_to_do(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    code, out, err = told(file, "--reason", "x")
    assert (code, err) == (0, "") and "Nothing to change" in out
    assert commits(git, agreement) == 2


def test_every_kind_of_edit_in_one_commit(told: Run, agreement: Path, git: Git, file: Path) -> None:
    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "angar", "Slut").value = datetime(2025, 6, 30)
        cell(book, "Åtgärder", "angar", "Ansvarig").value = None
        cell(book, "Åtgärder", "angar", "Medverkande").value = "Fortum, Värmland\nSunne"
        cell(book, "Åtgärder", "angar", "Beskrivning").value = "Ny text.\nTvå rader."
        cell(book, "Uppföljningar", "angar", "Status", 3).value = "G"
        delete(book, "Delåtgärder", "angar", 1)
        append(book, "Finansiering", Id="angar", Finansiering_från="LONA", Belopp="120 000 kr")
        append(book, "Indikatorer", Id="angar", Indikator=7, Namn="Yta", Målvärde="2,5")
        append(book, "Värden", Id="angar", Indikator=7, År=2023, Värde=1.5)
        append(book, "Åtgärder", Titel="Ny åtgärd", Områden="Pollinering", Start=2024)
        cell(book, "Åtgärder", "atervinning", "Ta bort").value = "ja"
        cell(book, "Områden", "gronska", "Fokusområde").value = "Natur"

    target = edited(file, edit)
    code, out, err = told(target, "--dry-run")
    assert (code, err) == (0, ""), err
    assert "4 records with changes" in out
    assert "measures/angar: End: 2023 → 2025-06-30" in out
    assert "Removes: Measure Återvinning" in out
    assert git(agreement, "status", "--porcelain") == "" and commits(git, agreement) == 2
    before = held(agreement)
    code, _out, err = told(target, "--reason", "Från kalkylbladet", "--case", "KS1")
    assert (code, err) == (0, "")
    message = git(agreement, "log", "-1", "--format=%B")
    assert message.count("Miljo-Record: ") == 4 and "Diarienummer: KS1" in message
    assert "Från kalkylbladet" in message and commits(git, agreement) == 3
    after = held(agreement)
    assert after == {
        **{key: value for key, value in before.items() if key not in ("responsible", "actions")},
        "end": datetime(2025, 6, 30).date(),
        "participants": ["Fortum, Värmland", "Sunne"],
        "description": "Ny text.\nTvå rader.\n",
        "follow_ups": [
            *before["follow_ups"][:2],
            {"year": 2024, "status": "G", "internal_note": "Hemligt"},
        ],
        "funding": [{"source": "LONA", "amount": 120000}],
        "indicators": [{"name": "Yta", "target": 2.5, "values": [{"year": 2023, "value": 1.5}]}],
    }
    assert held(agreement, "ny-atgard")["start"] == 2024
    assert not (agreement / "measures" / "atervinning.toml").exists()
    code, out, err = told(publish(agreement), "--reason", "x")
    assert (code, err) == (0, "") and "Nothing to change" in out


def test_all_problems_are_told_at_once_by_the_cell(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "angar", "Slut").value = "snart"
        cell(book, "Åtgärder", "angar", "Områden").value = "Skogen"
        cell(book, "Åtgärder", "okad-vaxtlighet", "Slut").value = 2020
        cell(book, "Åtgärder", "atervinning", "Id").value = "atervining"
        cell(book, "Uppföljningar", "angar", "Status", 1).value = "Pågår"
        append(book, "Uppföljningar", Id="angar", Uppföljning=2, Avser_år=2025)
        append(book, "Värden", Id="angar", Indikator=1, År=2023, Värde=1)
        append(book, "Åtgärder", Områden="Pollinering")

    target = edited(file, edit)
    code, out, err = told(target, "--reason", "x")
    book = openpyxl.load_workbook(target)
    places = {
        f"Åtgärder!{cell(book, 'Åtgärder', 'angar', 'Slut').coordinate}": "“snart” cannot be",
        f"Åtgärder!{cell(book, 'Åtgärder', 'angar', 'Områden').coordinate}": "“Skogen” cannot be",
        f"Åtgärder!{cell(book, 'Åtgärder', 'okad-vaxtlighet', 'Slut').coordinate}": "lies before",
        f"Åtgärder!{cell(book, 'Åtgärder', 'atervining', 'Id').coordinate}": "No record was",
        f"Uppföljningar!{cell(book, 'Uppföljningar', 'angar', 'Status', 1).coordinate}": "“Pågår”",
        "Uppföljningar!B5": "a row of this number",
        "Värden!C2": "has no row",
        "Åtgärder!B5": "is no title",
    }
    assert code == 1 and "Nothing was written" in err
    for place, words in places.items():
        assert any(f" {place}: " in line and words in line for line in err.splitlines()), place
    assert commits(git, agreement) == 2 and git(agreement, "status", "--porcelain") == ""
    code, out, _err = told(target, "--json", "--dry-run")
    assert len(json.loads(out)["problems"]) == len(err.splitlines()) - 1


def test_the_rest_is_brought_in_when_that_is_asked_for(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "angar", "Slut").value = "snart"
        cell(book, "Åtgärder", "okad-vaxtlighet", "Ansvarig").value = "Parken"

    assert told(edited(file, edit), "--reason", "x", "--skip-errors")[0] == 1
    assert git(agreement, "show", "--name-only", "--format=", "HEAD") == (
        "measures/okad-vaxtlighet.toml\n"
    )


def test_what_others_changed_since_is_kept(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    run(["-C", str(agreement), "set", "angar", "title=Ängar och diken", "--reason", "x"])
    run(["-C", str(agreement), "set", "angar", "follow_ups[2022].comment=Bra", "--reason", "x"])

    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "angar", "Slut").value = 2025
        cell(book, "Uppföljningar", "angar", "Status", 1).value = "H"

    assert told(edited(file, edit), "--reason", "x")[0] == 0
    after = held(agreement)
    assert (after["title"], after["end"]) == ("Ängar och diken", 2025)
    assert after["follow_ups"][0] == {"year": 2022, "status": "H", "comment": "Bra"}


def test_a_conflict_is_told_by_its_cell(told: Run, agreement: Path, git: Git, file: Path) -> None:
    run(["-C", str(agreement), "set", "angar", "end=2024", "--reason", "x"])
    run(["-C", str(agreement), "set", "angar", "follow_ups[2023].status=G", "--reason", "x"])
    run(["-C", str(agreement), "remove", "atervinning", "--reason", "x"])

    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "angar", "Slut").value = 2025
        cell(book, "Uppföljningar", "angar", "Status", 2).value = "P"
        cell(book, "Åtgärder", "atervinning", "Ansvarig").value = "Renhållningen"

    target = edited(file, edit)
    code, _out, err = told(target, "--reason", "x")
    book = openpyxl.load_workbook(target)
    end = cell(book, "Åtgärder", "angar", "Slut").coordinate
    status = cell(book, "Uppföljningar", "angar", "Status", 2).coordinate
    assert code == 1
    assert f"Åtgärder!{end}: End: here stands 2025, but meanwhile it was made 2024" in err
    assert f"Uppföljningar!{status}: Status: here stands Started, but meanwhile it was" in err
    assert "Återvinning was removed since" in err
    assert held(agreement)["end"] == 2024


def test_rows_that_are_gone_remove_no_record(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    def edit(book: Any) -> None:
        delete(book, "Åtgärder", "angar")
        delete(book, "Uppföljningar", "angar", 1)
        cell(book, "Uppföljningar", "angar", "Status", 2).value = "G"

    code, out, _err = told(edited(file, edit), "--reason", "x")
    assert code == 0 and "1 record has no row and stays as it is" in out
    assert [each["status"] for each in held(agreement)["follow_ups"]] == ["P", "G", "H"]


def test_a_row_that_is_gone_takes_no_internal_note_with_it(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    target = edited(file, lambda book: delete(book, "Uppföljningar", "angar", 3))
    code, _out, err = told(target, "--reason", "x")
    assert code == 1 and "Uppföljningar!A1: measures/angar: Follow-up 2024 has no row" in err
    assert "Hemligt" not in err and len(held(agreement)["follow_ups"]) == 3


def test_a_new_row_is_not_made_twice(told: Run, agreement: Path, git: Git, file: Path) -> None:
    target = edited(file, lambda book: append(book, "Åtgärder", Titel="Ny åtgärd"))
    assert told(target, "--reason", "x")[0] == 0
    code, out, _err = told(target, "--reason", "x")
    assert code == 0 and "there already as measures/ny-atgard" in out
    assert commits(git, agreement) == 3


def test_a_year_in_a_cell_for_dates_is_a_year(told: Run, agreement: Path, file: Path) -> None:
    def edit(book: Any) -> None:
        cell(book, "Åtgärder", "okad-vaxtlighet", "Slut").value = datetime(1905, 7, 17)

    assert told(edited(file, edit), "--reason", "x")[0] == 0
    assert held(agreement, "okad-vaxtlighet")["end"] == 2025


def test_a_status_that_follows_from_others_is_not_written_over(
    told: Run, agreement: Path, file: Path
) -> None:
    def edit(book: Any) -> None:
        heading = next(each.value for each in book["Åtgärder"][1] if "status" in each.value.lower())
        cell(book, "Åtgärder", "angar", heading).value = "G"

    code, _out, err = told(edited(file, edit), "--reason", "x")
    assert code == 1 and "The latest status is that of" in err and "Åtgärder!" in err


def test_a_sheet_of_ones_own_is_left_out(told: Run, agreement: Path, file: Path) -> None:
    def edit(book: Any) -> None:
        book.create_sheet("Mina åtgärder", 0).append(["Åtgärd", "Hos vem"])
        cell(book, "Åtgärder", "angar", "Ansvarig").value = "Parken"

    assert told(edited(file, edit), "--reason", "x")[0] == 0
    assert held(agreement)["responsible"] == "Parken"


def test_a_file_of_another_clone_or_with_a_changed_mark_is_refused(
    told: Run, agreement: Path, git: Git, file: Path
) -> None:
    commit = git(agreement, "rev-parse", "HEAD").strip()

    def remark(old: str, new: str, *, both: bool) -> Path:
        def edit(book: Any) -> None:
            (mark,) = book.custom_doc_props.props
            mark.value = mark.value.replace(old, new)
            for row in book.worksheets[0] if both else ():
                for each in row:
                    if isinstance(each.value, str):
                        each.value = each.value.replace(old, new)

        return edited(file, edit)

    code, _out, err = told(remark(commit, "0" * 40, both=True), "--reason", "x")
    assert code == 2 and f"shows the commit {'0' * 40}, which is not in this clone" in err
    code, _out, err = told(remark(commit, "0" * 40, both=False), "--reason", "x")
    assert code == 2 and "mark of ändrad.xlsx was changed" in err
    code, _out, err = told(remark(commit, "master", both=True), "--reason", "x")
    assert code == 2 and "mark of ändrad.xlsx was changed" in err
    code, _out, err = told(remark("xlsx 1", "xlsx 2", both=True), "--reason", "x")
    assert code == 3 and "newer program" in err
    assert told(file, "--reason", "x", "--area", "gronska")[0] == 2


LONG = "a" * 32_000 + " slut" * 1_000


def with_long_text(agreement: Path, git: Git, text: str) -> Path:
    """Give a measure a text that no cell holds, and publish it."""
    file = agreement / "measures" / "lang.toml"
    file.write_text(f'title = "Lång"\nareas = ["pollinering"]\ndescription = "{text}"\n', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Lång")
    return publish(agreement)


@pytest.mark.parametrize("text", [LONG, "_x0041_" * 4_000, "\U0001f33c" * 20_000])
def test_a_text_that_no_cell_holds_is_left_alone(
    told: Run, agreement: Path, git: Git, text: str
) -> None:
    file = with_long_text(agreement, git, text)
    held = cell(openpyxl.load_workbook(file), "Åtgärder", "lang", "Beskrivning").value
    assert len(held.encode("utf-16-le")) // 2 <= 32_767
    code, out, _err = told(file, "--reason", "x")
    assert code == 0 and "0 records with changes" in out

    def change(book: Any) -> None:
        cell(book, "Åtgärder", "lang", "Slut").value = 2025

    code, out, _err = told(edited(file, change), "--reason", "x")
    assert code == 0 and "1 record with changes" in out
    values = tomllib.loads((agreement / "measures" / "lang.toml").read_text("utf-8"))
    assert values["description"] == text and values["end"] == 2025


def test_a_text_that_was_cut_is_never_taken_back(told: Run, agreement: Path, git: Git) -> None:
    file = with_long_text(agreement, git, LONG)

    def change(book: Any) -> None:
        long = cell(book, "Åtgärder", "lang", "Beskrivning")
        long.value = f"Ny början {long.value[:-20]}"
        cell(book, "Åtgärder", "angar", "Slut").value = 2025

    changed = edited(file, change)
    code, _out, err = told(changed, "--reason", "x")
    assert code == 1 and "The last 4233 characters of this text never had room" in err
    assert "put this cell back" in err and git(agreement, "status", "--porcelain") == ""
    told(changed, "--skip-errors", "--reason", "x")
    values = tomllib.loads((agreement / "measures" / "lang.toml").read_text("utf-8"))
    assert values["description"] == LONG and held(agreement)["end"] == 2025


@pytest.mark.parametrize(("form", "lines"), [("xlsx", 1), ("csv", 1), ("html", 0)])
def test_what_is_cut_is_told_when_it_is_published(
    agreement: Path, git: Git, capsys: pytest.CaptureFixture[str], form: str, lines: int
) -> None:
    with_long_text(agreement, git, LONG)
    out = str(agreement.parent / "ut")
    assert run(["-C", str(agreement), "--lang", "en", "publish", form, "-o", out]) == 0
    err = capsys.readouterr().err
    assert err.count("measures/lang, Description: the last 4233 characters") == lines
