"""Texts made from a template: the same as single edits make, whatever the values are."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.model.key_order import outline
from miljo_tui.model.records import Measure
from miljo_tui.model.values import same
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.template_texts import TemplateTexts

OUTLINE = outline(Measure)
TEMPLATES = (
    "",
    "#:schema ../schema/measure.schema.json\n",
    '#:schema x\ntitle = ""\nareas = []\ndescription = ""\nresponsible = ""\nsources = []\n',
    "title = ''\ndescription = '''\n'''\nareas = [\n    \"a\", # why\n]  # more\n",
    '\ufefftitle = ""  # the name\r\nareas = ["a", "b"]\r\n\r\n[decision]\r\nbody = "KS"\r\n',
    'title = ""\n\n[[links]]\ntitle = "x"\n\n# the end',
)
TEXTS = st.sampled_from(
    ["Äng", "", 'say "hi"', "it's", "a\nb\n", "\nx", '"""', "x\u202ey", "ends\\", "<<<<<<< a"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ITEMS = st.lists(TEXTS | st.just("long " * 12) | st.integers(0, 3), max_size=3)
VALUES = TEXTS | st.integers(-5, 10**6) | st.sampled_from([True, date(2022, 2, 22), 1.0, 1]) | ITEMS
ENTRY = st.fixed_dictionaries({"year": st.integers(2020, 2024)}, optional={"comment": VALUES})
ROW = st.fixed_dictionaries(
    {("title",): TEXTS},
    optional={
        ("areas",): ITEMS,
        ("description",): VALUES,
        ("responsible",): VALUES | st.none(),
        ("start",): VALUES,
        ("unknown",): VALUES,
        ("decision", "body"): VALUES,
        ("decision", "date"): VALUES,
        ("follow_ups",): st.lists(ENTRY, max_size=2),
        ("links",): st.lists(ENTRY, max_size=1),
    },
)


def _edited(template: str, row: dict[tuple[str, ...], Any]) -> str:
    return edit(template, [Edit(path, value) for path, value in row.items()], OUTLINE)


@pytest.mark.parametrize("template", TEMPLATES)
@given(rows=st.lists(ROW, min_size=2, max_size=6))
def test_each_is_what_single_edits_make(
    template: str, rows: list[dict[tuple[str, ...], Any]]
) -> None:
    texts = TemplateTexts(template.encode(), OUTLINE)
    for row in [*rows, *rows]:
        try:
            wanted = _edited(template, row)
        except Exception as refusal:
            with pytest.raises(type(refusal)):
                texts.source(row)
            continue
        made = texts.source(row)
        assert made.text == wanted
        assert made.data == wanted.encode()
        if made.fault is None:
            read = tomllib.loads(wanted.removeprefix("\ufeff"))
            assert same(dict(made.raw), read)
            assert list(made.raw) == list(read)


def test_a_row_like_another_is_not_edited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = TemplateTexts(TEMPLATES[2].encode(), OUTLINE)
    first = {("title",): "Äng", ("areas",): ["a"], ("start",): 2022}
    assert texts.source(first).text == _edited(TEMPLATES[2], first)
    monkeypatch.setattr("miljo_tui.store.template_texts.edit", None)
    other = {("title",): 'Sol "1"', ("areas",): ["a", "b"], ("start",): date(2022, 2, 22)}
    assert texts.source(other).text == _edited(TEMPLATES[2], other)
