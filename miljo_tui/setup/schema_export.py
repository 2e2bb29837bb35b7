"""The schema files that lie beside an agreement, so that any editor completes and checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from miljo_tui.locale import Language, language
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.model.records import KINDS
from miljo_tui.model.schema import schema
from miljo_tui.publishing import open_schema
from miljo_tui.store.reading import language_in, read
from miljo_tui.store.replace_file import replace

FOLDER = "schema"

PUBLICATION = "publication"
"""The name of the schema of what is published as JSON."""

SCHEMA_NAMES = (*(kind.name for kind in KINDS), PUBLICATION)


def schemas(language: Language) -> dict[str, Any]:
    """Return every schema by its name, with words in a language."""
    files = {kind.name: schema(kind, language) for kind in KINDS}
    return {**files, PUBLICATION: open_schema(language)}


def schema_files(code: str) -> dict[str, bytes]:
    """Return the text of each schema file, relative to the agreement, with words in a language."""
    return {
        f"{FOLDER}/{name}.schema.json": (
            json.dumps(each, ensure_ascii=False, indent=2) + "\n"
        ).encode()
        for name, each in schemas(language(code)).items()
    }


def _expected(path: Path) -> dict[str, bytes]:
    """Return what each schema file is to hold, with the line ends that it has on the disk."""
    files = schema_files(language_in(read(path / AGREEMENT_FILE)) or "sv")
    for name, text in files.items():
        if b"\r\n" in (_present(path / name) or b""):
            files[name] = text.replace(b"\n", b"\r\n")
    return files


def stale_schemas(path: Path) -> list[str]:
    """Return the schema files that are missing or out of date."""
    return [name for name, text in _expected(path).items() if _present(path / name) != text]


def write_schemas(path: Path) -> list[str]:
    """Bring the schema files up to date and return the names of those that were written."""
    from miljo_tui.repository import settings, shared_repository  # a check of them asks no git

    written = stale_schemas(path)
    modes = shared_repository.asked(settings.Settings.of(path)) if written else None
    for name in written:
        replace(path / name, _present(path / name), _expected(path)[name], asked=modes)
    return written


def _present(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
