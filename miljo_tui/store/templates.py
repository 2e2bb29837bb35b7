"""What a new record begins with: a file in the agreement that the municipality may change."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.records import MEASURE, RecordKind
from miljo_tui.store.reading import Source, parse, read

TEMPLATES_FOLDER = "templates"

_MEASURE = """\
#:schema ../schema/measure.schema.json
title = ""
areas = []
description = ""
responsible = ""
sources = []
"""


def template_files() -> dict[str, bytes]:
    """Return the templates that a new agreement comes with, by their file in the agreement."""
    return {f"{TEMPLATES_FOLDER}/{MEASURE.name}.toml": _MEASURE.encode()}


def template_source(path: Path, kind: RecordKind) -> Source:
    """Return what a new record of a kind begins with in the agreement at `path`.

    Where the agreement has no such file it is the schema's line alone. Raises BadState where the
    file cannot be read.
    """
    name = f"{TEMPLATES_FOLDER}/{kind.name}.toml"
    file = path / name
    if not (file.exists() or file.is_symlink()):
        return parse(f"#:schema ../schema/{kind.name}.schema.json\n".encode())
    source = read(file)
    if source.fault:
        raise BadState(
            message(
                _("{file}, line {line}, column {column}: {fault}"),
                file=name,
                line=source.fault.line,
                column=source.fault.column,
                fault=source.fault.message,
            ),
            source.fault.remedy,
        )
    return source
