"""The file of a record in the person's own editor, and what came of it."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord
from miljo_tui.session.desk import Desk
from miljo_tui.session.mending import first_problem, to_mend, told
from miljo_tui.tui.editor import edit_file
from miljo_tui.tui.host import Host


def mend_by_hand(app: Host, desk: Desk, record: AnyRecord) -> None:
    """Lend the terminal to the editor, at the first problem, and read the file again afterwards.

    The program itself writes nothing. Raises BadState where it is no file for an editor, or where
    it has a problem still, EditorFailed.
    """
    file, cursor = to_mend(record, desk.workspace)
    try:
        edit_file(app, file, cursor)
    finally:
        desk.take(desk.workspace.reread(record))
    now = desk.record(record.address)
    found = first_problem(now, desk.workspace)
    if found:
        what = told(found.problem, (found.place.line, found.place.column))
        raise BadState(what, found.problem.remedy)
    if now.source == record.source:
        app.tell(message(_("{file} is as it was"), file=record.file))
    else:
        app.tell(message(_("{file} was read again; F2 commits what was changed"), file=record.file))
