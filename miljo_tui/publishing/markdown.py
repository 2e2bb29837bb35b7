"""A document as Markdown, to be pasted elsewhere; tables as GitHub, GitLab and Pandoc read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miljo_tui.model.escape_controls import visible
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Link,
    Note,
    Paragraph,
    Quote,
    Section,
    Status,
    TableBlock,
    Words,
)

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~^$&@]")
_AT_THE_START = re.compile(r"^([(+=:-]|\w+(?=[.)](?:\s|$)))")
"""What begins a list, a heading or a definition, up to where it has to be stopped."""
_IN_ADDRESS = {"<": "%3C", ">": "%3E", "\\": "%5C", "|": "%7C", "&": "&amp;"}


def markdown(document: Document) -> bytes:
    """Return a document as Markdown; links within it become plain words."""
    lines = [f"# {escaped(document.title)}", ""]
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
    if isinstance(block, Section):
        mark = f" ({escaped(block.mark)})" if block.mark else ""
        yield from (f"{'#' * level} {escaped(block.title)}{mark}", "")
        for each in block.blocks:
            yield from _block(each, level + 1, block.title)
    elif isinstance(block, TableBlock):
        yield from _table(block, under)
    elif isinstance(block, Bullets):
        yield from (f"- {_line(each)}" for each in block.items)
        yield ""
    elif isinstance(block, Facts):
        yield from _facts(block)
    elif isinstance(block, Paragraph):
        yield from (_line(block.line), "")
    else:
        assert isinstance(block, Note)
        yield from (f"*{_line(block.line)}*", "")


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
