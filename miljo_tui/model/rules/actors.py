"""Rules about who takes part, and what measures and areas call the same."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.nearest_key import nearest_word
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.records import AREA, MEASURE, Area, Measure


def lead_not_participant(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """The lead of a measure is none of those who take part, nor the actor of the agreement."""
    if not isinstance(record.value, Measure):
        return
    lead = record.value.lead.strip()
    known = [each.strip() for each in record.value.participants]
    if not lead or folder.agreement.fault or lead in (*known, folder.agreement.value.actor.strip()):
        return
    yield Problem(
        "lead-not-participant",
        Severity.WARNING,
        record.file,
        ("lead",),
        message(_("{lead} leads the measure, but is none of its participants"), lead=lead),
        message(_("Write it as it stands among them: {known}. Or add it there."), known=known)
        if known
        else message(_("Add it to the participants.")),
        lead,
    )


def chosen_by_itself(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """An area is said to be chosen by another actor, which is the agreement's own."""
    actor = folder.agreement.value.actor.strip()
    if not isinstance(record.value, Area) or not actor:
        return
    for index, each in enumerate(_texts(record, "chosen_by")):
        if each == actor:
            yield Problem(
                "chosen-by-itself",
                Severity.WARNING,
                record.file,
                ("chosen_by", index),
                message(_("{actor} is the agreement's own actor, not another one"), actor=actor),
                message(_("Take it away here; what it has chosen stands in agreement.toml.")),
                each,
            )


def focus_area_spelt_otherwise(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A measure writes a focus area almost as an area writes it."""
    if record.kind is not MEASURE or any(fault.file == AREA.folder for fault in folder.faults):
        return
    named = _texts(record, "focus_areas")
    if not any(named):
        return
    known = {area.value.focus_area.strip() for area in folder.areas.values()} - {""}
    for index, each in enumerate(named):
        if not each or each in known:
            continue
        alike = {name.casefold(): name for name in sorted(known)}
        near = nearest_word(each.casefold(), alike, 0.85)
        if near is not None:
            yield Problem(
                "focus-area-spelt-otherwise",
                Severity.WARNING,
                record.file,
                ("focus_areas", index),
                message(_("No area belongs to a focus area written {found}"), found=each),
                message(_("Did you mean {near}?"), near=alike[near]),
                each,
            )


def _texts(record: AnyRecord, key: str) -> list[str]:
    """Return the texts of a list, empty ones for what is no text, so that each keeps its place."""
    held = record.raw.get(key)
    items = held if isinstance(held, list) else []
    return [item.strip() if isinstance(item, str) else "" for item in items]
