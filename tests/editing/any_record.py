"""Records of any content in any layout, and any edits of them, for hypothesis."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from hypothesis import strategies as st

from miljo_tui.editing.draft import Draft
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.kinds import Kind
from miljo_tui.model.literals import key_literal, literal
from miljo_tui.model.records import RecordKind
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import LongText
from miljo_tui.model.tree import editable

WORDS = st.sampled_from(
    [
        "Äng",
        "två ord",
        "",
        'säg "hej"',
        "it's",
        "C:\\temp",
        "a # b",
        "x = [1]",
        "'''",
        '"""',
        "slutar \\",
        "https://example.org/a",
        "lång " * 25,
        "\u202edold",
    ]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
LINES = st.sampled_from(["En.\nTvå.\n", "En rad", "\n\nx", "rad  \n\trad\n", "a\r\nb"]) | WORDS
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    "x": WORDS,
    5: st.integers(-3, 2_000_000) | st.just(2023),
    date(2024, 2, 29): st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    True: st.booleans(),
    1.5: st.sampled_from([1.5, -0.25, 2e3]),
}
"""What may stand in a field, by one of its kind."""

LAYOUT_COMMENT = "# c"
"""How a comment of a layout begins; its number follows."""


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Draw a value that fits a kind."""
    if isinstance(kind, Listing):
        return st.lists(values(kind.item), max_size=4, unique_by=repr)
    if isinstance(kind, Entries):
        return st.lists(tables(kind.of), min_size=1, max_size=3)
    if isinstance(kind, Table):
        return tables(kind.of)
    if isinstance(kind, Choice):
        return st.sampled_from([option.value for option in kind.options])
    if isinstance(kind, LongText):
        return LINES
    return st.one_of([pool for sample, pool in SCALARS.items() if kind.fits(sample)])


def tables(cls: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what may stand in a table, an entry or a whole record."""
    optional = {key: values(field.kind) for key, field in fields_of(cls).items() if not field.fixed}
    return st.fixed_dictionaries({}, optional=optional).flatmap(
        lambda raw: st.permutations(list(raw)).map(lambda keys: {key: raw[key] for key in keys})
    )


def record(kind: RecordKind, text: str) -> Record[Any]:
    """Return the record that a text holds."""
    import tomllib

    raw = tomllib.loads(text)
    return Record[Any](kind, "x", text.encode(), raw)


@st.composite
def layouts(draw: st.DrawFn, kind: RecordKind) -> str:
    """Draw the text of a record as anybody might have laid it out by hand."""
    raw = draw(tables(kind.cls))
    nested = [key for key, value in raw.items() if isinstance(value, dict) or is_tables(value)]
    at_once = set(nested if draw(st.integers(0, 6)) == 0 else [])  # decision = { body = "KS" }
    numbers = count(1)

    def comment(lines: int = 1) -> str:
        return "".join(f"{LAYOUT_COMMENT}{next(numbers)} x = 1\n" for _ in range(lines))

    def filler() -> str:
        return draw(st.sampled_from(["", "", "", "\n", comment(), "\n" + comment(2) + "\n"]))

    def spelled(value: Any) -> str:
        return draw(spellings(value, comment))

    def statements(table: dict[str, Any], indent: str) -> str:
        parts = []
        for key, value in table.items():
            if (isinstance(value, dict) or is_tables(value)) and key not in at_once:
                continue
            equals = draw(st.sampled_from([" = ", "=", "  =  "]))
            end = draw(st.sampled_from(["", "", "", f"  {comment()}".rstrip("\n")]))
            parts.append(f"{filler()}{indent}{key_literal(key)}{equals}{spelled(value)}{end}\n")
        return "".join(parts)

    def sections(table: dict[str, Any], path: str, indent: str) -> str:
        parts = []
        for key, value in table.items():
            inner = f"{path}{key_literal(key)}"
            if key in at_once:
                continue
            if is_tables(value):
                for entry in value:
                    parts.append(f"{filler()}{indent}[[{inner}]]\n{statements(entry, indent)}")
                    parts.append(sections(entry, f"{inner}.", indent))
            elif isinstance(value, dict):
                parts.append(f"{filler()}{indent}[{inner}]\n{statements(value, indent)}")
                parts.append(sections(value, f"{inner}.", indent))
        return "".join(parts)

    head = draw(
        st.sampled_from(["", "#:schema ../x.json\n", "\n", "#:schema x\n" + comment() + "\n"])
    )
    unknown = draw(st.sampled_from(["", "own = 1_000\n", "'own key' = { a = 1 }\n"]))
    extra = draw(st.sampled_from(["", "", "\n[unknown]\na = 'b'\n", "\n[[own_list]]\na = 1\n"]))
    indent = draw(st.sampled_from(["", "", "", "  "]))
    text = head + statements(raw, "") + unknown + sections(raw, "", indent) + extra
    text += draw(st.sampled_from(["", "", comment(), "\n\n"]))
    if draw(st.integers(0, 3)) == 0 and "\r" not in text:
        text = text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if draw(st.integers(0, 4)) == 0 else text


def spellings(value: Any, comment: Any) -> st.SearchStrategy[str]:
    """Draw one of the ways to write a value."""
    ways = [literal(value)]
    if isinstance(value, str):
        if not any(ord(letter) < 32 or letter in "'\x7f" for letter in value):
            ways += [f"'{value}'"]
        if not any((ord(letter) < 32 and letter != "\n") or letter == "\x7f" for letter in value):
            if "'''" not in value and not value.endswith("'"):
                ways += [f"'''\n{value}'''"]
            if '"' not in value and "\\" not in value:
                ways += [f'"""\n{value}"""']
    elif isinstance(value, int) and not isinstance(value, bool):
        ways += [f"{value:_}", f"{value:#x}" if value >= 0 else literal(value)]
    elif isinstance(value, list):
        items = [literal(item) for item in value]
        ways.append("[" + ",".join(items) + "]")
        if items:
            ways.append("[\n" + "".join(f"    {item},\n" for item in items) + "]")
            ways.append("[\n  " + "\n  , ".join(items) + "\n]")
            ways.append(
                "[ " + comment() + "".join(f"  {item}, {comment()}" for item in items) + "]"
            )
    return st.sampled_from(ways)


def is_tables(value: Any) -> bool:
    """Tell whether a value is a list of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def edit(draw: st.DataObject, draft: Draft) -> None:
    """Edit a draft at random, one to four times: fields, entries, entries within entries, moves."""
    cls = draft.record.kind.cls
    for _ in range(draw.draw(st.integers(1, 4))):
        path, field = draw.draw(
            st.sampled_from(sorted(editable(cls).items(), key=lambda each: each[0]))
        )
        _edit(draw, draft, path, field)
        draft.pause()


def _edit(draw: st.DataObject, draft: Draft, path: tuple[str | int, ...], field: Field) -> None:
    kind = field.kind
    if not isinstance(kind, Entries):
        draft.put(path, draw.draw(st.none() | values(kind)))
        return
    entries = draft.entries(path)
    what = draw.draw(st.sampled_from(["add", "change", "change", "remove", "move"]))
    if what == "add" or not entries:
        place = draw.draw(st.integers(0, len(entries)))
        draft.insert(path, draw.draw(tables(kind.of).filter(bool)), place)
        return
    here = (*path, draw.draw(st.integers(0, len(entries) - 1)))
    if what == "remove":
        draft.remove(here)
    elif what == "move":
        draft.move(here, draw.draw(st.integers(0, len(entries) - 1)))
    else:
        key, inner = draw.draw(st.sampled_from(sorted(fields_of(kind.of).items())))
        _edit(draw, draft, (*here, key), inner)


def folder(kind: RecordKind, text: str) -> Folder:
    """Return an agreement around the record of a text."""
    from miljo_tui.model.records import AGREEMENT

    return Folder(record(AGREEMENT, "")).replaced(record(kind, text))
