"""Entries are found by the words that a reviewer has."""

from __future__ import annotations

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entry_filter import EntrySearch
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language


@pytest.mark.parametrize(
    ("terms", "reasons"),
    [
        ("pollinering", ["Flyttad", "Bort", "Start"]),
        ("gronska", ["Flyttad", "Bort", "Start"]),
        ("ängar", ["Flyttad", "Start"]),
        ("bo@example", ["Bort"]),
        ("anna", ["Flyttad"]),
        ("2021-01..", ["Flyttad", "Bort"]),
        ("..2020-12-31", ["Start"]),
        ("..2021 anna", ["Flyttad"]),
    ],
)
def test_by_area_then_and_now_by_person_reason_and_period(
    past: Past, terms: str, reasons: list[str]
) -> None:
    assert past.app("bo", "remove", "okad-vaxtlighet", "--reason", "Bort") == 0
    past.set("anna", "angar", "areas=gronska", reason="Flyttad")
    folder = Snapshot.open(past.folder).folder
    search = EntrySearch(terms)
    with Chronicle.open(past.folder) as chronicle:
        found = [
            entry.reason
            for entry in chronicle.entries()
            if search.finds(entry, entry.search_text(folder, language("sv")))
        ]
    assert found == reasons
