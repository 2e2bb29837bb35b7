"""A document as HTML that needs nothing else and runs nothing: a whole page, or a piece of one."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import Markup

from miljo_tui.publishing.document import Document, Words
from miljo_tui.publishing.html_lines import HtmlLines
from miljo_tui.publishing.template_environment import environment

TEMPLATES = Path(__file__).parent / "templates"

PREFIX = "miljo-"
"""What the ids of a piece begin with, so that none is one of the page around it."""


def hypertext(document: Document) -> bytes:
    """Return a document as a whole page."""
    style = _styles("style.css", "page.css") + _printed(document.head.url)
    return _rendered("document.html", document, style, prefix="", policy=policy(style))


def fragment(document: Document, level: int) -> bytes:
    """Return a document as a piece for another page, whose styles it neither takes nor gives.

    Its own rules are made stronger than any rule that names no id.
    """
    style = _styles("piece.css", "style.css").replace(".miljo", ".miljo:not(#miljo)")
    return _rendered("fragment.html", document, style, prefix=PREFIX, level=level)


def policy(style: str) -> str:
    """Return what the page allows itself: its own style and the pictures in it."""
    digest = b64encode(sha256(style.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _printed(address: str) -> str:
    """Return the rule that prints an address on every sheet; no sign of it ends the text."""
    if not address:
        return ""
    spelled = "".join(
        sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in address
    )
    words = f'color: #47564d; content: "{spelled}"; font-size: 7.5pt; width: 85%;'
    return f"@page {{ @bottom-left {{ {words} }} }}\n"


def _styles(*names: str) -> str:
    return "".join((TEMPLATES / name).read_text("utf-8") for name in names)


def _rendered(template: str, document: Document, style: str, **values: Any) -> bytes:
    lines = HtmlLines(document, values["prefix"])
    templates = environment(TEMPLATES)
    templates.filters |= {"said": lines.said, "line": lines.line, "lines": lines.lines}
    text = templates.get_template(template).render(
        document=document,
        title=_plain(document.title),
        of_data=lines.of_data,
        shown=_plain,
        style=Markup(style),
        linked_data=Markup(_linked_data(document.head.linked_data)),
        **values,
    )
    return text.encode()


def _plain(words: Words) -> str:
    return words if isinstance(words, str) else words.text


def _linked_data(data: Mapping[str, Any]) -> str:
    """Return linked data as JSON in which nothing ends the element that it stands in."""
    if not data:
        return ""
    text = json.dumps(data)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
