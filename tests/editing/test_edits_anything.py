"""Random edits of random records: what was asked for and nothing else, or refused and untouched."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from any_record import LAYOUT_COMMENT, edit, folder, is_tables, layouts, record
from fuzzing import examples, tally
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.draft_rebase import Rebased
from miljo_tui.editing.new_records import NewRecords
from miljo_tui.editing.opening import Snapshot
from miljo_tui.model.entry_matching import match
from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import outline
from miljo_tui.model.merging import merge
from miljo_tui.model.records import AREA, KINDS, MEASURE, RecordKind
from miljo_tui.model.values import same
from miljo_tui.store.positions import Positions

SHIPPED: Snapshot = Snapshot.open(Path(__file__).resolve().parents[2] / "agreement")
OURS = "files that the program wrote"
ANY = "files laid out at random"


def without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Return a record without its empty tables, which may have a header or not."""
    return {key: value for key, value in values.items() if value != {}}


def filled(values: Any) -> Any:
    """Return values without what stands there empty, which says no more than what does not."""
    if isinstance(values, list):
        return [filled(item) for item in values]
    if not isinstance(values, dict):
        return values
    inner = {key: filled(value) for key, value in values.items()}
    return {key: value for key, value in inner.items() if value not in ({}, [], "")}


class Unmoved:
    """Looks, value by value, whether what has not changed is spelled as it was."""

    def __init__(self, kind: RecordKind, old: str, new: str) -> None:
        self.texts = old, new
        self.places = Positions(old), Positions(new)
        self.names = outline(kind.cls).names
        self.lost = False
        """Whether anything was taken away, which may take its comments along."""
        self._values(tomllib.loads(old), tomllib.loads(new), (), ())

    def _values(self, old: Any, new: Any, before: Any, after: Any) -> None:
        if isinstance(old, dict) and isinstance(new, dict):
            self.lost = self.lost or any(key not in new for key in old)
            for key in old.keys() & new.keys():
                self._values(old[key], new[key], (*before, key), (*after, key))
        elif is_tables(old) and is_tables(new):
            keys = self.names.get(tuple(step for step in after if isinstance(step, str)), ())
            was = match(old, new, keys)
            self.lost = self.lost or len([place for place in was if place is not None]) < len(old)
            for place, index in enumerate(was):
                if index is not None:
                    here, there = (*before, index), (*after, place)
                    self._values(old[index], new[place], here, there)
        elif same(old, new):
            spans = self.places[0].value(before), self.places[1].value(after)
            written = [
                text[span.start : span.end] if span else None
                for text, span in zip(self.texts, spans, strict=True)
            ]
            assert written[0] == written[1], (before, after)
        elif isinstance(old, list) and isinstance(new, list):
            self.lost = self.lost or any(not any(same(a, b) for b in new) for a in old)
        else:
            self.lost = self.lost or isinstance(old, list) or is_tables(old)


def comments(text: str) -> Counter[str]:
    """Count the comments that a layout was given."""
    return Counter(re.findall(rf"{LAYOUT_COMMENT}\d+\b", text))


def changed(draft: Draft, text: str, new: str) -> None:
    """Make sure that a new text holds what was asked for, and that nothing else has moved."""
    assert same(without_empty(tomllib.loads(new)), without_empty(draft.result.raw))
    seen = Unmoved(draft.record.kind, text, new)
    assert comments(new) <= comments(text)
    assert seen.lost or comments(new) == comments(text)
    if "\r\n" in new and "\n" not in text.replace("\r\n", ""):
        assert "\n" not in new.replace("\r\n", "")
    if tomllib.loads(text).keys() & tomllib.loads(new).keys():
        assert new.endswith("\n") == text.endswith("\n")
    assert not text.startswith("#:schema") or new.splitlines()[0] == text.splitlines()[0]


@examples(100)
@given(st.sampled_from(KINDS), st.data())
def test_any_edit_of_any_layout(kind: RecordKind, data: st.DataObject) -> None:
    text = data.draw(layouts(kind))
    draft = Draft(record(kind, text), folder(kind, text))
    edit(data, draft)
    try:
        new = draft.text()
    except Refused:
        tally(ANY, refused=True)
        return
    tally(ANY, refused=False)
    changed(draft, text, new)


def joined(data: st.DataObject, base: Draft) -> tuple[Rebased, str]:
    """Let two people edit a text, and put the edit of one on top of what the other has saved."""
    kind = base.record.kind
    ours, theirs = Draft(base.record, base.folder), Draft(base.record, base.folder)
    edit(data, ours)
    edit(data, theirs)
    there = theirs.text()
    saved = record(kind, there)
    rebased = Rebased.of(ours, saved, base.folder.replaced(saved))
    merged = merge(kind.cls, base.record.raw, ours.result.raw, saved.raw)
    assert same(filled(rebased.draft.result.raw), filled(merged.raw))
    assert len(rebased.conflicts) == len(merged.conflicts)
    return rebased, there


@examples(100)
@given(st.sampled_from(KINDS), st.data())
def test_two_edits_of_any_layout_joined(kind: RecordKind, data: st.DataObject) -> None:
    text = data.draw(layouts(kind))
    try:
        rebased, there = joined(data, Draft(record(kind, text), folder(kind, text)))
        new = rebased.draft.text()
    except Refused:
        tally(ANY, refused=True)
        return
    tally(ANY, refused=False)
    changed(rebased.draft, there, new)
    takes_theirs = data.draw(
        st.lists(st.booleans(), min_size=(n := len(rebased.conflicts)), max_size=n)
    )
    settled = rebased.resolved(takes_theirs)
    changed(settled, there, settled.text())


def begun(data: st.DataObject) -> Draft:
    """Draw a draft of a file that the program wrote: shipped, made from the template, or copied."""
    what = data.draw(st.sampled_from(["shipped", "new", "new area", "copied"]))
    if what == "new":
        return NewRecords(SHIPPED, MEASURE).begin("Ny åtgärd")
    if what == "new area":
        return NewRecords(SHIPPED, AREA).begin("Nytt område")
    records = [
        each for each in SHIPPED.folder.records() if what == "shipped" or each.kind is MEASURE
    ]
    chosen = data.draw(st.sampled_from(records))
    return (
        NewRecords(SHIPPED, chosen.kind).duplicate(chosen, "Kopia")
        if what == "copied"
        else Draft(chosen, SHIPPED.folder)
    )


@examples(100)
@given(st.data())
def test_no_edit_of_what_the_program_wrote_is_refused(data: st.DataObject) -> None:
    draft = begun(data)
    rebased, there = joined(data, draft)
    changed(rebased.draft, there, rebased.draft.text())
    for _ in range(data.draw(st.integers(1, 3))):  # each in the text that the one before has made
        text = (draft.record.source or b"").decode()
        edit(data, draft)
        new = draft.text()
        tally(OURS, refused=False)
        changed(draft, text, new)
        draft = Draft(record(draft.record.kind, new), SHIPPED.folder)
