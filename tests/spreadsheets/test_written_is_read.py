"""What a writer writes, its reader reads: every kind, in form, command and list."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from anything import DAY, agreement, published
from fuzzing import examples
from hypothesis import assume, given
from hypothesis import strategies as st

from miljo_tui.editing.draft import Draft
from miljo_tui.locale import language
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.kinds import Kind
from miljo_tui.model.records import KINDS, Measure
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.table_layouts import columns
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.model.times import FIRST_MONTHS
from miljo_tui.model.tree import single_fields
from miljo_tui.model.values import is_empty, same
from miljo_tui.publishing.csv_table import separated
from miljo_tui.spreadsheets.files.csv_file import read_separated
from miljo_tui.spreadsheets.lists.cells import CellReader

AREAS = {
    "pollinering": tomllib.loads('number = 6\nname = "Pollinering"'),
    "gronska": tomllib.loads('number = 4\nname = "Grönska, träd och ekosystem"'),
}
FOLDER = agreement({}, AREAS, {"angar": {"title": "Ängar"}})
SWEDISH, ENGLISH = language("sv"), language("en")


def _fields(cls: type[Any]) -> Iterator[Field]:
    """Yield every field of a class and of its parts that holds values."""
    for field in fields_of(cls).values():
        if isinstance(field.kind, Table | Entries):
            yield from _fields(field.kind.of)
        else:
            yield field


FIELDS = [field for kind in KINDS for field in _fields(kind.cls)]
BY_KIND: dict[tuple[str, ...], list[Field]] = {}
for each in FIELDS:
    kinds = [each.kind, *([each.kind.item] if isinstance(each.kind, Listing) else [])]
    BY_KIND.setdefault(tuple(type(kind).__name__ for kind in kinds), []).append(each)

WORDS = st.text(max_size=12).filter(str.strip) | st.sampled_from(
    ["a, b", "a; b", 'säger "nej"', "=1+1", "-5", "2022", "ja", "13", "våren 2022", "a / b"]
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
YEARS = st.integers(1900, 2199)
PARTS = st.builds("{}-{}".format, YEARS, st.sampled_from(list(FIRST_MONTHS)))
NUMBERS = st.integers(0, 10**12) | st.floats(0, 1e9, allow_nan=False)
PLAIN = {"x": WORDS, DAY: DAYS, 2022: YEARS, "2022-vår": PARTS, 1.5: NUMBERS, True: st.booleans()}
"""Values of every type, by one of them."""


def _values(kind: Kind) -> st.SearchStrategy[Any]:
    """Values that a file may hold in a field of this kind."""
    if isinstance(kind, Listing):
        return st.lists(_values(kind.item), min_size=1, max_size=3, unique=True)
    if isinstance(kind, Reference):
        return st.sampled_from(list(AREAS))
    if isinstance(kind, Choice):
        return st.sampled_from([option.value for option in kind.options])
    if isinstance(kind, Url):
        return st.sampled_from(["https://example.org/a", "https://example.org/å?b=c,d;e#f"])
    if isinstance(kind, Text | LongText):
        return WORDS.filter(lambda value: not list(kind.faults(value, "")))
    fitting = st.one_of(each for sample, each in PLAIN.items() if not list(kind.faults(sample, "")))
    return fitting.filter(lambda value: not list(kind.faults(value, "")))


@st.composite
def filled(draw: st.DrawFn) -> tuple[Field, Any]:
    """A field, each kind as often, and a value that the check has nothing to say against."""
    field = draw(st.sampled_from(BY_KIND[draw(st.sampled_from(list(BY_KIND)))]))
    return field, draw(_values(field.kind).filter(lambda value: not is_empty(value)))


def _is_tidy(value: Any) -> bool:
    """Tell whether a text is one that no reader tidies: composed, without odd spaces or marks."""
    texts = value if isinstance(value, list) else [value]
    return all(
        not isinstance(each, str)
        or (each.isprintable() and " ".join(each.split()) == each and each.strip("-–•'") == each)
        for each in texts
    )


def by_form(field: Field, value: Any) -> Any:
    """The value as a form writes and reads it."""
    kind = field.kind
    if not isinstance(kind, Listing):
        return kind.read(kind.write(value), field.label)
    texts = kind.write(value).split("\n")
    if isinstance(kind.item, Reference):
        draft = Draft(FOLDER.measures["angar"], FOLDER)
        return draft.read(("areas",), texts)
    return kind.read_items(texts, field.label)


def by_command(field: Field, value: Any) -> Any:
    """The value as somebody writes it on a command line."""
    kind = field.kind
    if not isinstance(kind, Listing):
        return kind.read(kind.write(value), field.label)
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(kind.write(value).split("\n"))
    if isinstance(kind.item, Reference):
        return Draft(FOLDER.measures["angar"], FOLDER).read(("areas",), line.getvalue())
    return kind.read(line.getvalue(), field.label)


@examples(300)
@given(filled())
def test_a_form_and_a_command_read_what_they_write(pair: tuple[Field, Any]) -> None:
    field, value = pair
    assume(_is_tidy(value))
    assert same(by_form(field, value), value)
    assert same(by_command(field, value), value)


COLUMNS = {column.path: column for column in columns(Measure, personal=False)}
MEASURES = [(path, each) for path, each in single_fields(Measure).items() if path in COLUMNS]


@examples(200)
@given(st.data())
def test_a_list_reads_what_an_export_writes(data: st.DataObject) -> None:
    path, field = data.draw(st.sampled_from(MEASURES))
    value = data.draw(_values(field.kind).filter(_is_tidy))
    raw: dict[str, Any] = {"title": "Ängar"}
    inner = raw if len(path) == 1 else raw.setdefault(path[0], {})
    inner[path[-1]] = value
    exported = separated(published(agreement({}, AREAS, {"angar": raw})))
    headings, cells = read_separated(exported, "lista.csv").rows
    (place,) = (
        index
        for index, heading in enumerate(headings)
        if heading.text == COLUMNS[path].heading(SWEDISH)
    )
    assert same(CellReader(FOLDER).read(cells[place], field), value)


@examples(300)
@given(filled())
def test_what_people_are_told_can_be_written(pair: tuple[Field, Any]) -> None:
    field, value = pair
    kind = field.kind
    if isinstance(kind, Listing | Text | LongText | Url | Reference):
        return
    for speaker in (SWEDISH, ENGLISH):
        assert same(kind.read(speaker.spell(kind.words(value)), field.label), value)


def test_every_kind_is_tried() -> None:
    assert {kinds[0] for kinds in BY_KIND} == {
        *("Text", "LongText", "Url", "Scalar", "Amount", "TimeKind", "Choice", "Listing")
    }
    assert {kinds[1] for kinds in BY_KIND if len(kinds) > 1} == {
        *("Text", "Url", "Choice", "Reference")
    }
