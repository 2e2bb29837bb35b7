"""One line of the table: what was measured, beside what it is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Comparison:
    """A figure of the program, the figure it is held against, and how far above it may lie."""

    what: str
    ours: float
    floor: float
    bound: float
    unit: str = "ms"
    is_exact: bool = False
    """Whether the figure is the same on every machine, and with little data."""

    @property
    def ratio(self) -> float:
        """The program's figure as a multiple of the other."""
        return self.ours / (self.floor or 1)

    @property
    def kept(self) -> bool:
        """Whether the bound is kept."""
        return self.ratio <= self.bound

    def cells(self) -> tuple[str, ...]:
        """Return the texts of the line."""
        figures = (f"{figure:.2f} {self.unit}" for figure in (self.ours, self.floor))
        return (
            self.what,
            *figures,
            f"{self.ratio:.2f}",
            f"{self.bound:.2f}",
            "yes" if self.kept else "NO",
        )


HEADER = ("what", "ours", "floor", "ratio", "bound", "ok")


def medians(runs: int, *measured: Callable[[], float]) -> list[float]:
    """Return the median of each, run in turns so that a slow moment of the machine meets all."""
    figures: list[list[float]] = [[] for _ in measured]
    for _ in range(runs):
        for place, measure in enumerate(measured):
            figures[place].append(measure())
    return [median(each) for each in figures]


def table(comparisons: Sequence[Comparison]) -> str:
    """Return all comparisons as a table."""
    rows = [HEADER, *(each.cells() for each in comparisons)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
