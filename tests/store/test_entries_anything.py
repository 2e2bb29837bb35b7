"""Random edits of random lists of entries: only the entry's own lines change, or nothing does."""

from __future__ import annotations

import tomllib
from collections import Counter
from copy import deepcopy
from typing import Any

from fuzzing import examples, tally
from hypothesis import assume, given
from hypothesis import strategies as st

from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import Outline
from miljo_tui.store.editing import Edit, edit

KEYS = ("title", "status", "comment", "amount")
OUTLINE = Outline(
    (
        ("title",),
        ("page",),
        ("page", "image"),
        *(("items", key) for key in KEYS),
        ("items", "values", "year"),
        ("links", "title"),
    ),
    {("items",): ("title",), ("items", "values"): ("year",)},
)
VALUES = ['"Slåtter"', "'rå # text'", '"""\nTvå\nrader\n"""', "2022", "true", "[1, 2]", "1.50"]
COMMENTS = ["", "", "# about {n}\n", "# about {n}\n# more of {n}\n", "  # indented {n}\n"]
BETWEEN = ["\n", "\n", "\n\n", "", "\n# free {n}\n\n"]
WHAT = "lists of entries of any layout"
PLAIN = st.sampled_from(["Ny", "it's", 'say "hi"', "a\nb\n", 7, 1.5, True, ["x", "y"]])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a file with a list of entries between other tables, laid out in any way."""
    parts = ['title = "Ängar"\n\n']
    if draw(st.booleans()):
        parts.append('[page]\nimage = "x"\n\n')
    indent = draw(st.sampled_from(["", "", "  "]))
    for number in range(draw(st.integers(0, 4))):
        parts.append(draw(st.sampled_from(COMMENTS)).format(n=number))
        parts.append(f"{indent}[[items]]{draw(st.sampled_from(['', '  # head']))}\n")
        parts.append(f'{indent}title = "entry {number}"\n')
        for key in draw(st.lists(st.sampled_from(KEYS[1:]), unique=True)):
            note = draw(st.sampled_from(["", "  # note"]))
            parts.append(f"{indent}{key} = {draw(st.sampled_from(VALUES))}{note}\n")
        for year in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
            parts.append(f"\n[[items.values]]\nyear = {2020 + year}\n")
        parts.append(draw(st.sampled_from(BETWEEN)).format(n=number))
    if draw(st.booleans()):
        parts.append('# the links\n[[links]]\ntitle = "a"\n')
    parts.append(draw(st.sampled_from(["", "", "\n# end\n", "\n\n"])))
    text = "".join(parts)
    if draw(st.integers(0, 3)) == 0:
        text = text.replace("\n", "\r\n")
    if draw(st.integers(0, 3)) == 0:
        text = text.rstrip("\r\n")
    return text


def typed(value: Any) -> Any:
    """Spell out types, so that True is not 1."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return type(value).__name__, repr(value)


def changed(text: str, entries: list[dict[str, Any]]) -> str:
    """Return the text with these entries, seen to hold them and everything else as before."""
    try:
        new = edit(text, [Edit(("items",), entries or None)], OUTLINE)
    except Refused:
        tally(WHAT, refused=True)
        assume(False)
    tally(WHAT, refused=False)
    want = tomllib.loads(text)
    want.pop("items", None)
    if entries:
        want["items"] = entries
    assert typed(tomllib.loads(new)) == typed(want)
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    assert new.endswith("\n") == text.endswith("\n")
    return new


def items(text: str) -> list[dict[str, Any]]:
    """Return the entries of a text."""
    return deepcopy(tomllib.loads(text).get("items", []))


def lines(text: str) -> Counter[str]:
    """Count the lines that are not blank."""
    return Counter(line.rstrip() for line in text.splitlines() if line.strip())


@examples(200)
@given(texts(), st.data())
def test_a_changed_field_changes_its_own_stretch(text: str, data: st.DataObject) -> None:
    entries = items(text)
    assume(entries)
    entry = data.draw(st.sampled_from(entries))
    key, value = data.draw(st.sampled_from(KEYS)), data.draw(PLAIN)
    assume(typed(entry.get(key)) != typed(value))
    number = entries.index(entry)
    entry[key] = value
    new = changed(text, entries)
    parts, old_parts = new.split("[[items]]"), text.split("[[items]]")
    for place, (part, old) in enumerate(zip(parts, old_parts, strict=True)):
        assert part == old or place == number + 1


@examples(200)
@given(texts(), st.data())
def test_an_added_entry_leaves_no_trace_when_it_goes(text: str, data: st.DataObject) -> None:
    entries = items(text)
    place = data.draw(st.integers(0, len(entries)))
    entry = {"title": "new", "status": data.draw(PLAIN)}
    if data.draw(st.booleans()):
        entry["values"] = [{"year": 2024}]
    new = changed(text, [*entries[:place], entry, *entries[place:]])
    assert not lines(text) - lines(new)
    assert changed(new, entries) == text


@examples(200)
@given(texts(), st.data())
def test_an_entry_that_goes_takes_only_its_own(text: str, data: st.DataObject) -> None:
    entries = items(text)
    assume(entries)
    number = data.draw(st.integers(0, len(entries) - 1))
    new = changed(text, entries[:number] + entries[number + 1 :])
    assert not lines(new) - lines(text)
    for other in range(len(entries)):
        for comment in (f"# about {other}", f"# more of {other}", f"# indented {other}"):
            assert new.count(comment) == (0 if other == number else text.count(comment))
        assert new.count(f"# free {other}") == text.count(f"# free {other}")
    for shared in ("# end", "# the links"):
        assert new.count(shared) == text.count(shared)


@examples(200)
@given(texts(), st.data())
def test_entries_move_with_their_comments(text: str, data: st.DataObject) -> None:
    entries = items(text)
    moved = data.draw(st.permutations(entries))
    new = changed(text, moved)
    assert lines(new) == lines(text)
    for number in range(len(entries)):
        about = f"# about {number}"
        if about in text:
            title = f'title = "entry {number}"'
            assert 0 < new.index(title) - new.index(about) < 80
    assert changed(new, entries) == text


@examples(200)
@given(texts(), st.data())
def test_several_changes_at_once(text: str, data: st.DataObject) -> None:
    entries = data.draw(st.permutations(items(text)))
    entries = entries[: data.draw(st.integers(0, 4))]
    for entry in entries:
        if data.draw(st.booleans()):
            entry[data.draw(st.sampled_from(KEYS))] = data.draw(PLAIN)
        if data.draw(st.booleans()):
            entry["values"] = [*entry.get("values", []), {"year": 2030, "value": 1}]
    added = data.draw(st.lists(st.fixed_dictionaries({"title": PLAIN}), max_size=2))
    changed(text, [*entries, *added])
