"""Lines of running text as HTML: in Python, since a page has thousands of them, of a word or two.

As macros of the template they took longer than all the rest of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from miljo_tui.model.escape_controls import visible
from miljo_tui.publishing.document import Document, Line, Link, Status, Words


class HtmlLines:
    """Makes markup of the lines of a document; a text in them is data, and escaped."""

    def __init__(self, document: Document, prefix: str) -> None:
        language = "" if document.quoted == document.language else document.quoted
        self.of_data = Markup(' lang="{}"').format(language) if language else Markup("")
        """What marks a text of the agreement where the document speaks another language."""
        self._prefix = prefix
        """What the ids of the document begin with."""

    def said(self, words: Words) -> Markup:
        """Return words of the document or of the agreement."""
        return Markup(self._part(words))

    def line(self, parts: Line) -> Markup:
        """Return one line."""
        return Markup("".join(map(self._part, parts)))

    def lines(self, lines: Iterable[Line]) -> Markup:
        """Return lines below each other."""
        return Markup("<br>".join("".join(map(self._part, line)) for line in lines))

    def _part(self, part: Words | Link | Status) -> str:
        if isinstance(part, str):
            return _text(part)
        if isinstance(part, Link):
            return f'<a href="{self._target(part)}"{self.of_data}>{_text(part.words)}</a>'
        if isinstance(part, Status):
            word = f"<b>{_text(part.letter)}</b> <span>{_text(part.word)}</span>"
            return f'<span class="m-status m-{_text(part.value or "none")}">{word}</span>'
        return f"<span{self.of_data}>{_text(part.text)}</span>"

    def _target(self, link: Link) -> str:
        if link.target.startswith("#"):
            return f"#{_text(self._prefix)}{_text(link.target[1:])}"
        return _text(link.target)


@lru_cache(maxsize=1024)
def _text(text: str) -> str:
    # Most words of a page stand in it many times: labels, the scale, who takes part.
    return str(escape(visible(text)))
