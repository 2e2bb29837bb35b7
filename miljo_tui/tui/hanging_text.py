"""Text whose broken lines go on below their first word, so that what is indented stays so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

_LEAD = re.compile(r" *(?:[•–!>] )?")
_WORD = re.compile(r"[^ ]+ *")
"""What is not broken: a no-break space is one."""

NARROWEST = 2
"""The cells of the widest letter."""


class HangingText(Static):
    """A `Static` that breaks its own lines, at the width that it is given."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes at a width."""
        return len(self._broken(width).split("\n", allow_blank=True)) if width else 0

    def render(self) -> Content:
        """Show the text, its lines broken."""
        return self._broken(self.content_region.width)

    def _broken(self, width: int) -> Content:
        text = self.visual
        return hanging(text if isinstance(text, Content) else Content(), width)


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
            yield from text[start : word.start()].rstrip().fold(width)
            start, used = word.start(), 0
        used += cell_len(word[0])
    yield from text[start:].rstrip().fold(width)
