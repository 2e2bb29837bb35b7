"""A file that somebody asked for, outside the agreement: written whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.store.replace_file import replace


def export(path: Path, data: bytes) -> None:
    """Put a file in its place in one step, also over an older one.

    Raises BadState for what is no ordinary file, or where it cannot be written; what was there is
    then as it was.
    """
    if not path.parent.is_dir():
        raise BadState(
            message(_("There is no folder {folder}"), folder=path.parent),
            message(_("Name a file in a folder that is there.")),
        )
    try:
        before = path.read_bytes()
    except OSError:  # what is the matter is said where it is written
        before = None
    replace(path.parent.resolve() / path.name, before, data)
