"""Random edits of random texts: the value asked for is there, and nothing else has moved."""

from __future__ import annotations

import re
import tomllib
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from fuzzing import examples, tally
from hypothesis import assume, given
from hypothesis import strategies as st
from layouts import ORDER, documents

from miljo_tui.model.failures import Refused
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.positions import Positions

PATHS = [path for path in ORDER.order if path[0] not in ("funding", "follow_ups")]
TEXTS = st.sampled_from(
    [
        "Äng",
        "",
        'say "hi"',
        "it's",
        "C:\\temp",
        "a\nb\n",
        "a\r\nb",
        "\nx",
        '"""',
        "x\u202ey",
        "ends\\",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ITEMS = st.sampled_from(["a", "b", "c", "it's", "long " * 12]) | st.integers(0, 3)
VALUES = (
    TEXTS
    | st.integers(-5, 2_000_000)
    | st.sampled_from([1.5, True, False, date(2022, 2, 22), 1.0, 1])
    | st.lists(ITEMS, max_size=4)
)
LISTS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4)
EDITS = st.builds(Edit, st.sampled_from(PATHS), VALUES | st.none()) | st.builds(
    Edit, st.just(("areas",)), LISTS
)
WHAT = "texts of any layout"
_ABSENT = object()


def _held(values: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        if not isinstance(values, dict) or key not in values:
            return _ABSENT
        values = values[key]
    return values


def _wanted(values: dict[str, Any], edits: list[Edit]) -> dict[str, Any]:
    want = deepcopy(values)
    for one in edits:
        *tables, key = one.path
        table = want
        for name in tables:
            table = table.setdefault(name, {})
        table.pop(key, None)
        if one.value is not None:
            table[key] = one.value
    return {key: value for key, value in want.items() if key not in ("page", "decision") or value}


def _typed(value: Any) -> Any:
    """Spell out types, so that True is not 1 and NaN is NaN."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return type(value).__name__, repr(value)


def edited(text: str, edits: list[Edit]) -> str:
    """Return the edited text; what is refused is counted, and no example."""
    try:
        new = edit(text, edits, ORDER)
    except Refused:
        tally(WHAT, refused=True)
        assume(False)
    tally(WHAT, refused=False)
    return new


def _comments(text: str) -> list[str]:
    return re.findall(r"#[^\r\n]*", text)


@examples(250)
@given(documents(), st.lists(EDITS, min_size=1, max_size=3, unique_by=lambda one: one.path))
def test_the_values_are_what_was_asked_for(text: str, edits: list[Edit]) -> None:
    new = edited(text, edits)
    values = tomllib.loads(text)
    held = tomllib.loads(new)
    held = {key: value for key, value in held.items() if key not in ("page", "decision") or value}
    assert _typed(held) == _typed(_wanted(values, edits))
    if "\r\n" in text and "\n" not in text.replace("\r\n", ""):
        assert "\n" not in new.replace("\r\n", "")
    if text:
        assert new.endswith("\n") == text.endswith("\n") or not new
    if text.startswith("#:schema"):
        assert new.splitlines()[0] == text.splitlines()[0]


@examples(250)
@given(documents(), EDITS)
def test_no_other_byte_moves(text: str, one: Edit) -> None:
    old = _held(tomllib.loads(text), one.path)
    new = edited(text, [one])
    span = Positions(text).value(one.path)
    if one.value is None and old is _ABSENT:
        assert new == text
    elif old is _ABSENT:
        # Pure insertion: what was added is one stretch.
        start = next(
            (i for i, (a, b) in enumerate(zip(text, new, strict=False)) if a != b), len(text)
        )
        assert any(
            new[:place] + new[place + len(new) - len(text) :] == text for place in range(start + 1)
        )
    elif one.value is None:
        assert span is not None
        assert len(new) < len(text)
        kept, lost = _comments(new), _comments(text[: span.start]) + _comments(text[span.end :])
        line = text[span.end :].partition("\n")[0]
        own = _comments(line)
        assert len(kept) == len(lost) - len(own)
    else:
        assert span is not None
        assert new.startswith(text[: span.start])
        assert new.endswith(text[span.end :])


@examples(250)
@given(documents(), st.sampled_from(PATHS), VALUES)
def test_a_key_that_is_added_and_removed_leaves_no_trace(
    text: str, path: tuple[str, ...], value: Any
) -> None:
    values = tomllib.loads(text)
    assume(_held(values, path) is _ABSENT)
    assume(len(path) == 1 or values.get(path[0]) != {})  # an empty table's header goes with its key
    new = edit(text, [Edit(path, value)], ORDER)
    assert edit(new, [Edit(path, None)], ORDER) == text


PLAIN_TEXTS = ["Äng", "åäö", "two words", "a # b", "x = 1"]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@examples(200)
@given(st.data())
def test_a_value_changed_and_changed_back_leaves_no_trace(ending: str, data: st.DataObject) -> None:
    old, new = data.draw(st.permutations(PLAIN_TEXTS))[:2]
    spelled = data.draw(
        st.sampled_from(
            [f'"{old}"', f"'{old}'", f'"""\n{old}\n"""', f"'''\n{old}\n'''", f'"""{old}"""']
        )
    )
    text = f"# c\n title  =  {spelled} # note\n\n[page]\nimage = 'x'\n".replace("\n", ending)
    held = tomllib.loads(text)["title"]
    value = new + "\n" if held.endswith("\n") else new
    changed = edit(text, [Edit(("title",), value)], ORDER)
    assert tomllib.loads(changed)["title"] == value
    assert edit(changed, [Edit(("title",), held)], ORDER) == text


LINES = ['  "a", # one', "  # two", '  "b",', "", "  # three", '  "c", # c', "  # end"]


@examples(200)
@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True, max_size=5),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_items_that_stay_in_a_list_keep_their_lines(
    items: list[str], has_last_comma: bool, ending: str
) -> None:
    lines = LINES if has_last_comma else [*LINES[:5], '  "c" # c', "  # end"]
    text = ending.join(["areas = [", *lines, "] # tail", ""])
    new = edit(text, [Edit(("areas",), items)], ORDER)
    assert tomllib.loads(new)["areas"] == items
    kept = new.split(ending)
    for line in lines:
        if line.strip().startswith("#"):
            assert line in kept
    # An item may be found by moving over another; in order, none that stays may be rewritten.
    if items == sorted(items):
        for line in lines:
            if line.strip()[1:2] in items and has_last_comma:
                assert line in kept
        for item in {"d", "e"} & set(items):
            assert any(line.startswith(f'  "{item}"') for line in kept)
    assert kept[-2] == "] # tail"
