"""Records as their files hold them: which there are, and each made of what was read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from miljo_tui.frozen import replace
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import Record
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import RecordKind
from miljo_tui.store.reading import Source, toml_files
from miljo_tui.store.syntax import SyntaxFault

SHORT = 40
"""Letters of a value that many records may have: a unit, an area, a status."""

_PLAIN = frozenset({str, int})
"""The types of values of which no two that are equal differ; a bool equals a number."""


def record_ids(path: Path, kind: RecordKind) -> list[str]:
    """Return the ids of the records of a kind, in the order of their file names."""
    return [name.removesuffix(".toml") for name in toml_files(path / kind.folder)]


def load_record(kind: RecordKind, id: str, source: Source) -> Record[Any]:
    """Make a record of what was read."""
    record: Record[Any] = Record(kind, id, source.data, source.raw, None)
    if source.fault is None:
        return record
    return replace(record, fault=problem_of_fault(source.fault, record.file))


class Shared:
    """Keys, short values and lists of values that many records have, held once for all of these.

    tomllib makes each of them anew: of 10,000 records that are held, that was half of the memory.
    """

    def __init__(self) -> None:
        self._values: dict[Any, Any] = {}
        self._lists: dict[tuple[Any, ...], list[Any]] = {}

    def record(self, record: Record[Any]) -> Record[Any]:
        """Return the record with what it shares; its value is found out as well."""
        raw = self._raw(record.raw)
        record = Record(record.kind, record.id, record.source, raw, record.fault)
        value = record.value
        for key in fields_of(record.kind.cls):
            held = getattr(value, key)
            if held and type(held) is tuple and type(held[0]) in _PLAIN:
                object.__setattr__(value, key, self._values.setdefault(held, held))
        return record

    def _raw(self, value: Any) -> Any:
        kind = type(value)
        if kind is str:
            return self._values.setdefault(value, value) if len(value) <= SHORT else value
        if kind is int:
            return self._values.setdefault(value, value)
        if kind is dict:
            return {sys.intern(key): self._raw(held) for key, held in value.items()}
        if kind is list:
            items = tuple([self._raw(held) for held in value])
            if _PLAIN.issuperset(map(type, items)):
                return self._lists.setdefault(items, list(items))
            return list(items)
        return value


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
