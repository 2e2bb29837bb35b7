"""Twelve measures of the county's actors, entered by command in the words of their sources.

Their shapes are those of published follow-ups: nothing of what a source says has to be bent.
"""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
SHIPPED = Path(__file__).parents[2] / "agreement"
HALF = "Delvis genomfört (till hälften eller mer)"
GOES_ON = "Genomfört, eller pågår kontinuerligt"


class Said(NamedTuple):
    """A measure as its source has it, and as its file is to hold it."""

    title: str
    words: tuple[str, ...]
    held: dict[str, Any]


def action(title: str, *values: Any) -> dict[str, Any]:
    return {"title": title, **dict(zip(("status", "status_year"), values, strict=False))}


MEASURES = {
    "minska-anvandningen-och-spridningen-av-plast": Said(
        "Minska användningen och spridningen av plast",
        (
            *("areas=Giftfri vardag", "actions+=Konstgräs", "actions[Konstgräs].status=Påbörjat"),
            *("actions[Konstgräs].status_year=2019", "actions+=Inköp", f"actions[2].status={HALF}"),
            *("actions+=Skräp", f"actions[Skräp].status={GOES_ON}"),
        ),
        {
            "areas": ["giftfri-vardag"],
            "actions": [action("Konstgräs", "P", 2019), action("Inköp", "H"), action("Skräp", "G")],
        },
    ),
    "minska-anvandningen-och-spridningen-av-plast-2": Said(
        "Minska användningen och spridningen av plast",
        ("areas=3", "follow_ups+=2019", f"follow_ups[2019].status={HALF}"),
        {"areas": ["giftfri-vardag"], "follow_ups": [{"year": 2019, "status": "H"}]},
    ),
    "energiradgivning": Said(
        "Energirådgivning",
        ("period=årligen 2018–2020", "follow_ups+=2019", "follow_ups[2019].status=Genomfört"),
        {
            "start": 2018,
            "end": 2020,
            "continuous": True,
            "follow_ups": [{"year": 2019, "status": "G"}],
        },
    ),
    "naturstigar": Said(
        "Naturstigar",
        (
            *("areas=4 och 6", "follow_ups+=2019", "follow_ups[2019].status=Inte påbörjad"),
            *("indicators+=Stigar", "indicators[Stigar].unit=km", "indicators[Stigar].target=3"),
            *("indicators[Stigar].direction=more", "indicators[Stigar].values+=2023"),
            "indicators[Stigar].values[2023].value=3,4",
        ),
        {
            "areas": [
                "gronska",
                "pollinering",
            ],
            "indicators": [
                {
                    "name": "Stigar",
                    "unit": "km",
                    "target": 3,
                    "direction": "more",
                    "values": [{"year": 2023, "value": 3.4}],
                }
            ],
            "follow_ups": [{"year": 2019, "status": "E"}],
        },
    ),
    "samverkansprojekt-i-sjon": Said(
        "Samverkansprojekt i sjön",
        (
            "areas=Kommunal vattenplanering",
            "participants=Hagfors kommun, Uddeholms AB, Klarälvens vattenråd, Fortum",
            *("lead=Hagfors kommun", "period=2017–2019", "decision.date=april 2017"),
            *("funding+=LOVA", "funding[LOVA].amount=1,5 miljoner kronor"),
            "funding[LOVA].note=strax över 1,5 miljoner kronor",
        ),
        {
            "areas": ["vattenplanering"],
            "participants": ["Hagfors kommun", "Uddeholms AB", "Klarälvens vattenråd", "Fortum"],
            "lead": "Hagfors kommun",
            "start": 2017,
            "end": 2019,
            "decision": {"date": "2017-04"},
            "funding": [
                {"source": "LOVA", "amount": 1_500_000, "note": "strax över 1,5 miljoner kronor"}
            ],
        },
    ),
    "natur-och-friluftsplan": Said(
        "Natur- och friluftsplan",
        (
            "areas=Integrering av grönska, ekosystemtjänster och friluftsliv i samhällsplaneringen",
            *("start=28 juni 2019", "end=2027", "decision.registry_number=KS2019/359"),
            *("actions+=Samråd", "actions[Samråd].start=2019-06-28"),
            *("actions[Samråd].end=30/9 2019", "actions+=Granskning"),
            "actions[Granskning].period=2021-04-19–2021-05-31",
        ),
        {
            "areas": ["gronska"],
            "start": date(2019, 6, 28),
            "end": 2027,
            "decision": {"registry_number": "KS2019/359"},
            "actions": [
                {"title": "Samråd", "start": date(2019, 6, 28), "end": date(2019, 9, 30)},
                {"title": "Granskning", "start": date(2021, 4, 19), "end": date(2021, 5, 31)},
            ],
        },
    ),
    "pilot-for-pollinatorer": Said(
        "Pilot för pollinatörer",
        (
            *("areas=6 Pollinering", "start=sommaren 2021", "end=2023"),
            *("decision.body=Kommunledningsutskottet", "decision.date=nov 2021", "funding+=LONA"),
            *("follow_ups+=2023", "follow_ups[2023].status=Genomförd"),
            "follow_ups[2023].comment=Fler blommor; fler ytor planeras.",
        ),
        {
            "areas": ["pollinering"],
            "start": "2021-sommar",
            "end": 2023,
            "decision": {"body": "Kommunledningsutskottet", "date": "2021-11"},
            "funding": [{"source": "LONA"}],
            "follow_ups": [
                {"year": 2023, "status": "G", "comment": "Fler blommor; fler ytor planeras."}
            ],
        },
    ),
    "visning-av-angsytorna": Said(
        "Visning av ängsytorna",
        ("areas=pollinering", "period=26 augusti 2022"),
        {"areas": ["pollinering"], "start": date(2022, 8, 26), "end": date(2022, 8, 26)},
    ),
    "att-utarbeta-en-klimatplan-for-kommunen": Said(
        "Att utarbeta en klimatplan för kommunen",
        ("focus_areas=Minskad klimatpåverkan", "period=fr.o.m. våren 2022"),
        {"focus_areas": ["Minskad klimatpåverkan"], "start": "2022-vår"},
    ),
    "separat-insamling-av-matavfall": Said(
        "Separat insamling av matavfall",
        ("period=från hösten 2018", "participants=Sunne, Torsby, Munkfors"),
        {"start": "2018-höst", "participants": ["Sunne", "Torsby", "Munkfors"]},
    ),
    "hallbara-transporter": Said(
        "Hållbara transporter",
        (
            "focus_areas=Minskad klimatpåverkan, Hållbar samhällsplanering",
            *("period=t.o.m. 2030", "funding+=EU-projekt", "funding[EU-projekt].amount=43 Mkr"),
            *("funding+=Klimatklivet", "funding[Klimatklivet].amount=400 000:-"),
        ),
        {
            "focus_areas": ["Minskad klimatpåverkan", "Hållbar samhällsplanering"],
            "end": 2030,
            "funding": [
                {"source": "EU-projekt", "amount": 43_000_000},
                {"source": "Klimatklivet", "amount": 400_000},
            ],
        },
    ),
    "gemensam-laddplan": Said(
        "Gemensam laddplan",
        (
            *("areas=Infrastruktur för förnybart och elfordon", "period=kv 2 2024 – 2025"),
            *("participants=Region Värmland, Karlstad, Arvika", "lead=Region Värmland"),
            *("follow_ups+=2024", "follow_ups[2024].status=ej relevant"),
            *("follow_ups[2024].reported_by=Arvika", "follow_ups+=2024"),
            *("follow_ups[2].status=P (påbörjad)", "follow_ups[2].reported_by=Karlstad"),
        ),
        {
            "areas": ["drivmedel-och-laddning"],
            "start": "2024-Q2",
            "end": 2025,
            "lead": "Region Värmland",
            "participants": ["Region Värmland", "Karlstad", "Arvika"],
            "follow_ups": [
                {"year": 2024, "status": "not_relevant", "reported_by": "Arvika"},
                {"year": 2024, "status": "P", "reported_by": "Karlstad"},
            ],
        },
    ),
}


@pytest.fixture
def county(tmp_path: Path, git: Git) -> Path:
    """A copy of the shipped agreement, with its areas and their other names, in a repository."""
    folder = tmp_path / "avtal"
    shutil.copytree(SHIPPED, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    return folder


def test_twelve_measures_are_entered_without_bending_a_value(
    county: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(MEASURES) == 12
    for id, said in MEASURES.items():
        order = ("add", "measure", said.title, *said.words, "--reason", "Ur källan")
        code = run(["-C", str(county), *order])
        told = capsys.readouterr().err
        assert (id, code, told if code else "") == (id, 0, "")
        held = tomllib.loads((county / "measures" / f"{id}.toml").read_text("utf-8"))
        given = {key: value for key, value in held.items() if value not in ("", [])}
        assert (id, given) == (id, {"title": said.title, **said.held})
    assert run(["-C", str(county), "check"]) == 0
    assert git(county, "rev-list", "--count", "HEAD") == "13\n"
    assert git(county, "status", "--porcelain") == ""
