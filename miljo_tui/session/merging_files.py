"""Three versions of one file joined for git, field by field where its lines would conflict."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

from miljo_tui.model.failures import Refused
from miljo_tui.model.fields import editable
from miljo_tui.model.merging import merge
from miljo_tui.model.outline import outline
from miljo_tui.model.records import KINDS, RecordKind
from miljo_tui.model.values import same
from miljo_tui.session import trees
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.reading import Source, parse, read


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> bool:
    """Join `theirs` into the file `ours`, both from `base`; tell whether all went together.

    `name` is the file's path in the repository, which says what kind of record it holds. Where the
    fields conflict, or a version cannot be read, `ours` gets git's own marks. Raises Missing
    without git.
    """
    kind = _kind(name)
    versions = [read(file) for file in (base, ours, theirs)]
    wanted = None
    if kind and not any(version.fault for version in versions):
        merged = merge(kind.cls, *(version.raw for version in versions))
        wanted = None if merged.conflicts else merged.raw
        text = _joined(kind, versions[1], wanted) if wanted is not None else None
        if text is not None:
            ours.write_bytes(text.encode())
            return True
    from miljo_tui.history.marking import mark_conflicts

    is_clean = mark_conflicts(base, ours, theirs)
    # Lines may go together where the fields do not, and then nobody should be told that they do.
    return is_clean and (kind is None or (wanted is not None and _holds(ours, wanted)))


def _holds(file: Path, wanted: dict[str, Any]) -> bool:
    return same(dict(read(file).raw), wanted)


def _joined(kind: RecordKind, ours: Source, wanted: dict[str, Any]) -> str | None:
    """Return our text with the wanted values, None where it cannot be edited so."""
    if ours.text is None:
        return None
    edits = [
        Edit(path, value)
        for path in editable(kind.cls)
        if not same(value := trees.at(wanted, path), trees.at(ours.raw, path))
    ]
    try:
        text = edit(ours.text, edits, outline(kind.cls))
    except Refused:
        return None
    # A key that no field is declared for is not edited: such a change is for the lines to tell.
    return text if same(dict(parse(text.encode()).raw), wanted) else None


def _kind(name: str) -> RecordKind | None:
    path = PurePath(name)
    for kind in KINDS:
        if path.suffix == ".toml" and (
            path.parent.name == kind.folder if kind.folder else path.stem == kind.name
        ):
            return kind
    return None
