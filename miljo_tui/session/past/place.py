"""Where an agreement lies in its repository, and which record a path there belongs to."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from miljo_tui.frozen import frozen
from miljo_tui.history.state import State
from miljo_tui.model.records import AGREEMENT, KINDS, RecordKind


@frozen
class Place:
    """The folder of an agreement, as git knows it."""

    root: Path
    """The top of the work tree."""
    folder: PurePosixPath
    """The agreement's folder, relative to it."""

    @classmethod
    def of(cls, agreement: Path, state: State) -> Place:
        """Return the place of an agreement."""
        inside = agreement.resolve().relative_to(state.root.resolve())
        return cls(state.root, PurePosixPath(inside.as_posix()))

    @property
    def paths(self) -> list[str]:
        """The paths that hold every record."""
        return [str(self.folder / (kind.folder or f"{kind.name}.toml")) for kind in KINDS]

    def path(self, address: str) -> str:
        """Return the path of a record's file."""
        return str(self.folder / f"{address}.toml")

    def record(self, path: str) -> tuple[RecordKind, str] | None:
        """Return the kind and the id of the record at a path, None where no record can be."""
        file = PurePosixPath(path)
        if file.suffix != ".toml":
            return None
        for kind in KINDS:
            if kind is AGREEMENT:
                if file == self.folder / f"{kind.name}.toml":
                    return kind, kind.name
            elif file.parent == self.folder / kind.folder and not file.name.startswith("."):
                return kind, file.stem
        return None
