"""Rules about the shape of a record: its keys, and the kind of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.fields import Field, fields_of, required_of
from miljo_tui.model.folder import FORMAT, AnyRecord, Folder
from miljo_tui.model.kinds import Fault, wrong_type
from miljo_tui.model.nearest_key import nearest
from miljo_tui.model.problems import Path, Problem, Severity, Spot
from miljo_tui.model.structures import Entries, Table
from miljo_tui.model.tree import tables


def declared_fields(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A key is unknown or missing, or a value does not fit its declaration."""
    yield from _table(record, record.kind.cls, record.raw, ())


def _table(
    record: AnyRecord, cls: type[Any], raw: Mapping[str, Any], path: Path
) -> Iterator[Problem]:
    declared = fields_of(cls)
    for key, value in raw.items():
        field = declared.get(key)
        if field is None:
            yield _unknown_key(record, cls, key, value, path)
        elif isinstance(value, (dict, list)):
            yield from _value(record, field, value, (*path, key))
        elif not field.required or not _blank(value):
            for fault in field.kind.faults(value, field.label):
                yield _problem(record, fault, (*path, key, *fault.path))
    for field in required_of(cls):
        key = field.key
        if _blank(raw.get(key, "")) and (path or not _strayed(cls, raw, key)):
            yield _missing(record, field, raw, path)


def _blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _strayed(root: type[Any], raw: Mapping[str, Any], key: str) -> bool:
    """Tell whether a key that the file lacks stands inside one of its tables instead."""
    return key not in raw and any(
        key in table and key not in fields_of(cls) for cls, table in tables(root, raw)
    )


def _value(record: AnyRecord, field: Field, value: Any, path: Path) -> Iterator[Problem]:
    if isinstance(field.kind, Table) and isinstance(value, dict):
        yield from _table(record, field.kind.of, value, path)
    elif isinstance(field.kind, Entries) and isinstance(value, list):
        for index, entry in enumerate(value):
            if isinstance(entry, dict):
                yield from _table(record, field.kind.of, entry, (*path, index))
            else:
                fault = wrong_type(entry, field.label, field.kind.expected)
                yield _problem(record, fault, (*path, index))
    else:
        for fault in field.kind.faults(value, field.label):
            yield _problem(record, fault, (*path, *fault.path))


def _problem(record: AnyRecord, fault: Fault, path: Path) -> Problem:
    return Problem(
        fault.code, fault.severity, record.file, path, fault.message, fault.remedy, fault.found
    )


def _missing(record: AnyRecord, field: Field, raw: Mapping[str, Any], path: Path) -> Problem:
    present = field.key in raw
    return Problem(
        "missing-required",
        Severity.ERROR,
        record.file,
        (*path, field.key) if present else path,
        message(_("{label} must be given, but is missing"), label=message(field.label)),
        message(_("Write a value for the key {key}."), key=field.key),
        raw.get(field.key),
        Spot.VALUE if present else Spot.TABLE,
    )


def _unknown_key(record: AnyRecord, cls: type[Any], key: str, value: Any, path: Path) -> Problem:
    root = fields_of(record.kind.cls)
    if path and key in root and key not in record.raw:
        return Problem(
            "misplaced-key",
            # It is all the finding there is where the file then lacks what it must have.
            Severity.ERROR if root[key].required else Severity.WARNING,
            record.file,
            (*path, key),
            message(
                _("The key {key} belongs to the whole file, but stands inside the table {table}"),
                key=key,
                table=_header(path),
            ),
            message(_("Move the line up, above the first line in square brackets.")),
            value,
            Spot.KEY,
        )
    near = nearest(key, fields_of(cls))
    known = ", ".join(fields_of(cls))
    return Problem(
        "unknown-key",
        Severity.WARNING,
        record.file,
        (*path, key),
        message(_("The key {key} is unknown; it is kept, but not used"), key=key),
        message(_("Did you mean {near}?"), near=near)
        if near
        else message(_("Known keys here are: {known}."), known=known),
        value,
        Spot.KEY,
    )


def _header(path: Path) -> str:
    keys = ".".join(step for step in path if isinstance(step, str))
    return f"[[{keys}]]" if isinstance(path[-1], int) else f"[{keys}]"


def newer_format(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """The files were written by a later program."""
    if record is folder.agreement and folder.newer_format:
        yield Problem(
            "newer-format",
            Severity.ERROR,
            record.file,
            ("format",),
            message(
                _("The files have format {found}, but this program knows formats up to {limit}"),
                found=record.raw.get("format"),
                limit=FORMAT,
            ),
            message(_("Install a newer version of miljo-tui; until then nothing can be changed.")),
            record.raw.get("format"),
        )
