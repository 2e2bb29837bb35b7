"""Records as their files hold them: which there are, and each made of what was read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from miljo_tui.frozen import replace
from miljo_tui.model.folder import Record
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import RecordKind
from miljo_tui.store.reading import Source, toml_files
from miljo_tui.store.syntax import SyntaxFault

SHORT = 40
"""Letters of a value that many records may have: a unit, an area, a status."""


def record_ids(path: Path, kind: RecordKind) -> list[str]:
    """Return the ids of the records of a kind, in the order of their file names."""
    return [name.removesuffix(".toml") for name in toml_files(path / kind.folder)]


def load_record(kind: RecordKind, id: str, source: Source) -> Record[Any]:
    """Make a record of what was read."""
    record: Record[Any] = Record(kind, id, source.data, source.raw, None)
    if source.fault is None:
        return record
    return replace(record, fault=problem_of_fault(source.fault, record.file))


def sharing(record: Record[Any]) -> Record[Any]:
    """Return a record whose keys and short values are those of the others, not copies of them.

    tomllib makes every key anew: of 10,000 records that are held, that was a third of the memory.
    """
    return Record(record.kind, record.id, record.source, _shared(record.raw), record.fault)


def _shared(value: Any) -> Any:
    kind = type(value)  # tomllib makes no others, and most are texts
    if kind is str:
        return sys.intern(value) if len(value) <= SHORT else value
    if kind is dict:
        return {sys.intern(key): _shared(held) for key, held in value.items()}
    return [_shared(held) for held in value] if kind is list else value


def problem_of_fault(fault: SyntaxFault, file: str) -> Problem:
    """Return the problem that a file or a folder cannot be read."""
    return Problem(
        fault.code,
        Severity.ERROR,
        file,
        (),
        fault.message,
        fault.remedy,
        spot=Spot.POINT,
        point=(fault.line, fault.column),
    )
