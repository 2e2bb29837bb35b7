"""Changes as commands write them: `KEY=VALUE`, `KEY+=VALUE`, `KEY-=VALUE`, `KEY@=PLACE`.

A key may lead into an entry by its name or its number: `follow_ups[2023].status`.
"""

from __future__ import annotations

import re

from miljo_tui.editing import Draft, DraftField
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.periods import KEY as PERIOD
from miljo_tui.model.problems import Path
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.values import same

_ASSIGNMENT = re.compile(r"((?:[A-Za-z0-9_.\-]|\[[^\]\n]*\])+?)([+\-@]?=)(.*)", re.DOTALL)


def is_assignment(text: str) -> bool:
    """Tell whether a text has the shape of a change."""
    return _ASSIGNMENT.fullmatch(text) is not None


def assign(draft: Draft, assignment: str) -> None:
    """Put one assignment into a draft.

    Raises WrongUse for an unknown key or entry, a value that cannot be read, or an operator that
    does not fit.
    """
    parts = _ASSIGNMENT.fullmatch(assignment)
    if parts is None:
        raise WrongUse(
            message(_("“{text}” is no change"), text=assignment),
            message(_("Write KEY=VALUE, or KEY+=VALUE and KEY-=VALUE for lists.")),
        )
    key, operator, text = parts.groups()
    if operator == "=" and (path := _period(draft, key)) is not None:
        draft.write_period(path, text)
        return
    makes = operator in ("=", "+=") and bool(text.strip())
    found = DraftField.named(draft, key, makes=makes)
    path, kind = found.path, found.field.kind
    if isinstance(kind, Entries):
        if isinstance(path[-1], int):
            _change_entry(draft, path, operator, text, key)
        else:
            _add_entry(found, kind, operator, text)
    elif isinstance(kind, Table):
        raise found.incomplete()
    elif operator == "=":
        draft.enter(path, text)
    else:
        _change_list(draft, path, operator, text, key)
    draft.pause()


def _period(draft: Draft, key: str) -> Path | None:
    """Return where the start and the end stand that `period` names together, None without them."""
    above, dot, last = key.rpartition(".")
    if last != PERIOD:
        return None
    return DraftField.named(draft, f"{above}{dot}start", makes=True).path[:-1]


def _add_entry(entries: DraftField, kind: Entries, operator: str, text: str) -> None:
    draft, key = entries.draft, entries.key
    if operator == "-=":
        draft.remove(entries.entry(text))
    elif operator == "+=" and text.strip():
        made = draft.insert(entries.path, {})
        draft.enter((*made, kind.key[0]), text)
    else:
        raise WrongUse(
            message(_("{key} is a list of entries"), key=key),
            message(
                _("Write {key}+=NAME for a new one, {key}[NAME].FIELD=VALUE for another."),
                key=key,
            ),
        )


def _change_entry(draft: Draft, path: Path, operator: str, text: str, key: str) -> None:
    if operator == "-=" and not text.strip():
        draft.remove(path)
    elif operator == "@=" and text.strip().isdecimal() and int(text) > 0:
        draft.move(path, int(text) - 1)
    else:
        raise WrongUse(
            message(_("{key} is a whole entry"), key=key),
            message(
                _("Write {key}.FIELD=VALUE, {key}-= to remove it, or {key}@=1 to put it first."),
                key=key,
            ),
        )


def _change_list(draft: Draft, path: Path, operator: str, text: str, key: str) -> None:
    field = draft.field(path)
    if not isinstance(field.kind, Listing) or operator == "@=":
        raise WrongUse(
            message(
                _("{label} is no list: {operator} does not fit it"),
                label=message(field.label),
                operator=operator,
            ),
            message(_("Write {key}=VALUE."), key=key),
        )
    items = draft.read(path, text) or []
    present = draft.value(path)
    now = list(present) if isinstance(present, list) else []
    if operator == "+=":
        draft.put(path, now + [item for item in items if not _holds(now, item)] or None)
        return
    for item in items:
        if not _holds(now, item):
            raise WrongUse(
                message(
                    _("{label} does not name “{item}”, so it cannot be removed"),
                    label=message(field.label),
                    item=item,
                ),
                message(
                    _("Look at the list with: miljo-tui show {record}"),
                    record=pasted(draft.record.address),
                ),
            )
    draft.put(path, [item for item in now if not _holds(items, item)] or None)


def _holds(items: list[object], wanted: object) -> bool:
    return any(same(item, wanted) for item in items)
