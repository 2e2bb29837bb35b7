"""Values inside commands that people paste into a shell."""

from __future__ import annotations

import shlex
from pathlib import PurePath

from miljo_tui.locale import Whole


def pasted(value: str | PurePath) -> Whole:
    """Return a value as one word of a shell, whatever is in it."""
    return Whole(shlex.quote(str(value)))
