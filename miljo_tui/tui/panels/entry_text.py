"""An entry of the history in full: what was before and after, why, who and when."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from miljo_tui.audit import Entry
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.changes import record_lines
from miljo_tui.tui.panels.cut_text import shortened


def entry_lines(entry: Entry, speaker: Language) -> Iterator[Content]:
    """Yield an entry, a line each: its records and their changes, then what is known of it."""
    for record in entry.records:
        yield from record_lines(record, speaker)
    yield label("")
    yield from _known(entry, speaker)


def _known(entry: Entry, speaker: Language) -> Iterator[Content]:
    say = speaker.say
    signed = _("there is one; verify tells whose") if entry.is_signed else _("none")
    facts = [
        (say(_("Reason")), entry.reason),
        (say(_("Registry number")), entry.case),
        (say(_("Person")), f"{entry.author} <{entry.email}>"),
        (say(_("Time")), entry.date.isoformat(" ", "minutes")),
        (say(_("Id in git")), entry.commit),
        (say(_("Signature")), say(signed)),
    ]
    if back := entry.way_back:
        facts.insert(1, (say(back[0]), back[1]))
    for name, value in facts:
        if value:
            text = label(shortened(value, say), lines=True)
            yield Content.assemble(label(f"{name}: ", "bold"), text)
    for mark in entry.marks():
        yield label(f"! {say(mark)}", "yellow")
    for sentence, claims in (
        (_("Stated: {record} {key}: {old} → {new}"), entry.verdict.false),
        (_("Actual: {record} {key}: {old} → {new}"), entry.verdict.untold),
    ):
        for claim in claims:
            record = claim.record or say(_("(no record)"))
            said = message(sentence, record=record, key=claim.key, old=claim.old, new=claim.new)
            yield label(f"  {shortened(say(said), say)}", "red")
