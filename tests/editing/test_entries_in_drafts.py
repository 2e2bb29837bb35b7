"""Entries in a draft: written, inserted, moved, removed, undone, and said to reviewers."""

from __future__ import annotations

from pathlib import Path

import pytest

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.model.wording import words

ENGLISH = language("en")


@pytest.fixture
def draft(agreement: Path) -> Draft:
    """A draft of the measure with entries."""
    folder = Snapshot.open(agreement).folder
    return Draft(folder.measures["angar"], folder)


def said(draft: Draft) -> list[str]:
    """Return the changes in words."""
    return [ENGLISH.say(words(change)) for change in draft.changes]


def test_what_is_not_understood_in_an_entry_moves_with_it(draft: Draft) -> None:
    draft.write(("follow_ups", 0, "year"), "tjugotvå")
    assert [p.path for p in draft.problems()] == [("follow_ups", 0, "year")]
    draft.move(("follow_ups", 0), 1)
    assert isinstance(draft.value(("follow_ups", 1, "year")), UnparsedValue)
    assert [p.path for p in draft.problems()] == [("follow_ups", 1, "year")]
    assert draft.result.raw["follow_ups"][1]["year"] == 2022


def test_an_entry_changed_back_is_not_changed(draft: Draft) -> None:
    draft.write(("follow_ups", 0, "comment"), "Annat")
    assert draft.is_changed(("follow_ups", 0, "comment")) and draft.is_changed(("follow_ups",))
    assert not draft.is_changed(("follow_ups", 1, "status"))
    draft.write(("follow_ups", 0, "comment"), "Första säsongen.")
    assert not draft.changed


def test_a_moved_entry_knows_what_it_was(draft: Draft) -> None:
    draft.move(("follow_ups", 1), 0)
    assert not draft.is_changed(("follow_ups", 0, "status"))
    draft.write(("follow_ups", 0, "status"), "G")
    assert draft.original(("follow_ups", 0, "status")) == "H"


def test_steps_of_undo(draft: Draft) -> None:
    path = draft.insert(("links",), {})
    draft.write((*path, "title"), "a")
    draft.write((*path, "title"), "ab")
    draft.pause()
    draft.remove(path)
    assert draft.entries(("links",)) == [] and not draft.changed
    assert draft.undo() and draft.entries(("links",)) == [{"title": "ab"}]
    assert draft.undo() and draft.entries(("links",)) == [{}]
    assert draft.undo() and not draft.changed
    assert not draft.undo()


def test_a_required_field_of_an_entry_forbids_the_save(draft: Draft) -> None:
    draft.insert(("links",), {"title": "a"})
    assert [problem.path for problem in draft.problems()] == [("links", 0)]
