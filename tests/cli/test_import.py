"""`import` as an office meets it: one commit or nothing, every problem by its cell."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]

LIST = """\
Åtgärder 2022–2025;;;;;;
Nr;Åtgärd;Område;Ansvarig;Tid;Status;Kommentar
1;Laddstolpar;Grönska i planeringen;Tekniska enheten;2022-2025;Påbörjat;Utredning klar
2;Ängar i tätorten;Pollinering;;2021–2023;;
;;;;;;
3;Solceller;;Fastighet;2023;G;"Klart, enligt plan"
"""


@pytest.fixture
def told(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `import` on the agreement: its exit code, what it printed, what it complained of."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(agreement), "--lang", "en", "import", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def office_list(tmp_path: Path) -> Path:
    """A list as offices keep it, saved by Excel."""
    file = tmp_path / "lista.csv"
    file.write_bytes(LIST.encode("cp1252"))
    return file


def test_a_list_is_one_commit(told: Run, agreement: Path, git: Git, office_list: Path) -> None:
    code, out, err = told(str(office_list), "--year", "2023", "--reason", "Listan", "--case", "KS1")
    assert (code, err) == (0, "")
    assert "B   Åtgärd                           → title" in out
    assert "A   Nr                               → (left out)" in out
    assert "lista.csv!B3: measures/laddstolpar  Laddstolpar" in out
    assert "lista.csv!B4: Ängar i tätorten – there already as measures/angar" in out
    assert "2 new measures, 1 there already, 0 rows with errors" in out
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.startswith("2 åtgärder hämtade från lista.csv\n\nListan\n\nDiarienummer: KS1\n")
    assert log.count("Miljo-Record: ") == 2
    held = tomllib.loads((agreement / "measures" / "laddstolpar.toml").read_text("utf-8"))
    assert held == {
        "title": "Laddstolpar",
        "areas": ["gronska"],
        "responsible": "Tekniska enheten",
        "start": 2022,
        "end": 2025,
        "follow_ups": [{"year": 2023, "status": "P", "comment": "Utredning klar"}],
    }
    assert git(agreement, "status", "--porcelain") == ""
    assert run(["-C", str(agreement), "check"]) == 0


def test_the_same_list_again_does_nothing(
    told: Run, agreement: Path, git: Git, office_list: Path
) -> None:
    told(str(office_list), "--reason", "Listan")
    code, out, err = told(str(office_list), "--reason", "Listan")
    assert (code, err) == (0, "") and "0 new measures, 3 there already" in out
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_a_table_of_statuses_by_year_is_added_to_what_is_there(
    told: Run, agreement: Path, git: Git, tmp_path: Path
) -> None:
    table = tmp_path / "lan.csv"
    table.write_text("Åtgärd;Ansvarig;2023;2024\nÄngar i tätorten;Länet;G;G\nNy;;;P\n", "utf-8")
    code, out, err = told(str(table), "--dry-run", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert answer["followed_up"] == [{"cell": "lan.csv!A2", "record": "measures/angar"}]
    assert [cell["cell"] for cell in answer["left_out"]] == ["lan.csv!B2", "lan.csv!C2"]
    code, out, err = told(str(table), "--reason", "Länets tabell")
    assert (code, err) == (0, "")
    assert "lan.csv!A2: measures/angar  Follow-up 2024: added, Status Done" in out
    assert "lan.csv!B2: Responsible: measures/angar has “Parkenheten”; left out" in out
    assert "change the measure: miljo-tui set RECORD KEY=VALUE --reason TEXT\n" in out
    assert "1 new measure, 1 measure with new follow-ups, 0 there already" in out
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.startswith("1 ny åtgärd, 1 åtgärd med ny uppföljning från lan.csv\n")
    assert 'Miljo-Change: follow_ups[2024].status = (none) -> "G"\n' in log
    code, out, err = told(str(table), "--reason", "Länets tabell")
    assert (code, err) == (0, "") and "0 new measures, 2 there already" in out


def test_nothing_is_written_while_there_are_errors(
    told: Run, agreement: Path, git: Git, office_list: Path
) -> None:
    office_list.write_text(LIST + "4;Fel;Skogen;;snart;Pågår;\n", "utf-8")
    code, _out, err = told(str(office_list), "--reason", "Listan")
    assert code == 1
    for cell in ("lista.csv!C7", "lista.csv!E7", "lista.csv!F7"):
        assert f"miljo-tui: {cell}: " in err
    assert "Nothing was written" in err
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"
    code, out, _err = told(str(office_list), "--reason", "Listan", "--skip-errors")
    assert code == 1 and "Committed as" in out
    assert not (agreement / "measures" / "fel.toml").exists()
    assert (agreement / "measures" / "solceller.toml").exists()


def test_a_dry_run_and_json(told: Run, agreement: Path, git: Git, office_list: Path) -> None:
    code, out, err = told(
        *(str(office_list), "--dry-run", "--json", "--map", "Ansvarig=contact", "--map", "G=-")
    )
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["commit"] is None and answer["problems"] == []
    keys = {column["heading"]: column["key"] for column in answer["columns"]}
    assert keys["Ansvarig"] == "contact" and keys["Kommentar"] is None
    assert answer["records"] == [
        {"cell": "lista.csv!B3", "record": "measures/laddstolpar"},
        {"cell": "lista.csv!B6", "record": "measures/solceller"},
    ]
    assert answer["known"][0]["record"] == "measures/angar"
    assert git(agreement, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["finns-inte.csv"], 4),
        (["LIST", "--map", "x"], 2),
        (["LIST", "--map", "Finns inte=title"], 2),
        (["LIST", "--map", "Ansvarig=chef"], 2),
        (["LIST", "--area", "skogen"], 2),
        (["LIST"], 2),  # a reason is required
    ],
)
def test_wrong_use_writes_nothing(
    told: Run, agreement: Path, git: Git, office_list: Path, arguments: list[str], code: int
) -> None:
    given = [str(office_list) if each == "LIST" else each for each in arguments]
    assert told(*given)[0] == code
    assert git(agreement, "status", "--porcelain") == ""


def test_ctrl_c_leaves_nothing_behind(agreement: Path, git: Git, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    rows = "".join(f"Åtgärd {number};2023\n" for number in range(400))
    file.write_text(f"Åtgärd;Start\n{rows}", "utf-8")
    hook = agreement / ".git" / "hooks" / "pre-commit"
    started = tmp_path / "started"
    hook.write_text(f"#!/bin/sh\ntouch '{started}'\nexec sleep 60\n")
    hook.chmod(0o755)
    command = [sys.executable, "-m", "miljo_tui", "-C", str(agreement), "import", str(file)]
    process = subprocess.Popen(
        [*command, "--reason", "x"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    until = time.monotonic() + 60
    while not started.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert started.exists()
    process.send_signal(signal.SIGINT)
    _out, err = process.communicate(timeout=60)
    assert process.returncode == 130 and b"Traceback" not in err
    hook.unlink()
    assert git(agreement, "status", "--porcelain") == ""
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"
    assert len(list((agreement / "measures").iterdir())) == 3


def test_two_thousand_rows(told: Run, agreement: Path, git: Git, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    rows = (f"Åtgärd {n};Pollinering;Enhet {n % 7};2022-2025;P;Rad {n}\n" for n in range(2000))
    head = "Åtgärd;Område;Ansvarig;Period;Status;Kommentar\n"
    file.write_text(head + "".join(rows), "utf-8")
    code, out, err = told(str(file), "--reason", "Listan")
    assert (code, err) == (0, "") and "2000 new measures" in out
    assert git(agreement, "show", "--name-only", "--format=", "HEAD").count(".toml") == 2000
    assert git(agreement, "status", "--porcelain") == ""


def test_rows_that_look_like_no_measure_are_named_and_asked_for(
    told: Run, agreement: Path, tmp_path: Path
) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("Åtgärd;Ansvarig\nSolceller;Parken\nTotalt;1 st\n", "utf-8")
    code, out, err = told(str(file), "--dry-run")
    assert code == 0 and "1 new measure" in out
    assert "lista.csv!A3: Totalt – looks like a total; left out" in out
    assert "1 row looks like no measure and is left out; --all-rows brings it in" in err
    code, out, err = told(str(file), "--all-rows", "--dry-run")
    assert code == 0 and "2 new measures" in out and "all-rows" not in err
    _code, out, _err = told(str(file), "--json", "--reason", "x")
    assert json.loads(out)["unlikely"] == [
        {"cell": "lista.csv!A3", "title": "Totalt", "reason": "looks like a total"}
    ]
    assert not (agreement / "measures" / "totalt.toml").exists()


def test_the_sheets_that_are_left_out_are_named(told: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Om"
    book.active.append(["Miljööverenskommelsen"])
    for name in ("2023", "2024"):
        page = book.create_sheet(name)
        page.append(["Åtgärd", "Ansvarig"])
        page.append([f"Ny {name}", "Parken"])
    file = tmp_path / "lista.xlsx"
    book.save(file)
    _code, out, _err = told(str(file), "--dry-run")
    assert "Sheet: 2023\nLeft out, unless --sheet names it: Om, 2024\n" in out
    assert "Ny 2023" in out
    _code, out, _err = told(str(file), "--sheet", "2024", "--json", "--reason", "x")
    data = json.loads(out)
    assert (data["sheet"], data["other_sheets"]) == ("2024", ["Om", "2023"])
    assert data["records"] == [{"cell": "2024!A2", "record": "measures/ny-2024"}]
    code, _out, err = told(str(file), "--sheet", "2025", "--dry-run")
    assert code == 2 and "has no sheet 2025" in err and "Its sheets are: Om, 2023, 2024" in err


def test_a_byte_that_fits_nowhere_stops_the_whole_list(
    told: Run, agreement: Path, tmp_path: Path, git: Git
) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes("Åtgärd\nÄngsyta i Råda\nBiotopvård p".encode() + b"\xc3")
    before = git(agreement, "rev-parse", "HEAD")
    code, out, err = told(str(file), "--skip-errors", "--reason", "x")
    assert (code, out) == (2, "") and "lista.csv!A3: the byte C3" in err and "UTF-8" in err
    assert git(agreement, "rev-parse", "HEAD") == before
