"""Positions in a source text: the line and the columns of a key, a value or a table."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from miljo_tui.frozen import frozen
from miljo_tui.model.escape_controls import visible
from miljo_tui.model.problems import Path, Problem, Spot
from miljo_tui.store.scanner import Scan, ScanError, Span
from miljo_tui.store.syntax import BYTE_ORDER_MARK

__all__ = ["Positions", "SourcePosition", "Span", "locate"]


LONGEST = 160
"""So many characters of a source line are shown; a broken file may be one line of millions."""


@frozen
class SourcePosition:
    """Where a finding is shown: 1-based line and columns in characters, and the line itself."""

    line: int
    column: int
    end_column: int
    """One past the last column to underline on this line; always after `column`."""
    source_line: str

    def excerpt(self, longest: int = LONGEST) -> tuple[str, str]:
        """Return the source line as it is read, cut around the place, and the marks below it."""
        line, column = self.source_line, self.column - 1
        start = max(0, column - longest // 2) if len(line) > longest else 0
        end = start + longest
        before = ("…" if start else "") + visible(line[start:column])
        found = visible(line[column : min(self.end_column - 1, end)])
        after = visible(line[column:end][self.end_column - self.column :])
        shown = before + found + after
        marks = " " * len(before) + "^" * max(len(found), 1)
        # What is hidden takes more room when it is written out.
        is_cut = end < len(line) or len(shown) > longest + 1
        return shown[: longest + 1] + ("…" if is_cut else ""), marks


class Positions:
    """The spans of one text that tomllib has accepted, which is scanned as far as is asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._scan = Scan(text, whole=False)

    def value(self, path: Path) -> Span | None:
        """Return the span of the value at `path`, which may be an item of a list."""
        return self._first(self._scan.values, path)

    def key(self, path: Path) -> Span | None:
        """Return the span of the key at `path`: its own part of a dotted key or of a header."""
        return self._first(self._scan.keys, path)

    def table(self, path: Path) -> Span | None:
        """Return the span of the header that opens `path` or, lacking one, first lies within it."""
        return self._headers.get(path) if path else None

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column, in characters, of an offset."""
        line_start = self.text.rfind("\n", 0, offset) + 1
        return self.text.count("\n", 0, offset) + 1, offset - line_start + 1

    def _first(self, spans: Mapping[Path, Span], path: Path) -> Span | None:
        while path not in spans and self._scan.read_on():
            pass
        return spans.get(path)

    @cached_property
    def _headers(self) -> dict[Path, Span]:
        while self._scan.read_on():
            pass
        spans = {header.path: header.span for header in reversed(self._scan.headers)}
        for header in self._scan.headers:
            for length in range(1, len(header.path)):
                spans.setdefault(header.path[:length], header.span)
        return spans


def locate(text: str, problem: Problem) -> SourcePosition:
    """Return the place that `problem` is about; line 1 when the text has no such thing.

    Never raises, whatever the text is.
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    if problem.spot is Spot.POINT:
        return _at(text, *(problem.point or (1, 1)))
    positions = _positions(text)
    try:
        span = _span(positions, problem)
    except (ScanError, RecursionError):
        span = None
    if span is None:
        return _at(text, 1, 1)
    line, column = positions.line_column(span.start)
    return _at(text, line, column, column + span.end - span.start)


@lru_cache(1)
def _positions(text: str) -> Positions:
    """Return the same positions for one problem of a file after the other."""
    return Positions(text)


def _span(positions: Positions, problem: Problem) -> Span | None:
    path = problem.path
    found = None
    if problem.spot is Spot.VALUE:
        found = positions.value(path)
    if found is None and problem.spot is not Spot.TABLE:
        found = positions.key(path)
    found = found or positions.table(path)
    if found is None and path and problem.spot is Spot.TABLE:
        found = positions.value(path)  # an inline table has no header
    return found


def _at(text: str, line: int, column: int, end_column: int = 0) -> SourcePosition:
    lines = text.split("\n", line)
    source_line = lines[line - 1].removesuffix("\r") if 0 < line <= len(lines) else ""
    last = min(end_column, len(source_line) + 1)
    return SourcePosition(line, column, max(last, column + 1), source_line)
