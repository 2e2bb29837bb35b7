"""The rule about a record that is to go: nothing may refer to it any more."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import Way, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import AREA
from miljo_tui.model.references import referring
from miljo_tui.model.shell_quoting import pasted


def removal_problems(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """Yield an error for each record that refers to one that is to go, or may do so."""
    unseen = [each for each in folder.elsewhere if not each.startswith(AREA.folder)]
    if record.kind is AREA and unseen:
        yield Problem(
            "not-checked-out",
            Severity.ERROR,
            record.file,
            (),
            message(_("Measures that are not checked out may refer to it")),
            message(_("Check them out first, with: git sparse-checkout disable")),
            unseen[0],
            Spot.TABLE,
        )
    for other, field in referring(folder, record):
        way = Way(
            message(
                _("miljo-tui set {other} {key}-={id}"),
                other=pasted(other.address),
                key=field.key,
                id=pasted(record.id),
            ),
            "e",
        )
        yield Problem(
            "referred-to",
            Severity.ERROR,
            record.file,
            (),
            message(
                _("{other} refers to it: {label}"), other=other.name, label=message(field.label)
            ),
            message(_("Remove it there first: {way}"), way=way),
            other.address,
            Spot.TABLE,
        )
