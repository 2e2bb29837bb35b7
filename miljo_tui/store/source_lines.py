"""The lines of a TOML text, and so where a key is added or removed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.model.key_order import Outline
from miljo_tui.model.literals import key_literal
from miljo_tui.model.problems import Path
from miljo_tui.store.scanner import Header, Scan, Span
from miljo_tui.store.value_style import spell

_BLANK_LINE = re.compile(r"[ \t]*\r?\n")
_COMMENT_LINE = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")


@frozen
class Splice:
    """A replacement of one stretch of a text, offsets in characters."""

    start: int
    end: int
    text: str


class SourceLines:
    """The lines of one scanned text."""

    def __init__(self, text: str, scan: Scan) -> None:
        self.text = text
        self.scan = scan
        self._outline: Outline | None = None
        self._places: dict[Path, tuple[int, str]] = {}
        """Where this outline puts the keys that were added, and how their lines begin."""

    @cached_property
    def newline(self) -> str:
        """The line ending that most lines have."""
        return "\r\n" if 2 * self.text.count("\r\n") > self.text.count("\n") else "\n"

    def line_start(self, offset: int) -> int:
        """Return the offset of the beginning of a line."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return the offset after a line's ending, or the end of the text."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def removal(self, path: Path) -> Splice | None:
        """Return the splice that removes a key, with its table's header if nothing else is left.

        None when the key has no line of its own.
        """
        statement = self.scan.statements.get(path)
        if statement is None:
            return None
        start, end = self.line_start(statement.start), self.line_end(statement.end)
        header = self._header(path[:-1])
        if header and not header.is_entry and self._stands_alone(header, statement):
            start = self.line_start(header.span.start)
            if self.next_header(header.span.end) is None:
                start = self.before_blank_line(start)
            elif blank := _BLANK_LINE.match(self.text, end):
                end = blank.end()
        if end == len(self.text) and not self.text.endswith("\n"):
            start = len(self.text[:start].rstrip("\r\n"))
        return Splice(start, end, "")

    def addition(self, path: Path, value: Any, outline: Outline) -> Splice | None:
        """Return the splice that adds a key, and its table if that is missing.

        None when its table is there but has no header of its own.
        """
        table, key = path[:-1], str(path[-1])
        if table and self._header(table) is None:
            if len(table) > 1 or table in self.scan.keys:
                return None
            return self.new_table(table, {key: value}, outline)
        # A long import adds the same keys to one template, row by row.
        if outline is not self._outline:
            self._outline, self._places = outline, {}
        if path not in self._places:
            self._places[path] = self._place(table, key, outline)
        at, start = self._places[path]
        return self._insert(at, start + spell(value, self.newline, start))

    def _place(self, table: Path, key: str, outline: Outline) -> tuple[int, str]:
        """Return where a key is added to a table or the root, and how its line begins there."""
        at, indent = self._gap(table, key, outline)
        return at, f"{indent}{key_literal(key)} = "

    def _gap(self, table: Path, key: str, outline: Outline) -> tuple[int, str]:
        header = self._header(table)
        section_start = header.span.end if header else 0
        following_header = self.next_header(section_start)
        section_end = following_header.span.start if following_header else len(self.text)
        order = outline.keys_in(names(table))
        rank = order.index(key) if key in order else len(order)
        before: Span | None = None
        after: Span | None = None
        for position, declared in enumerate(order):
            span = self.scan.statements.get((*table, declared))
            if span is None or not section_start <= span.start < section_end:
                continue
            if position < rank:
                before = span
            else:
                after = after or span
        if before is not None:
            indent = self.text[self.line_start(before.start) : before.start]
            return self.line_end(before.end), indent
        if after is not None:
            indent = self.text[self.line_start(after.start) : after.start]
            return self.block_start(after.start), indent
        return self.line_end(header.span.end) if header else self._top(), ""

    def _insert(self, at: int, lines: str) -> Splice:
        if at == len(self.text) and self.text and not self.text.endswith("\n"):
            return Splice(at, at, self.newline + lines)
        return Splice(at, at, lines + self.newline)

    def new_table(self, path: Path, values: Mapping[str, Any], outline: Outline) -> Splice:
        """Return the splice that adds a table at the root with its first keys, in their order."""
        starts = [f"{key_literal(key)} = " for key in values]
        pairs = zip(starts, values.values(), strict=True)
        lines = [start + spell(value, self.newline, start) for start, value in pairs]
        return self.new_section(path, f"[{key_literal(str(path[0]))}]", lines, outline)

    def new_section(
        self, path: Path, header: str, lines: Sequence[str], outline: Outline
    ) -> Splice:
        """Return the splice that adds a first table or entry at the root, in its declared place."""
        section = self.newline.join([header, *lines])
        ranks = outline.keys_in(())
        rank = ranks.index(str(path[0])) if path[0] in ranks else len(ranks)
        for other in self.scan.headers:
            if other.path[0] in ranks[rank + 1 :]:
                at = self.block_start(other.span.start)
                return self._insert(at, section + self.newline)
        # Exactly one blank line, always: removal takes exactly one away again.
        return self._insert(len(self.text), (self.newline if self.text else "") + section)

    def _header(self, table: Path) -> Header | None:
        return next((header for header in self.scan.headers if header.path == table), None)

    def next_header(self, offset: int) -> Header | None:
        """Return the first header that begins at an offset or after it."""
        return next((header for header in self.scan.headers if header.span.start >= offset), None)

    def _stands_alone(self, header: Header, statement: Span) -> bool:
        """Tell whether a table has this one key, no comments of its own and no tables within."""
        if any(other.path[:-1] == header.path for other in self.scan.headers):
            return False
        following = self.next_header(header.span.end)
        end = self.block_start(following.span.start) if following else len(self.text)
        rest = self.text[header.span.end : statement.start] + self.text[statement.end : end]
        start = header.span.start
        return not rest.strip() and self.block_start(start) == self.line_start(start)

    def before_blank_line(self, line_start: int) -> int:
        """Return the start of the line before, where that is blank, else the line's own."""
        previous = self.line_start(line_start - 1) if line_start else 0
        return line_start if self.text[previous:line_start].strip() else previous

    def block_start(self, offset: int) -> int:
        """Return the start of the line at `offset`, or of the comment lines right above it."""
        ends = self.ends
        position = bisect_right(ends, offset)
        floor = self.line_end(ends[position - 1]) if position else 0
        start = self.line_start(offset)
        while start > floor:
            previous = self.line_start(start - 1)
            line = self.text[previous:start].lstrip(" \t")
            # What begins with #: is a word to editors, not to readers: it belongs to the file.
            if not line.startswith("#") or line.startswith("#:"):
                break
            start = previous
        return start

    @cached_property
    def ends(self) -> list[int]:
        """The offsets at which statements and headers end, in their order."""
        spans = [*self.scan.statements.values(), *(header.span for header in self.scan.headers)]
        return sorted(span.end for span in spans)

    def _top(self) -> int:
        """Return where a first key goes: after the comments that open the file.

        Comments that touch a key or a header belong to that; the key goes before them.
        """
        directives = end = 0
        while line := _COMMENT_LINE.match(self.text, end):
            end = line.end()
            if line[0].lstrip(" \t").startswith("#:"):
                directives = end
        at_rest = end == len(self.text) or _BLANK_LINE.match(self.text, end)
        return end if at_rest else directives


def names(path: Path) -> tuple[str, ...]:
    """Return the keys of a path without the places in lists, as declarations know them."""
    return tuple(step for step in path if isinstance(step, str))
