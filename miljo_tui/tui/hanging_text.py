"""Text whose broken lines go on below their first word, so that what is indented stays so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content, Span
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

_LEAD = re.compile(r" *(?:• |– |! |> )?")  # a set of such letters takes long to compile
_WORD = re.compile(r"[^ ]+ *")
"""What is not broken: a no-break space is one."""

NARROWEST = 2
"""The cells of the widest letter."""


class Part(NamedTuple):
    """A line as it is broken: what of a longer one it shows, below the first word of that."""

    line: Content
    start: int
    end: int
    indent: int = 0

    @property
    def content(self) -> Content:
        """The words and styles, which only a part that is in sight is asked for."""
        shown = self.line[self.start : self.end]
        return Content.assemble(" " * self.indent, shown) if self.indent else shown


class HangingText(Static):
    """A `Static` that breaks its own lines, at the width that it is given."""

    lines: Sequence[Content] | None = None
    """The lines that were said, where it was not given a text."""

    _known: tuple[object, int, Sequence[Part]] | None = None
    """What was broken last, for which width, and what came of it."""

    def say(self, lines: Sequence[Content]) -> None:
        """Show lines; those that are shown already are not laid out again."""
        if _told(lines) == _told(self.lines or ()):
            return
        self.lines = lines
        holder, width = self.parent, self.content_region.width
        longer = len(self._broken(width)) - self.size.height if width else 0
        self.refresh(layout=not width or bool(longer))
        if longer and isinstance(holder, Widget) and holder.show_vertical_scrollbar:
            # Textual tells the scrollbar after the layout, and would paint it by itself.
            holder.vertical_scrollbar.window_virtual_size += longer

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes at a width."""
        return len(self._broken(width)) if width else 0

    def render(self) -> Content:
        """Show the text, its lines broken."""
        return Content("\n").join(part.content for part in self._broken(self.content_region.width))

    def render_line(self, y: int) -> Strip:
        """Render a line that is in sight, and not all the others, of which there may be hundreds.

        What somebody marks with the mouse is rendered as Textual does, as a whole.
        """
        width = self.content_region.width
        parts = self._broken(width)
        if self.text_selection is not None:
            return super().render_line(y)
        if y >= len(parts):
            return Strip.blank(width, self.visual_style.rich_style)
        strips = Visual.to_strips(self, parts[y].content, width, 1, self.visual_style)
        return strips[0].apply_offsets(0, y)

    def _broken(self, width: int) -> Sequence[Part]:
        text = self.visual if self.lines is None else self.lines
        if self._known is None or self._known[0] is not text or self._known[1] != width:
            lines = self.lines
            if lines is None:
                lines = [text if isinstance(text, Content) else Content()]
            self._known = (text, width, hanging_parts(lines, width))
        return self._known[2]


def _told(lines: Sequence[Content]) -> list[tuple[str, Sequence[Span]]]:
    """Return the words and styles of lines; Textual compares the words only."""
    return [(line.plain, line.spans) for line in lines]


def glued(text: str) -> str:
    """Return a text that is not broken between its words."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def hanging(text: Content, width: int) -> Content:
    """Return a text with its lines broken between words; a longer word is broken at the edge."""
    return Content("\n").join(part.content for part in hanging_parts([text], width))


def hanging_parts(texts: Iterable[Content], width: int) -> Sequence[Part]:
    """Return the lines of texts so broken."""
    return [
        part
        for text in texts
        for line in (text.split("\n", allow_blank=True) if "\n" in text.plain else (text,))
        for part in _parts(line, max(1, width))
    ]


def _parts(line: Content, width: int) -> Iterator[Part]:
    plain = line.plain
    if cell_len(plain) <= width:
        yield Part(line, 0, len(plain))
        return
    lead = _LEAD.match(plain)
    end = lead.end() if lead else 0
    indent = cell_len(plain[:end])
    if indent > width // 2 or width - indent < NARROWEST:
        yield from map(_whole, line.wrap(width))
        return
    for number, (start, stop) in enumerate(_pieces(plain, end, width - indent)):
        if cell_len(plain[start:stop]) <= width - indent:
            yield Part(line, start, stop, indent) if number else Part(line, 0, stop)
            continue
        for place, piece in enumerate(line[start:stop].fold(width - indent)):
            before = Content(" " * indent) if number or place else line[:end]
            yield _whole(Content.assemble(before, piece))


def _whole(line: Content) -> Part:
    return Part(line, 0, len(line.plain))


def _pieces(plain: str, first: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a text begin and end that is broken between words."""
    start, used = first, 0
    for word in _WORD.finditer(plain, first):
        if used and used + cell_len(word[0].rstrip()) > width:
            yield start, start + len(plain[start : word.start()].rstrip())
            start, used = word.start(), 0
        used += cell_len(word[0])
    yield start, start + len(plain[start:].rstrip())
