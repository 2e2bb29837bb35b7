"""The entries of one list, such as `[[actions]]`, as stretches of lines that move as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from miljo_tui.model.key_order import Outline
from miljo_tui.model.literals import key_literal
from miljo_tui.model.problems import Path
from miljo_tui.store.scanner import Header, Span
from miljo_tui.store.source_lines import SourceLines, Splice, names
from miljo_tui.store.value_style import spell


class EntryBodies:
    """The bodies of a list's entries: comments above, header, keys, nested entries.

    A body ends before the line break of its last line; what stands between two bodies belongs to
    neither: blank lines, comments that touch nothing, other tables.
    """

    def __init__(self, layout: SourceLines, path: Path) -> None:
        self.layout = layout
        self.path = path
        self.headers = [
            header
            for header in layout.scan.headers
            if header.is_entry and header.path[:-1] == path and isinstance(header.path[-1], int)
        ]

    @cached_property
    def bodies(self) -> list[Span]:
        """The stretch of each entry."""
        return [self._body(header) for header in self.headers]

    def removal(self, index: int) -> Splice:
        """Return the splice that takes an entry away, with the blank lines on one side of it."""
        text, body = self.layout.text, self.bodies[index]
        previous = self._end_before(index, body)
        if previous is not None and not text[previous : body.start].strip():
            start, end = previous, body.end
        else:
            header = self.layout.next_header(body.end)
            following = self.layout.block_start(header.span.start) if header else None
            start, end = body.start, self.layout.line_end(body.end)
            if following is not None and not text[body.end : following].strip():
                end = following
            elif following is None:
                start = self.layout.before_blank_line(start)
        if end == len(text) and start and not text.endswith("\n"):
            start = len(text[:start].rstrip("\r\n"))
        return Splice(start, end, "")

    def arranged(self, order: Sequence[int]) -> Splice:
        """Return the splice that puts the entries into another order; what is between them stays.

        `order` holds the present indexes, all of them.
        """
        text, bodies = self.layout.text, self.bodies
        parts: list[str] = []
        for place, index in enumerate(order):
            parts.append(text[bodies[index].start : bodies[index].end])
            if place + 1 < len(bodies):
                parts.append(text[bodies[place].end : bodies[place + 1].start])
        return Splice(bodies[0].start, bodies[-1].end, "".join(parts))

    def beginning(self, entries: Sequence[Mapping[str, Any]], outline: Outline) -> Splice:
        """Return the splice that adds the first entries of a list at the root."""
        first, *others = (self._lines(0, entry, outline) for entry in entries)
        lines = [*first, *(line for each in others for line in ("", *each))]
        return self.layout.new_section(self.path, lines[0], lines[1:], outline)

    def insertion(self, index: int, entry: Mapping[str, Any], outline: Outline) -> Splice | None:
        """Return the splice that adds an entry with its plain values, in the style of its siblings.

        None where the entry that it is to stand in has no header of its own.
        """
        if not self.bodies and len(self.path) == 1:
            return self.beginning([entry], outline)
        section = self.layout.newline.join(self._lines(index, entry, outline))
        if not self.bodies:
            around = EntryBodies(self.layout, self.path[:-2])
            place = self.path[-2]
            if not isinstance(place, int) or place >= len(around.bodies):
                return None
            at = around.bodies[place].end
            return Splice(at, at, 2 * self.layout.newline + section)
        if index:
            at = self.bodies[index - 1].end
            return Splice(at, at, self._gap(index) + section)
        at = self.bodies[0].start
        return Splice(at, at, section + self._gap(index))

    def _body(self, header: Header) -> Span:
        layout, path = self.layout, header.path
        others = (
            other
            for other in layout.scan.headers
            if other.span.start > header.span.start and other.path[: len(path)] != path
        )
        following = next(others, None)
        limit = layout.block_start(following.span.start) if following else len(layout.text)
        last = max(end for end in layout.ends if end <= limit)
        end = layout.line_end(last)
        while end < limit and layout.text[end : layout.line_end(end)].lstrip(" \t").startswith("#"):
            end = layout.line_end(end)
        end = len(layout.text[:end].removesuffix("\n").removesuffix("\r"))
        return Span(layout.block_start(header.span.start), end)

    def _end_before(self, index: int, body: Span) -> int | None:
        """Return where the text ends that the entry was put behind, if it was put behind one."""
        if index:
            return self.bodies[index - 1].end
        if len(self.path) == 1 or len(self.bodies) > 1:
            return None
        before = max((end for end in self.layout.ends if end <= body.start), default=None)
        if before is None:
            return None
        end = self.layout.line_end(before)
        return len(self.layout.text[:end].removesuffix("\n").removesuffix("\r"))

    def _gap(self, index: int) -> str:
        """Return what stands between two siblings beside a place, where that is only blank."""
        if len(self.bodies) > 1:
            left = min(max(index - 2, 0), len(self.bodies) - 2)
            gap = self.layout.text[self.bodies[left].end : self.bodies[left + 1].start]
            if not gap.strip():
                return gap
        return 2 * self.layout.newline

    def _lines(self, index: int, entry: Mapping[str, Any], outline: Outline) -> list[str]:
        layout, static = self.layout, names(self.path)
        sibling = self.headers[max(index - 1, 0)] if self.headers else None
        header = f"[[{'.'.join(map(key_literal, static))}]]"
        margin = indent = ""
        equals, likes = " = ", {}
        if sibling:
            header = layout.text[sibling.span.start : sibling.span.end]
            margin = self._margin(sibling.span.start)
            spans = {
                path[-1]: span
                for path, span in layout.scan.statements.items()
                if path[:-1] == sibling.path
            }
            for key, span in spans.items():
                value = layout.scan.values[(*sibling.path, key)]
                before = layout.text[span.start : value.start]
                indent, equals = self._margin(span.start), before[len(before.rstrip(" \t=")) :]
                likes[key] = layout.text[value.start : value.end]
        declared = outline.keys_in(static)
        keys = sorted(entry, key=lambda key: declared.index(key) if key in declared else 999)
        lines = [margin + header]
        for key in keys:
            if not is_entries(entry[key]):
                start = f"{indent}{key_literal(key)}{equals}"
                like = likes.get(key, "")
                mark = like if like[:1] == "'" and like[:3] != "'''" else ""
                lines.append(start + spell(entry[key], layout.newline, start, mark))
        return lines

    def _margin(self, offset: int) -> str:
        return self.layout.text[self.layout.line_start(offset) : offset]


def is_entries(value: Any) -> bool:
    """Tell whether a value is a list of tables with at least one in it."""
    return isinstance(value, list) and bool(value) and all(isinstance(e, dict) for e in value)
