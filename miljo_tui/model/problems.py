"""What a check finds: one problem per cause, with its place, its words and its remedy."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message

Path = tuple[str | int, ...]
"""Where in a record: keys and 0-based list indexes, from the root; empty for the record itself."""


class Severity(StrEnum):
    """How bad a problem is: an error blocks a save, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


class Spot(StrEnum):
    """Which part of the source a problem is about."""

    VALUE = "value"
    KEY = "key"
    TABLE = "table"
    """The header of the table at the path, the first line for the root: for what is missing."""
    POINT = "point"
    """A line and a column that were told by the parser, in `Problem.point`."""


UNREADABLE = "unreadable"
"""The code of what is no ordinary file, or may not be read: no editor would help."""

MARKS = "merge-conflict"
"""The code of what has git's marks: it can be settled field by field."""

UNMERGED = "unmerged"
"""The code of a conflict that git waits for although its file has no marks."""


@frozen
class Problem:
    """One finding of one rule in one file."""

    code: str
    severity: Severity
    file: str
    """The file, relative to the agreement's folder, with forward slashes."""
    path: Path
    message: Message
    remedy: Message
    found: Any = None
    spot: Spot = Spot.VALUE
    point: tuple[int, int] | None = None
    """1-based line and column in characters, for `Spot.POINT` only."""
