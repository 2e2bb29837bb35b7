"""The history of one record: only what is claimed of that record is held against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import ALFA, BETA, Told, measure, said

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.audit.entry_filter import EntryFilter

END = "end = 2028 -> 2029"
BOTH = said("2 poster: slut → 2029", END).replace(
    "Miljo-Op", f"Miljo-Record: {BETA}\nMiljo-Change: {END}\nMiljo-Op"
)
FILES = {f"{ALFA}.toml": measure("Alfa", end=2029), f"{BETA}.toml": measure("Beta", end=2029)}


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Two measures, made with the program in one commit."""
    return Told(tmp_path / "avtal")


def entries_of(told: Told, address: str) -> list[Entry]:
    """Return the history of one record."""
    told.ids()
    with Chronicle.open(told.folder) as chronicle:
        return list(chronicle.entries_of(address))


def test_claims_about_other_records_are_not_held_against_one(told: Told) -> None:
    told.commit(BOTH, FILES)
    for address in (ALFA, BETA):
        assert [list(entry.marks()) for entry in entries_of(told, address)] == [[], []]


@pytest.mark.parametrize(
    ("message", "accused"),
    [
        (BOTH.replace(f"{BETA}\nMiljo-Change: {END}", f"{BETA}\nMiljo-Change: end = 1 -> 2"), BETA),
        (said("alfa", END), BETA),
        (said("alfa", END).replace("Miljo-Operation: 0\nMiljo-Format: 1\n", ""), BETA),
        (said("beta", END, record=BETA), ALFA),
    ],
)
def test_a_lie_about_one_record_is_told_of_that_one(told: Told, message: str, accused: str) -> None:
    told.commit(message, FILES)
    for address in (ALFA, BETA):
        newest = entries_of(told, address)[0]
        assert newest.verdict.is_true is (address != accused)
        assert not newest.is_outside


def test_a_field_is_not_accused_of_what_is_claimed_of_another(told: Told) -> None:
    message = said("alfa", END, "start = 2026 -> 2025")
    told.commit(message, {f"{ALFA}.toml": measure("Alfa", end=2029, start=2025)})
    narrowed = map(EntryFilter(key="end").narrowed, entries_of(told, ALFA))
    assert [list(entry.marks()) for entry in narrowed if entry] == [[], []]


def test_a_new_name_is_no_lie_from_either_name(told: Told) -> None:
    message = said("ny", f'(record) = "{ALFA}" -> "measures/ny"', record="measures/ny")
    told.commit(message, {f"{ALFA}.toml": None, "measures/ny.toml": measure("Alfa")})
    for address in (ALFA, "measures/ny"):
        assert [list(entry.marks()) for entry in entries_of(told, address)] == [[], []]
