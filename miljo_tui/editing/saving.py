"""Saving: proposals become verified changes of their files and one commit, or nothing at all."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing import save_recovery
from miljo_tui.editing.commit_message import compose_message
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.stale_check import guarded, joined
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.failures import BadState, Refused, WrongUse
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.repository import commit_files, save_lock, state
from miljo_tui.repository.gitpython import load_gitpython
from miljo_tui.repository.message import SHORT_ID, new_operation
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.settings import Settings

if TYPE_CHECKING:
    from miljo_tui.repository.state import State
    from miljo_tui.repository.unreviewed_content import Made


@frozen
class Unreviewed:
    """A file in a commit that was not reviewed, or whose mode was not."""

    path: str
    """Relative to the top of the work tree."""
    words: Message


@frozen
class Saved:
    """Proposals that are in the files and in the history."""

    commit: str
    """The commit's short id."""
    joined: tuple[Change, ...] = ()
    """What somebody else had changed in the same records, which went together with it."""
    unreviewed: tuple[Unreviewed, ...] = ()
    """What else is in the commit; a hook may have put it there."""
    settings: Settings = Settings(())
    """Git's settings as the save has read them."""

    @property
    def warning(self) -> Message | None:
        """What is to be said of a commit that holds more than was reviewed."""
        if not self.unreviewed:
            return None
        return message(
            _("The commit holds what nobody reviewed: {what}. Look at it with: git show {commit}"),
            what=[each.words for each in self.unreviewed],
            commit=self.commit,
        )


class Unacceptable(Refused):
    """The records would break rules; `problems` says which."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(
            message(_("The change breaks a rule: {problem}"), problem=problems[0].message),
            problems[0].remedy,
        )
        self.problems = problems

    def particulars(self, _speaker: Language) -> Iterator[Message]:
        """Yield each problem, a line each."""
        return (each.message for each in self.problems)


def _require_acceptable(snapshot: Snapshot, proposals: Sequence[Proposal], why: Why | None) -> None:
    """Check that proposals may be saved, with no reason where none is asked for yet.

    Raises Unacceptable, WrongUse or BadState where they may not.
    """
    folder = snapshot.folder
    if folder.newer_format:
        raise BadState(
            message(_("The files are of a newer format than this program can write")),
            message(_("Install a newer version of miljo-tui.")),
        )
    for fault in folder.faults:
        if any(each.record.kind.folder == fault.file for each in proposals):
            raise BadState(
                message(_("{file}: {problem}"), file=fault.file, problem=fault.message),
                fault.remedy,
            )
    problems = [each for one in proposals for each in one.errors]
    elsewhere = Proposal.consequences(proposals, folder)
    problems = problems or [each for each in elsewhere if each.severity is Severity.ERROR]
    if problems:
        raise Unacceptable(problems)
    if why and folder.reason_required and not why.reason.strip():
        wanted = _("A reason is missing: this agreement requires one for every change")
        unknown = _("A reason is missing: agreement.toml, which may require one, cannot be read")
        raise WrongUse(
            message(unknown if folder.agreement.fault else wanted),
            message(_("Say why, in a sentence that a reviewer understands.")),
        )


def save(
    snapshot: Snapshot,
    proposals: Sequence[Proposal],
    why: Why,
    speaker: Language,
    subject: Message | None = None,
    *,
    dry_run: bool = False,
) -> Saved | None:
    """Put proposals into their files and commit them together; None where they change nothing.

    The commit speaks the agreement's language, else the speaker's; `subject` is its first line
    where the changes do not say it best. On a dry run it is only checked that they may be saved,
    whatever the reason. Raises a Failure where it cannot be done; files and repository are then as
    they were.
    """
    proposals = [proposal for proposal in proposals if proposal.changed]
    if not proposals:
        return None
    _require_acceptable(snapshot, proposals, None if dry_run else why)
    if dry_run:
        return None
    # One git answers what a save asks of commits; it gets ready beside the first questions.
    with (
        Objects(snapshot.path).start() as objects,
        save_lock.exclusive(repository := _looked_at(snapshot.path)),
    ):
        commit_files.ready(repository)
        save_recovery.recover(snapshot.path, repository, os.environ)
        now, proposals, theirs = joined(snapshot, proposals)
        if now.folder != snapshot.folder:
            _require_acceptable(now, proposals, why)
        proposals = [proposal for proposal in proposals if proposal.changed]
        if not proposals:
            return None  # somebody else has made the same change
        proposals = guarded(repository, now, proposals, objects)
        spoken = language(now.folder.agreement.value.language or speaker.code)
        operation = new_operation()
        text = compose_message(proposals, why, operation, spoken, subject)
        written = [each for each in proposals if each.on_disk != each.wanted]
        files = [(now.file(each.record), each.wanted) for each in proposals]
        with save_recovery.written(snapshot.path, repository, written, operation, os.environ):
            made = commit_files.commit(repository, files, text, objects)
    return Saved(made.id[:SHORT_ID], theirs, tuple(_unreviewed(made)), repository.settings)


def _looked_at(agreement: Path) -> State:
    """Look at the repository and load what commits: nobody is to wait for that, lock in hand."""
    repository = state.look(agreement)
    load_gitpython()
    return repository


def _unreviewed(made: Made) -> Iterator[Unreviewed]:
    for change in made.others:
        text = _("{file} (new)") if change.is_new else _("{file} (changed)")
        text = _("{file} (removed)") if change.is_end else text
        yield Unreviewed(change.path, message(text, file=change.path))
    for change in made.modes:
        old, new = change.modes
        said = message(_("{file} (mode {old} → {new})"), file=change.path, old=old, new=new)
        yield Unreviewed(change.path, said)
