"""A date means what the branch held at its end, whatever clocks and others were at work on."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.comparison import Comparison
from miljo_tui.repository.revisions import point

ANGAR = "measures/angar"

At = Callable[[str, int], str]


@pytest.fixture
def at(past: Past, monkeypatch: pytest.MonkeyPatch) -> At:
    """Give the measure another end by a commit that bears a day or a moment: its id."""

    def commit(day: str, end: int) -> str:
        moment = day if "T" in day else f"{day}T12:00:00+01:00"
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}_DATE", moment)
        file = past.folder / f"{ANGAR}.toml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [f"end = {end}\n" if line.startswith("end = ") else line for line in lines]
        file.write_text("".join(kept), "utf-8", newline="\n")
        return past.commit("anna", f"Ändrat {day}")

    monkeypatch.setattr(past, "_be", lambda who: None)
    return commit


def held(past: Past, *days: str) -> list[str]:
    """Return the commits that days mean."""
    with Chronicle.open(past.folder) as chronicle:
        return [point(chronicle.where, day) for day in days]


def test_what_was_joined_later_is_not_part_of_an_earlier_day(
    past: Past, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = at("2022-01-01", 2024)
    past.git("switch", "--quiet", "--create", "sida")
    past.by_hand("bo", f"{ANGAR}.toml", "Parkenheten", "Gatukontoret", "Nytt ansvar")
    past.git("switch", "--quiet", "main")
    second = at("2022-01-02", 2025)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-01-05T12:00:00+01:00")
    past.git("merge", "--quiet", "--no-edit", "sida")
    assert held(past, "2022-01-01", "2022-01-04", "2022-01-05") == [first, second, past.head]
    with Chronicle.open(past.folder) as chronicle:
        since = Comparison.of(chronicle, "2022-01-04", "HEAD", past.folder)
        behind = since.behind(chronicle)
    told = [value for record in since.records for value in record.values()]
    assert told == [("responsible", "Parkenheten", "Gatukontoret")]
    assert [entry.subject for entry in behind[ANGAR]] == ["Nytt ansvar"]


@pytest.mark.parametrize("name", ["7985051928", "2023-W07-3"])
def test_what_only_looks_like_a_date_to_python_is_none(past: Past, name: str) -> None:
    past.git("tag", name)
    past.set("anna", "angar", "end=2024", reason="x")
    with Chronicle.open(past.folder) as chronicle:
        assert point(chronicle.where, name) == past.git("rev-parse", "HEAD~1")


@pytest.mark.parametrize("odd", ["1990-01-01", "2021-01-01", "2099-01-01"])
def test_one_wrong_date_hides_nothing(past: Past, at: At, odd: str) -> None:
    honest = [at("2022-01-01", 2024), at("2022-01-03", 2025)]
    at(odd, 2026)
    last = at("2022-01-05", 2027)
    days = ("2022-01-02", "2022-01-03", "2022-01-04", "2022-01-05", "2098-12-31")
    # A date before its parents' counts as theirs, one in the future as its child's.
    second = past.git("rev-parse", "HEAD~1") if odd < "2022" else honest[1]
    assert held(past, *days) == [honest[0], second, second, last, last]


def test_a_newest_commit_from_the_future_is_of_today(past: Past, at: At) -> None:
    honest, future = at("2022-01-03", 2024), at("2099-01-01", 2025)
    today = time.strftime("%Y-%m-%d")
    assert held(past, "2022-01-04", today) == [honest, future]


@pytest.mark.parametrize(("zone", "is_that_day"), [("Europe/Stockholm", False), ("UTC", True)])
def test_a_day_ends_by_the_clock_of_this_computer(
    past: Past, at: At, monkeypatch: pytest.MonkeyPatch, zone: str, is_that_day: bool
) -> None:
    before, late = at("2022-07-01", 2024), at("2022-07-02T00:30:00+02:00", 2025)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert held(past, "2022-07-01") == [late if is_that_day else before]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_before_the_first_commit_everything_is_new(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    assert past.app("anna", "diff", "2001-01-01", "HEAD") == 0
    first = capsys.readouterr().out
    assert "(measures/angar)\n  New\n    2020-12-31" in first
    assert past.app("anna", "diff", "2001-01-01") == 0
    assert capsys.readouterr().out == first
    assert past.app("anna", "diff", "2001-01-01", "2002-01-01") == 0
    assert capsys.readouterr().out == "Nothing differs\n"
    assert past.app("anna", "verify", "2001-01-01..HEAD") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 commit")


@pytest.mark.parametrize(
    "arguments", [["publish", "md", "--at"], ["restore", "angar", "--at"], ["undo"]]
)
def test_nothing_else_is_made_of_a_day_before_the_first_commit(
    past: Past, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert past.app("anna", *arguments, "2001-01-01") == 2
    assert "2001-01-01 is before the first commit" in capsys.readouterr().err


def test_a_shallow_clone_does_not_know_what_was_before(
    past: Past, at: At, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2022-01-01", 2024), at("2022-01-03", 2025)
    clone = tmp_path / "grund"
    past.git("clone", "--quiet", "--depth=1", f"file://{past.folder}", str(clone))
    past.folder = clone
    assert past.app("anna", "diff", "2022-01-02") == 3
    assert "What the branch held on 2022-01-02 is not in this clone" in capsys.readouterr().err


def test_a_day_is_found_above_damage(past: Past, at: At) -> None:
    at("2022-01-01", 2024)
    at("2022-01-02", 2025)
    known = at("2022-01-03", 2026)
    at("2022-01-05", 2027)
    lost = past.git("rev-parse", "HEAD~3")
    (past.folder / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    assert held(past, "2022-01-04") == [known]
    assert past.app("anna", "diff", "2022-01-01") == 3


def test_verify_notes_dates_that_cannot_be(
    past: Past, at: At, capsys: pytest.CaptureFixture[str]
) -> None:
    at("2022-01-03", 2024)
    base = past.head
    early, late = at("2021-06-01", 2025), at("2099-01-01", 2026)
    assert past.app("anna", "verify", f"{base}..") == 0
    told = capsys.readouterr().out
    assert f"{early[:10]}  (The commit's date, 2021-06-01 12:00+01:00, is earlier than" in told
    assert f"{late[:10]}  (The commit's date, 2099-01-01 12:00+01:00, is in the future" in told
