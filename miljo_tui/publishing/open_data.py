"""The agreement as open data: JSON with typed values, as its published schema describes it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.kinds import Kind
from miljo_tui.model.literals import is_hidden
from miljo_tui.model.parts import FollowUp, OpenData, Page
from miljo_tui.model.progress import newest
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import Measure
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.model.tree import rebuilt
from miljo_tui.model.values import is_empty, same
from miljo_tui.publishing.foot import data_address

FORMAT = 1
"""The format of the data; it counts up when something that was there changes its meaning."""

SCHEMA = "schema/publication.schema.json"
"""Where the schema lies, from the agreement's folder, at the commit that is named."""

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
"""The licences that open data may have, and where they can be read."""

TEXTS = (Text, LongText, Url, Reference)
"""The kinds whose every text is published, also one that the check finds fault with."""


def open_data(publication: Publication) -> bytes:
    """Return a publication as JSON; what does not fit its field is left out."""
    text = json.dumps(
        data(publication), ensure_ascii=False, indent=2, allow_nan=False, default=date.isoformat
    )
    return f"{''.join(map(_harmless, text.splitlines(keepends=True)))}\n".encode()


def data(publication: Publication) -> dict[str, Any]:
    """Return a publication as plain data, dates still dates."""
    folder = publication.folder
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "commit": publication.commit,
        "date": publication.day,
        "last_changed": max(publication.changed.values(), default=publication.day),
        "language": publication.language.code,
        **_terms(publication),
        "agreement": _record(publication, folder.agreement),
        "areas": [_record(publication, record) for record in folder.in_order()],
        "measures": [_record(publication, record) for record in folder.measures.values()],
    }


def _terms(publication: Publication) -> dict[str, Any]:
    """Return who publishes the data, where they lie, and under which licence, None for unknown."""
    agreement = publication.folder.agreement.value
    said, page = agreement.open_data or OpenData(), agreement.page or Page()
    licence = said.licence if said.licence in LICENCES else ""
    return {
        "licence": licence or None,
        "licence_url": LICENCES.get(licence),
        "publisher": said.publisher or page.published_by or agreement.actor or None,
        "url": data_address(publication) or None,
    }


def without_licence(publication: Publication) -> list[Message]:
    """Return what is told of data that name no licence: nobody may use them then."""
    if _terms(publication)["licence"]:
        return []
    return [
        message(
            _("The data name no licence: fill in licence in [open_data] of {file} ({licences})"),
            file=publication.folder.agreement.file,
            licences=list(LICENCES),
        )
    ]


def _record(publication: Publication, record: AnyRecord) -> dict[str, Any]:
    known: dict[str, Any] = {
        "id": record.id,
        "last_changed": publication.changed.get(record.address),
    }
    if isinstance(record.value, Measure):
        follow_up = newest(record.value)
        fitting = rebuilt(FollowUp, vars(follow_up), _published) if follow_up else {}
        known["status"] = fitting.get("status")
        known["status_year"] = fitting.get("year")
    return {**known, **rebuilt(record.kind.cls, record.raw, _published)}


def _published(field: Field, value: Any) -> Any:
    """Return what there is to publish of a field, None for nothing."""
    fitting = _fitting(field.kind, value)
    return None if is_empty(fitting) else fitting


def _fitting(kind: Kind, value: Any) -> Any:
    """Return a value as far as it fits its kind, None for what does not."""
    if value is None or not kind.fits(value):
        return None
    if isinstance(kind, Listing):
        items: list[Any] = []
        for item in value:
            fitting = _fitting(kind.item, item)
            if not is_empty(fitting) and not any(same(fitting, other) for other in items):
                items.append(fitting)
        return items
    return value if isinstance(kind, TEXTS) or not any(kind.faults(value, "")) else None


def _harmless(line: str) -> str:
    """Return a line of JSON with whatever a terminal could obey escaped."""
    if line.removesuffix("\n").isprintable():
        return line
    return "".join(
        json.dumps(char)[1:-1] if is_hidden(char) and char != "\n" else char for char in line
    )
