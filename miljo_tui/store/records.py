"""Records as their files hold them: which there are, and each made of what was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from miljo_tui.frozen import replace
from miljo_tui.model.folder import Record
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import RecordKind
from miljo_tui.store.reading import Source, toml_files
from miljo_tui.store.syntax import SyntaxFault


def record_ids(path: Path, kind: RecordKind) -> list[str]:
    """Return the ids of the records of a kind, in the order of their file names."""
    return [name.removesuffix(".toml") for name in toml_files(path / kind.folder)]


def load_record(kind: RecordKind, id: str, source: Source) -> Record[Any]:
    """Make a record of what was read."""
    record: Record[Any] = Record(kind, id, source.data, source.raw)
    if source.fault is None:
        return record
    return replace(record, fault=problem_of_fault(source.fault, record.file))


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


def language_in(agreement: Source) -> str | None:
    """Return the language that an agreement's own file asks for, as far as it can be read."""
    code = agreement.raw.get("language")
    return code if isinstance(code, str) else None
