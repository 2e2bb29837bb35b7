"""JSON Schema of the files, exported from the declarations so that an editor can complete them."""

from __future__ import annotations

from typing import Any

from miljo_tui.locale import Language
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.records import RecordKind
from miljo_tui.model.structures import Entries, Table


def schema(kind: RecordKind, language: Language) -> dict[str, Any]:
    """Return the schema of a kind of record, with its words in a language."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": language.say(kind.label),
        "x-tombi-toml-version": "v1.0.0",
        "x-tombi-table-keys-order": "schema",
        **_object(kind.cls, language),
    }


def _object(cls: type[Any], language: Language) -> dict[str, Any]:
    fields = fields_of(cls)
    required = [key for key, field in fields.items() if field.required]
    return {
        "type": "object",
        "properties": {key: _property(field, language) for key, field in fields.items()},
        **({"required": required} if required else {}),
    }


def _property(field: Field, language: Language) -> dict[str, Any]:
    words = {"title": language.say(field.label)}
    if field.help:
        words["description"] = language.say(field.help)
    if isinstance(field.kind, Table):
        return {**words, **_object(field.kind.of, language)}
    if isinstance(field.kind, Entries):
        return {**words, "type": "array", "items": _object(field.kind.of, language)}
    required_text = {"minLength": 1} if field.required else {}
    shape = field.kind.schema()
    return {**words, **shape, **(required_text if shape.get("type") == "string" else {})}
