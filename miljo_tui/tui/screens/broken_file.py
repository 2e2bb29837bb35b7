"""A broken file of a record: mended in the person's own editor, or settled field by field."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.audit import StoppedCommit
from miljo_tui.editing import Draft, MarkedConflict, Workspace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.tui import screens
from miljo_tui.tui.host import Host
from miljo_tui.tui.terminal.editor import Cursor, edit_file


def mend_by_hand(app: Host, workspace: Workspace, record: AnyRecord) -> None:
    """Lend the terminal to the editor, at the first problem, and read the file again afterwards.

    The program itself writes nothing. Raises BadState where it is no file for an editor, or where
    it has an error still, EditorFailed.
    """
    file, found = workspace.editor_target(record)
    try:
        edit_file(app, file, Cursor.at(found))
    finally:
        workspace.take(workspace.snapshot.reread(record))
    if workspace.mended(record).source == record.source:
        app.tell(message(_("{file} is as it was"), file=record.file))
    else:
        app.tell(message(_("{file} was read again; F2 commits what was changed"), file=record.file))


def settle_marks(
    app: Host, workspace: Workspace, record: AnyRecord, closed: Callable[[bool | None], None]
) -> None:
    """Let the marks in a file be settled, and then reviewed and committed.

    While git waits with a merge or its like, the file is written and the commit left to that.
    Raises BadState where only the editor helps.
    """
    conflict = MarkedConflict.of(workspace.snapshot, record)

    def take(draft: Draft | None) -> None:
        if draft is None:
            return
        try:
            proposal = conflict.settled(draft)
            if conflict.is_for_commit(proposal):
                app.push_screen(screens.ReviewScreen([proposal]), closed)
                return
            said = conflict.write(proposal)
        except Failure as failure:
            app.explain(failure)
            return
        workspace.take(workspace.snapshot.reread(record))
        workspace.repository.note_unsettled(workspace.snapshot)
        closed(True)
        try:
            found = StoppedCommit.of(workspace.snapshot, workspace.speaker)
        except Failure as failure:
            app.explain(failure)
            return
        if found:
            _offer(app, found, said)
        else:
            app.tell(said)

    if conflict.rebased.conflicts or conflict.end or conflict.others:
        app.push_screen(screens.ConflictScreen(conflict.rebased, conflict.sides), take)
    else:
        take(conflict.rebased.draft)


def _offer(app: Host, found: StoppedCommit, otherwise: Message) -> None:
    """Show the message of the commit that a rebase has stopped at; after a yes, make it."""

    def commit() -> None:
        try:
            app.call_from_thread(app.tell, found.commit(app.speaker))
        except Failure as failure:
            app.call_from_thread(app.explain, failure)

    def answered(yes: bool | None) -> None:
        if yes:
            app.run_worker(commit, thread=True)  # a hook or a signer may take its time
        else:
            app.tell(otherwise)

    say = app.say
    asked = f"{say(StoppedCommit.HEADING)}\n\n{found.text}"
    app.push_screen(screens.ConfirmationScreen(asked, say(_("Commit with this message"))), answered)
