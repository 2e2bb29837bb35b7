"""What is wrong with a text that is not TOML, in words that help the person who wrote it."""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message


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
    # Here, because files are rarely broken and every start would pay for the patterns.
    from miljo_tui.store.mistakes import recognise

    mistake = recognise(text, error)
    line_start = text.rfind("\n", 0, mistake.offset) + 1
    line = text.count("\n", 0, mistake.offset) + 1
    column = mistake.offset - line_start + 1
    return SyntaxFault("toml-syntax", mistake.message, mistake.remedy, line, column)
