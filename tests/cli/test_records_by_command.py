"""Records made, changed together and removed by commands, and the shapes of real lists."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def told(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the agreement: its exit code, what it printed, what it complained of."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["-C", str(agreement), "--lang", "en", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def data(agreement: Path, id: str) -> dict[str, Any]:
    """Return a measure as its file has it."""
    return tomllib.loads((agreement / "measures" / f"{id}.toml").read_text("utf-8"))


def test_a_measure_is_added_with_its_values(told: Run, agreement: Path, git: Git) -> None:
    code, out, err = told(
        *("add", "measure", "Solceller på skolorna", "areas=gronska", "start=2023"),
        *("actions+=Förskolan", "actions[Förskolan].status=P", "--reason", "Ny", "--json"),
    )
    assert (code, err) == (0, "")
    (record,) = json.loads(out)["records"]
    assert record["record"] == "measures/solceller-pa-skolorna" and record["what"] == "created"
    assert data(agreement, "solceller-pa-skolorna") == {
        "title": "Solceller på skolorna",
        "areas": ["gronska"],
        "start": 2023,
        "actions": [{"title": "Förskolan", "status": "P"}],
    }
    assert git(agreement, "log", "-1", "--format=%s") == (
        "solceller-pa-skolorna: ny, Solceller på skolorna\n"
    )
    assert told("add", "measure", "Solceller, på skolorna!", "--reason", "Ny")[0] == 0
    assert (agreement / "measures" / "solceller-pa-skolorna-2.toml").exists()


def test_an_area_is_added_chosen_and_removed(told: Run, agreement: Path) -> None:
    assert told("add", "area", "Klimatanpassning", "--reason", "x")[0] == 0
    area = agreement / "areas" / "klimatanpassning.toml"
    assert "number = 7\n" in area.read_text("utf-8"), "the one after the highest"
    assert told("set", "agreement", "areas+=klimatanpassning", "--reason", "x")[0] == 0
    code, _out, err = told("remove", "klimatanpassning", "--reason", "x")
    assert code == 1 and "Miljööverenskommelsen 2022–2025 refers to it: Chosen areas" in err
    assert "miljo-tui set agreement areas-=klimatanpassning" in err
    assert told("set", "agreement", "areas-=klimatanpassning", "--reason", "x")[0] == 0
    assert told("remove", "areas/klimatanpassning", "--reason", "x")[0] == 0
    assert not area.exists()
    assert told("add", "area", "Mer grönska", "--like", "gronska", "--reason", "x")[0] == 0
    assert "number = 7\n" in (agreement / "areas" / "mer-gronska.toml").read_text("utf-8")
    assert told("add", "area", "Buller", "number=12", "--reason", "x")[0] == 0
    assert "number = 12\n" in (agreement / "areas" / "buller.toml").read_text("utf-8")


def test_a_copy_of_another_kind_is_wrong_use(told: Run) -> None:
    assert told("add", "area", "Ny", "--like", "angar", "--reason", "x")[0] == 2
    assert told("add", "measure", "Ny", "--like", "finns-inte", "--reason", "x")[0] == 2
    assert told("add", "measure", "Ny", "--like", "angar", "--dry-run")[0] == 0


def test_a_dry_run_shows_the_new_file_and_writes_none(told: Run, agreement: Path, git: Git) -> None:
    code, out, _err = told("add", "measure", "Ny", "--dry-run")
    assert code == 0 and '+title = "Ny"' in out and "--- /dev/null" in out
    code, out, _err = told("remove", "angar", "--dry-run")
    assert code == 0 and '-title = "Ängar i tätorten"' in out and "+++ /dev/null" in out
    assert git(agreement, "status", "--porcelain") == ""


def test_several_records_and_a_filter(told: Run, agreement: Path, git: Git) -> None:
    code, out, _err = told("set", "angar", "atervinning", "end=2025", "--reason", "x")
    assert code == 0 and "measures/angar: End: 2023 → 2025" in out
    assert git(agreement, "log", "-1", "--format=%s") == "2 poster: slut → 2025\n"
    code, out, _err = told(
        "set", "--filter", "enheten", "contact=Växeln", "--reason", "x", "--json"
    )
    named = [each["record"] for each in json.loads(out)["records"]]
    assert code == 0 and named == ["measures/angar", "measures/okad-vaxtlighet"]
    code, _out, err = told("set", "--filter", "finns inte", "contact=x", "--reason", "x")
    assert code == 2 and "No measure holds" in err
    assert told("set", "end=2025", "--reason", "x")[0] == 2


def test_measures_in_the_order_of_a_column(told: Run) -> None:
    _code, out, _err = told("list", "measures", "--sort", "status", "--json")
    ids = [measure["id"] for measure in json.loads(out)["measures"]]
    assert ids[0] == "angar"


SHAPES = [
    # sub-actions whose statuses differ
    (
        ["actions+=a", "actions[a].status=G", "actions+=b", "actions[b].status=Ej påbörjad"],
        {"actions": [{"title": "a", "status": "G"}, {"title": "b", "status": "E"}]},
    ),
    # continuous, and counted as done every year
    (
        ["continuous=ja", "follow_ups[2022].status=G", "follow_ups[2023].status=G"],
        {
            "continuous": True,
            "follow_ups": [{"year": 2022, "status": "G"}, {"year": 2023, "status": "G"}],
        },
    ),
    # shared by several actors, with partners, who report for themselves
    (
        [
            'participants=Sunne,Torsby,"Fortum, Värmland"',
            "follow_ups[2023,Sunne].status=H",
            "follow_ups[2023,Torsby].status=P",
        ],
        {
            "participants": ["Sunne", "Torsby", "Fortum, Värmland"],
            "follow_ups": [
                {"year": 2023, "reported_by": "Sunne", "status": "H"},
                {"year": 2023, "reported_by": "Torsby", "status": "P"},
            ],
        },
    ),
    # under two areas; outside every area
    (["areas=gronska,pollinering"], {"areas": ["gronska", "pollinering"]}),
    (["areas="], {}),
    # before the agreement and after it
    (["start=2019", "end=2027-06-30"], {"start": 2019}),
    # several sources of money, an amount known for one
    (
        ["funding+=LOVA", "funding[LOVA].amount=1 500 000 kr", "funding+=LONA"],
        {"funding": [{"source": "LOVA", "amount": 1500000}, {"source": "LONA"}]},
    ),
    # indicators with their values by year, and how they were found
    (
        [
            "indicators[Yta].unit=ha",
            "indicators[Yta].baseline=0,5",
            "indicators[Yta].values[2022].value=1",
            "indicators[Yta].values[2023].value=2,25",
            "indicators[Yta].values[2023].method=Mätt på karta",
        ],
        {
            "indicators": [
                {
                    "name": "Yta",
                    "unit": "ha",
                    "baseline": 0.5,
                    "values": [
                        {"year": 2022, "value": 1},
                        {"year": 2023, "value": 2.25, "method": "Mätt på karta"},
                    ],
                }
            ]
        },
    ),
    # the decision, and links
    (
        [
            "decision.body=KS",
            "decision.registry_number=KS2019/359",
            "links[Planen].url=https://www.hagfors.se/plan",
        ],
        {
            "decision": {"body": "KS", "registry_number": "KS2019/359"},
            "links": [{"title": "Planen", "url": "https://www.hagfors.se/plan"}],
        },
    ),
]


@pytest.mark.parametrize(("assignments", "held"), SHAPES, ids=range(len(SHAPES)))
def test_the_shapes_of_real_lists(
    told: Run, agreement: Path, assignments: list[str], held: dict[str, Any]
) -> None:
    code, _out, err = told("add", "measure", "Åtgärd", *assignments, "--reason", "x")
    assert code == 0, err
    values = data(agreement, "atgard")
    assert held.items() <= values.items()
    code, out, _err = told("check", "--json")
    assert code == 0
    assert {each["severity"] for each in json.loads(out)["problems"]} <= {"warning"}


def test_the_same_title_twice(told: Run, agreement: Path) -> None:
    for _ in range(2):
        assert told("add", "measure", "Minska plasten", "--reason", "x")[0] == 0
    assert told("check")[0] == 0
    code, _out, err = told("set", "minska-plasten-2", "actions+=a", "actions+=a", "--reason", "x")
    assert code == 0, err
    code, _out, err = told("set", "minska-plasten-2", "actions[a].status=G", "--reason", "x")
    assert code == 2 and "actions[1], actions[2]" in err
    assert told("set", "minska-plasten-2", "actions[2].status=G", "--reason", "x")[0] == 0
    assert data(agreement, "minska-plasten-2")["actions"][1]["status"] == "G"


def test_meetings_and_the_lists_of_the_agreement(told: Run, agreement: Path) -> None:
    assert told("set", "pollinering", "meetings[Visning].date=2022-08-26", "--reason", "x")[0] == 0
    changes = [
        "commitments+=Samverka",
        "milestones[Start].date=2022",
        "milestones[Slut].date=2025",
        "milestones[Slut]@=1",
        "earlier_rounds[2018–2020].end=2020",
        "links[Länsstyrelsen].url=https://www.lansstyrelsen.se/varmland",
        "contact.unit=Växeln",
    ]
    code, _out, err = told("set", "agreement", *changes, "--reason", "x")
    assert code == 0, err
    held = tomllib.loads((agreement / "agreement.toml").read_text("utf-8"))
    assert [each["title"] for each in held["milestones"]] == ["Slut", "Start"]
    assert held["earlier_rounds"] == [{"title": "2018–2020", "end": 2020}]
    assert told("check")[0] == 0


def test_a_title_of_44_000_letters_is_never_repeated_whole(
    told: Run, agreement: Path, git: Git
) -> None:
    long = "å" * 44_000
    for name in ("ett", "tva"):
        file = agreement / "measures" / f"{name}.toml"
        file.write_text(f'title = "{long}"\nareas = ["{long}"]\nsources = ["{long}"]\n', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Långt")
    for arguments in (
        ("check",),
        ("set", "ett", "title=Ny", "--reason", "x"),
        ("remove", "tva", "--reason", "x"),
        ("log",),
    ):
        _code, out, err = told(*arguments)
        assert max(map(len, f"{out}{err}".splitlines())) < 600, arguments
        assert "44000" in out + err


def test_measures_are_listed_in_swedish_order_either_way(told: Run, agreement: Path) -> None:
    def titles(*arguments: str) -> list[str]:
        _code, out, _err = told("list", "measures", *arguments, "--json")
        return [row["title"] for row in json.loads(out)["measures"]]

    order = ["Återvinning", "Ängar i tätorten", "Ökad växtlighet"]
    assert titles() == order and titles("--reverse") == order[::-1]
    assert titles("--sort", "responsible") == [order[1], order[2], order[0]]
    assert titles("--sort", "responsible", "--reverse") == [order[2], order[1], order[0]]
