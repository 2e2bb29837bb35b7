"""What the commit of proposals tells reviewers, and the programs that they use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.locale import Language, Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.record_changes import RecordChange, What, record_change
from miljo_tui.model.structures import Entries
from miljo_tui.model.wording import value_words, words
from miljo_tui.repository.message import TrailerChange, compose
from miljo_tui.store.record_versions import version_of


def compose_message(
    proposals: Sequence[Proposal],
    why: Why,
    operation: str,
    language: Language,
    subject: Message | None = None,
) -> str:
    """Return the whole message: subject, reason, and the trailers that machines read.

    What the trailers claim is found as a reviewer finds it: from the files before and after.
    """
    language = language.knowing(proposals[0].folder.area_name)
    records = [
        (each.record.address, [TrailerChange(*claim) for claim in _claims(each)])
        for each in proposals
    ]
    first_line = language.say(subject or _subject(proposals, language))
    return compose(first_line, why.reason, why.case, records, operation, why.links)


def _claims(proposal: Proposal) -> Iterator[tuple[str, str, str]]:
    record = proposal.record
    if proposal.committed is None and proposal.wanted is not None:
        # Of a record that is made nothing but that is claimed, so that nothing has to be read.
        yield from RecordChange(
            record.kind, record.id, What.CREATED, record.name, None, None
        ).claims()
        return
    before, after = (
        None if data is None else version_of(data) for data in (proposal.committed, proposal.wanted)
    )
    yield from record_change(record.kind, record.id, before, after).claims()


def _subject(proposals: Sequence[Proposal], language: Language) -> Message:
    if len(proposals) == 1:
        (proposal,) = proposals
        what = [_brief(change, language) for change in proposal.changes]
        if proposal.is_new:
            what = [message(_("new, {name}"), name=proposal.name)]
        elif proposal.is_end:
            what = [message(_("removed, {name}"), name=proposal.record.name)]
        elif not what:  # not a field, or none that could be read before
            what = [_small(said, language) for said in proposal.words]
        return message(_("{id}: {changes}"), id=proposal.record.id, changes=what)
    count = len(proposals)
    said = {repr([(change.key, change.new) for change in each.changes]) for each in proposals}
    if len(said) == 1 and proposals[0].changes:
        what = [_new_value(change, language) for change in proposals[0].changes]
        return counted(_("{count} record: {what}"), _("{count} records: {what}"), count, what=what)
    ids = [each.record.id for each in proposals]
    return counted(_("{count} record: {ids}"), _("{count} records: {ids}"), count, ids=ids)


def _brief(change: Change, language: Language) -> Message:
    if change.within or isinstance(change.field and change.field.kind, Entries):
        return _small(words(change), language)
    return message(
        _("{label} {old} → {new}"),
        label=_small(message(change.label), language),
        old=value_words(change.field, change.old),
        new=value_words(change.field, change.new),
    )


def _new_value(change: Change, language: Language) -> Message:
    value = value_words(change.field, change.new)
    return message(_("{label} → {new}"), label=_small(message(change.label), language), new=value)


def _small(what: Message, language: Language) -> Message:
    """Return the words with a small letter first: they stand within a sentence."""
    said = language.say(what)
    return message("{text}", text=said[:1].lower() + said[1:])
