"""The commands as a script meets them: output, JSON, exit codes, and nothing else on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run
from miljo_tui.editing import inspection

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]


class Told:
    """What one run of a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The output as data."""
        return json.loads(self.out)


Command = Callable[..., Told]


@pytest.fixture
def command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command on the agreement, in English."""

    def told(*arguments: str, folder: Path = agreement, lang: str = "en") -> Told:
        try:
            code = run(["-C", str(folder), "--lang", lang, *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return Told(code, out, err)

    return told


def test_check_of_a_clean_agreement(command: Command) -> None:
    told = command("check")
    assert (told.code, told.out, told.err) == (0, "0 errors, 0 warnings\n", "")
    assert command("check", "--json").json == {"format": 1, "problems": []}


TIMES = (
    "a date, such as 2022-02-22, a year, a month (2021-04), a quarter (2024-Q2) "
    "or a season (2022-vår)"
)


def test_check_shows_the_place_and_the_remedy(agreement: Path, command: Command) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2023", 'end = "2023"'), "utf-8")
    told = command("check")
    assert told.code == 1
    assert told.out.splitlines() == [
        f'measures/angar.toml:7:7: wrong-type error: End must be {TIMES}, but here stands "2023"',
        '    end = "2023"',
        "          ^^^^^^",
        "    Write 2023.",
        "1 error, 0 warnings",
    ]
    (problem,) = command("check", "--json").json["problems"]
    assert problem == {
        "code": "wrong-type",
        "severity": "error",
        "file": "measures/angar.toml",
        "line": 7,
        "column": 7,
        "key": "end",
        "found": "2023",
        "message": problem["message"],
        "remedy": "Write 2023.",
    }


TWELVE = {
    "measures/a.toml": (
        b'title = "A"\nareas = ["pollinering", "finns-inte"]\nstart = 2024\nend = 2023\n'
        b'sources = [\n    "https://example.org",\n    "ingen",\n]\nobjectives = [3, 17]\n\n'
        b'[[follow_ups]]\nyear = 2022\nstatus = "X"\nansvar = 1\n\n'
        b'[[funding]]\nsource = "LONA"\namount = -1\n'
    ),
    "measures/b.toml": b"start = 2031\n",
    "measures/c.toml": b'title = "C"\nstart = 2022-02-30\n',
    "measures/d.toml": b'title = "D\xe5"\n',
    "areas/Stor.toml": b'name = "Stor"\n',
}


def test_twelve_faults_of_twelve_kinds(agreement: Path, command: Command) -> None:
    for name, data in TWELVE.items():
        (agreement / name).write_bytes(data)
    told = command("check", "--json")
    places = [
        (each["code"], each["file"], each["line"], each["column"]) for each in told.json["problems"]
    ]
    assert told.code == 1
    assert sorted(places) == sorted(
        [
            ("unknown-area", "measures/a.toml", 2, 25),
            ("end-before-start", "measures/a.toml", 4, 7),
            ("bad-url", "measures/a.toml", 7, 5),
            ("out-of-range", "measures/a.toml", 9, 18),
            ("not-a-choice", "measures/a.toml", 13, 10),
            ("unknown-key", "measures/a.toml", 14, 1),
            ("negative-money", "measures/a.toml", 18, 10),
            ("missing-required", "measures/b.toml", 1, 1),
            ("outside-period", "measures/b.toml", 1, 9),
            ("toml-syntax", "measures/c.toml", 2, 9),
            ("not-utf8", "measures/d.toml", 1, 11),
            ("file-name", "areas/Stor.toml", 1, 1),
        ]
    )
    assert (
        command("check", "--json", lang="sv").json["problems"][0]["message"]
        != (told.json["problems"][0]["message"])
    )


def test_list_areas(command: Command) -> None:
    areas = command("list", "areas", "--json").json["areas"]
    assert areas[0] == {
        "id": "pollinering",
        "number": 6,
        "name": "Pollinering",
        "focus_area": "",
        "chosen": True,
        "measures": 2,
        "problems": 0,
        "broken": False,
    }
    assert [area["id"] for area in areas] == ["pollinering", "gronska", "giftfri-vardag"]
    assert "Grönska i planeringen" in command("list", "areas").out


def test_list_measures(command: Command) -> None:
    measures = command("list", "measures", "--json").json["measures"]
    assert measures[1] == {
        "id": "angar",
        "title": "Ängar i tätorten",
        "areas": ["pollinering"],
        "focus_areas": [],
        "status": "H",
        "status_year": 2023,
        "responsible": "Parkenheten",
        "start": 2022,
        "end": 2023,
        "problems": 0,
        "broken": False,
    }
    assert measures[2]["start"] == "2023-04-01"


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--area", "gronska"], ["okad-vaxtlighet"]),
        (["--area", "-"], ["atervinning"]),
        (["--status", "H"], ["angar"]),
        (["--filter", "tatorten ANGAR"], ["angar"]),
        (["--filter", "finns inte"], []),
    ],
)
def test_list_narrowed(command: Command, arguments: list[str], ids: list[str]) -> None:
    told = command("list", "measures", *arguments, "--json")
    assert [each["id"] for each in told.json["measures"]] == ids


def test_show(command: Command) -> None:
    told = command("show", "angar", "--json").json
    assert told["record"] == "measures/angar"
    assert told["values"]["follow_ups"][1] == {"year": 2023, "status": "H"}
    assert told["problems"] == []
    text = command("show", "measures/angar").out
    assert "Title: Ängar i tätorten" in text and "Status: Half or more" in text
    assert command("show", "agreement").code == 0


def test_set_says_the_change_and_commits_it(agreement: Path, command: Command, git: Git) -> None:
    told = command(
        "set", "angar", "end=2025", "objectives-=13", "--reason", "Beslut", "--case", "KS1"
    )
    commit = git(agreement, "rev-parse", "HEAD")[:10]
    assert told.code == 0 and told.err == ""
    assert told.out.splitlines() == [
        "End: 2023 → 2025",
        "National objectives: removed 13 A Varied Agricultural Landscape",
        f"Committed as {commit}",
    ]
    assert "Diarienummer: KS1" in git(agreement, "log", "-1", "--format=%B")


def test_set_prints_warnings_and_goes_on(command: Command) -> None:
    told = command("set", "angar", "start=2019", "end=2020", "--reason", "x", "--json")
    assert told.code == 0
    assert [each["code"] for each in told.json["records"][0]["problems"]] == ["outside-period"]
    assert told.json["records"][0]["changes"] == [
        {"key": "start", "old": 2022, "new": 2019},
        {"key": "end", "old": 2023, "new": 2020},
    ]


def test_a_dry_run_writes_nothing(agreement: Path, command: Command, git: Git) -> None:
    told = command("set", "angar", "end=2025", "--dry-run")
    assert "-end = 2023" in told.out and "+end = 2025" in told.out
    assert git(agreement, "status", "--porcelain") == ""
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["set", "angar", "end=2021", "--reason", "x"], 1, "lies before"),
        (["set", "angar", "end=2025"], 2, "reason"),
        (["set", "angar", "slut=2025", "--reason", "x"], 2, "Did you mean end?"),
        (["set", "angar", "end=snart", "--reason", "x"], 2, "cannot be understood"),
        (["set", "angr", "end=2025", "--reason", "x"], 2, "Did you mean"),
        (["show", "finns-inte"], 2, "no record"),
        (["list", "measures", "--area", "skogen"], 2, "no area"),
        (["list", "allt"], 2, "invalid choice"),
        (["nonsens"], 2, "invalid choice"),
        (["check", "--nonsens"], 2, "unrecognized"),
    ],
)
def test_refusals(command: Command, arguments: list[str], code: int, words: str) -> None:
    told = command(*arguments)
    assert (told.code, told.out) == (code, "")
    assert words in told.err


def test_a_state_that_forbids_it_is_three(agreement: Path, command: Command, git: Git) -> None:
    git(agreement, "checkout", "--quiet", "--detach")
    told = command("set", "angar", "end=2025", "--reason", "x")
    assert told.code == 3 and "no branch" in told.err


def test_what_is_missing_is_four(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    told = command("check", folder=empty)
    assert told.code == 4 and "miljo-tui init" in told.err
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(empty / "none"))
    told = command("set", "angar", "end=2025", "--reason", "x")
    assert told.code == 4 and "user.email" in told.err


def test_the_agreement_is_found_upwards_and_by_the_variable(
    agreement: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(agreement / "measures")
    assert run(["check"]) == 0
    monkeypatch.chdir(agreement.parent)
    assert run(["check"]) == 4
    monkeypatch.setenv("MILJO_TUI_AGREEMENT", str(agreement))
    assert run(["check"]) == 0
    agreement.rename(agreement.parent / "agreement")
    monkeypatch.delenv("MILJO_TUI_AGREEMENT")
    capsys.readouterr()
    assert run(["check"]) == 0
    assert capsys.readouterr().out == "0 fel, 0 varningar\n", "the agreement's own language"


def test_schema(agreement: Path, command: Command) -> None:
    assert command("schema", "measure").json["properties"]["title"]["maxLength"] == 140
    assert set(command("schema").json) == {"agreement", "area", "measure", "publication"}
    told = command("schema", "--check")
    assert told.code == 1 and "schema/area.schema.json is out of date" in told.err
    assert command("schema", "--write").code == 0
    assert command("schema", "--check").code == 0


def test_init_makes_a_clean_agreement(command: Command, tmp_path: Path, git: Git) -> None:
    folder = tmp_path / "ny"
    assert command("init", str(folder)).code == 0
    assert git(folder, "status", "--porcelain") == ""
    assert command("check", folder=folder).out == "0 errors, 0 warnings\n"
    assert len(command("list", "areas", "--json", folder=folder).json["areas"]) == 7
    told = command("init", str(folder))
    assert told.code == 3 and "git repository already" in told.err
    full = tmp_path / "full"
    full.mkdir()
    (full / "x").touch()
    told = command("init", str(full))
    assert told.code == 3 and "not an empty folder" in told.err


def test_help_has_examples_and_exit_codes(command: Command) -> None:
    told = command("set", "--help")
    assert told.code == 0 and "exit codes: 0 done" in told.out
    assert "miljo-tui set measures/pollinatorsprojekt end=2025" in told.out
    assert "slutkoder: 0 klart" in command("--help", lang="sv").out


def test_a_bug_is_a_sentence(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_asked: object) -> None:
        raise RuntimeError("oj")

    monkeypatch.setattr(inspection, "check_records", fail)
    told = command("check")
    assert told.code == 1 and told.out == ""
    assert "RuntimeError: oj" in told.err and "Traceback" not in told.err


def test_a_reader_that_has_seen_enough(agreement: Path) -> None:
    program = [sys.executable, "-m", "miljo_tui", "-C", str(agreement), "schema"]
    done = subprocess.run(
        ["sh", "-c", '"$@" | head -1', "sh", *program],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_without_a_terminal_the_app_says_what_to_run(agreement: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "miljo_tui", "-C", str(agreement), "--lang", "en"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 2 and "miljo-tui list measures" in done.stderr


def test_a_folder_that_is_gone_and_a_home_that_nobody_has(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["-C", "~nobody-of-that-name", "check"]) == 4
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(["--lang", "en", "check"]) == 4
    assert "no longer there" in capsys.readouterr().err
    assert run(["--lang", "en", "import", "lista.csv"]) == 4
