"""Values written as one line of TOML, and their short form for commits."""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.model.literals import brief, key_literal, literal

SCALARS = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
)


@examples(300)
@given(SCALARS | st.lists(SCALARS, max_size=4))
def test_a_literal_reads_back_as_the_same_value(value: Any) -> None:
    held = tomllib.loads(f"x = {literal(value)}")["x"]
    assert (type(held), held) == (type(value), value)


@examples(300)
@given(st.text())
def test_nothing_invisible_stands_in_a_literal(value: str) -> None:
    for char in literal(value):
        assert unicodedata.category(char)[0] != "C"
        assert char not in "\u2028\u2029"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "(none)"),
        (True, "true"),
        (1, "1"),
        (1.0, "1.0"),
        (1e16, "1e+16"),
        ("Äng", '"Äng"'),
        ('a "b" \\ c', '"a \\"b\\" \\\\ c"'),
        ("a\tb\nc\r", '"a\\tb\\nc\\r"'),
        ("\x1b[2J\x7f", '"\\u001B[2J\\u007F"'),
        ("a\u202eb\u2028\ue000", '"a\\u202Eb\\u2028\\uE000"'),
        ("\U000e0001", '"\\U000E0001"'),
        ("\ud800", '"\\uD800"'),
        (date(2022, 2, 22), "2022-02-22"),
        (
            datetime(2022, 2, 22, 8, tzinfo=timezone(timedelta(hours=1))),
            "2022-02-22T08:00:00+01:00",
        ),
        (time(8, 30), "08:30:00"),
        ([], "[]"),
        (("a", 1), '["a", 1]'),
        ([{"year": 2022, "å": "x"}], '[{ year = 2022, "å" = "x" }]'),
    ],
)
def test_literals(value: Any, expected: str) -> None:
    assert literal(value) == expected


def test_what_toml_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        literal(object())


def test_long_and_multi_line_text_is_named_by_its_digest() -> None:
    text = "å" * 121
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    assert brief(text) == f"(text 121 characters sha256:{digest})"
    assert brief("a\nb").startswith("(text 3 characters sha256:")
    assert brief("å" * 120) == '"' + "å" * 120 + '"'
    assert brief(None) == "(none)"


def test_a_key_is_quoted_only_when_it_must_be() -> None:
    assert key_literal("focus_area") == "focus_area"
    assert key_literal("åtgärd") == '"åtgärd"'
    assert key_literal("") == '""'
