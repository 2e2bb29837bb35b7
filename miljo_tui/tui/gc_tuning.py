"""When Python looks for garbage: never before the measures are read, nor among what is to stay."""

from __future__ import annotations

import gc


def look_for_garbage() -> None:
    """Let Python look for garbage again, but not among what is there to stay."""
    gc.freeze()
    gc.enable()
