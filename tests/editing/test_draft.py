"""A draft: what is written into it, undone in it, and wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.opening import Snapshot
from miljo_tui.frozen import replace
from miljo_tui.locale import language
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.model.wording import words

ENGLISH = language("en")


@pytest.fixture
def draft(agreement: Path) -> Draft:
    """A draft on the measure with most in it."""
    folder = Snapshot.open(agreement).folder
    return Draft(folder.measures["angar"], folder)


def said(draft: Draft) -> list[str]:
    return [ENGLISH.say(words(change)) for change in draft.changes]


def test_a_written_value_is_a_change_in_words(draft: Draft) -> None:
    draft.write(("end",), "2025")
    assert said(draft) == ["End: 2023 → 2025"]
    assert draft.result.value.end == 2025


@pytest.mark.parametrize("text", ["2023-12-31", "31/12 2023", "31 december 2023", "2023-12-31 "])
def test_dates_are_read_as_people_write_them(draft: Draft, text: str) -> None:
    draft.write(("end",), text)
    assert draft.value(("end",)) == date(2023, 12, 31)


def test_what_cannot_be_understood_is_kept_and_said(draft: Draft) -> None:
    draft.write(("end",), "snart")
    kept = draft.value(("end",))
    assert isinstance(kept, UnparsedValue) and kept.text == "snart"
    assert [problem.code for problem in draft.problems()] == ["not-understood"]
    assert draft.errors()
    assert draft.edits == {}
    draft.write(("end",), "2024")
    assert draft.errors() == []


@pytest.mark.parametrize("emptied", [False, True])
def test_what_cannot_be_understood_is_said_as_it_was_typed(draft: Draft, emptied: bool) -> None:
    if emptied:
        draft.write(("start",), "")
    draft.write(("start",), "snart")
    draft.write(("follow_ups", 0, "reported_on"), "nyss")
    draft.write(("follow_ups", 1, "year"), "202")
    draft.write(("decision", "date"), "i går")
    assert [ENGLISH.say(each) for each in draft.words()] == [
        "Start: 2022 → “snart”",
        "Decided on: (empty) → “i går”",
        "Follow-up 2022: Reported on: (empty) → “nyss”",
    ]
    assert "“202” cannot be understood" in " ".join(
        ENGLISH.say(each.message) for each in draft.problems()
    )


def test_what_cannot_be_understood_comes_along_onto_anothers_change(draft: Draft) -> None:
    draft.write(("end",), "snart")
    draft.write(("follow_ups", 1, "reported_on"), "nyss")
    others = draft.record.raw["follow_ups"]
    raw = {**draft.record.raw, "responsible": "Gatan", "follow_ups": [{"year": 2020}, *others]}
    there = replace(draft.record, raw=raw)
    joined = Rebased.of(draft, there, draft.folder).draft
    assert [ENGLISH.say(each) for each in joined.words()] == [
        "End: 2023 → “snart”",
        "Follow-up 2023: Reported on: (empty) → “nyss”",
    ]
    assert joined.value(("responsible",)) == "Gatan"


def test_writing_the_old_value_back_leaves_no_change(draft: Draft) -> None:
    draft.write(("title",), "Annat")
    draft.write(("title",), "Ängar i tätorten")
    draft.write(("description",), "Fyra gräsytor sköts som äng.\nGräset samlas upp.")
    assert not draft.changed


def test_typing_in_one_field_is_one_step_of_undo(draft: Draft) -> None:
    for text in ("Ä", "Än", "Äng"):
        draft.write(("title",), text)
    draft.write(("responsible",), "Gatukontoret")
    assert draft.undo()
    assert said(draft) == ["Title: Ängar i tätorten → Äng"]
    assert draft.undo()
    assert not draft.changed
    assert not draft.undo()
    assert draft.redo() and draft.redo()
    assert not draft.redo()
    assert draft.value(("responsible",)) == "Gatukontoret"


def test_a_pause_parts_the_steps_of_one_field(draft: Draft) -> None:
    draft.write(("title",), "En ")
    draft.pause()
    draft.write(("title",), "En äng")
    assert draft.undo()
    assert draft.value(("title",)) == "En"


def test_a_change_after_undo_forgets_what_was_undone(draft: Draft) -> None:
    draft.write(("title",), "Ett")
    draft.undo()
    draft.write(("end",), "2024")
    assert not draft.redo()
    assert said(draft) == ["End: 2023 → 2024"]


def test_emptying_takes_the_key_away_unless_it_is_to_stay(agreement: Path) -> None:
    folder = Snapshot.open(agreement).folder
    draft = Draft(folder.agreement, folder)
    draft.write(("actor",), "")
    draft.write(("page", "introduction"), "  ")
    assert draft.edits == {("actor",): None, ("page", "introduction"): ""}


def test_an_empty_key_that_stands_in_the_file_is_no_change(agreement: Path) -> None:
    folder = Snapshot.open(agreement).folder
    draft = Draft(folder.agreement, folder)
    draft.write(("page", "published_by"), "Kansliet")
    draft.write(("page", "published_by"), "")
    assert not draft.changed


def test_only_errors_that_the_draft_brings_in_forbid_the_save(agreement: Path) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\nstart = 2025\nend = 2023\n', encoding="utf-8")
    folder = Snapshot.open(agreement).folder
    draft = Draft(folder.measures["atervinning"], folder)
    draft.write(("responsible",), "Kansliet")
    assert draft.errors() == []
    draft.put(("areas",), ["finns-inte"])
    assert [problem.code for problem in draft.errors()] == ["unknown-area"]
