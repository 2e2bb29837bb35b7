"""Where an agreement lies in its repository, and which record a path there belongs to."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from miljo_tui.frozen import frozen
from miljo_tui.model.records import AGREEMENT, KINDS, RecordKind
from miljo_tui.repository.state import Repository


@frozen
class AgreementPath:
    """The folder of an agreement, as git knows it."""

    root: Path
    """The top of the work tree."""
    folder: PurePosixPath
    """The agreement's folder, relative to it."""
    former_folders: tuple[PurePosixPath, ...] = ()
    """Where the folder stood before somebody moved it, as far as that is known."""

    @classmethod
    def of(cls, agreement: Path, where: Repository) -> AgreementPath:
        """Return the place of an agreement."""
        inside = agreement.resolve().relative_to(where.root.resolve())
        return cls(where.root, PurePosixPath(inside.as_posix()))

    @property
    def top(self) -> str:
        """The path of the agreement's own file."""
        return self.path(AGREEMENT.name)

    @property
    def paths(self) -> list[str]:
        """The paths that hold every record."""
        return [str(self.folder / (kind.folder or f"{kind.name}.toml")) for kind in KINDS]

    def path(self, address: str) -> str:
        """Return the path of a record's file."""
        return str(self.folder / f"{address}.toml")

    def every_path(self, address: str) -> list[str]:
        """Return the paths of a record's file, today's first, in all folders that are known."""
        return [str(folder / f"{address}.toml") for folder in (self.folder, *self.former_folders)]

    def moved_from(self, path: str, former: str) -> PurePosixPath | None:
        """Return another folder in which a record had the same address, None for no such one."""
        record = self.record(path)
        end = f"{record[0].address(record[1])}.toml" if record else path
        whole, tail = PurePosixPath(former), PurePosixPath(end)
        if whole.parts[-len(tail.parts) :] != tail.parts:
            return None
        return PurePosixPath(*whole.parts[: -len(tail.parts)])

    def record(self, path: str) -> tuple[RecordKind, str] | None:
        """Return the kind and the id of the record at a path, None where no record can be."""
        folders = (self.folder, *self.former_folders)
        found = (_record(PurePosixPath(path), folder) for folder in folders)
        return next(filter(None, found), None)


def _record(file: PurePosixPath, folder: PurePosixPath) -> tuple[RecordKind, str] | None:
    if file.suffix != ".toml":
        return None
    for kind in KINDS:
        if kind is AGREEMENT:
            if file == folder / f"{kind.name}.toml":
                return kind, kind.name
        elif file.parent == folder / kind.folder and not file.name.startswith("."):
            return kind, file.stem
    return None
