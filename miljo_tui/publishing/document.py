"""A document to be read: sections of paragraphs, lists, facts and tables, in no format yet.

What is published as HTML and as Markdown is built once, of these; a renderer adds no word to it.
"""

from __future__ import annotations

from typing import Literal

from miljo_tui.frozen import frozen


@frozen
class Link:
    """Words that lead somewhere: to a web address, or with `#` to a section of the document."""

    words: str
    target: str


@frozen
class Status:
    """A value of the scale: its sign, and the word for it."""

    letter: str
    word: str
    value: str


@frozen
class Quote:
    """A text of the agreement in its own language, where the document speaks another."""

    text: str


Words = str | Quote

Line = tuple[Words | Link | Status, ...]
"""One line of running text; a text in it is data and never markup."""


@frozen
class Paragraph:
    """A line as long as it is."""

    line: Line
    kind = "paragraph"


@frozen
class Note:
    """A line beside the text: what it rests on, or when it was changed."""

    line: Line
    kind = "note"


@frozen
class Bullets:
    """A list of lines."""

    items: tuple[Line, ...]
    kind = "bullets"


@frozen
class Facts:
    """Names with what they stand for, one line or several."""

    items: tuple[tuple[Words, tuple[Line, ...]], ...]
    kind = "facts"


Shape = Literal["plain", "prose", "years", "numbers"]
"""What a table holds: prose may be put below each other, years are never broken, and numbers stand
in all but the first column, under the signs of the scale."""


@frozen
class TableBlock:
    """Rows that begin with what they are about; a cell holds one line or several."""

    caption: str
    headings: tuple[Line, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    shape: Shape = "plain"
    kind = "table"


@frozen
class Section:
    """A heading and what stands under it; `mark` is said beside the heading."""

    id: str
    title: Words
    blocks: tuple[Block, ...]
    mark: str = ""
    kind = "section"


Block = Paragraph | Note | Bullets | Facts | TableBlock | Section


@frozen
class Document:
    """A whole document in one language; its top sections are its table of contents."""

    language: str
    quoted: str
    """The language of quotes, and of the words of links: those of the agreement."""
    title: Words
    lead: tuple[Block, ...]
    sections: tuple[Section, ...]
    foot: Facts
    """Who publishes it, when it was changed last, and which commit it shows."""
    skip: str
    """The words of the link that leads past the contents."""
    contents: str
    """What the table of contents is called."""
