"""Whether a target is reached: by direction, and by the target that counts in the value's year."""

from __future__ import annotations

import pytest
from making import folder

from miljo_tui.model.indicators import aimed_at, points, reached
from miljo_tui.model.parts import Indicator


def indicator(head: str, values: dict[int, float], targets: dict[int, float]) -> Indicator:
    """An indicator as it would be read from a file."""
    lines = ['title = "Stig"', "[[indicators]]", 'name = "Stig"', 'unit = "km"', *head.split("; ")]
    for key, entries in (("values", values), ("targets", targets)):
        for year, value in entries.items():
            lines += [f"[[indicators.{key}]]", f"year = {year}", f"value = {value}"]
    (read,) = folder(measures={"stig": "\n".join(lines)}).measures["stig"].value.indicators
    return read


@pytest.mark.parametrize(
    ("head", "values", "targets", "verdict"),
    [
        # 3.4 of 3 km, with nothing but the value and the target
        ('target = 3; direction = "more"', {2023: 3.4}, {}, True),
        ("target = 3", {2023: 3.4}, {}, None),
        ("target = 3; baseline = 0", {2023: 3.4}, {}, True),
        ('target = 3; direction = "more"', {2023: 2.9}, {}, False),
        ('target = 3; direction = "less"', {2023: 3.4}, {}, False),
        ('target = 3; direction = "less"', {2023: 2.9}, {}, True),
        ('target = 3; direction = "near"', {2023: 3.4}, {}, False),
        ('target = 3; direction = "near"', {2023: 3}, {}, True),
        # a direction that is said counts, whatever the baseline
        ('target = 3; baseline = 5; direction = "more"', {2023: 3.4}, {}, True),
        # the target of the value's own year, not the last one
        ('target = 10; target_year = 2025; direction = "more"', {2023: 3.4}, {2023: 3}, True),
        ('target = 10; target_year = 2025; direction = "more"', {2024: 3.4}, {2023: 3}, True),
        ('target = 10; target_year = 2025; direction = "more"', {2025: 3.4}, {2023: 3}, False),
        ('direction = "more"', {2022: 3.4}, {2025: 9, 2023: 3}, True),
        ('direction = "more"', {2025: 3.4, 2022: 9}, {2025: 9, 2023: 3}, False),
        # the newest value by year, wherever it stands in the file
        ('target = 3; direction = "more"', {2024: 2, 2022: 4}, {}, False),
        ('direction = "more"', {2023: 3.4}, {}, None),
        ('target = 3; direction = "more"', {}, {}, None),
    ],
)
def test_a_target_is_reached(
    head: str, values: dict[int, float], targets: dict[int, float], verdict: bool | None
) -> None:
    assert reached(indicator(head, values, targets)) is verdict


def test_a_verdict_on_an_earlier_year_knows_no_later_value() -> None:
    stig = indicator('direction = "more"', {2023: 2, 2024: 9}, {2023: 3, 2024: 8})
    assert (reached(stig, 2022), reached(stig, 2023), reached(stig, 2024)) == (None, False, True)


def test_the_points_stand_in_the_order_of_their_years() -> None:
    stig = indicator(
        "baseline = 1; baseline_year = 2021; target = 10; target_year = 2025",
        {2024: 5, 2023: 3.4},
        {2024: 6, 2023: 3},
    )
    assert [(point.year, point.value, point.role) for point in points(stig)] == [
        (2021, 1, "baseline"),
        (2023, 3.4, "value"),
        (2023, 3, "target"),
        (2024, 5, "value"),
        (2024, 6, "target"),
        (2025, 10, "target"),
    ]
    assert [getattr(aimed_at(stig, year), "value", None) for year in (2022, 2024, 2030)] == [
        3,
        6,
        10,
    ]
