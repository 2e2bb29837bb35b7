"""Records in whose conflicts git waits although their files have no marks: nothing shows of it."""

from __future__ import annotations

import shlex

from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.problems import MARKS, UNMERGED, Problem, Severity
from miljo_tui.repository.index import is_whole

# Git is asked where it may know of any: a check would wait for it as long as for all else.


def unmerged_problems(snapshot: Snapshot) -> list[Problem]:
    """Return what is to be known of conflicts without marks; nothing where git cannot tell.

    A file that still holds one version is as git has left it where no merge driver ran.
    """
    if is_whole(snapshot.path):
        return []
    from miljo_tui.editing import later  # a check loads nothing more where git waits for none

    try:
        waiting = later.unmerged(snapshot.path)
    except Failure:
        return []
    records = {record.file: record for record in snapshot.folder.records()}
    found = []
    for file, stages in waiting.items():
        record = records.get(file)
        if record is None or (record.fault and record.fault.code == MARKS):
            continue
        sides = stages.ours, stages.theirs
        is_removed = None in sides
        data = record.source or b""
        is_left = not is_removed and later.blob_id(data, like=stages.ours or "") in sides
        if is_left:
            what = message(_("Git waits for a conflict here; the file holds one of two versions"))
            remedy = message(
                _(
                    "Choose field by field, with e in the program or with miljo-tui settle "
                    "{record}. If git did not find its merge driver: miljo-tui merge-file "
                    "--install"
                ),
                record=record.address,
            )
        else:
            what, remedy = told(snapshot, file, is_chosen=not is_removed)
        severity = Severity.ERROR if is_left or is_removed else Severity.WARNING
        found.append(Problem(UNMERGED, severity, file, (), what, remedy))
    return found


def told(snapshot: Snapshot, file: str, *, is_chosen: bool) -> tuple[Message, Message]:
    """Return what is to be said of a conflict that only git can be told the end of."""
    git = f"git -C {shlex.quote(str(snapshot.path))}"
    if is_chosen:
        return (
            message(_("Git waits to be told that the conflict in {file} is settled"), file=file),
            message(_("If the file is as it should be: {git} add {file}"), git=git, file=file),
        )
    return (
        message(_("One side has removed {file}, the other has changed it"), file=file),
        message(
            _("To keep it: {git} add {file}. To remove it: {git} rm {file}"), git=git, file=file
        ),
    )
