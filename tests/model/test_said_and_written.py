"""What people write is understood, what they are told is right, and ids and places have names."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st
from making import ENGLISH, folder

from miljo_tui.locale import message
from miljo_tui.model import parse_input, read_amounts, read_times
from miljo_tui.model.changes import compare
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field
from miljo_tui.model.ids import is_id, suggest
from miljo_tui.model.paths import spell
from miljo_tui.model.progress import tally
from miljo_tui.model.records import KINDS, MEASURE
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.model.tree import editable
from miljo_tui.model.values import same
from miljo_tui.model.wording import words

READERS: list[tuple[Callable[[str], Any], str, Any]] = [
    (read_times.a_date, "2022-2-22", date(2022, 2, 22)),
    (read_times.a_date, "22/2 2022", date(2022, 2, 22)),
    (read_times.a_date, "den 22 Februari 2022", date(2022, 2, 22)),
    (read_times.a_date, "1 okt. 2022", date(2022, 10, 1)),
    (parse_input.a_year, " 2022 ", 2022),
    (parse_input.a_whole_number, "120\u00a0000", 120000),
    (parse_input.a_number, "3,5", 3.5),
    (parse_input.a_number, "−12", -12),
    (parse_input.a_number, "1e-05", 1e-05),
    (parse_input.a_number, "1e+16", 1e16),
    (read_amounts.an_amount, "120 000 kr", 120000),
    (parse_input.a_yes_or_no, "Ja", True),
    (parse_input.a_yes_or_no, "false", False),
    (parse_input.a_list, ' a, "b, c" ,, d', ["a", "b, c", "d"]),
    (parse_input.a_list, "a\r\nb\rc", ["a", "b", "c"]),
    (parse_input.a_list, " ", []),
]


@pytest.mark.parametrize(("reader", "text", "value"), READERS)
def test_values_are_read_as_people_write_them(
    reader: Callable[[str], Any], text: str, value: Any
) -> None:
    assert same(reader(text), value)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_times.a_date, "2022-02-30"),
        (read_times.a_date, "22/2 22"),
        (read_times.a_date, "22 foo 2022"),
        (parse_input.a_year, "22"),
        (parse_input.a_whole_number, "1,5"),
        (parse_input.a_number, "1e999"),
        (parse_input.a_number, "nan"),
        (read_amounts.an_amount, "1,5 kr"),
        (parse_input.a_yes_or_no, "kanske"),
        (parse_input.a_list, "a" * 200_000),
    ],
)
def test_what_is_not_understood_is_refused(reader: Callable[[str], Any], text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        reader(text)


FIELDS = [field for kind in KINDS for field in editable(kind.cls).values()]
WRITTEN = st.text(max_size=20) | st.sampled_from(
    ["2022", "2022-02-22", "3,5", "1e-7", "ja", "nej", "G", "Klar", "sv", "1, 16", "a, b", "12 kr"]
)


@examples(600)
@given(st.sampled_from(FIELDS), WRITTEN)
def test_what_was_read_is_written_so_that_it_is_read_again(field: Field, text: str) -> None:
    try:
        value = field.kind.read(text, field.label)
    except WrongUse:
        return
    if value is None:
        assert text.strip() in ("", "-", "–")
    elif not isinstance(value, list):
        assert same(field.kind.read(field.kind.write(value), field.label), value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("end = 2023", "end = 2025", "End: 2023 → 2025"),
        ("", "continuous = true", "Continuous: (empty) → yes"),
        ("objectives = [13]", "objectives = [16, 13]", "National objectives: added 16 A Rich"),
        ("participants = ['A', 'A']", "participants = ['A']", "Participants: removed A"),
        ("participants = ['A', 'B']", "participants = ['B', 'A']", "another order, B, A"),
        ("participants = ['A']", "participants = ['B']", "added B; removed A"),
        ("[decision]\nbody = 'KS'", "", "Decided by: KS → (empty)"),
        ("zzz = 1", "zzz = 2", "zzz: 1 → 2"),
        ("description = 'ab'", "description = 'abc'", "2 → 3 characters"),
    ],
)
def test_a_change_is_said_in_words(old: str, new: str, said: str) -> None:
    (change,) = compare(MEASURE.cls, tomllib.loads(old), tomllib.loads(new))
    assert said in ENGLISH.say(words(change))


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        ('title = "a"', f'title = "{"å" * 44_000}"', "å… (44000 characters)"),
        ('title = "a"', f'title = "{"å" * 140}"', "→ " + "å" * 140),
        ("", f'participants = ["{"å" * 1000}"]', "å… (1000 characters)"),
        ("", f"zzz = '{'å' * 1000}'", "å… (1000 characters)"),
        ("", f"zzz = [[1], '{'å' * 1000}']", "å… (1009 characters)"),
    ],
)
def test_a_long_value_is_said_by_its_beginning_and_its_length(
    old: str, new: str, ends: str
) -> None:
    (change,) = compare(MEASURE.cls, tomllib.loads(old), tomllib.loads(new))
    said = ENGLISH.say(words(change))
    assert said.endswith(ends) and len(said) < 200


def test_a_command_and_a_path_are_said_whole() -> None:
    path = Path("/" + "å " * 200)
    said = ENGLISH.say(message("{path} | {command}", path=path, command=pasted(path)))
    assert said == f"{path} | '{path}'"


@pytest.mark.parametrize(
    ("path", "spelled"),
    [
        (("start",), "start"),
        (("decision", "body"), "decision.body"),
        (("objectives", 1), "objectives[2]"),
        (("follow_ups", 0, "status"), "follow_ups[2022].status"),
        (("follow_ups", 2), "follow_ups[2023,B]"),
        (("actions", 0, "title"), "actions[1].title"),
    ],
)
def test_a_place_is_named_by_what_people_know_it_by(
    path: tuple[str | int, ...], spelled: str
) -> None:
    raw = tomllib.loads(
        "[[follow_ups]]\nyear = 2022\n[[follow_ups]]\nyear = 2023\nreported_by = 'A'\n"
        "[[follow_ups]]\nyear = 2023\nreported_by = 'B'\n"
        "[[actions]]\ntitle = 'x'\n[[actions]]\ntitle = 'x'"
    )
    assert spell(MEASURE.cls, raw, path) == spelled


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Pollinatörsprojekt", "pollinatorsprojekt"),
        ("Äng & å, 2:a etappen", "ang-a-2-a-etappen"),
        ("…", "x"),
        ("ord " * 30, "-".join(["ord"] * 15)),
    ],
)
def test_an_id_is_made_from_a_title(title: str, id: str) -> None:
    assert suggest(title) == id and is_id(id)


@given(st.text())
def test_every_title_has_an_id(title: str) -> None:
    assert is_id(suggest(title))


@pytest.mark.parametrize("text", ["", "Ang", "å", "a--b", "-a", "a-", "a b", "a" * 61, "a\n"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_the_tally_loses_no_measure() -> None:
    text = 'title = "x"\n[[follow_ups]]\nyear = 2022\nstatus = "Q"'
    counted = tally(folder(measures={"a": text, "b": 'title = "y"'}).measures.values())
    assert counted[""] == 2
