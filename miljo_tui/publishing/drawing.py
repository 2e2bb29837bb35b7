"""A document drawn in characters, as a reader sees it: headings, lists, tables and bars."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.model.escape_controls import visible
from miljo_tui.publishing.document import (
    Bars,
    Block,
    Bullets,
    Card,
    Cards,
    Document,
    Facts,
    Folded,
    Gauge,
    Line,
    Link,
    Note,
    Numbered,
    Paragraph,
    Quote,
    Section,
    Status,
    TableBlock,
    Tiles,
    Words,
)

Span = tuple[str, str]
"""A text, and what it is: `title`, `heading`, `strong`, `link`, `faint`, a status, or nothing."""

DrawnLine = tuple[Span, ...]
"""One line as wide as there is room, or less."""

MEASURE = 78
"""A line of running text is no longer than this, however wide the window."""

BAR = 40
"""The cells of a bar, where there is room."""

FULL, EMPTY, AIM = "▇", "·", "│"

_WORD = re.compile(r"[^ \n]+")


def drawn(document: Document, width: int) -> list[DrawnLine]:
    """Return a document as lines of at most `width` cells."""
    drawing = _Drawing(max(width, 24))
    lines = [*drawing.text("title", [(_plain(document.title), "title")])]
    if document.owner:
        lines += drawing.text("", [(_plain(document.owner), "faint")])
    lines.append(())
    for block in (*document.lead, *document.sections):
        lines += drawing.block(block)
    lines += [(("─" * drawing.width, "faint"),), *drawing.block(document.foot)]
    while lines and not lines[-1]:
        lines.pop()
    return lines


@frozen
class _Drawing:
    """Draws blocks within a width; what is nested is drawn with less of it."""

    width: int
    level: int = 1

    @property
    def measure(self) -> int:
        return min(self.width, MEASURE)

    def text(self, style: str, spans: Iterable[Span], hang: int = 0) -> Iterator[DrawnLine]:
        """Yield running text, its later lines set in by so many cells."""
        styled = [(text, each or style) for text, each in spans]
        yield from _wrapped(styled, self.measure, hang)

    def block(self, block: Block) -> Iterator[DrawnLine]:
        """Yield a block, and the empty line after it."""
        match block:
            case Section():
                yield from self._heading(block.title)
                inner = _Drawing(self.width, self.level + 1)
                for each in block.blocks:
                    yield from inner.block(each)
            case Cards():
                for card in block.items:
                    yield from self._card(card)
            case Folded():
                yield from self.text("", [(_plain(block.words), "strong")])
                for each in block.blocks:
                    yield from self.block(each)
            case TableBlock():
                yield from self._table(block)
            case Gauge():
                yield from self._gauge(block)
            case Bars():
                yield from self._bars(block)
            case Facts():
                yield from self._facts(block)
            case _:
                yield from self._running(block)
                yield ()

    def _running(self, block: Paragraph | Note | Bullets | Numbered | Tiles) -> Iterator[DrawnLine]:
        match block:
            case Paragraph():
                yield from self.text("", _spans(block.line))
            case Note():
                yield from self.text("faint", _spans(block.line))
            case Bullets():
                for line in block.items:
                    yield from self.text("", [("• ", ""), *_spans(line)], hang=2)
            case Numbered():
                for number, (_id, line) in enumerate(block.items, 1):
                    mark = f"{number}. "
                    yield from self.text("", [(mark, ""), *_spans(line)], hang=len(mark))
            case Tiles():
                spans: list[Span] = []
                for status, count in block.items:
                    words = [(text.replace(" ", _NO_BREAK), at) for text, at in _spans((status,))]
                    spans += [(count, "strong"), (_NO_BREAK, ""), *words, ("   ", "")]
                yield from self.text("", spans)

    def _heading(self, title: Words) -> Iterator[DrawnLine]:
        lines = list(self.text("", [(_plain(title), "heading")]))
        yield from lines
        if self.level == 1:
            yield (("─" * max(map(_cells_of, lines)), "faint"),)

    def _card(self, card: Card) -> Iterator[DrawnLine]:
        title: list[Span] = [(_plain(card.title), "strong")]
        if card.mark:
            title.append((f" ({_plain(card.mark)})", "faint"))
        yield from self.text("", [("▸ ", "faint"), *title], hang=2)
        inner = _Drawing(max(self.width - 2, 18), self.level + 1)
        lines = [*inner.text("", _spans(card.line)), ()]
        for each in card.blocks:
            lines += inner.block(each)
        yield from (_indented(line, 2) for line in lines)

    def _facts(self, block: Facts) -> Iterator[DrawnLine]:
        labels = [_plain(label) for label, _lines in block.items]
        column = max((_cells(label) for label in labels), default=0) + 2
        is_beside = column <= self.measure // 3
        for label, (_label, lines) in zip(labels, block.items, strict=True):
            if is_beside:
                room = _Drawing(self.measure - column)
                inside = [part for line in lines for part in room.text("", _spans(line))]
                for at, part in enumerate(inside or [()]):
                    before = label if not at else ""
                    yield ((before, "strong"), (" " * (column - _cells(before)), ""), *part)
            else:
                yield from self.text("", [(label, "strong")])
                room = _Drawing(self.measure - 2)
                for line in lines:
                    yield from (_indented(part, 2) for part in room.text("", _spans(line)))
        yield ()

    def _bars(self, block: Bars) -> Iterator[DrawnLine]:
        cells = min(BAR, self.width)
        for bar in block.items:
            yield from self.text("strong", _spans(bar.name))
            spans: list[Span] = []
            for segment in bar.segments:
                first, last = (
                    round(at * cells / 100)
                    for at in (segment.begin, segment.begin + segment.length)
                )
                if last > first:
                    drawn = (segment.status.letter + FULL * cells)[: last - first]
                    spans.append((drawn, segment.status.value))
            filled = sum(len(text) for text, _style in spans)
            words = [*spans, (EMPTY * (cells - filled), "faint")]
            beside = sum(_cells(text) for text, _style in _spans(bar.words)) + cells + 2
            if beside <= self.width:
                yield (*words, ("  ", ""), *_spans(bar.words))
            else:
                yield tuple(words)
                yield from self.text("", _spans(bar.words))
        yield ()

    def _gauge(self, block: Gauge) -> Iterator[DrawnLine]:
        yield from self.text("", [(_plain(block.caption), "strong")])
        names = max((_cells(_plain(each.name)) for each in block.items), default=0) + 2
        cells = max(min(BAR, self.width - names - 2), 8)
        for each in block.items:
            first, last = (
                round(each.begin * cells / 100),
                round((each.begin + each.length) * cells / 100),
            )
            signs = [FULL if first <= at < max(last, first + 1) else EMPTY for at in range(cells)]
            if each.target is not None:
                signs[min(round(each.target * cells / 100), cells - 1)] = AIM
            name = _plain(each.name)
            yield ((name, ""), (" " * (names - _cells(name)), ""), ("".join(signs), "bar"))
            words = _Drawing(max(self.width - names, 18)).text("", _spans(each.words))
            yield from (_indented(line, names) for line in words)
        yield ()

    def _table(self, block: TableBlock) -> Iterator[DrawnLine]:
        yield from self.text("", [(_plain(block.caption), "strong")])
        heads = [_joined([heading], block.shape == "numbers") for heading in block.headings]
        rows = [[_joined(cell, False) for cell in row] for row in block.rows]
        widths = [max(_length(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
        over = sum(widths) + 2 * (len(widths) - 1) - self.width
        widest = widths.index(max(widths))
        if over > 0 and widths[widest] - over >= 12:
            widths[widest] -= over
            over = 0
        if over > 0:
            yield from self._stacked(block)
            return
        yield from self._row(heads, widths, block, "heading")
        yield (("─" * (sum(widths) + 2 * (len(widths) - 1)), "faint"),)
        for row in rows:
            yield from self._row(row, widths, block, "")
        yield ()

    def _row(
        self, cells: Sequence[list[Span]], widths: list[int], block: TableBlock, style: str
    ) -> Iterator[DrawnLine]:
        parts = []
        for spans, width in zip(cells, widths, strict=True):
            styled = [(text, each or style) for text, each in spans]
            parts.append(list(_wrapped(styled, max(width, 1), 0)))
        for at in range(max(map(len, parts))):
            line: list[Span] = []
            for number, (part, width) in enumerate(zip(parts, widths, strict=True)):
                cell = part[at] if at < len(part) else ()
                gap = (" " * (width - _cells_of(cell)), "")
                is_right = block.shape == "numbers" and number > 0
                line += [*([("  ", "")] if number else [])]
                line += [gap, *cell] if is_right else [*cell, gap]
            yield _without_end(line)

    def _stacked(self, block: TableBlock) -> Iterator[DrawnLine]:
        """Yield the rows below each other, each cell after the heading of its column."""
        for row in block.rows:
            yield from self.text("strong", _joined(row[0], False))
            for heading, cell in zip(block.headings[1:], row[1:], strict=True):
                spans = _joined(cell, False)
                if spans:
                    label = [*_spans(heading), (": ", "")]
                    inner = _Drawing(max(self.width - 2, 18))
                    yield from (_indented(each, 2) for each in inner.text("", [*label, *spans]))
        yield ()


_NO_BREAK = "\u00a0"


def _plain(words: Words) -> str:
    return visible(words.text if isinstance(words, Quote) else words)


def _spans(line: Line) -> list[Span]:
    """Return a line as spans: a link by its words, a status by its letter and its word."""
    found: list[Span] = []
    for part in line:
        if isinstance(part, Link):
            found.append((visible(part.words), "link"))
        elif isinstance(part, Status):
            found += [
                (part.letter, part.value or "faint"),
                (f"{_NO_BREAK}{visible(part.word)}", ""),
            ]
        else:
            found.append((_plain(part), ""))
    return found


def _joined(lines: Iterable[Line], letters: bool) -> list[Span]:
    """Return the lines of a cell as one; of a status in a narrow heading its letter alone."""
    found: list[Span] = []
    for line in lines:
        spans = _spans(line)
        if letters and any(isinstance(part, Status) for part in line):
            spans = spans[:1]
        found += ([(" · ", "")] if found else []) + spans
    return found


def _without_end(line: list[Span]) -> DrawnLine:
    """Return a line without the empty cells at its end."""
    while line and not line[-1][0].strip(" "):
        line.pop()
    return tuple(line)


def _indented(line: DrawnLine, by: int) -> DrawnLine:
    return ((" " * by, ""), *line) if line else line


def _cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def _length(spans: Iterable[Span]) -> int:
    return sum(_cells(text) for text, _style in spans)


def _cells_of(line: DrawnLine) -> int:
    return _length(line)


def _wrapped(spans: Sequence[Span], width: int, hang: int) -> Iterator[DrawnLine]:
    """Yield spans broken between words, and within a word that is wider than a line."""
    whole = "".join(text for text, _style in spans)
    styles = [style for text, style in spans for _each in text]
    begin = end = None
    used = room = 0
    is_first = True
    for word in _pieces(whole, max(width - hang, 1)):
        at, stop = word
        size = _cells(whole[at:stop])
        gap = _cells(whole[end:at]) if end is not None else 0
        room = width if is_first else width - hang
        if begin is not None and end is not None and used + gap + size > room:
            yield _cut(whole, styles, begin, end, 0 if is_first else hang)
            is_first, begin, used, gap = False, None, 0, 0
        if begin is None:
            begin, gap = at, 0
        used += gap + size
        end = stop
    if begin is not None and end is not None:
        yield _cut(whole, styles, begin, end, 0 if is_first else hang)


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each word begins and ends; one that is too wide in several pieces."""
    for word in _WORD.finditer(text):
        at = word.start()
        while at < word.end():
            stop, size = at, 0
            while stop < word.end() and (size := size + _cells(text[stop])) <= width:
                stop += 1
            stop = max(stop, at + 1)
            yield at, stop
            at = stop


def _cut(text: str, styles: list[str], begin: int, end: int, indent: int) -> DrawnLine:
    """Return a piece of a text as spans of one style each."""
    found: list[Span] = [(" " * indent, "")] if indent else []
    at = begin
    for place in range(begin + 1, end + 1):
        if place == end or styles[place] != styles[at]:
            found.append((text[at:place], styles[at]))
            at = place
    return tuple(found)
