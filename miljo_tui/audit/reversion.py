"""What was, as a proposal for what shall be again: restored, undone or redone, never rewritten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from miljo_tui.audit.batches import in_batches
from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import REDOES, RESTORES, UNDOES, Entry
from miljo_tui.audit.renames import today
from miljo_tui.audit.undo_links import Links, link
from miljo_tui.editing import Draft, Proposal, Rebased, Why
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.advice import REMOVE, RESTORE, UNDO, UNDO_ANOTHER
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.not_checked_out import require_checked_out
from miljo_tui.model.record_changes import RecordChange, Version, What
from miljo_tui.model.records import RecordKind
from miljo_tui.model.tree import editable
from miljo_tui.repository.revisions import point
from miljo_tui.repository.state import author_email
from miljo_tui.repository.stored_content import is_stored
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record

_CRLF = b"\r\n"


@frozen
class Reversion:
    """Proposals that bring something back, what is to be settled first, and what to call it."""

    proposals: tuple[Proposal, ...]
    open: tuple[Rebased, ...]
    """Records whose fields were changed since: which value shall count is for a person to say."""
    subject: Message | None
    """The first line of the commit; None where the changes say it best."""
    commit: str = ""
    """The commit that is taken back, where it is one."""

    @classmethod
    def of(cls, chronicle: Chronicle, folder: Folder, entry: Entry) -> Self:
        """Take back what a commit did, as far as nobody has changed it since.

        Of a commit that undoes another, that is to redo the other. Raises WrongUse for a merge, and
        BadState where a record has come or gone since.
        """
        if entry.is_merge:
            raise WrongUse(
                message(
                    _("{commit} is a merge: it cannot be undone as a whole"), commit=entry.commit
                ),
                message(_("Undo the changes that it brought one by one; log lists them.")),
            )
        name, original = _link(Links(chronicle), entry)
        text = _("undone: {subject}") if name == UNDOES else _("redone: {subject}")
        first = _known(chronicle, original) if original != entry.commit else entry
        subject = first.subject if first else original
        proposals: list[Proposal] = []
        to_settle: list[Rebased] = []
        for change in entry.records:
            made = _reversed(chronicle, folder, change, entry.commit)
            if isinstance(made, Rebased):
                to_settle.append(made)
            elif made is not None:
                proposals.append(made)
        why = Why(links=((name, original),))
        for rebased in to_settle:
            rebased.draft.why = why
        proposals = [replace(each, why=why) for each in proposals]
        said = message(text, subject=subject)
        return cls(tuple(proposals), tuple(to_settle), said, entry.commit)

    @classmethod
    def of_newest(cls, chronicle: Chronicle, folder: Folder) -> Self:
        """Take back the newest change that the person at the keyboard has made with the app.

        One that was undone since does not count. Raises WrongUse where there is none, and as `of`.
        """
        return cls.of(chronicle, folder, _entry_to_undo(chronicle))

    @classmethod
    def of_undone(cls, chronicle: Chronicle, folder: Folder) -> Self:
        """Take back the newest undoing by the person at the keyboard, one not redone since.

        Raises WrongUse where there is none, and as `of`.
        """
        return cls.of(chronicle, folder, _entry_to_redo(chronicle))


def _entry_to_undo(chronicle: Chronicle) -> Entry:
    """Return the newest change that the person at the keyboard has made with the app.

    One that was undone since does not count. Raises WrongUse where there is none.
    """
    email = author_email(chronicle.where.root)
    for entry, links in _linked(chronicle):
        is_own = entry.operation and entry.email == email
        if is_own and _link(links, entry)[1] == entry.commit and links.stands(entry.commit):
            return entry
    raise WrongUse(
        message(_("There is no change of yours to undo")),
        message(
            _("Undo another one: {way}"),
            way=UNDO_ANOTHER,
        ),
    )


def _entry_to_redo(chronicle: Chronicle) -> Entry:
    """Return the newest undoing by the person at the keyboard that has not been redone since.

    Raises WrongUse where there is none.
    """
    email = author_email(chronicle.where.root)
    for entry, links in _linked(chronicle):
        said = link(entry)
        is_own = said and said.name == UNDOES and entry.email == email
        if is_own and links.follow(entry).holds and links.stands(entry.commit):
            return entry
    raise WrongUse(
        message(_("There is no undone change of yours to redo")),
        message(_("Undo one first with: {way}"), way=UNDO),
    )


def _linked(chronicle: Chronicle) -> Iterator[tuple[Entry, Links]]:
    """Yield the entries that are no merges, the newest first, with the links of those before it."""
    links = Links(chronicle)
    for batch in in_batches(chronicle.entries()):
        links.add(batch)
        for entry in batch:
            if not entry.is_merge:
                yield entry, links
                links.follow(entry)


def _link(links: Links, entry: Entry) -> tuple[str, str]:
    """Return the trailer for taking a commit back, and the commit that it is about.

    One that truly takes another back is about that one.
    """
    said = link(entry)
    if said is None or said.name == RESTORES or not links.follow(entry).holds:
        return UNDOES, entry.commit
    return (REDOES if said.name == UNDOES else UNDOES), said.target


def _known(chronicle: Chronicle, commit: str) -> Entry | None:
    """Return the entry of a commit that another names, None where it is lost, as by a rebase."""
    try:
        return chronicle.entry(point(chronicle.where, commit))
    except WrongUse:
        return None


def _reversed(
    chronicle: Chronicle, folder: Folder, change: RecordChange, commit: str
) -> Proposal | Rebased | None:
    there = today(chronicle, folder, change.address, commit)
    if there is None:
        require_checked_out(folder, change.address)
    before, after = chronicle.versions.get(change.before), chronicle.versions.get(change.after)
    if change.what in (What.RENAMED, What.MOVED):
        raise BadState(
            message(_("{record} was renamed outside the program"), record=change.name),
            message(_("Give it back its former name with: git mv")),
        )
    if there is None:
        if before is None:
            return None  # it is gone already
        if after is not None:
            raise _gone(change)
        return as_it_was(folder, change.kind, change.id, before).proposal()
    if after is None:
        raise BadState(
            message(_("{record} is there again"), record=change.name),
            message(_("Restore it as it was with: {way}"), way=RESTORE),
        )
    path = chronicle.place.path(there.address)
    is_untouched = is_stored(chronicle.where.root, path, there.source, change.after)
    if before is None:
        if not is_untouched:
            raise BadState(
                message(_("{record} was changed since it was made"), record=change.name),
                message(
                    _("If it is to go all the same: {way}"),
                    way=REMOVE,
                ),
            )
        return Proposal.removing(there, folder)
    if is_untouched:
        return as_it_was(folder, change.kind, change.id, before, there).proposal()
    if there.fault or not before.is_readable or not after.is_readable:
        raise BadState(
            message(_("{record} cannot be read, now or then"), record=change.name),
            message(_("Restore it as it was with: {way}"), way=RESTORE),
        )
    base = load_record(change.kind, change.id, parse(after.data))
    back = _with_values(Draft(base, folder), before)
    rebased = Rebased.of(back, there, folder)
    return rebased if rebased.conflicts else rebased.draft.proposal()


def _gone(change: RecordChange) -> BadState:
    return BadState(
        message(_("{record} was removed since"), record=change.name),
        message(_("Bring it back first with: {way}"), way=RESTORE),
    )


def as_it_was(
    folder: Folder,
    kind: RecordKind,
    id: str,
    version: Version,
    there: AnyRecord | None = None,
) -> Draft:
    """Return a draft that makes a record byte for byte what it was; `there` is what it is now.

    Only its lines end as they do on the disk. Raises WrongUse for a version that cannot be read.
    """
    if not version.is_readable:
        raise WrongUse(
            message(_("{record} could not be read then"), record=id),
            message(_("Choose another point of its history.")),
        )
    then = load_record(kind, id, parse(version.data))
    if there is None:
        draft = Draft(then, folder, is_new=True)
    elif there.fault:
        # What cannot be read has no values to change: the old ones stand on its bytes.
        draft = Draft(replace(then, source=there.source), folder)
    else:
        draft = _with_values(Draft(there, folder), version)
    has_cr = there is not None and _CRLF in (there.source or b"") and _CRLF not in version.data
    draft.exact = version.data.replace(b"\n", _CRLF) if has_cr else version.data
    return draft


def _with_values(draft: Draft, version: Version) -> Draft:
    for path in editable(draft.record.kind.cls):
        draft.put(path, tree.at(dict(version.raw), path))
        draft.pause()
    return draft
