"""What every input tells the form: which field, and what was written into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from miljo_tui.model.problems import Path


@dataclass
class Edited(Message):
    """A field was given another text; for a list, the text of each item."""

    path: Path
    text: str | Sequence[str]
