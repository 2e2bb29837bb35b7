"""Records that are not there yet: begun from the agreement's template, or from another record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.advice import CHECK
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.ids import LONGEST, suggest
from miljo_tui.model.key_order import outline
from miljo_tui.model.records import AREA, MEASURE, RecordKind
from miljo_tui.model.tree import KeyPath
from miljo_tui.repository.index import addresses_not_checked_out
from miljo_tui.store.records import record_ids
from miljo_tui.store.template_texts import TemplateTexts
from miljo_tui.store.templates import template_source


class NewRecords:
    """Begins records of one kind, one after the other: template and folder are read once."""

    def __init__(self, snapshot: Snapshot, kind: RecordKind, taken: Collection[str] = ()) -> None:
        """Look which ids there are; `taken` are those that are spoken for besides."""
        self._snapshot = snapshot
        self._kind = kind
        self._taken = {*taken_ids(snapshot, kind), *taken}

    @cached_property
    def _texts(self) -> TemplateTexts:
        template = template_source(self._snapshot.path, self._kind).data or b""
        return TemplateTexts(template, outline(self._kind.cls))

    def begin(self, title: str, values: Mapping[KeyPath, Any] = MappingProxyType({})) -> Draft:
        """Return the draft of a record that begins with some values besides its title.

        It has no file yet, and its id is made from the title. Raises WrongUse for a title without a
        letter, BadState where the template cannot be read.
        """
        return self._draft(title, self._texts, values)

    def duplicate(self, record: AnyRecord, title: str) -> Draft:
        """Return the draft of a record like another, without what was reported on that one.

        Raises WrongUse for a title without a letter, for a record of another kind or the agreement,
        BadState where the other cannot be read.
        """
        if record.kind is not self._kind:
            raise WrongUse(
                message(_("{record} is of another kind"), record=record.address),
                message(_("Copy a record of the kind that you want to make.")),
            )
        if record.kind not in (AREA, MEASURE):
            raise WrongUse(
                message(_("{name} cannot be copied"), name=record.address),
                message(_("Copy an area or a measure.")),
            )
        if record.fault or record.source is None:
            raise BadState(
                message(_("{file} cannot be copied while it cannot be read"), file=record.file),
                message(
                    _("Mend the file in an editor first; its place is shown by: {way}"), way=CHECK
                ),
            )
        fields = fields_of(record.kind.cls)
        left: dict[KeyPath, None] = {
            (key,): None for key in record.raw if key in fields and fields[key].left_behind
        }
        texts = TemplateTexts(record.source, outline(record.kind.cls))
        return self._draft(title, texts, left)

    def add(self, title: str, like: AnyRecord | None = None) -> Draft:
        """Return the draft of a record as a person adds it: a copy of another where one is given.

        A new area gets the number after the highest, where areas have numbers. Raises what `begin`
        and `duplicate` raise.
        """
        draft = self.begin(title) if like is None else self.duplicate(like, title)
        numbers = [area.value.number for area in self._snapshot.folder.areas.values()]
        known = [number for number in numbers if number is not None]
        if self._kind is AREA and known:
            draft.put(("number",), max(known) + 1)
            draft.pause()
        return draft

    def keep(self, draft: Draft) -> None:
        """Let no other record have a draft's id."""
        self._taken.add(draft.record.id)

    def _draft(self, title: str, texts: TemplateTexts, values: Mapping[KeyPath, Any]) -> Draft:
        key, kind = "title" if self._kind is MEASURE else "name", self._kind
        name = fields_of(kind.cls)[key].kind.read(title, key)
        if not name or not any(letter.isalnum() for letter in name):
            raise WrongUse(
                message(_("“{title}” is no title"), title=title),
                message(_("Write a title with at least one letter.")),
            )
        begun = texts.source({(key,): name, **values})
        id = free_id(suggest(name), self._taken)
        record = Record[Any](kind, id, begun.data, begun.raw)
        return Draft(record, self._snapshot.folder, is_new=True)


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
