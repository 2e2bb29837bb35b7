"""What is wrong with a text that is not TOML, in words that help the person who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui import store
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message

if TYPE_CHECKING:
    from miljo_tui.store.mistakes.clues import Mistake

BYTE_ORDER_MARK = "\ufeff"
"""What some editors begin a file with: kept where it is, and no part of the TOML behind it."""


@frozen
class SyntaxFault:
    """Why a file cannot be read: the finding's code, its words, and its 1-based line and column."""

    code: str
    message: Message
    remedy: Message
    line: int = 1
    column: int = 1


def explain(text: str, error: ValueError | RecursionError) -> SyntaxFault:
    """Return the fault in `text` that made tomllib raise `error`."""
    return _placed(text, store.recognise(text, error))


def marked(text: str) -> SyntaxFault | None:
    """Return the fault of a text that can be read, although git has left its marks in its values.

    One with other lines of such signs has none.
    """
    mistake = store.first_mark(text) if store.take_apart(text) else None
    return _placed(text, mistake) if mistake else None


def _placed(text: str, mistake: Mistake) -> SyntaxFault:
    line_start = text.rfind("\n", 0, mistake.offset) + 1
    line = text.count("\n", 0, mistake.offset) + 1
    column = mistake.offset - line_start + 1
    return SyntaxFault(mistake.code, mistake.message, mistake.remedy, line, column)
