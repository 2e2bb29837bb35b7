"""The ways that advice names: each is a command, and the keys that do the same in the app."""

from __future__ import annotations

from miljo_tui.locale import Message, Way, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.problems import UNREADABLE

CHECK = Way(_("miljo-tui check"), "F4")
REMOVE = Way(_("miljo-tui remove RECORD --reason TEXT"), "Delete")
RESTORE = Way(_("miljo-tui restore RECORD --at REV --reason TEXT"), "h, Enter, t")
UNDO = Way(_("miljo-tui undo --reason TEXT"), "U")
UNDO_ANOTHER = Way(_("miljo-tui log, then miljo-tui undo COMMIT --reason TEXT"), "h, Enter, u")
PUBLISH = Way(_("miljo-tui publish html -o FILE --tag"), "p, w, r")
SET = Way(_("miljo-tui set RECORD KEY=VALUE --reason TEXT"), "e")
TITLE_COLUMN = Way(_("--map COLUMN=title"), "Enter")


def editor_remedy(record: AnyRecord) -> Message:
    """Return what helps with a record that cannot be read: an editor, where one can open it."""
    if record.fault and record.fault.code == UNREADABLE:
        return record.fault.remedy
    return message(_("Mend the file in an editor first; its place is shown by: {way}"), way=CHECK)
