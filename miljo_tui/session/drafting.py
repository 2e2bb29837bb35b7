"""A draft: the changes somebody has in mind for one record, with undo, redo and their problems."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field, build, editable
from miljo_tui.model.folder import AnyRecord, Folder, Record
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.rules import check_record
from miljo_tui.model.structures import Listing
from miljo_tui.model.values import same

FieldPath = tuple[str, ...]


@frozen
class Unread:
    """What was typed into a field and cannot be understood; kept as it is until it can."""

    text: str
    failure: WrongUse


@frozen
class Why:
    """The reason for a change, and the case it belongs to; either may be empty."""

    reason: str = ""
    case: str = ""


class Draft:
    """Changes to one record that nobody else sees yet."""

    def __init__(self, record: AnyRecord, folder: Folder) -> None:
        self.record = record
        self.folder = folder
        self.fields: Mapping[FieldPath, Field] = editable(record.kind.cls)
        self._steps: list[tuple[FieldPath, dict[FieldPath, Any]]] = [((), {})]
        self._now = 0
        self.why = Why()
        """What was said of the reason and the case so far; kept until the save."""

    @property
    def _written(self) -> dict[FieldPath, Any]:
        return self._steps[self._now][1]

    def original(self, path: FieldPath) -> Any:
        """Return the value in the file, None where there is none."""
        return _at(self.record.raw, path)

    def value(self, path: FieldPath) -> Any:
        """Return the value as drafted: None for none, `Unread` for what was not understood."""
        return self._written[path] if path in self._written else self.original(path)

    def write(self, path: FieldPath, text: str | Sequence[str]) -> None:
        """Take what a person wrote into a field; for a list, the text of each item."""
        field = self.fields[path]
        try:
            if isinstance(field.kind, Listing) and not isinstance(text, str):
                value = field.kind.read_items(list(text), field.label)
            else:
                value = self._ended(path, field.kind.read(str(text), field.label))
        except WrongUse as failure:
            self.put(path, Unread(text if isinstance(text, str) else "\n".join(text), failure))
        else:
            self.put(path, value)

    def _ended(self, path: FieldPath, value: Any) -> Any:
        """Give a long text the line break at its end that the file's has, which no screen shows."""
        original = self.original(path)
        if not (isinstance(value, str) and isinstance(original, str)):
            return value
        if value.rstrip("\n") == original.rstrip("\n"):
            return original
        return value.rstrip("\n") + "\n" if original.endswith("\n") else value

    def put(self, path: FieldPath, value: Any) -> None:
        """Give a field a value, None for none; typing on in the same field is one step of undo."""
        if value is None:
            value = self._emptied(path)
        if same(value, self.value(path)):
            return
        written = {**self._written, path: value}
        if same(value, self.original(path)):
            del written[path]
        if self._now and self._steps[self._now][0] == path:
            self._now -= 1
        del self._steps[self._now + 1 :]
        self._steps.append((path, written))
        self._now += 1

    def _emptied(self, path: FieldPath) -> Any:
        """Return what stands for nothing: no key, unless it stood there empty or is to stay."""
        field = self.fields[path]
        empty: Any = [] if isinstance(field.kind, Listing) else ""
        stood_empty = same(self.original(path), empty)
        stays = field.stays and self.original(path) is not None
        return empty if stood_empty or stays else None

    def pause(self) -> None:
        """End the step of undo that typing is part of: the next change is a step of its own."""
        path, written = self._steps[self._now]
        if path:
            self._steps[self._now] = ((), written)

    def undo(self) -> bool:
        """Take back the latest step; tell whether there was one."""
        self._now, moved = max(self._now - 1, 0), self._now > 0
        return moved

    def redo(self) -> bool:
        """Do again the step that was taken back; tell whether there was one."""
        last = len(self._steps) - 1
        self._now, moved = min(self._now + 1, last), self._now < last
        return moved

    @property
    def changed(self) -> bool:
        """Tell whether anything differs from the file."""
        return bool(self._written)

    def is_changed(self, path: FieldPath) -> bool:
        """Tell whether one field differs from the file."""
        return path in self._written

    @property
    def edits(self) -> dict[FieldPath, Any]:
        """The values to be put into the file, by path; None takes the key away."""
        return {
            path: value for path, value in self._written.items() if not isinstance(value, Unread)
        }

    @property
    def result(self) -> AnyRecord:
        """The record as it will be; what was not understood keeps its value from the file."""
        raw = copy.deepcopy(dict(self.record.raw))
        for path, value in self.edits.items():
            _put(raw, path, value)
        kind = self.record.kind
        return Record[Any](
            kind, self.record.id, self.record.source, raw, build(kind.cls, raw), self.record.fault
        )

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the draft changes, in the order of the declarations."""
        return compare(self.record.kind.cls, self.record.raw, self.result.raw)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the record as it will be, unread fields first."""
        result = self.result
        unread = [
            Problem(
                "not-understood",
                Severity.ERROR,
                self.record.file,
                path,
                value.failure.message,
                value.failure.remedy or value.failure.message,
                value.text,
            )
            for path, value in self._written.items()
            if isinstance(value, Unread)
        ]
        understood = (
            problem
            for problem in check_record(result, self.folder.replaced(result))
            if not any(problem.path[: len(each.path)] == each.path for each in unread)
        )
        return [*unread, *understood]

    def new_problems(self, severity: Severity) -> list[Problem]:
        """Return the problems that this draft brings in.

        Such errors forbid the save and such warnings want to be accepted; older ones do neither.
        """
        before = {_identity(problem) for problem in check_record(self.record, self.folder)}
        return [
            problem
            for problem in self.problems()
            if problem.severity is severity and _identity(problem) not in before
        ]


def _identity(problem: Problem) -> tuple[str, Path, str]:
    return problem.code, problem.path, repr(problem.found)


def _at(raw: Mapping[str, Any], path: FieldPath) -> Any:
    value: Any = raw
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _put(raw: dict[str, Any], path: FieldPath, value: Any) -> None:
    *tables, key = path
    inside = raw
    for table in tables:
        inner = inside.get(table)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = inside[table] = {}
        inside = inner
    if value is None:
        inside.pop(key, None)
    else:
        inside[key] = value
