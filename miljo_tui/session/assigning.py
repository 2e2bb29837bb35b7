"""Changes as commands write them: `KEY=VALUE`, `KEY+=VALUE`, `KEY-=VALUE`."""

from __future__ import annotations

import re

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import lookup
from miljo_tui.model.nearest import nearest
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.values import same
from miljo_tui.session.drafting import Draft, FieldPath, Unread

_ASSIGNMENT = re.compile(r"([A-Za-z0-9_.\-]+?)([+-]?=)(.*)", re.DOTALL)


def assign(draft: Draft, assignment: str) -> None:
    """Put one assignment into a draft.

    Raises WrongUse for an unknown key, a value that cannot be read, or an operator that does
    not fit the field.
    """
    parts = _ASSIGNMENT.fullmatch(assignment)
    if parts is None:
        raise WrongUse(
            message(_("“{text}” is no change"), text=assignment),
            message(_("Write KEY=VALUE, or KEY+=VALUE and KEY-=VALUE for lists.")),
        )
    key, operator, text = parts.groups()
    path = _path(draft, key)
    if operator == "=":
        draft.write(path, text)
    else:
        _change_list(draft, path, operator, text)
    value = draft.value(path)
    if isinstance(value, Unread):
        raise value.failure
    draft.pause()


def _path(draft: Draft, key: str) -> FieldPath:
    path = tuple(key.split("."))
    if path in draft.fields:
        return path
    found = lookup(draft.record.kind.cls, path)
    if found is not None and isinstance(found.kind, Entries):
        raise WrongUse(
            message(_("{key} is a list of entries; set changes single fields"), key=key),
            message(_("Edit the file {file}, then run: miljo-tui check"), file=draft.record.file),
        )
    known = {".".join(path): field for path, field in draft.fields.items()}
    near = nearest(key, known)
    raise WrongUse(
        message(_("{record} has no key {key}"), record=draft.record.address, key=key),
        message(_("Did you mean {near}?"), near=near)
        if near
        else message(_("Known keys are: {known}."), known=list(known)),
    )


def _change_list(draft: Draft, path: FieldPath, operator: str, text: str) -> None:
    field = draft.fields[path]
    if not isinstance(field.kind, Listing):
        raise WrongUse(
            message(
                _("{label} is no list: {operator} does not fit it"),
                label=message(field.label),
                operator=operator,
            ),
            message(_("Write {key}=VALUE."), key=".".join(path)),
        )
    items = field.kind.read(text, field.label) or []
    present = draft.value(path)
    now = list(present) if isinstance(present, list) else []
    if operator == "+=":
        draft.put(path, now + [item for item in items if not _holds(now, item)] or None)
        return
    for item in items:
        if not _holds(now, item):
            raise WrongUse(
                message(
                    _("{label} does not name “{item}”, so it cannot be taken away"),
                    label=message(field.label),
                    item=item,
                ),
                message(
                    _("Look at the list with: miljo-tui show {record}"), record=draft.record.address
                ),
            )
    draft.put(path, [item for item in now if not _holds(items, item)] or None)


def _holds(items: list[object], wanted: object) -> bool:
    return any(same(item, wanted) for item in items)
