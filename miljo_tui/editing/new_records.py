"""Records that are not there yet: begun from the agreement's template, or from another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.advice import CHECK
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Folder, Record
from miljo_tui.model.ids import LONGEST, suggest
from miljo_tui.model.key_order import outline
from miljo_tui.model.records import AREA, MEASURE, RecordKind
from miljo_tui.model.tree import KeyPath
from miljo_tui.repository.index import addresses_not_checked_out
from miljo_tui.store.records import record_ids
from miljo_tui.store.template_texts import TemplateTexts
from miljo_tui.store.templates import template_source


def begin_record(
    snapshot: Snapshot,
    kind: RecordKind,
    title: str,
    like: AnyRecord | None = None,
    taken: Collection[str] = (),
) -> Draft:
    """Return the draft of a new record, as a copy of another one where one is given.

    A new area gets the number after the highest, where areas have numbers. Raises WrongUse for what
    is no title or of another kind, BadState where the template or the other one cannot be read.
    """
    if like is None:
        draft = new_record(snapshot, kind, title, taken)
    elif like.kind is not kind:
        raise WrongUse(
            message(_("{record} is of another kind"), record=like.address),
            message(_("Copy a record of the kind that you want to make.")),
        )
    else:
        draft = duplicate_record(snapshot, like, title, taken)
    _give_number(draft, snapshot.folder)
    return draft


def new_record(
    snapshot: Snapshot, kind: RecordKind, title: str, taken: Collection[str] = ()
) -> Draft:
    """Return the draft of a record that has no file yet; its id is made from the title.

    `taken` are ids that are spoken for besides those of the files. Raises WrongUse for a title
    without a letter, BadState where the template cannot be read.
    """
    return NewRecords(snapshot, kind, taken).begin(title)


class NewRecords:
    """Begins records of one kind, one after the other: template and folder are read once."""

    def __init__(self, snapshot: Snapshot, kind: RecordKind, taken: Collection[str] = ()) -> None:
        """Raises BadState where the template cannot be read."""
        self._snapshot = snapshot
        self._kind = kind
        template = template_source(snapshot.path, kind).data or b""
        self._texts = TemplateTexts(template, outline(kind.cls))
        self._taken = {*taken_ids(snapshot, kind), *taken}

    def begin(self, title: str, values: Mapping[KeyPath, Any] = MappingProxyType({})) -> Draft:
        """Return the draft of a record that begins with some values besides its title.

        Raises WrongUse for a title without a letter.
        """
        return _draft(self._snapshot, self._kind, title, self._texts, values, self._taken)

    def keep(self, draft: Draft) -> None:
        """Let no other record have a draft's id."""
        self._taken.add(draft.record.id)


def duplicate_record(
    snapshot: Snapshot, record: AnyRecord, title: str, taken: Collection[str] = ()
) -> Draft:
    """Return the draft of a record like another, without what was reported on that one.

    Raises WrongUse for a title without a letter or for the agreement, BadState where the other
    cannot be read.
    """
    if record.kind not in (AREA, MEASURE):
        raise WrongUse(
            message(_("{name} cannot be copied"), name=record.address),
            message(_("Copy an area or a measure.")),
        )
    if record.fault or record.source is None:
        raise BadState(
            message(_("{file} cannot be copied while it cannot be read"), file=record.file),
            message(_("Mend the file in an editor first; its place is shown by: {way}"), way=CHECK),
        )
    fields = fields_of(record.kind.cls)
    left: dict[KeyPath, None] = {
        (key,): None for key in record.raw if key in fields and fields[key].left_behind
    }
    ids = {*taken_ids(snapshot, record.kind), *taken}
    texts = TemplateTexts(record.source, outline(record.kind.cls))
    return _draft(snapshot, record.kind, title, texts, left, ids)


def _give_number(draft: Draft, folder: Folder) -> None:
    numbers = [area.value.number for area in folder.areas.values()]
    known = [number for number in numbers if number is not None]
    if draft.record.kind is AREA and known:
        draft.put(("number",), max(known) + 1)
        draft.pause()


def _draft(
    snapshot: Snapshot,
    kind: RecordKind,
    title: str,
    texts: TemplateTexts,
    values: Mapping[KeyPath, Any],
    taken: Collection[str],
) -> Draft:
    key = "title" if kind is MEASURE else "name"
    name = fields_of(kind.cls)[key].kind.read(title, key)
    if not name or not any(letter.isalnum() for letter in name):
        raise WrongUse(
            message(_("“{title}” is no title"), title=title),
            message(_("Write a title with at least one letter.")),
        )
    begun = texts.source({(key,): name, **values})
    id = free_id(suggest(name), taken)
    record = Record[Any](kind, id, begun.data, begun.raw)
    return Draft(record, snapshot.folder, is_new=True)


def taken_ids(snapshot: Snapshot, kind: RecordKind) -> list[str]:
    """Return the ids that the records of a kind have, also those that are not checked out."""
    above = kind.address("")
    elsewhere = addresses_not_checked_out(snapshot.path)
    return [
        *record_ids(snapshot.path, kind),
        *(each.removeprefix(above) for each in elsewhere if each.startswith(above)),
    ]


def free_id(id: str, taken: Collection[str]) -> str:
    """Return the id, with -2 or the next number behind it where it is taken."""
    if id not in taken:
        return id
    for number in range(2, len(taken) + 3):
        ending = f"-{number}"
        candidate = id[: LONGEST - len(ending)].rstrip("-") + ending
        if candidate not in taken:
            return candidate
    raise AssertionError("more candidates than taken ids")
