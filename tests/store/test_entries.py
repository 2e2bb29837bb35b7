"""Entries are changed, added, taken away and moved without another line being touched."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from typing import Any

import pytest

from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import outline
from miljo_tui.model.records import Measure
from miljo_tui.store.editing import Edit, edit

OUTLINE = outline(Measure)

MEASURE = """\
title = "Ängar"
start = 2022

# all of these were promised
[[actions]]
title = "Slåtter"  # twice a year
status = "P"

[[actions]]
title = 'Sådd'

# free, it touches nothing

[[actions]]
title = "Skyltar"
# tail of the signs

# first year
[[follow_ups]]
year = 2022
status = "P"
comment = \"""
Två rader
text.
\"""

# second year
[[follow_ups]]
year = 2023
status = "H"
"""


def changed(text: str, key: str, entries: list[dict[str, Any]] | None) -> str:
    """Return the text with a list of entries in it, seen to hold just that."""
    new = edit(text, [Edit((key,), entries)], OUTLINE)
    want = tomllib.loads(text)
    want.pop(key, None)
    if entries:
        want[key] = entries
    assert tomllib.loads(new) == want
    return new


def entries(text: str, key: str) -> list[dict[str, Any]]:
    """Return a list of entries as it stands in the text."""
    return deepcopy(tomllib.loads(text)[key])


def test_a_field_of_an_entry_changes_its_own_line_only() -> None:
    now = entries(MEASURE, "follow_ups")
    now[1]["status"] = "G"
    assert changed(MEASURE, "follow_ups", now) == MEASURE.replace('"H"', '"G"')


def test_a_new_field_goes_to_its_declared_place() -> None:
    now = entries(MEASURE, "follow_ups")
    now[1]["comment"] = "Klart."
    assert changed(MEASURE, "follow_ups", now) == MEASURE + 'comment = "Klart."\n'
    now[1] = {"year": 2023}
    assert changed(MEASURE, "follow_ups", now) == MEASURE.replace('status = "H"\n', "")


def test_a_new_entry_comes_behind_its_siblings() -> None:
    now = [*entries(MEASURE, "follow_ups"), {"status": "G", "year": 2024}]
    added = '\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n'
    assert changed(MEASURE, "follow_ups", now) == MEASURE + added
    assert changed(MEASURE.rstrip(), "follow_ups", now) == MEASURE.rstrip() + "\n" + added.rstrip()


def test_an_entry_in_between_and_one_in_front() -> None:
    now = entries(MEASURE, "actions")
    now.insert(1, {"title": "Stängsel"})
    between = "[[actions]]\ntitle = \"Stängsel\"\n\n[[actions]]\ntitle = 'Sådd'"
    new = changed(MEASURE, "actions", now)
    assert new == MEASURE.replace("[[actions]]\ntitle = 'Sådd'", between)
    now = [{"title": "Stängsel"}, *entries(MEASURE, "actions")]
    front = '[[actions]]\ntitle = "Stängsel"\n\n# all of these'
    assert changed(MEASURE, "actions", now) == MEASURE.replace("# all of these", front)


def test_an_entry_that_goes_takes_its_comments_and_no_others() -> None:
    now = entries(MEASURE, "follow_ups")[:1]
    gone = '\n# second year\n[[follow_ups]]\nyear = 2023\nstatus = "H"\n'
    assert changed(MEASURE, "follow_ups", now) == MEASURE.replace(gone, "")
    now = entries(MEASURE, "actions")
    del now[1]
    assert "# free, it touches nothing" in changed(MEASURE, "actions", now)
    now = entries(MEASURE, "actions")[:2]
    new = changed(MEASURE, "actions", now)
    assert "# tail of the signs" not in new and "# free, it touches nothing" in new
    assert "\n\n# first year\n[[follow_ups]]" in new and "\n\n\n" not in new


def test_entries_change_places_with_their_comments() -> None:
    first, second = entries(MEASURE, "follow_ups")
    new = changed(MEASURE, "follow_ups", [second, first])
    assert new.index("# second year\n[[follow_ups]]\nyear = 2023") < new.index("# first year\n")
    assert sorted(new.splitlines()) == sorted(MEASURE.splitlines())
    assert changed(new, "follow_ups", [first, second]) == MEASURE


def test_the_first_entry_of_a_list_goes_to_its_declared_place() -> None:
    new = changed(MEASURE, "funding", [{"source": "LONA", "amount": 5}])
    added = '[[funding]]\nsource = "LONA"\namount = 5\n\n# all of these'
    assert new == MEASURE.replace("# all of these", added)
    assert changed(new, "funding", None) == MEASURE
    new = changed("title = 1\n", "links", [{"title": "a"}])
    assert new == 'title = 1\n\n[[links]]\ntitle = "a"\n'
    assert changed(new, "links", None) == "title = 1\n"


def test_entries_within_an_entry() -> None:
    text = changed(MEASURE, "indicators", [{"name": "Yta", "values": [{"year": 2022, "value": 1}]}])
    assert '[[indicators]]\nname = "Yta"\n\n[[indicators.values]]\nyear = 2022\nvalue = 1\n' in text
    now = entries(text, "indicators")
    now[0]["values"].append({"year": 2023, "value": 2.5})
    now[0]["unit"] = "ha"
    now.append({"name": "Arter"})
    new = changed(text, "indicators", now)
    assert '\n\n[[indicators.values]]\nyear = 2023\nvalue = 2.5\n\n[[indicators]]\nname = "A' in new
    assert 'name = "Yta"\nunit = "ha"\n' in new
    assert changed(new, "indicators", entries(text, "indicators")) == text
    assert changed(text, "indicators", [{"name": "Yta"}]).count("[[indicators") == 1


def test_a_new_entry_takes_the_style_of_its_siblings() -> None:
    text = "  [[ links ]]  # one\n    title='a'\n    url='https://a.se'\n"
    new = changed(text, "links", [*entries(text, "links"), {"title": "b", "url": "x"}])
    assert new == text + "\n  [[ links ]]\n    title='b'\n    url='x'\n"
    tight = "[[links]]\ntitle = 1\n[[links]]\ntitle = 2\n"
    new = changed(tight, "links", [*entries(tight, "links"), {"title": 3}])
    assert new == tight + "[[links]]\ntitle = 3\n"
    crlf = "[[links]]\r\ntitle = 1\r\n"
    new = changed(crlf, "links", [{"title": 1}, {"title": 2}])
    assert new == crlf + "\r\n[[links]]\r\ntitle = 2\r\n"


def test_entries_written_as_one_value_stay_so() -> None:
    text = 'links = [\n    { title = "a" },  # first\n    { title = "b" },\n]\n'
    new = changed(text, "links", [{"title": "a"}, {"title": "c"}])
    assert new == text.replace('"b"', '"c"')
    assert changed("links = []\n", "links", [{"title": "a"}]) == '[[links]]\ntitle = "a"\n'


@pytest.mark.parametrize("value", [[{"title": "a"}, 1], {"title": "a"}, "a"])
def test_what_is_no_list_of_entries_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        edit(MEASURE, [Edit(("actions",), value)], OUTLINE)


def test_tables_in_between_stay_where_they_are() -> None:
    text = "[[links]]\nt = 1\n\n[page]\na = 1\n\n[[links]]\nt = 2\n\n[decision]\nb = 1\n"
    new = changed(text, "links", [{"t": 2}, {"t": 1}])
    assert new == text.replace("t = 1", "t = x").replace("t = 2", "t = 1").replace("x", "2")
    assert changed(text, "links", [{"t": 1}]) == text.replace("[[links]]\nt = 2\n\n", "")
    assert changed(text, "links", [{"t": 2}]) == text.replace("[[links]]\nt = 1\n\n", "")
