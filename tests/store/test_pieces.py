"""A text parsed piece by piece holds what tomllib makes of the whole."""

from __future__ import annotations

import tomllib

from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from layouts import documents

from miljo_tui.store.pieces import Pieces

LINES = [
    *("a = 1\n", "b = 5\n", "a.c = 1\n", '"b" = 7\n', "b = 2", "a = 1\r", "  b = 3\r\n", "a = \n"),
    *('a = """\n', '"""\n', 'b = """x"""\n', "a = '''\n", "'''\n", "a = [\n", "[1],\n", "]\n"),
    *("[a]\n", "[[a]]\n", "[a.d]\n", "[[a.d]]\n", "  [b]\n", "[b] # b\n", '["a"]\n', "[[b]]\r\n"),
    *("a = [{ c = 1 }]\n", "a = { c = 1 }\n", "c = 1\n", "# c = 1\n", "\n", "#\x00\n", "\ufeff"),
]
"""What ends or begins where another line may not let it."""

MEASURE = """\
#:schema ../schema/measure.schema.json
title = "Ängar"
areas = ["pollinering"]
description = \"\"\"
Fyra ytor.
\"\"\"
end = 2024

[[follow_ups]]
year = 2022

[[follow_ups]]
year = 2023
"""


def _held(toml: str, pieces: Pieces | None = None) -> str:
    """Return what a text holds, the order of the keys and the types of the values included."""
    try:
        return repr(pieces.values_in(toml) if pieces else tomllib.loads(toml))
    except ValueError:
        return "no TOML"


@given(documents(), documents())
def test_texts_of_any_layout(one: str, other: str) -> None:
    kept = [Pieces(), Pieces()]  # the first are there while the second text is parsed
    assert [_held(one, kept[0]), _held(other, kept[1])] == [_held(one), _held(other)]


@given(st.lists(st.lists(st.sampled_from(LINES), max_size=9).map("".join), max_size=4))
@examples(1000)
def test_lines_that_may_not_stand_apart(texts: list[str]) -> None:
    kept = [Pieces() for _each in texts]
    assert list(map(_held, texts, kept)) == list(map(_held, texts))


def test_what_two_versions_have_in_common_is_parsed_once() -> None:
    kept = Pieces(), Pieces()
    before, after = MEASURE, MEASURE.replace("end = 2024", "end = 2025")
    old, new = (each.values_in(toml) for each, toml in zip(kept, (before, after), strict=True))
    assert old["end"] == 2024 and new == tomllib.loads(after)
    assert old["areas"] is new["areas"]
    assert old["follow_ups"][1] is new["follow_ups"][1]
