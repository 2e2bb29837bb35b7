"""Figures against a table that was worked out by hand: four areas, four years, every status."""

from __future__ import annotations

from typing import Any

import pytest

from miljo_tui.model import figures
from miljo_tui.model.fields import build
from miljo_tui.model.figures import Share
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind


def record(kind: RecordKind, id: str, **raw: Any) -> Record[Any]:
    """Return a record of these values."""
    return Record(kind, id, b"", raw, build(kind.cls, raw))


def measure(id: str, areas: list[str], reports: dict[int, str], **raw: Any) -> Record[Any]:
    """Return a measure with a follow-up for each of these years."""
    follow_ups = [{"year": year, "status": status} for year, status in reports.items()]
    return record(MEASURE, id, title=id, areas=areas, follow_ups=follow_ups, **raw)


MEASURES = [
    measure("m1", ["a"], {2022: "P", 2023: "H", 2024: "G", 2025: "G"}, start=2022, end=2025),
    measure("m2", ["a"], {2022: "E", 2023: "G"}, start=2022, end=2023, responsible="Park"),
    measure("m3", ["a", "b"], {2023: "E", 2024: "P"}, start=2023, end=2025, responsible="Park"),
    measure("m4", ["b"], {2022: "G", 2024: "G"}, start=2022, end=2022, continuous=True),
    measure("m5", ["c"], {2022: "not_relevant"}, start=2022, end=2025, objectives=[16, 2]),
    measure("m6", [], {2024: "H"}, start=2024, end=2025, objectives=[2]),
    measure("m7", ["c"], {}, start=2022, end=2022),
    measure("m8", ["c"], {}, start=2018, end=2020),
]
FOLDER = Folder(
    record(AGREEMENT, "agreement", title="Ö", start=2022, end=2025, areas=["a", "b", "c", "d"]),
    {id: record(AREA, id, name=id, focus_area=f"F{'1' if id in 'ab' else '2'}") for id in "abcd"},
    {each.id: each for each in MEASURES},
)

# year: G, H, P, E, not relevant, not reported; of how many relevant; reported, of how many
BY_HAND = {
    2021: ((0, 0, 0, 0, 0, 0), 0, (0, 0)),
    2022: ((1, 0, 1, 1, 1, 1), 4, (4, 5)),
    2023: ((2, 1, 0, 1, 1, 1), 5, (3, 5)),
    2024: ((3, 1, 1, 0, 1, 1), 6, (4, 5)),
    2025: ((3, 1, 1, 0, 1, 1), 6, (1, 5)),
    2026: ((3, 1, 1, 0, 1, 1), 6, (0, 0)),
}
SHARES = {  # done, past half, at least started, in whole percent
    2022: (25, 25, 50),
    2023: (40, 60, 60),
    2024: (50, 67, 83),
    2025: (50, 67, 83),
}
AREAS_2024 = {
    "a": ((2, 0, 1, 0, 0, 0), (2, 2)),
    "b": ((1, 0, 1, 0, 0, 0), (2, 2)),
    "c": ((0, 0, 0, 0, 1, 1), (0, 1)),
    "d": ((0, 0, 0, 0, 0, 0), (0, 0)),
    "": ((0, 1, 0, 0, 0, 0), (1, 1)),
}


def counted(found: figures.Figures) -> tuple[int, ...]:
    """Return the counts in the order of the tables above."""
    return (*found.counts.values(), found.unreported)


@pytest.mark.parametrize("year", BY_HAND)
def test_the_whole(year: int) -> None:
    found = figures.figures(MEASURES, FOLDER, year)
    counts, relevant, (part, whole) = BY_HAND[year]
    assert counted(found) == counts
    assert found.all == sum(counts) and found.relevant == relevant
    assert found.reported == Share(part, whole)
    assert found.done == Share(counts[0], relevant)
    assert found.past_half == Share(sum(counts[:2]), relevant)
    assert found.started == Share(sum(counts[:3]), relevant)


@pytest.mark.parametrize("year", SHARES)
def test_the_shares(year: int) -> None:
    found = figures.figures(MEASURES, FOLDER, year)
    shares = (found.done, found.past_half, found.started)
    assert tuple(share.percent for share in shares) == SHARES[year]


def test_of_nothing_there_is_no_percentage() -> None:
    assert figures.figures(MEASURES, FOLDER, 2021).done.percent is None


def test_by_area() -> None:
    groups = figures.by_area(FOLDER)
    found = {id: figures.figures(group, FOLDER, 2024) for id, group in groups.items()}
    assert {
        id: (counted(each), (each.reported.part, each.reported.whole)) for id, each in found.items()
    } == AREAS_2024


def test_other_groups() -> None:
    def names(groups: figures.Groups) -> dict[str, list[str]]:
        return {name: [each.id for each in group] for name, group in groups.items()}

    assert names(figures.by_responsible(FOLDER)) == {
        "Park": ["m2", "m3"],
        "": ["m1", "m4", "m5", "m6", "m7", "m8"],
    }
    assert names(figures.by_focus_area(FOLDER)) == {
        "F1": ["m1", "m2", "m3", "m4"],
        "F2": ["m5", "m7", "m8"],
        "": ["m6"],
    }
    objectives = names(figures.by_objective(FOLDER))
    assert list(objectives) == ["2", "16", ""]
    assert objectives["2"] == ["m5", "m6"] and objectives["16"] == ["m5"]


def test_what_is_missing() -> None:
    def ids(year: int) -> list[str]:
        return [each.id for each in figures.missing(FOLDER, year)]

    assert ids(2022) == ["m7"]
    assert ids(2023) == ["m4", "m5"]
    assert ids(2024) == ["m5"]
    assert ids(2025) == ["m3", "m4", "m5", "m6"]
    assert ids(2021) == ids(2026) == []


def test_of_several_reporters_the_last_in_the_file_counts() -> None:
    twice = measure("m", ["a"], {2022: "G"}, start=2022)
    raw = {**twice.raw, "follow_ups": [*twice.raw["follow_ups"], {"year": 2022, "status": "P"}]}
    both = record(MEASURE, "m", **raw)
    assert figures.status_by(both.value, 2022) == "P"
