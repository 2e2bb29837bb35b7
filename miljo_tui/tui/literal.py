"""Values as widgets take them: always literal, a bracket in the data is a bracket on screen.

Textual and Rich read markup in plain strings, and a stray `[/x]` stops the program; no value
reaches a widget except through `label` or `cell`.
"""

from __future__ import annotations

import re

from rich.text import Text
from textual.content import Content

from miljo_tui.model.escape_controls import visible

__all__ = ["cell", "label", "visible"]

_COLOUR = re.compile(r"\b(?=(?:red|green|yellow|cyan)\b)")


def label(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Return `text` for labels, titles, options and buttons; `lines` keeps newlines and tabs.

    Colours are the terminal's own, as they are in a `cell`; Textual's pure green is hard to read.
    """
    return Content.styled(visible(text, lines=lines), _COLOUR.sub("ansi_", style))


def cell(text: str, style: str = "") -> Text:
    """Return `text` as one line for tables and trees."""
    return Text(visible(text), style=style, no_wrap=True, end="")
