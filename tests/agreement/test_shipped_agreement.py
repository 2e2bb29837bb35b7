"""The agreement we ship is true to what the municipality and the county board have published."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from miljo_tui.editing.inspection import PlacedProblem
from miljo_tui.editing.opening import Snapshot
from miljo_tui.model.fields import fields_of
from miljo_tui.model.parts import Page
from miljo_tui.model.problems import Severity

SHIPPED = Path(__file__).resolve().parents[2] / "agreement"
FILES = sorted(SHIPPED.rglob("*.toml"))
MEASURES = sorted((SHIPPED / "measures").iterdir())


def read(name: str) -> dict[str, object]:
    return tomllib.loads((SHIPPED / name).read_text("utf-8"))


def test_the_agreement() -> None:
    agreement = read("agreement.toml")
    assert agreement["title"] == "Miljööverenskommelsen 2022–2025"
    assert (agreement["start"], agreement["end"]) == (2022, 2025)
    assert agreement["signed"] == date(2022, 2, 22)
    assert agreement["actor"] == "Hagfors kommun"


def test_the_chosen_areas_stand_in_the_published_order() -> None:
    chosen = [read(f"areas/{id}.toml")["name"] for id in read("agreement.toml")["areas"]]
    assert chosen == [
        "Infrastruktur för förnybara drivmedel och laddbara fordon",
        "Integrering av grönska och ekosystemtjänster i samhällsplaneringen",
        "Pollinering",
        "Kommunal vattenplanering",
    ]


def test_all_seven_areas_with_their_focus_where_it_is_known() -> None:
    areas = [tomllib.loads(file.read_text("utf-8")) for file in (SHIPPED / "areas").iterdir()]
    assert {area["number"]: (area["name"], area.get("focus_area")) for area in areas} == {
        1: ("Infrastruktur för förnybara drivmedel och laddbara fordon", "Minskad klimatpåverkan"),
        2: ("Fysisk planering för förnybar energi", None),
        3: ("Giftfri vardag", None),
        4: (
            "Integrering av grönska och ekosystemtjänster i samhällsplaneringen",
            "Hållbar samhällsplanering",
        ),
        5: ("Ökad dialog kring målbilder i skogen", None),
        6: ("Pollinering", "Hållbart brukande av skog- och odlingslandskap"),
        7: ("Kommunal vattenplanering", "Hållbart vatten"),
    }
    assert all(area["goals_inferred"] for area in areas), "no source links areas to goals"


def test_the_commitments_of_both_parties() -> None:
    agreement = read("agreement.toml")
    assert agreement["commitments"] == [
        "delta på möten och aktiviteter inom valda åtgärdsområden samt bidra med egen kompetens"
        " inom området",
        "genomföra åtgärder inom utvalda åtgärdsområden",
        "följa upp åtgärdsarbetet",
        "kommunicera arbetet och resultatet internt och externt",
    ]
    assert len(agreement["county_commitments"]) == 6


def test_the_earlier_round() -> None:
    (earlier,) = read("agreement.toml")["earlier_rounds"]
    assert (earlier["start"], earlier["end"]) == (2018, 2020)
    assert earlier["signed"] == date(2018, 3, 20)
    assert earlier["signatories"] == [
        "12 av länets kommuner",
        "Region Värmland (då Landstinget i Värmland)",
    ]


def test_the_page_has_every_text_even_where_it_is_empty() -> None:
    page = read("agreement.toml")["page"]
    assert {key for key, field in fields_of(Page).items() if field.stays} <= set(page)
    assert len(page["how_we_work"]) == 3


def test_the_pollinator_project_has_its_four_meadows() -> None:
    measure = read("measures/pollinatorsprojekt.toml")
    assert len(measure["actions"]) == 4
    assert measure["funding"][0]["source"] == "LONA"


@pytest.mark.parametrize("file", MEASURES, ids=lambda file: file.stem)
def test_every_measure_has_a_source_or_is_marked_as_an_example(file: Path) -> None:
    measure = tomllib.loads(file.read_text("utf-8"))
    assert bool(measure.get("sources")) != bool(measure.get("example"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_files_are_laid_out_as_the_program_writes_them(file: Path) -> None:
    data = file.read_bytes()
    assert data.startswith(b"#:schema ") and data.endswith(b"\n") and b"\r" not in data
    schema = data.splitlines()[0].decode().removeprefix("#:schema ")
    assert (file.parent / schema).is_file()


@pytest.mark.parametrize("slip", ["Miljöverenskommels", "miljöverenskommels", "starkas", "Georg"])
def test_slips_of_the_page_and_names_of_people_are_absent(slip: str) -> None:
    texts = [file.read_text("utf-8").replace("miljoverenskommelsen", "") for file in FILES]
    assert not [text for text in texts if slip in text]


def test_the_check_finds_no_error() -> None:
    findings = PlacedProblem.all_of(Snapshot.open(SHIPPED))
    errors = [each for each in findings if each.problem.severity is Severity.ERROR]
    assert errors == []
    assert {each.problem.code for each in findings} <= {
        "outside-period",
        "follow-up-outside-period",
    }
