"""Three versions of one file joined for git: by lines, and field by field where those conflict."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Self

from miljo_tui.frozen import frozen
from miljo_tui.model.merging import merge
from miljo_tui.model.records import KINDS, RecordKind
from miljo_tui.model.values import same
from miljo_tui.repository.line_merge import merge_lines
from miljo_tui.store.conflict_markers import BASE, OURS, THEIRS, Hunk, Versions, mark, take_apart
from miljo_tui.store.merged_text import comments_of_both, written
from miljo_tui.store.reading import Source, parse, read


@frozen
class MergedFile:
    """What becomes of a record's file that two have changed."""

    data: bytes
    is_joined: bool
    """Whether all went together; else there are marks in it."""

    @classmethod
    def of(cls, base: Path, ours: Path, theirs: Path, name: str) -> Self:
        """Join two files that come from a base; none of them is changed.

        `name` is the file's path in the repository, which says what kind of record it holds. Git's
        merge of the lines counts where it holds what the fields come to. Where they conflict, or
        the comments of both cannot be kept, there are marks. Raises Missing without git, GitFailed
        where it cannot merge.
        """
        files = (base, ours, theirs)
        lines, is_clean = merge_lines(*files)
        kind = _kind(name)
        if kind is None:
            return cls(lines, is_clean)
        versions = [read(file) for file in files]
        joined = _joined(kind, versions, lines, is_clean=is_clean)
        if joined is not None:
            return cls(joined, True)
        if is_clean or not _tells(kind, versions, lines):
            was, one, other = (file.read_bytes().decode(errors="surrogateescape") for file in files)
            marked = mark(None if versions[0].fault else was, one, other)
            lines = marked.encode(errors="surrogateescape")
        return cls(lines, False)

    @classmethod
    def of_versions(cls, base: bytes, ours: bytes, theirs: bytes, name: str) -> Self:
        """Join two versions that are in no file. Raises as `of`."""
        with TemporaryDirectory() as folder:
            files = [Path(folder, label) for label in (BASE, OURS, THEIRS)]
            for file, data in zip(files, (base, ours, theirs), strict=True):
                file.write_bytes(data)
            return cls.of(files[0], files[1], files[2], name)


def _joined(
    kind: RecordKind, versions: list[Source], lines: bytes, *, is_clean: bool
) -> bytes | None:
    """Return the text that both changes make together, None where there is none."""
    base, ours, theirs = versions
    if ours.fault or theirs.fault:  # of its fields nothing is known
        return lines if is_clean and not parse(lines).fault else None
    merged = merge(kind.cls, base.raw, ours.raw, theirs.raw)
    if merged.conflicts:
        return None
    if is_clean and same(dict(parse(lines).raw), merged.raw):
        return lines
    was, one, other = ("" if each.fault else each.text or "" for each in versions)
    kept = comments_of_both(was, one, other)
    text = lines.decode(errors="replace")  # that of a base
    for each in (
        Versions((text,)) if is_clean else take_apart(text),
        Versions((Hunk(one, other),)),
    ):
        if each and (found := written(kind, each, merged.raw, kept)) is not None:
            return found.encode()
    return None


def _tells(kind: RecordKind, versions: list[Source], lines: bytes) -> bool:
    """Tell whether all that conflicts stands between the marks, and both versions can be read."""
    base, ours, theirs = versions
    apart = take_apart(lines.decode(errors="replace"))
    if ours.fault or theirs.fault:
        return True
    if apart is None:
        return False
    one, other = parse(apart.ours.encode()), parse(apart.theirs.encode())
    if one.fault or other.fault:
        return False
    whole = merge(kind.cls, base.raw, ours.raw, theirs.raw)
    marked = merge(kind.cls, base.raw, one.raw, other.raw)
    return same(marked.raw, whole.raw) and len(marked.conflicts) == len(whole.conflicts)


def _kind(name: str) -> RecordKind | None:
    path = PurePath(name)
    for kind in KINDS:
        if path.suffix == ".toml" and (
            path.parent.name == kind.folder if kind.folder else path.stem == kind.name
        ):
            return kind
    return None
