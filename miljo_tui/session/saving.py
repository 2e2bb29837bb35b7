"""Saving: one draft becomes one verified change of one file and one commit, or nothing at all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change, compare, value_words, words
from miljo_tui.model.failures import BadState, Failure, Refused, WrongUse
from miljo_tui.model.literals import brief
from miljo_tui.model.outline import outline
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.session.drafting import Draft, Why
from miljo_tui.session.opening import Workspace, load
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.reading import parse, read
from miljo_tui.store.replacing import replace, restore

if TYPE_CHECKING:
    from miljo_tui.history.state import State

SHORT = 10
"""Characters of a commit's short id."""


@frozen
class Saved:
    """A change that is in the file and in the history."""

    commit: str
    """The commit's short id."""
    changes: tuple[Change, ...]


class Unacceptable(Refused):
    """The record would break rules; `problems` says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            message(_("The change breaks a rule: {problem}"), problem=problems[0].message),
            problems[0].remedy,
        )
        self.problems = problems


class ChangedUnderneath(BadState):
    """The file is no longer what was read; `theirs` says what somebody else changed."""

    def __init__(self, file: str, theirs: tuple[Change, ...]) -> None:
        super().__init__(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"), file=file
            ),
            message(_("Open it again, look at both values, and make your change anew.")),
        )
        self.theirs = theirs


def new_text(draft: Draft) -> str:
    """Return the file's text with the draft in it; only the changed values' own bytes move.

    Raises Refused where the result cannot be verified, BadState where the file cannot be read.
    """
    if draft.record.fault or draft.record.source is None:
        raise BadState(
            message(_("{file} cannot be changed while it cannot be read"), file=draft.record.file),
            message(_("Mend the file in an editor first; miljo-tui check shows the place.")),
        )
    text = draft.record.source.decode()
    edits = [Edit(path, value) for path, value in draft.edits.items()]
    return edit(text, edits, outline(draft.record.kind.cls))


def diff(draft: Draft) -> str:
    """Return the change of the file as a unified diff."""
    before = (draft.record.source or b"").decode().splitlines()
    after = new_text(draft).splitlines()
    return "\n".join(
        difflib.unified_diff(before, after, draft.record.file, draft.record.file, lineterm="")
    )


def acceptable(draft: Draft, why: Why) -> None:
    """Check that the draft may be saved: Unacceptable, WrongUse or BadState where it may not."""
    if draft.folder.newer_format:
        raise BadState(
            message(_("The files are of a newer format than this program can write")),
            message(_("Install a newer version of miljo-tui.")),
        )
    if problems := draft.new_problems(Severity.ERROR):
        raise Unacceptable(problems)
    if draft.folder.agreement.value.reason_required and not why.reason.strip():
        raise WrongUse(
            message(_("A reason is missing: this agreement wants one for every change")),
            message(_("Say why, in a sentence that a reviewer understands.")),
        )


def save(workspace: Workspace, draft: Draft, why: Why, language: Language) -> Saved | None:
    """Put a draft into its file and commit it; None where it changes nothing.

    The commit speaks the given language. Raises a Failure where it cannot be done; the file and
    the repository are then as they were.
    """
    from miljo_tui.history import committing, lock, state

    if not draft.changed:
        return None
    acceptable(draft, why)
    file = workspace.file(draft.record)
    before, after = draft.record.source or b"", new_text(draft).encode()
    repository = state.look(workspace.path)
    with lock.exclusive(repository):
        committing.ready(repository)
        # One question to git where all is as usual: each costs as much as a tenth of the commit.
        usual = committing.holds(repository, file, before)
        committed = before if usual else committing.committed(repository, file)
        _refuse_foreign_changes(draft, file, committed)
        if not usual and committing.staged_differently(repository, file):
            raise BadState(
                message(_("Another version of {file} is staged in git"), file=draft.record.file),
                message(_("Commit it, or take it back with: git restore --staged FILE")),
            )
        replace(file, before, after)
        try:
            commit = committing.commit(repository, [file], commit_message(draft, why, language))
        except committing.OtherBytes:
            raise
        except BaseException:
            # A hook that comes after the commit can fail too; the old bytes would then undo it.
            if not _in_history(repository, file, after):
                restore(file, after, before)
            raise
    return Saved(commit[:SHORT], draft.changes)


def _in_history(repository: State, file: Path, data: bytes) -> bool:
    from miljo_tui.history import committing

    try:
        return committing.committed(repository, file) == data
    except Failure:  # git cannot tell: the draft holds the change in any case
        return False


def _refuse_foreign_changes(draft: Draft, file: Path, committed: bytes | None) -> None:
    record = draft.record
    on_disk = read(file)
    if on_disk.fault and on_disk.data != record.source:
        raise BadState(
            message(
                _("{file} was changed by somebody else meanwhile; nothing was written"),
                file=record.file,
            ),
            on_disk.fault.message,
        )
    if on_disk.data != record.source:
        there = load(record.kind, record.id, on_disk)
        raise ChangedUnderneath(record.file, compare(record.kind.cls, record.raw, there.raw))
    if committed is not None and committed != record.source:
        old = parse(committed)
        listed = _sentence(compare(record.kind.cls, old.raw, record.raw))
        raise BadState(
            message(
                _("{file} holds changes that were made outside the app and are not committed"),
                file=record.file,
            ),
            message(
                _("Commit them with git first, or take them back. They are: {changes}"),
                changes=listed,
            ),
        )


def _sentence(changes: Iterable[Change]) -> list[Message]:
    return [words(change) for change in changes] or [message(_("only spaces or comments"))]


def subject(draft: Draft, language: Language) -> str:
    """Return the commit's first line: the record's id and each change in words."""
    parts = []
    for change in draft.changes:
        label = language.say(change.label)
        parts.append(
            language.say(
                _("{label} {old} → {new}"),
                label=label[:1].lower() + label[1:],
                old=value_words(change.field, change.old),
                new=value_words(change.field, change.new),
            )
        )
    return f"{draft.record.id}: {', '.join(parts)}"


def commit_message(draft: Draft, why: Why, language: Language) -> str:
    """Return the whole message: subject, reason, and the trailers that machines read."""
    from miljo_tui.history.message import TrailerChange, compose, new_operation

    trailers = [
        TrailerChange(".".join(map(str, change.path)), brief(change.old), brief(change.new))
        for change in draft.changes
    ]
    records = [(draft.record.address, trailers)]
    return compose(subject(draft, language), why.reason, why.case, records, new_operation())
