"""The screen as cells: each line's characters and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from miljo_tui.tui.terminal.looks import PLAIN, Look

SINGLE = re.compile(
    r"[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*"
)
"""Characters that every terminal shows in one cell."""
CERTAIN = (
    rf"{SINGLE.pattern[:-1]}[\u0300-\u036f]*|[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
"""What every terminal gives as many cells as Textual does; after all else, the place is told.

Compiled when it is first needed, which hardly any first frame does.
"""
JOINER = "\u200d"


class Line:
    """One line; a character of two cells is followed by an empty one."""

    __slots__ = ("characters", "looks")

    def __init__(self, characters: list[str], looks: list[Look]) -> None:
        self.characters = characters
        self.looks = looks

    @classmethod
    def blank(cls, width: int) -> Line:
        """Return a line on which nothing stands."""
        return cls([" "] * width, [PLAIN] * width)

    def copy(self) -> Line:
        """Return a line that changes by itself."""
        return Line(self.characters.copy(), self.looks.copy())

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Line)
            and self.characters == other.characters
            and self.looks == other.looks
        )

    def put(self, x: int, text: str, look: Look) -> int:
        """Put a text at a column and return the column after it, which may be past the end."""
        clusters: list[str] | str
        if SINGLE.fullmatch(text):
            clusters = text
        else:
            clusters = []
            for cluster, width in measured(text):
                if width:
                    clusters += [cluster, *[""] * (width - 1)]
                elif clusters:
                    clusters[-1] += cluster
                elif 0 < x <= len(self.characters):
                    self._join(x - 1, cluster)
        end, last = x + len(clusters), len(self.characters) - 1
        if clusters and end > last + 1:
            # Lines do not wrap: what comes last stands in the last column.
            clusters = [*clusters[: max(last - x, 0)], clusters[-1]]
            x = min(x, last)
        self._cut(x, x + len(clusters))
        looks = [look] * len(clusters)
        if look.blank is not look:
            looks = [look.blank if each == " " else look for each in clusters]
        self.characters[x : x + len(clusters)] = clusters
        self.looks[x : x + len(clusters)] = looks
        return end

    def _join(self, x: int, mark: str) -> None:
        """Put a mark onto the character that covers a column."""
        while x and not self.characters[x]:
            x -= 1
        self.characters[x] += mark

    def _cut(self, start: int, end: int) -> None:
        """Leave blanks of what would only half stand beside a part that is written over."""
        characters = self.characters
        left, right = start, end
        while left and left < len(characters) and not characters[left]:
            left -= 1
        while right < len(characters) and not characters[right]:
            right += 1
        for x in (*range(left, start), *range(end, right)):
            characters[x] = " "
            self.looks[x] = self.looks[x].blank


class Screen:
    """All lines, and where the cursor stands."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.lines = [Line.blank(width) for _ in range(height)]
        self.cursor = (0, 0)

    def copy(self) -> Screen:
        """Return a screen that changes by itself."""
        new = Screen(self.width, 0)
        new.height, new.cursor = self.height, self.cursor
        new.lines = [line.copy() for line in self.lines]
        return new

    def scroll(self, top: int, bottom: int, rows: int) -> None:
        """Move the lines between two, both included, up by so many rows, or down."""
        part = self.lines[top : bottom + 1]
        new = [Line.blank(self.width) for _ in range(abs(rows))]
        self.lines[top : bottom + 1] = [*part[rows:], *new] if rows > 0 else [*new, *part[:rows]]


def measured(text: str) -> Iterator[tuple[str, int]]:
    """Yield what takes cells together, such as a letter with its marks, and how many cells."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and (
            text[end] == JOINER
            or text[end - 1] == JOINER
            or get_character_cell_size(text[end]) == 0
        ):
            continue
        yield text[start:end], _width(text[start:end])
        start = end


@lru_cache(4096)
def _width(cluster: str) -> int:
    return cell_len(cluster)


@lru_cache(4096)
def is_certain(cluster: str) -> bool:
    """Tell whether every terminal gives this as many cells as Textual does."""
    return bool((cluster and SINGLE.fullmatch(cluster)) or re.fullmatch(CERTAIN, cluster))
