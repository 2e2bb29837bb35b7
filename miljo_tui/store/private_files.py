"""Private files outside the agreement: written whole, readable by their owner alone."""

from __future__ import annotations

import os
import time
from pathlib import Path

from miljo_tui.store.atomic_write import place


def keep(path: Path, data: bytes) -> None:
    """Put a file in its place in one step and on the disk.

    Only the owner may read it. Raises OSError where it cannot be done; an older file is then as
    it was.
    """
    place(path, path.parent / f".{path.name}.{time.monotonic_ns()}.tmp", data)


def kept(folder: Path, suffix: str, *, folders: bool = False) -> list[Path]:
    """Return the ordinary files of a folder whose names end so, or its folders.

    A missing folder has none.
    """
    try:
        with os.scandir(folder) as entries:
            return sorted(
                Path(entry.path)
                for entry in entries
                if entry.name.endswith(suffix)
                and not entry.name.startswith(".")
                and (entry.is_dir if folders else entry.is_file)(follow_symlinks=False)
            )
    except OSError:
        return []
