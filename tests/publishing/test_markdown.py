"""The page as Markdown: the same content, and nothing in the data that becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from miljo_tui.model.escape_controls import visible
from miljo_tui.publishing.document import (
    Bar,
    Bars,
    Bullets,
    Card,
    Cards,
    Document,
    Facts,
    Folded,
    Gauge,
    Link,
    Measurement,
    Note,
    Numbered,
    Paragraph,
    Section,
    Status,
    TableBlock,
    Tiles,
)
from miljo_tui.publishing.markdown import markdown
from tests.publishing.conftest import Published, harmless
from tests.publishing.planted import Plant
from tests.publishing.test_page import HOSTILE, Page

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

LINES = (
    *("# rubrik", "- punkt", "+ punkt", "12. punkt", "3) punkt", "===", "---", "> citat"),
    *("    kod", "\tkod", "```", "~~~", ": mening", "(1) punkt", "[x]: https://a.se", "| a | b |"),
    *("*fet* _lutad_ ~~struken~~", "[ord](https://a.se)", "<https://a.se>", "&copy; &#64;"),
    *("`kod`", "<b>x</b>", "![bild](https://a.se/b.png)", r"\*", "x | y #", HOSTILE),
)


def document(line: str) -> Document:
    """A document with a line in every place that data can have."""
    cell = ((line,),)
    card = Card("c", line, (line,), (Folded(line, (Paragraph((line,)),)),), line)
    blocks = (
        Cards((card,)),
        Numbered((("n", (line,)),)),
        Tiles(((Status("G", line, "G"), line),)),
        Bars((Bar((line,), (), (line,)),)),
        Gauge(line, (line, line), (Measurement(line, 0, 50, (line,), 100),)),
        Paragraph((line,)),
        Note((line,)),
        Bullets(((line,), (line,))),
        Facts(((line, cell), (line, (*cell, (line, line))))),
        TableBlock(line, ((line,), (line,)), ((cell, (*cell, (line,))),)),
        Paragraph((Link(line, "https://a.se/x&copy;|y"),)),
    )
    return Document("sv", "sv", line, (), (Section("x", line, blocks),), Facts(()), "", "")


def read(data: bytes) -> list[Token]:
    """Return what Markdown makes of a text, the parts of its lines in their places."""
    tokens = []
    for token in READER.parse(data.decode("utf-8")):
        tokens += [token, *(token.children or [])]
    return tokens


def shape(tokens: list[Token]) -> list[str]:
    """Return the kinds of everything but text."""
    return [token.type for token in tokens if token.type not in ("text", "inline")]


def shown(tokens: list[Token]) -> str:
    """Return the text that people see."""
    return " ".join(token.content for token in tokens if token.type == "text")


@pytest.mark.parametrize("line", LINES)
def test_data_is_text_and_never_markup(line: str) -> None:
    tokens = read(markdown(document(line)))
    assert shape(tokens) == shape(read(markdown(document("Ord"))))
    (inline,) = [each for each in tokens if each.type == "inline" and each.level == 1][:1]
    assert shown(inline.children or []).strip() == visible(line).strip()


def test_it_says_what_the_page_says(planted: Callable[[Plant], Path], published: Published) -> None:
    folder = planted(harmless)
    data = published(folder, "html", "--lang", "en")
    page = Page(data)
    tokens = read(published(folder, "md", "--lang", "en"))
    body = re.sub("<[^>]*>", " ", data.decode("utf-8").partition("</head>")[2])
    missing = set(re.findall(r"\w+", unescape(body))) - set(re.findall(r"\w+", shown(tokens)))
    assert missing <= {"Skip", "to", "the", "content", "On", "this", "page"}
    links = {str(token.attrs["href"]) for token in tokens if token.type == "link_open"}
    assert links == {str(each["href"]) for each in page.all("a") if each["href"][:1] != "#"}
