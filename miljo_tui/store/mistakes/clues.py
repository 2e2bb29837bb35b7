"""Clues to a mistake: the reason that tomllib gives, and the line at which it stopped."""

from __future__ import annotations

import re
from functools import cached_property

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message
from miljo_tui.store.scanner import Scan, ScanError

_ASSIGNMENT = re.compile(r"""[ \t]*(?:[^\s"'=#]+|"[^"]*"|'[^']*')[ \t]*=[ \t]*""")
_TOKEN_EDGES = " \t,[]{}#="
_LIST_OPENING = re.compile(r"^[ \t]*[^\s#=]+[ \t]*=[ \t]*(\[)", re.MULTILINE)


@frozen
class Mistake:
    """One recognised mistake: where it is, as an offset in characters, what it is, what to do."""

    offset: int
    message: Message
    remedy: Message
    code: str = "toml-syntax"


@frozen
class Clue:
    """The text, the offset at which tomllib stopped, and its own words."""

    text: str
    offset: int
    reason: str

    @cached_property
    def row_start(self) -> int:
        """Offset of the line that tomllib stopped on."""
        return self.text.rfind("\n", 0, self.offset) + 1

    @cached_property
    def row(self) -> str:
        """The line that tomllib stopped on, without its line ending."""
        end = self.text.find("\n", self.offset)
        return self.text[self.row_start : end if end >= 0 else len(self.text)].rstrip("\r")

    @cached_property
    def row_end(self) -> int:
        """Offset of the end of the line that tomllib stopped on."""
        return self.row_start + len(self.row)

    @cached_property
    def after(self) -> str:
        """The rest of the line, from where tomllib stopped."""
        return self.row[self.offset - self.row_start :]

    @cached_property
    def value_start(self) -> int:
        """Offset of the value on a `name = value` line; of where tomllib stopped on any other."""
        found = _ASSIGNMENT.match(self.row)
        return self.row_start + found.end() if found else self.offset

    @cached_property
    def value(self) -> str:
        """What stands after `=`, up to a comment; empty when the line has no `=`."""
        if not _ASSIGNMENT.match(self.row):
            return ""
        return re.split(r"\s+#|^#", self.row[self.value_start - self.row_start :])[0].strip()

    @cached_property
    def token_start(self) -> int:
        """Offset of the word that tomllib stopped in or before."""
        start = self.offset
        while start > self.row_start and self.text[start - 1] not in _TOKEN_EDGES:
            start -= 1
        return start

    @cached_property
    def token(self) -> str:
        """The word that tomllib stopped in or before."""
        found = re.match(r"[^\s,\[\]{}#=]*", self.text[self.token_start : self.row_end])
        return found[0] if found else ""

    @cached_property
    def scanner_stop(self) -> int | None:
        """Offset at which the span scanner gives up: for an open string, where it begins."""
        try:
            Scan(self.text)
        except ScanError as stop:
            return stop.offset
        except RecursionError:
            pass
        return None

    @cached_property
    def list_opening(self) -> int:
        """Offset of the nearest `[` before, that a `name =` stands in front of."""
        openings = [found.start(1) for found in _LIST_OPENING.finditer(self.text, 0, self.offset)]
        return openings[-1] if openings else self.row_start

    def says(self, *reasons: str) -> bool:
        """Tell whether tomllib's words begin with one of `reasons`."""
        return self.reason.startswith(reasons)

    def line(self, offset: int) -> int:
        """Return the 1-based line of an offset."""
        return self.text.count("\n", 0, offset) + 1
