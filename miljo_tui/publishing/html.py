"""A document as HTML: one file that needs nothing else, without a script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from miljo_tui.model.escape_controls import visible
from miljo_tui.publishing.document import Document

TEMPLATES = Path(__file__).parent / "templates"


def hypertext(document: Document) -> bytes:
    """Return a document as HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("document.html").render(document=document).encode()


def _shown(value: Any) -> Any:
    """Return a text as it may be seen; what is markup already came through here."""
    return visible(value) if type(value) is str else value
