"""The rows of the sheets that a publication is shown on, and the mark by which it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.cell_text import LAST_CHANGED, LATEST_STATUS, Shown, Words
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.progress import status
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind
from miljo_tui.model.table_layouts import Layout

FORMAT = 1
"""The format of the file; it counts up when an older program could misread it."""

ID = "Id"
"""The heading of the records' ids, in every language."""

REMOVE = _("Remove")
"""The heading of the column in which a record is marked to be taken away."""

NUMBER_OF = _("{entry}, number")
"""The heading of the numbers of entries."""

_MARK = re.compile(r"miljo-tui-xlsx (\d+) ([a-z]+) ([0-9a-f]{40}|[0-9a-f]{64})")
LIKE_A_MARK = "miljo-tui-xlsx"
"""How every mark begins."""


@frozen
class Mark:
    """What a file says of itself: its format, its language and the commit that it shows."""

    format: int
    language: str
    commit: str

    def __str__(self) -> str:
        return f"{LIKE_A_MARK} {self.format} {self.language} {self.commit}"


def is_marked(text: str) -> bool:
    """Tell whether a text is meant as a mark, whether or not it can be read."""
    return text.strip().startswith(LIKE_A_MARK)


def read_mark(text: str) -> Mark | None:
    """Read a mark, None where somebody has changed it."""
    found = _MARK.fullmatch(text.strip())
    return Mark(int(found[1]), found[2], found[3]) if found and found[2] in LANGUAGES else None


@frozen
class RowOrigin:
    """Where a row of a sheet comes from: the record, and the numbers of its entries from 1."""

    id: str
    numbers: tuple[int, ...]
    raw: Mapping[str, Any]
    """The values of the record, or of the entry."""


def mark_of(publication: Publication) -> Mark:
    """Return the mark of a publication."""
    return Mark(FORMAT, publication.language.code, publication.commit)


def leading(layout: Layout, language: Language) -> list[str]:
    """Return the headings of the columns that say which row is which."""
    say = language.say
    return [ID, *(say(NUMBER_OF, entry=say(one)) for one in layout.numbers)]


def calculated(layout: Layout) -> tuple[str, ...]:
    """Return the headings of the columns whose values follow from others, as marked msgids."""
    if layout.path or layout.kind is AGREEMENT:
        return ()
    return (LATEST_STATUS, LAST_CHANGED) if layout.kind is MEASURE else (LAST_CHANGED,)


def can_remove(layout: Layout) -> bool:
    """Tell whether a row of the table can be marked to be taken away."""
    return not layout.path and layout.kind is not AGREEMENT


def headings(layout: Layout, language: Language) -> list[str]:
    """Return all headings of a table."""
    say = language.say
    removes = [say(REMOVE)] if can_remove(layout) else []
    shown = [column.heading(language) for column in layout.columns]
    return [*leading(layout, language), *shown, *map(say, calculated(layout)), *removes]


def cells(publication: Publication, layout: Layout, words: Words, place: RowOrigin) -> list[Shown]:
    """Return the cells of a row."""
    shown = [words.show(column.field.kind, column.value(place.raw)) for column in layout.columns]
    row: list[Shown] = [place.id, *place.numbers, *shown]
    if layout.path or layout.kind is AGREEMENT:
        return row
    if layout.kind is MEASURE:
        measure = publication.folder.measures[place.id].value
        row.append(words.show(fields_of(FollowUp)["status"].kind, status(measure) or None))
    return [*row, publication.changed.get(f"{layout.kind.folder}/{place.id}"), None]


def places(layout: Layout, folder: Folder) -> Iterator[RowOrigin]:
    """Yield where each row of a table comes from."""
    for record in records(layout.kind, folder):
        yield from places_of(layout, record.id, record.raw)


def places_of(layout: Layout, id: str, raw: Mapping[str, Any]) -> Iterator[RowOrigin]:
    """Yield where the rows of one record come from."""
    yield from _inside(layout.path, RowOrigin(id, (), raw))


def cut_texts(publication: Publication, tables: Sequence[Layout]) -> Iterator[Message]:
    """Yield what is told of each text that a cell of these tables has no room for."""
    words = Words(publication.folder, publication.language)
    for layout in tables:
        for place in places(layout, publication.folder):
            for column in layout.columns:
                beyond = words.beyond(column.field.kind, column.value(place.raw))
                if beyond:
                    yield message(
                        _("{record}, {label}: the last {count} characters fit into no cell"),
                        record=f"{layout.kind.folder}/{place.id}".strip("/"),
                        label=column.heading(publication.language),
                        count=beyond,
                    )


def records(kind: RecordKind, folder: Folder) -> Sequence[AnyRecord]:
    """Return the records of a kind, the areas in the agreement's order."""
    if kind is AREA:
        return folder.in_order()
    return list(folder.measures.values()) if kind is MEASURE else [folder.agreement]


def _inside(path: tuple[str, ...], place: RowOrigin) -> Iterator[RowOrigin]:
    if not path:
        yield place
        return
    entries = place.raw.get(path[0])
    if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries):
        for number, entry in enumerate(entries, 1):
            yield from _inside(path[1:], RowOrigin(place.id, (*place.numbers, number), entry))
