"""The agreement that comes after another: what goes on comes along, what is finished stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from miljo_tui.editing import Snapshot
from miljo_tui.locale import Language, Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, WrongUse
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.parts import EarlierRound
from miljo_tui.model.records import Agreement, Measure
from miljo_tui.model.rounds import is_finished
from miljo_tui.model.times import last_day
from miljo_tui.repository.state import look
from miljo_tui.setup.creation import NewAgreement
from miljo_tui.setup.inherited_files import (
    its_language,
    record_bytes,
    refuse_errors,
    template_bytes,
)
from miljo_tui.setup.initial_files import beside
from miljo_tui.setup.period import Period
from miljo_tui.store.editing import Edit
from miljo_tui.store.templates import template_files

STAYS_BEHIND = ("signed", "registry_number", "milestones", "communications", "assessments")
"""What in the agreement itself tells of the old one only."""


def following(old: Snapshot, period: Period, otherwise: Language) -> NewAgreement:
    """Return the plan of the agreement for the period after an old one's.

    `otherwise` is its language where the old one has none. Raises WrongUse where the periods
    overlap, BadState or Refused where what would come along cannot be read or holds errors.
    """
    agreement = old.folder.agreement
    _refuse_overlap(agreement.value, period)
    language = its_language(old, otherwise)
    measures = old.folder.measures.values()
    carried = tuple(measure for measure in measures if not is_finished(measure.value))
    left = tuple(measure for measure in measures if is_finished(measure.value))
    come: list[AnyRecord] = [*old.folder.areas.values(), *carried]
    files = {
        agreement.file: record_bytes(agreement, _edits(agreement, period)),
        **{record.file: record_bytes(record) for record in come},
    }
    refuse_errors(files, old)
    files |= {**template_files(), **template_bytes(old.path), **beside(language)}
    first, last = period.years
    return NewAgreement(
        files,
        language,
        message(_("A new agreement for {first}–{last}"), first=first, last=last),
        (
            message(_("It follows “{title}”."), title=agreement.name),
            counted(
                _("{count} unfinished measure was carried over."),
                _("{count} unfinished measures were carried over."),
                len(carried),
            ),
            *_told_left(left),
        ),
        old.path,
        carried,
        left,
    )


def folder_for(old: Snapshot, period: Period) -> Path:
    """Return a folder for the next agreement beside the old one, named after its period."""
    try:
        top = look(old.path).root
    except Failure:  # in no repository that can be looked at
        top = old.path
    name = _renamed(top.name, old.folder.agreement.value, period)
    if name == top.name:
        first, last = period.years
        name = f"{name}-{first}-{last}"
    return top.parent / name


def _refuse_overlap(old: Agreement, period: Period) -> None:
    if old.end is not None and period.first_day <= last_day(old.end):
        year = last_day(old.end).year
        raise WrongUse(
            message(
                _("The new period begins {start}, but the old agreement ends {end}"),
                start=period.first_day,
                end=last_day(old.end),
            ),
            message(
                _("Write a period after it, such as {first}-{last}."), first=year + 1, last=year + 4
            ),
        )


def _edits(agreement: Record[Agreement], period: Period) -> list[Edit]:
    old = agreement.value
    rounds = agreement.raw.get("earlier_rounds", [])
    if not isinstance(rounds, list):
        rounds = []  # the check of what comes along will say so
    return [
        Edit(("title",), _renamed(old.title, old, period)),
        Edit(("start",), period.start if isinstance(old.start, int) else period.first_day),
        Edit(("end",), period.end if isinstance(old.end, int) else period.last_day),
        *(Edit((key,), None) for key in STAYS_BEHIND),
        Edit(("earlier_rounds",), [*rounds, _as_round(agreement)]),
    ]


def _as_round(agreement: Record[Agreement]) -> dict[str, Any]:
    """Return an agreement as the entry of an earlier round, linked to its page if it has one."""
    old = agreement.value
    page = old.contact.url if old.contact else ""
    known = {
        **{key: getattr(old, key) for key in fields_of(EarlierRound) if hasattr(old, key)},
        "title": agreement.name,
        "sources": [page] if page else None,
    }
    return {key: known[key] for key in fields_of(EarlierRound) if known.get(key)}


def _renamed(name: str, old: Agreement, period: Period) -> str:
    """Return a name with the old period in it, if it stands there, replaced by the new one."""
    if old.start is None or old.end is None:
        return name
    was, now = Period(old.start, old.end).years, period.years
    pattern = rf"(?<!\d){was[0]}(\s*[-‐‑–—]\s*)(?:{was[1]}|{was[1] % 100:02})(?!\d)"
    return re.sub(pattern, rf"{now[0]}\g<1>{now[1]}", name)


def _told_left(left: tuple[Record[Measure], ...]) -> list[Message]:
    said = counted(
        _("{count} finished measure was not carried over: {ids}."),
        _("{count} finished measures were not carried over: {ids}."),
        len(left),
        ids=[measure.id for measure in left],
    )
    return [said] if left else []
