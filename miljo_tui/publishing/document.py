"""A document to be read: sections of paragraphs, lists, cards, bars and tables, in no format yet.

What is published as HTML and as Markdown, and what the app shows, is built once, of these; whoever
renders it adds no word to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

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
    is_index: bool = False
    """Whether it leads to what follows: short lines, beside each other where there is room."""
    kind = "bullets"


@frozen
class Numbered:
    """A list of lines that other lines lead to, each by its number."""

    items: tuple[tuple[str, Line], ...]
    """The id of each line, and the line."""
    kind = "numbered"


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
class Tiles:
    """How many there are of each value of the scale."""

    items: tuple[tuple[Status, str], ...]
    kind = "tiles"


@frozen
class Segment:
    """A part of a bar, from one point to another in hundredths of its length."""

    status: Status
    begin: float
    length: float


@frozen
class Bar:
    """One bar that is made up of segments, and the same in words."""

    name: Line
    segments: tuple[Segment, ...]
    words: Line
    kind = "bar"


@frozen
class Bars:
    """Bars below each other; the table that they draw is folded under them."""

    items: tuple[Bar, ...]
    kind = "bars"


@frozen
class Measurement:
    """A bar for one value of an indicator, from nothing to the value, in hundredths."""

    name: str
    begin: float
    length: float
    words: Line
    target: float | None = None
    """Where on the bar the target is."""


@frozen
class Gauge:
    """The values of an indicator as bars against its target."""

    caption: Words
    headings: tuple[str, str]
    items: tuple[Measurement, ...]
    kind = "gauge"


@frozen
class Folded:
    """What is shown when it is asked for: in print, and wherever nothing can be folded, always."""

    words: str
    blocks: tuple[Block, ...]
    kind = "folded"


@frozen
class Card:
    """One thing among several of its kind: its name, where it stands, and what there is to know."""

    id: str
    title: Words
    line: Line
    blocks: tuple[Block, ...]
    mark: str = ""
    kind = "card"


@frozen
class Cards:
    """Cards beside each other where there is room."""

    items: tuple[Card, ...]
    kind = "cards"


@frozen
class Section:
    """A heading and what stands under it."""

    id: str
    title: Words
    blocks: tuple[Block, ...]
    kind = "section"


Block = (
    Paragraph
    | Note
    | Bullets
    | Numbered
    | Facts
    | TableBlock
    | Tiles
    | Bars
    | Gauge
    | Folded
    | Cards
    | Section
)


@frozen
class Picture:
    """A picture that the document carries with it."""

    source: str
    """A `data:` address."""
    words: Words
    """What it shows."""


@frozen
class Head:
    """What a whole page says of itself to programs: search engines, social media."""

    description: str = ""
    url: str = ""
    """Where the page is published."""
    site: str = ""
    linked_data: Mapping[str, Any] = MappingProxyType({})
    """What schema.org knows of it; nothing where there is nothing to say."""


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
    """Who publishes it, when it was changed last, and which version it shows."""
    skip: str
    """The words of the link that leads past the contents."""
    contents: str
    """What the table of contents is called."""
    owner: Words = ""
    """Whose document it is: said above the title, where the title does not say it."""
    head: Head = Head()
    logo: Picture | None = None
    picture: Picture | None = None
