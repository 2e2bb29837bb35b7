"""A document as Markdown, to be pasted elsewhere; tables as GitHub, GitLab and Pandoc read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

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

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~^$&@]")
_AT_THE_START = re.compile(r"^([(+=:-]|\w+(?=[.)](?:\s|$)))")
"""What begins a list, a heading or a definition, up to where it has to be stopped."""
_IN_ADDRESS = {"<": "%3C", ">": "%3E", "\\": "%5C", "|": "%7C", "&": "&amp;"}


def markdown(document: Document) -> bytes:
    """Return a document as Markdown; links within it become plain words."""
    lines = [f"# {escaped(document.title)}", ""]
    if document.owner:
        lines += [f"**{escaped(document.owner)}**", ""]
    for block in (*document.lead, *document.sections):
        lines += _block(block, 2)
    lines += ["---", "", *_block(document.foot, 2)]
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def escaped(words: Words) -> str:
    """Return a text so that Markdown shows it as it stands; it knows no languages."""
    return _begun(_inline(words.text if isinstance(words, Quote) else words))


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", visible(text))


def _begun(line: str) -> str:
    """Return a line that begins nothing but a paragraph, and is never empty."""
    return _AT_THE_START.sub(_stopped, line.strip()) or "\u00a0"


def _stopped(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0][0].isalnum() else f"\\{found[0]}"


def _block(block: Block, level: int, under: Words = "") -> Iterator[str]:
    match block:
        case Section():
            yield from (f"{'#' * level} {escaped(block.title)}", "")
            for each in block.blocks:
                yield from _block(each, level + 1, block.title)
        case Cards():
            for card in block.items:
                yield from _card(card, level)
        case Folded():
            if not isinstance(block.blocks[0], TableBlock):
                yield from (f"**{escaped(block.words)}**", "")
            for each in block.blocks:
                yield from _block(each, level, block.words)
        case TableBlock():
            yield from _table(block, under)
        case Gauge():
            yield from (f"**{escaped(block.caption)}**", "")
            yield _row(map(escaped, block.headings))
            yield _row(["---", "---"])
            for value in block.items:
                yield _row([escaped(value.name), _line(value.words)])
            yield ""
        case Facts():
            yield from _facts(block)
        case Numbered():
            yield from (f"{at}. {_line(each)}" for at, (_id, each) in enumerate(block.items, 1))
            yield ""
        case Paragraph():
            yield from (_line(block.line), "")
        case Note():
            yield from (f"*{_line(block.line)}*", "")
        case Bullets() | Tiles() | Bars():
            yield from (f"- {_line(each)}" for each in _items(block))
            yield ""


def _items(block: Bullets | Tiles | Bars) -> Iterator[Line]:
    if isinstance(block, Tiles):
        yield from ((status, f": {number}") for status, number in block.items)
    elif isinstance(block, Bars):
        yield from ((*bar.name, ": ", *bar.words) for bar in block.items)
    else:
        yield from block.items


def _card(card: Card, level: int) -> Iterator[str]:
    mark = f" ({escaped(card.mark)})" if card.mark else ""
    yield from (f"{'#' * level} {escaped(card.title)}{mark}", "", _line(card.line), "")
    for each in card.blocks:
        yield from _block(each, level + 1, card.title)


def _facts(facts: Facts) -> Iterator[str]:
    for label, lines in facts.items:
        if len(lines) == 1:
            yield f"- **{escaped(label)}:** {_line(lines[0])}"
        else:
            yield f"- **{escaped(label)}:**"
            yield from (f"  - {_line(each)}" for each in lines)
    yield ""


def _table(table: TableBlock, under: Words) -> Iterator[str]:
    if table.caption != under:
        yield from (f"**{escaped(table.caption)}**", "")
    yield _row(map(_line, table.headings))
    rules = "---:" if table.shape == "numbers" else "---"
    yield _row(["---", *[rules] * (len(table.headings) - 1)])
    for row in table.rows:
        yield _row(" · ".join(map(_line, cell)) for cell in row)
    yield ""


def _row(cells: Iterator[str] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _line(line: Line) -> str:
    return _begun("".join(map(_part, line)))


def _part(part: Words | Link | Status) -> str:
    if isinstance(part, Quote):
        return _inline(part.text)
    if isinstance(part, str):
        return _inline(part)
    if isinstance(part, Status):
        return f"**{_inline(part.letter)}** {_inline(part.word)}"
    if part.target.startswith("#"):
        return _inline(part.words)
    address = "".join(_IN_ADDRESS.get(sign, sign) for sign in visible(part.target))
    return f"[{_inline(part.words)}](<{address}>)"
