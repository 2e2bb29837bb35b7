"""Where a new key goes, what leaves with a removed one, and how values are spelled."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import Outline
from miljo_tui.store.editing import Edit, edit

ORDER = Outline(
    (
        ("title",),
        ("areas",),
        ("start",),
        ("end",),
        ("description",),
        ("page", "introduction"),
        ("page", "image"),
        ("decision", "body"),
        ("funding",),
        ("follow_ups",),
    )
)

MEASURE = """\
#:schema ../schema/measure.schema.json
# The file's name is its id.

# what it is called
title = "Ängar"  # short
end = 2025

[[funding]]
source = "LONA"

# one per year
[[follow_ups]]
year = 2022
"""


def _set(text: str, **values: Any) -> str:
    return edit(text, [Edit((key,), value) for key, value in values.items()], ORDER)


def _added(text: str, new: str) -> str:
    """Return the lines that only `new` has, having seen that the old ones are all there."""
    old, lines, added = text.splitlines(keepends=True), new.splitlines(keepends=True), []
    for line in lines:
        if old and line == old[0]:
            old.pop(0)
        else:
            added.append(line)
    assert old == []
    return "".join(added)


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ('"a"', "b", '"b"'),
        ("'a'", "b", "'b'"),
        ("'a'", "it's", '"it\'s"'),
        ("'C:\\a'", "C:\\b", "'C:\\b'"),
        ('"a"', 'say "hi"', '"say \\"hi\\""'),
        ('"a"', "\x1b[2J\u202e", '"\\u001B[2J\\u202E"'),
        ("'a'", "\u202e", '"\\u202E"'),
        ('"a"', "b\nc\n", '"""\nb\nc\n"""'),
        ('"a"', "b\nc", '"""\nb\nc"""'),
        ('"a\\nb"', "c\nd", '"c\\nd"'),
        ('"""\na\n"""', "b\n", '"""\nb\n"""'),
        ('"""a"""', "b", '"""b"""'),
        ('"""\na\n"""', "b", '"""\nb"""'),
        ('"""\na\n"""', "", '""'),
        ('""', "a\n", '"""\na\n"""'),
        ('"""\na\n"""', 'x """ "y"', '"""\nx \\""" "y\\""""'),
        ('"""a"""', '"""', '"""\\""\\""""'),
        ('"""a"""', '""', '""""\\""""'),
        ('"""a"""', 'a\\"', '"""a\\\\\\""""'),
        ('"""\na\n"""', "a\\b\x07\r\n", '"""\na\\\\b\\u0007\\r\n"""'),
        ("'''\na\n'''", "b\\\n", "'''\nb\\\n'''"),
        ("'''\na\n'''", "b'''\n", '"""\nb\'\'\'\n"""'),
        ("1_000", 1000, "1_000"),
        ("1_000", 2000, "2000"),
        ("0x10", 16, "0x10"),
        ("1.50", 1.5, "1.50"),
        ("1", 1.0, "1.0"),
        ("1", True, "true"),
        ("2022-01-01", date(2022, 2, 2), "2022-02-02"),
        ("2022", date(2022, 2, 2), "2022-02-02"),
        ('"a"', 2022, "2022"),
        ("{ a = 1 }", {"a": 1}, "{ a = 1 }"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_value_is_spelled_like_the_one_before(
    old: str, value: Any, new: str, ending: str
) -> None:
    frame = "# c\n title  =\t{}# note\nend = 1\n"
    text, expected = (frame.format(part).replace("\n", ending) for part in (old, new))
    assert _set(text, title=value) == expected


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("[]", ["a"], '["a"]'),
        ('["a"]', [], "[]"),
        ('["a"]', ["a", "b"], '["a", "b"]'),
        ("[ 'a','b', ]", ["a", "c", "b"], "[ 'a',\"c\",'b', ]"),
        ("['a', 'b']", ["a", "c"], "['a', 'c']"),
        ("[1, 2, 3]", [1, 3], "[1, 3]"),
        ("[1, 2, 3]", [0, 1, 2, 3, 4], "[0, 1, 2, 3, 4]"),
        ("[0x1, 2]", [1, 2, 3], "[0x1, 2, 3]"),
        ('["a"]', ["b" * 80, "a"], '[\n    "' + "b" * 80 + '",\n    "a",\n]'),
        ('["' + "a" * 90 + '"]', ["a" * 90, "b"], '["' + "a" * 90 + '", "b"]'),
        ("[\n]", ["a"], '[\n    "a",\n]'),
        ('[\n  "a",\n]', [], "[\n]"),
        ('[\n\t"a", # x\n]', ["a", "b"], '[\n\t"a", # x\n\t"b",\n]'),
        ('[\n  "a", # x\n  "b", # y\n]', ["b"], '[\n  "b", # y\n]'),
        ('[\n  # x\n  "b",\n]', ["a", "b"], '[\n  "a",\n  # x\n  "b",\n]'),
        ('[\n  "a",\n  # x\n  "b",\n]', ["a", "c", "b"], '[\n  "a",\n  "c",\n  # x\n  "b",\n]'),
        ('[\n  "a", # x\n  "b", # y\n]', ["c", "b"], '[\n  "c", # x\n  "b", # y\n]'),
        ('[\n  "a",\n  "b" # y\n]', ["a", "b", "c"], '[\n  "a",\n  "b", # y\n  "c"\n]'),
        ("[\n  1, 2,\n  3\n]", [1, 2, 3, 4], "[\n  1, 2,\n  3, 4\n]"),
        ('["a", # x\n "b"]', ["a"], '["a" # x\n]'),
        ('["a", # x\n "b"]', ["b"], '[\n "b"]'),
        ('[ # x\n "a", "b", # y\n # z\n "c"]', ["a", "c"], '[ # x\n "a",\n # z\n "c"]'),
        ('["a", # x\n "b", "c"]', ["a", "b", "c", "d"], '["a", # x\n "b", "c", "d"]'),
        ("[[1], [2]]", [[1], [3, 4]], "[[1], [3, 4]]"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_list_keeps_the_lines_of_what_stays(old: str, value: Any, new: str, ending: str) -> None:
    text, expected = (f"areas = {part} # c\n".replace("\n", ending) for part in (old, new))
    assert _set(text, areas=value) == expected


@pytest.mark.parametrize(
    ("value", "spelled"),
    [
        ([], "[]"),
        (["a"], '["a"]'),
        (("a", "b"), '[\n    "a",\n    "b",\n]'),
        (["a" * 80], '[\n    "' + "a" * 80 + '",\n]'),
    ],
)
def test_a_new_list_has_one_item_per_line(value: Any, spelled: str) -> None:
    assert _set('title = "a"\n', areas=value) == f'title = "a"\nareas = {spelled}\n'


def test_a_new_key_follows_the_nearest_declared_one_before_it() -> None:
    new = _set(MEASURE, start=2022)
    assert new == MEASURE.replace("# short\n", "# short\nstart = 2022\n")
    assert _set(MEASURE, description="a").index("description") > MEASURE.index("end = 2025")


def test_a_new_key_goes_before_the_comment_of_the_key_that_follows() -> None:
    text = MEASURE.replace("title =", "areas =")
    assert _set(text, title="a") == text.replace("# what", 'title = "a"\n# what')


def test_a_first_key_goes_after_the_comments_that_open_the_file() -> None:
    assert _set("#:schema x\n# about\n\n[page]\nimage = 1\n", title="a") == (
        '#:schema x\n# about\ntitle = "a"\n\n[page]\nimage = 1\n'
    )
    assert _set("#:schema x\n# of the page\n[page]\nimage = 1\n", title="a") == (
        '#:schema x\ntitle = "a"\n# of the page\n[page]\nimage = 1\n'
    )
    assert _set("#:schema x\n# of title\nareas = []\n", title="a") == (
        '#:schema x\ntitle = "a"\n# of title\nareas = []\n'
    )
    assert _set("", title="a") == 'title = "a"\n'


def test_what_looks_like_a_comment_inside_a_text_is_none() -> None:
    text = 'other = """\n# no comment"""\nend = 1\n'
    assert _set(text, start=1) == text.replace("end", "start = 1\nend")


def test_a_new_table_goes_before_the_tables_that_come_later() -> None:
    new = edit(MEASURE, [Edit(("decision", "body"), "KS")], ORDER)
    assert new == MEASURE.replace("[[funding]]", '[decision]\nbody = "KS"\n\n[[funding]]')
    text = MEASURE.replace('[[funding]]\nsource = "LONA"\n\n', "")
    new = edit(text, [Edit(("page", "image"), "x")], ORDER)
    assert new == text.replace("# one per", '[page]\nimage = "x"\n\n# one per')


def test_a_new_last_table_ends_the_file_after_a_blank_line() -> None:
    new = edit("title = 1\n", [Edit(("page", "image"), "x")], ORDER)
    assert new == 'title = 1\n\n[page]\nimage = "x"\n'


def test_a_new_key_goes_into_its_table() -> None:
    text = '[page] # c\nimage = "x"\n\n# next\n[decision]\n'
    both = [Edit(("page", "introduction"), "y"), Edit(("decision", "body"), "z")]
    assert edit(text, both, ORDER) == (
        '[page] # c\nintroduction = "y"\nimage = "x"\n\n# next\n[decision]\nbody = "z"\n'
    )


def test_two_keys_of_a_new_table_share_it() -> None:
    both = [Edit(("page", "image"), "x"), Edit(("page", "introduction"), "y")]
    assert edit("", both, ORDER) == '[page]\nintroduction = "y"\nimage = "x"\n'


def test_a_removed_key_takes_its_lines_and_leaves_the_comment_above() -> None:
    assert _set(MEASURE, title=None) == MEASURE.replace('title = "Ängar"  # short\n', "")
    text = '#:schema x\ntitle = """\n# a\n""" # c\nend = 1\n'
    assert _set(text, title=None) == "#:schema x\nend = 1\n"
    assert _set("#:schema x\ntitle = 1\n", title=None) == "#:schema x\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\n\n[page]\nimage = 1\n", "a = 1\n"),
        ("[page]\nimage = 1\n\n# c\n[x]\n", "# c\n[x]\n"),
        ("[page]\nimage = 1\n# of the page\n", "[page]\n# of the page\n"),
        ("# of the page\n[page]\nimage = 1\n", "# of the page\n[page]\n"),
        ("[page] # c\nimage = 1\n", "[page] # c\n"),
        ("[page]\nimage = 1\n[page.sub]\n", "[page]\n[page.sub]\n"),
        ("[page]\nimage = 1\nother = 1\n", "[page]\nother = 1\n"),
    ],
)
def test_a_table_leaves_with_its_last_key_unless_something_stands_in_it(
    text: str, expected: str
) -> None:
    assert edit(text, [Edit(("page", "image"), None)], ORDER) == expected


def test_a_file_without_a_final_newline_stays_without() -> None:
    assert _set("title = 1", end=2) == "title = 1\nend = 2"
    assert _set("title = 1\nend = 2", end=None) == "title = 1"
    assert _set("title = 1\r\n\r\n\r\nend = 2", end=None) == "title = 1"
    entry = "title = 1\n\n\n[[funding]]\nsource = 'a'"
    assert edit(entry, [Edit(("funding",), None)], ORDER) == "title = 1"
    assert _set("title = 1\r\nareas = 1", end=2) == "title = 1\r\nareas = 1\r\nend = 2"
    assert (
        edit("title = 1", [Edit(("page", "image"), 1)], ORDER) == "title = 1\n\n[page]\nimage = 1"
    )


def test_values_in_dotted_keys_and_inline_tables_can_be_changed() -> None:
    text = "page = { image = 'x', a.b = 1 } # c\ndecision.body = 'y'\n"
    edits = [Edit(("page", "image"), "z"), Edit(("decision", "body"), "w")]
    assert edit(text, edits, ORDER) == text.replace("'x'", "'z'").replace("'y'", "'w'")
    assert edit(text, [Edit(("decision", "body"), None)], ORDER) == text.splitlines(True)[0]


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("page = { image = 'x' }\n", Edit(("page", "image"), None)),
        ("page = { image = 'x' }\n", Edit(("page", "introduction"), "y")),
        ("page.image = 'x'\n", Edit(("page", "introduction"), "y")),
        ("[page.sub]\na = 1\n", Edit(("page", "introduction"), "y")),
        ("page = 1\n", Edit(("page", "introduction"), "y")),
        ("[page]\n", Edit(("page",), 1)),
        ("[[funding]]\n", Edit(("funding",), 1)),
        ("[[funding]]\n", Edit(("funding", "source"), "x")),
        ("title = 1\n", Edit(("title",), {"a": 1})),
        ("title = 1\n", Edit(("title",), "\ud800")),
        ("title = 1\n", Edit(("start",), "\ud800")),
        ("title = \n", Edit(("title",), 1)),
    ],
)
def test_what_cannot_be_done_safely_is_refused(text: str, one: Edit) -> None:
    tables = Outline((*ORDER.order, ("funding", "source")))
    with pytest.raises(Refused) as caught:
        edit(text, [one], tables)
    assert caught.value.remedy is not None


def test_a_tangled_list_that_comes_out_wrong_is_refused() -> None:
    text = 'areas = [\n  "a"\n  , "b" # kept?\n  ,"c"]\n'
    with pytest.raises(Refused) as caught:
        _set(text, areas=["c", "c"])
    assert "list with comments" in caught.value.message.text


def test_the_same_value_changes_nothing() -> None:
    text = "title = 'a'\nareas = [ 1,2, ]\nstart = 1_000\n"
    assert _set(text, title="a", areas=[1, 2], start=1000, end=None) == text


def test_removing_what_is_not_there_changes_nothing() -> None:
    text = "title = 1\n[[funding]]\n"
    absent = [Edit(("page", "image"), None), Edit(("funding", "source"), None)]
    assert edit(text, [*absent, Edit(("title", "x"), None), Edit(("end",), None)], ORDER) == text


def test_an_added_key_moves_no_other_line() -> None:
    new = edit(MEASURE, [Edit(("page", "introduction"), "a\nb\n")], ORDER)
    assert _added(MEASURE, new) == '[page]\nintroduction = """\na\nb\n"""\n\n'
    assert tomllib.loads(new)["page"] == {"introduction": "a\nb\n"}


@pytest.mark.parametrize(
    "values", [{"title": "Ny"}, {"start": 2021}, {"end": None}, {"follow_ups": None}, {}]
)
def test_a_byte_order_mark_stays_where_it_is(values: dict[str, Any]) -> None:
    assert _set("\ufeff" + MEASURE, **values) == "\ufeff" + _set(MEASURE, **values)
    assert _set("\ufeff", title="Ny") == '\ufefftitle = "Ny"\n'


def test_the_keys_of_a_table_go_in_together_as_they_do_one_by_one() -> None:
    values = {
        ("page", "image"): "a.png",
        ("title",): "Ängar vid ån",
        ("follow_ups",): [{"year": 2023}],
        ("page", "introduction"): "Hej",
        ("decision", "body"): "KS",
        ("start",): 2022,
    }
    edits = [Edit(path, value) for path, value in values.items()]
    for text in (
        'title = "Ängar"\n[page]\nimage = ""',
        'title = "Ängar"\n\n[[funding]]\nsource = "L"',
    ):
        together = edit(text, edits, ORDER)
        one_by_one = text
        for each in edits:
            one_by_one = edit(one_by_one, [each], ORDER)
        assert together == one_by_one
        assert tomllib.loads(together)["page"] == {"image": "a.png", "introduction": "Hej"}
