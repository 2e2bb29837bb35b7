"""The files that a new agreement inherits from another, without what was done under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from miljo_tui.editing import Snapshot
from miljo_tui.locale import Language, counted, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.advice import editor_remedy
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.key_order import outline
from miljo_tui.model.records import AGREEMENT, AREA, KINDS, MEASURE, RecordKind
from miljo_tui.model.rules import check, errors
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record
from miljo_tui.store.templates import TEMPLATES_FOLDER, template_source


def its_language(snapshot: Snapshot, otherwise: Language) -> Language:
    """Return the language of an agreement."""
    code = snapshot.folder.agreement.value.language
    return language(code) if code else otherwise


def record_bytes(record: AnyRecord, edits: Sequence[Edit] = ()) -> bytes:
    """Return the bytes of a record's file with edits made, and without what was done under it.

    Raises BadState where the file cannot be read, Refused where it cannot be edited.
    """
    if record.fault or record.source is None:
        raise BadState(
            message(_("{file} cannot be copied while it cannot be read"), file=record.file),
            editor_remedy(record),
        )
    done = [Edit((key,), None) for key, field in _fields(record).items() if field.left_behind]
    try:
        return edit(record.source.decode(), [*edits, *done], outline(record.kind.cls)).encode()
    except Refused as refusal:
        raise Refused(
            message(_("{file}: {problem}"), file=record.file, problem=refusal.message),
            refusal.remedy,
        ) from refusal


def template_bytes(path: Path) -> dict[str, bytes]:
    """Return the templates of an agreement, those it has. Raises BadState for an unreadable one."""
    return {
        f"{TEMPLATES_FOLDER}/{kind.name}.toml": template_source(path, kind).data or b""
        for kind in KINDS
        if (path / TEMPLATES_FOLDER / f"{kind.name}.toml").exists()
    }


def refuse_errors(files: Mapping[str, bytes], snapshot: Snapshot) -> None:
    """Check the records among the files of a new agreement that were taken from another.

    Raises Refused where they hold an error.
    """
    folder = Folder(
        load_record(AGREEMENT, AGREEMENT.name, parse(files["agreement.toml"])),
        _records(files, AREA),
        _records(files, MEASURE),
    )
    problems = [each for found in check(folder).values() for each in errors(found)]
    if problems:
        raise Refused(
            counted(
                _("{count} error would come along: {file}: {problem}"),
                _("{count} errors would come along, the first in {file}: {problem}"),
                len(problems),
                file=problems[0].file,
                problem=problems[0].message,
            ),
            message(
                _("Mend it first; all errors are shown by: miljo-tui -C {folder} check"),
                folder=pasted(snapshot.path),
            ),
        )


def _fields(record: AnyRecord) -> Mapping[str, Any]:
    return fields_of(record.kind.cls)


def _records(files: Mapping[str, bytes], kind: RecordKind) -> dict[str, Any]:
    names = [name for name in files if name.startswith(f"{kind.folder}/")]
    ids = [name.removeprefix(f"{kind.folder}/").removesuffix(".toml") for name in names]
    return {
        id: load_record(kind, id, parse(files[name])) for id, name in zip(ids, names, strict=True)
    }
