"""Text whose broken lines go on below their first word, so that what is indented stays so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content, Span
from textual.geometry import Size
from textual.visual import Visual
from textual.widgets import Static

_LEAD = re.compile(r" *(?:[•–!>] )?")
_WORD = re.compile(r"[^ ]+ *")
"""What is not broken: a no-break space is one."""

NARROWEST = 2
"""The cells of the widest letter."""


class HangingText(Static):
    """A `Static` that breaks its own lines, at the width that it is given."""

    _known: tuple[Visual, int, Content] | None = None
    """The text and the width that it was broken for last, and what came of it."""

    _told: tuple[str, Sequence[Span]] = ("", ())
    """The words and styles that it was given last."""

    def say(self, text: Content) -> None:
        """Show a text; the one that is shown already is not laid out again."""
        told = text.plain, text.spans
        if told != self._told:
            self._told = told
            self.update(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes at a width."""
        return self._broken(width).plain.count("\n") + 1 if width else 0

    def render(self) -> Content:
        """Show the text, its lines broken."""
        return self._broken(self.content_region.width)

    def _broken(self, width: int) -> Content:
        text = self.visual
        if self._known is None or self._known[0] is not text or self._known[1] != width:
            broken = hanging(text if isinstance(text, Content) else Content(), width)
            self._known = (text, width, broken)
        return self._known[2]


def glued(text: str) -> str:
    """Return a text that is not broken between its words."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def hanging(text: Content, width: int) -> Content:
    """Return a text with its lines broken between words; a longer word is broken at the edge."""
    lines = text.split("\n", allow_blank=True)
    return Content("\n").join(part for line in lines for part in _parts(line, max(1, width)))


def _parts(line: Content, width: int) -> Iterator[Content]:
    lead = _LEAD.match(line.plain)
    end = lead.end() if lead else 0
    indent = cell_len(line.plain[:end])
    if line.cell_length <= width:
        yield line
    elif indent > width // 2 or width - indent < NARROWEST:
        yield from line.wrap(width)
    else:
        before = line[:end]
        for piece in _pieces(line[end:], width - indent):
            yield Content.assemble(before, piece)
            before = Content(" " * indent)


def _pieces(text: Content, width: int) -> Iterator[Content]:
    """Yield a text broken between words; what has no place to be broken at is folded."""
    start = used = 0
    for word in _WORD.finditer(text.plain):
        if used and used + cell_len(word[0].rstrip()) > width:
            yield from _folded(text[start : word.start()].rstrip(), width)
            start, used = word.start(), 0
        used += cell_len(word[0])
    yield from _folded(text[start:].rstrip(), width)


def _folded(text: Content, width: int) -> list[Content]:
    return [text] if text.cell_length <= width else text.fold(width)
