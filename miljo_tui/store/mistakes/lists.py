"""Mistakes in lists and in tables between braces."""

from __future__ import annotations

import re

from miljo_tui.locale import message
from miljo_tui.store.mistakes.clues import Clue, Mistake

_NEXT_STATEMENT = re.compile(
    r"[ \t]*(?:[A-Za-z0-9_.-]+[ \t]*=|\[\[?[A-Za-z0-9_.-]+\]\]?[ \t]*(?:#|$))"
)


def unclosed_list(clue: Clue) -> Mistake | None:
    """A list whose `]` is missing, noticed where the next statement or the end comes."""
    if not clue.says("Unclosed array", "Invalid value"):
        return None
    at_end = not clue.text[clue.offset :].strip()
    if clue.says("Invalid value"):
        # The line's own value is wrong unless tomllib stopped before its name or in its header.
        if at_end and not _in_list_at_end(clue):
            return None
        if not at_end and (clue.offset >= clue.value_start and "=" in clue.row):
            return None
    if not at_end and not _NEXT_STATEMENT.match(clue.row):
        return None
    if clue.line(clue.list_opening) == clue.line(clue.offset) and not at_end:
        return None
    return Mistake(
        clue.list_opening,
        message("The list that begins here is not closed."),
        message("End it with ] after its last item."),
    )


def missing_comma(clue: Clue) -> Mistake | None:
    """Two items of a list, or two pairs between braces, without a comma between them."""
    if not clue.says("Unclosed array", "Unclosed inline table") or not clue.after.strip():
        return None
    found = re.split(r"[,\]}]", clue.after.strip())[0].strip()
    return Mistake(
        clue.offset,
        message("A comma is missing before “{found}”.", found=found),
        message("Put a comma between the items."),
    )


def extra_comma(clue: Clue) -> Mistake | None:
    """A comma with no item in front of it."""
    if not clue.says("Invalid value") or not clue.after.startswith(","):
        return None
    return Mistake(
        clue.offset,
        message("There is a comma too many."),
        message("Put one comma between two items."),
    )


def newer_inline_table(clue: Clue) -> Mistake | None:
    """A newline or a trailing comma between braces, which only TOML 1.1 allows."""
    before = clue.text[: clue.offset].rstrip()
    opening = clue.text.rfind("{", clue.row_start, clue.offset)
    if opening < 0:
        return None
    if clue.says("Invalid initial") and before.endswith(",") and clue.after.startswith("}"):
        offset = len(before) - 1
        what = message(
            "A comma stands before the closing brace; that is TOML 1.1, which is not read."
        )
        remedy = message("Remove the comma.")
    elif clue.says("Invalid initial", "Unclosed inline table") and clue.after.strip()[:1] in (
        "",
        "#",
    ):
        offset = opening
        what = message("Braces over several lines are TOML 1.1, which is not read.")
        remedy = message("Write everything from { to } on one line, or use a [table] of its own.")
    else:
        return None
    return Mistake(offset, what, remedy)


def _in_list_at_end(clue: Clue) -> bool:
    before = clue.text[: clue.offset].rstrip()
    return before.endswith(("[", ","))
