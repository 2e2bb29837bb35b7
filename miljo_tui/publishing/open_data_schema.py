"""JSON Schema of the open data, exported from the declarations like that of the files."""

from __future__ import annotations

from typing import Any

from miljo_tui.locale import LANGUAGES, Language
from miljo_tui.locale import mark as _
from miljo_tui.model.choices import Choice
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.kinds import Kind
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind
from miljo_tui.model.statuses import STATUSES
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.publishing.open_data import FORMAT, LICENCES, SCHEMA, TEXTS

_DATE = {"type": "string", "format": "date"}
_ALWAYS = (
    *("format", "commit", "date", "last_changed", "language"),
    *("licence", "licence_url", "publisher", "url", "agreement", "areas", "measures"),
)

ID = f"urn:x-miljo-tui:publication:{FORMAT}"
"""What the schema is known by, wherever a copy of it lies."""


def open_schema(language: Language) -> dict[str, Any]:
    """Return the schema of what is published as JSON, with its words in a language."""
    say = language.say
    commit = {"type": "string", "pattern": "^([0-9a-f]{40}|[0-9a-f]{64})$"}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": ID,
        "title": say(_("An environmental agreement as open data")),
        "type": "object",
        "properties": {
            "$schema": {"const": SCHEMA},
            "format": {"title": say(_("Format of the data")), "const": FORMAT},
            "commit": {"title": say(_("Version (id in git)")), **commit},
            "date": {"title": say(_("Date of the version")), **_DATE},
            "last_changed": {"title": say(_("Last changed")), **_DATE},
            "language": {"title": say(_("Language")), "enum": list(LANGUAGES)},
            "licence": {"title": say(_("Licence")), "enum": [*LICENCES, None]},
            "licence_url": {
                "title": say(_("Where the licence can be read")),
                "enum": [*LICENCES.values(), None],
            },
            "publisher": {
                "title": say(_("Publisher of the data")),
                **_or_null({"type": "string"}),
            },
            "url": {
                "title": say(_("Where the data lie")),
                **_or_null({"type": "string", "format": "uri"}),
            },
            "agreement": _record(AGREEMENT, language),
            "areas": {"type": "array", "items": _record(AREA, language)},
            "measures": {"type": "array", "items": _record(MEASURE, language)},
        },
        "required": list(_ALWAYS),
        "additionalProperties": False,
    }


def _record(kind: RecordKind, language: Language) -> dict[str, Any]:
    say = language.say
    known: dict[str, Any] = {
        "id": {"title": "Id", "type": "string"},
        "last_changed": {"title": say(_("Last changed")), **_or_null(_DATE)},
    }
    if kind is MEASURE:
        letters = {"enum": [*(option.value for option in STATUSES), None]}
        known["status"] = {"title": say(_("Latest status")), **letters}
        known["status_year"] = {
            "title": say(_("Year reported on")),
            **_or_null({"type": "integer"}),
        }
    shape = _object(kind.cls, language)
    properties = {**known, **shape["properties"]}
    return {**shape, "title": say(kind.label), "properties": properties, "required": list(known)}


def _object(cls: type[Any], language: Language) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            key: _property(field, language)
            for key, field in fields_of(cls).items()
            if not field.internal
        },
        "additionalProperties": False,
    }


def _property(field: Field, language: Language) -> dict[str, Any]:
    return {"title": language.say(field.label), **_shape(field.kind, language)}


def _shape(kind: Kind, language: Language) -> dict[str, Any]:
    if isinstance(kind, Table):
        return _object(kind.of, language)
    if isinstance(kind, Entries):
        return {"type": "array", "items": _object(kind.of, language)}
    if isinstance(kind, Listing):
        return {"type": "array", "items": _shape(kind.item, language), "uniqueItems": True}
    if isinstance(kind, Choice):
        return {"enum": [option.value for option in kind.options]}
    return {"type": "string"} if isinstance(kind, TEXTS) else kind.schema()


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [shape, {"type": "null"}]}
