"""A date means what the branch held at its end, whatever others were at work on."""

from __future__ import annotations

import pytest
from past import Past

from miljo_tui.history.points import point
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.session.past.comparing import compare_points, who_changed

ANGAR = "measures/angar"


def at(past: Past, monkeypatch: pytest.MonkeyPatch, day: str, change: tuple[str, str]) -> str:
    """Commit a change as on a day at noon; return the commit's id."""
    monkeypatch.setattr(past, "_be", lambda who: None)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", f"{day}T12:00:00+01:00")
    return past.by_hand("anna", f"{ANGAR}.toml", *change, f"Ändrat {day}")


def test_what_was_joined_later_is_not_part_of_an_earlier_day(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = at(past, monkeypatch, "2040-01-01", ("end = 2023", "end = 2024"))
    past.git("switch", "--quiet", "--create", "sida")
    at(past, monkeypatch, "2040-01-03", ("Parkenheten", "Gatukontoret"))
    past.git("switch", "--quiet", "main")
    second = at(past, monkeypatch, "2040-01-02", ("Slåtter", "Slåtter i juli"))
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2040-01-05T12:00:00+01:00")
    past.git("merge", "--quiet", "--no-edit", "sida")
    with Chronicle.open(past.folder) as chronicle:
        assert point(chronicle.where, "2040-01-01") == first
        assert point(chronicle.where, "2040-01-04") == second
        assert point(chronicle.where, "2040-01-05") == past.head
        since = compare_points(chronicle, "2040-01-04", "HEAD", past.folder)
        behind = who_changed(chronicle, since)
    told = [value for record in since.records for value in record.values()]
    assert told == [("responsible", "Parkenheten", "Gatukontoret")]
    assert [entry.subject for entry in behind[ANGAR]] == ["Ändrat 2040-01-03"]


@pytest.mark.parametrize("name", ["7985051928", "2023-W07-3"])
def test_what_only_looks_like_a_date_to_python_is_none(past: Past, name: str) -> None:
    past.git("tag", name)
    past.set("anna", "angar", "end=2024", reason="x")
    with Chronicle.open(past.folder) as chronicle:
        assert point(chronicle.where, name) == past.git("rev-parse", "HEAD~1")
