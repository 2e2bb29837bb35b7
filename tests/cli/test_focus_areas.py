"""A measure in a focus area and in no action area has its place in every list and on the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]

pytestmark = pytest.mark.usefixtures("begun")


@pytest.fixture
def focused(agreement: Path, git: Git) -> Path:
    """One measure in a focus area only, one in an area of that focus area, one in neither."""
    area = agreement / "areas/pollinering.toml"
    area.write_text(area.read_text("utf-8") + 'focus_area = "Hållbart vatten"\n', "utf-8")
    file = agreement / "measures/dagvatten.toml"
    file.write_text('title = "Dagvatten"\nfocus_areas = ["Hållbart vatten"]\nstart = 2023\n')
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Dagvatten")
    return agreement


@pytest.fixture
def said(focused: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command on the agreement, in English, and return what it prints."""

    def told(*arguments: str, code: int = 0) -> str:
        assert run(["-C", str(focused), "--lang", "en", *arguments]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return told


def test_a_list_of_a_focus_area_and_of_what_is_outside(said: Callable[..., str]) -> None:
    def ids(*arguments: str) -> list[str]:
        rows = json.loads(said("list", "measures", *arguments, "--json"))["measures"]
        return [row["id"] for row in rows]

    assert ids("--area", "-") == ["atervinning"]
    assert ids("--focus-area", "Hållbart vatten") == ["dagvatten", "angar", "okad-vaxtlighet"]
    assert ids("--focus-area", "Hållbart vatten", "--area", "gronska") == ["okad-vaxtlighet"]
    areas = json.loads(said("list", "areas", "--focus-area", "Hållbart vatten", "--json"))
    assert [row["id"] for row in areas["areas"]] == ["pollinering"]
    refused = said("list", "measures", "--focus-area", "Vatten", code=2)
    assert "There is no focus area Vatten" in refused and "Hållbart vatten" in refused


def test_the_round_names_the_focus_area_after_the_areas(said: Callable[..., str]) -> None:
    lines = said("follow-up", "2023").splitlines()
    headings = [
        line for line in lines[: lines.index("Reported for 2023: 1 of 4 (25\xa0%)")] if line
    ]
    assert [line for line in headings if not line.startswith(" ")] == [
        "Pollinering",
        "Grönska i planeringen",
        "Focus area Hållbart vatten",
        "Outside every area",
    ]
    figures = json.loads(said("follow-up", "2023", "--json"))["figures"]["for_year"]
    assert [(each["name"], each["measures"]) for each in figures["focus_area"]] == [
        ("Hållbart vatten", 3),
        ("Outside every focus area", 1),
    ]


def test_page_and_report_have_a_section_for_it(focused: Path, tmp_path: Path) -> None:
    def published(*arguments: str) -> str:
        file = tmp_path / "ut.md"
        options = ["publish", *arguments, "--lang", "en", "-o", str(file)]
        assert run(["-C", str(focused), *options]) == 0
        return file.read_text("utf-8")

    for text in (published("md"), published("md", "--report", "2023")):
        heading = text.index("# Focus area Hållbart vatten")
        assert heading < text.index("# Dagvatten")
        assert text.count("# Dagvatten") == 1
    page = published("md")
    assert page.index("# Dagvatten") < page.index("# Other measures") < page.index("# Återvinning")
