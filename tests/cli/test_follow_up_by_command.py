"""The round of a year by command: what was reported, what is missing, and the figures."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Told = tuple[int, str, str]
Command = Callable[..., Told]

pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run follow-up on the agreement, in English."""

    def told(*arguments: str) -> Told:
        try:
            code = run(["-C", str(agreement), "--lang", "en", "follow-up", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    return told


def data(told: Told) -> Any:
    return json.loads(told[1])


def test_a_round_in_words(command: Command) -> None:
    code, out, err = command("2023")
    assert (code, err) == (0, "")
    assert out.replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "Pollinering",
        "  H  Ängar i tätorten: Half or more",
        "  ?  Ökad växtlighet: Not reported, the year is over",
        "",
        "Grönska i planeringen",
        "  ?  Ökad växtlighet: Not reported, the year is over",
        "",
        "Outside every area",
        "  ?  Återvinning: Not reported, the year is over",
        "",
        "Reported for 2023: 1 of 3 (33 %)",
        "  Done: 0 of 3 (0 %)",
        "  Past half: 1 of 3 (33 %), +1 since 2022",
        "  At least started: 1 of 3 (33 %)",
        "  Not started: 0 of 3 (0 %)",
        "  Not relevant: 0 of 3 (0 %)",
        "  Not reported: 2 of 3 (67 %), +1 since 2022",
        "",
        "State as of 2023, by the newest follow-up of each measure: 1 of 3 (33 %)",
        "  Done: 0 of 3 (0 %)",
        "  Past half: 1 of 3 (33 %), +1 since 2022",
        "  At least started: 1 of 3 (33 %)",
        "  Not started: 0 of 3 (0 %)",
        "  Not relevant: 0 of 3 (0 %)",
        "  Not reported: 2 of 3 (67 %), +1 since 2022",
        "",
        "Communicated: 0",
    ]


def test_what_is_missing_ends_with_1_until_nothing_is(agreement: Path, command: Command) -> None:
    told = command("2022", "--missing", "--json")
    assert told[0] == 1
    assert data(told)["measures"] == [
        {"id": "atervinning", "title": "Återvinning", "status": None, "reported": False}
    ]
    assert "Done" not in command("2022", "--missing")[1]
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\n[[follow_ups]]\nyear = 2022\nstatus = "E"\n', "utf-8")
    assert command("2022", "--missing") == (0, "", "")


def test_the_figures_as_data(command: Command) -> None:
    found = data(command("2023", "--json"))
    assert found["format"] == 1
    assert found["year"] == 2023
    assert {"id": "angar", "title": "Ängar i tätorten", "status": "H", "reported": True} in (
        found["measures"]
    )
    numbers = {
        "measures": 2,
        "reported": 1,
        "done": 0,
        "past_half": 1,
        "at_least_started": 1,
        "not_started": 0,
        "not_relevant": 0,
        "not_reported": 1,
    }
    areas = found["figures"]["for_year"]["area"]
    assert areas[0] == {"key": "pollinering", "name": "Pollinering", **numbers}
    assert [each["key"] for each in areas] == ["pollinering", "gronska", ""]
    assert found["figures"]["for_year"]["change"]["past_half"] == 1
    # In 2024 the meadows are over, but as of 2024 they count with what they had reached.
    found = data(command("2024", "--json"))["figures"]
    assert (found["for_year"]["measures"], found["as_of"]["measures"]) == (2, 3)
    assert (found["for_year"]["past_half"], found["as_of"]["past_half"]) == (0, 1)
    assert data(command("2022", "--json"))["figures"]["for_year"]["change"] is None


def test_other_years_are_wrong_use(agreement: Path, command: Command) -> None:
    assert command("2021") == (
        2,
        "",
        "miljo-tui: 2021 is none of the agreement's years 2022–2025\n",
    )
    file = agreement / "agreement.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2025-12-31\n", ""), "utf-8")
    code, out, err = command("2022", "--json")
    assert (code, out) == (2, "")
    assert "no period" in err
