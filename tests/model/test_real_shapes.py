"""The shapes that real agreements take fit the fields: no error, and every value is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from making import folder

from miljo_tui.model.problems import Severity
from miljo_tui.model.progress import status
from miljo_tui.model.rules import check

T = 'title = "Stationsområdet"\n'


@pytest.mark.parametrize(
    ("text", "key", "kept"),
    [
        (T + "start = 2019\nend = 2027", "start", 2019),
        (T + "end = 2030-06-30", "end", date(2030, 6, 30)),
        (T + "continuous = true", "continuous", True),
        (T + 'areas = ["pollinering", "giftfri"]', "areas", ("pollinering", "giftfri")),
        (T + "areas = []", "areas", ()),
        (T, "areas", ()),
        (
            T + 'participants = ["Trafikverket", "Hagfors Energi AB"]',
            "participants",
            ("Trafikverket", "Hagfors Energi AB"),
        ),
    ],
)
def test_a_plain_value_is_kept(text: str, key: str, kept: Any) -> None:
    assert getattr(measure_of(text), key) == kept


def test_sub_actions_have_statuses_of_their_own() -> None:
    text = T + "".join(f'[[actions]]\ntitle = "{s}"\nstatus = "{s}"\n' for s in "GHPE")
    assert [action.status for action in measure_of(text).actions] == ["G", "H", "P", "E"]


def test_money_is_known_or_unknown() -> None:
    funding = measure_of(
        T + '[[funding]]\nsource = "LONA"\n[[funding]]\nsource = "Klimatklivet"\namount = 9300000'
    ).funding
    assert [(one.source, one.amount) for one in funding] == [
        ("LONA", None),
        ("Klimatklivet", 9300000),
    ]


def test_a_year_may_have_one_follow_up_per_reporter() -> None:
    reports = "".join(
        f'[[follow_ups]]\nyear = 2023\nstatus = "{code}"\nreported_by = "{unit}"\n'
        for unit, code in (("Parkenheten", "G"), ("Planenheten", "P"))
    )
    assert status(measure_of(T + reports)) == "P"


def test_a_continuous_measure_counts_as_done() -> None:
    text = T + 'continuous = true\n[[follow_ups]]\nyear = 2022\nstatus = "G"'
    assert status(measure_of(text)) == "G"


def test_an_indicator_holds_its_method_with_each_value() -> None:
    (indicator,) = measure_of(
        T + '[[indicators]]\nname = "Elavtal"\nunit = "ton CO2"\nbaseline = 380\ntarget = 1.5\n'
        "[[indicators.values]]\nyear = 2022\nvalue = 315\nmethod = '315 g per kWh'"
    ).indicators
    assert (indicator.baseline, indicator.target, indicator.values[0].value) == (380, 1.5, 315)
    assert indicator.values[0].method == "315 g per kWh"


def test_an_area_has_other_names_and_a_decision_only_a_registry_number() -> None:
    around = folder(areas={"skogen": 'name = "Skogen"\naliases = ["Levande skogar"]\n'})
    assert around.areas["skogen"].value.aliases == ("Levande skogar",)
    decision = measure_of(T + '[decision]\nregistry_number = "2013/BMN0622"').decision
    assert decision.registry_number == "2013/BMN0622" and decision.date is None


def measure_of(text: str) -> Any:
    """The measure with this text, once the check has found no error in it."""
    around = folder(measures={"angar": text})
    found = [problem for problems in check(around).values() for problem in problems]
    assert [problem for problem in found if problem.severity is Severity.ERROR] == []
    return around.measures["angar"].value
