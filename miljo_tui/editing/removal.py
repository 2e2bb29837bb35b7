"""The end of a record: its file goes, its history stays."""

from __future__ import annotations

from miljo_tui.editing.proposals import Proposal
from miljo_tui.locale import Message, Way, message
from miljo_tui.locale import mark as _
from miljo_tui.model.changes import Change
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import AGREEMENT, AREA
from miljo_tui.model.references import referring
from miljo_tui.model.shell_quoting import pasted


class Removal(Proposal):
    """A proposal to take a record away; an error for each record that still refers to it."""

    is_new = False
    is_end = True
    changed = True
    changes: tuple[Change, ...] = ()

    def __init__(self, record: AnyRecord, folder: Folder) -> None:
        """Propose it. Raises WrongUse for the agreement itself."""
        if record.kind is AGREEMENT:
            raise WrongUse(
                message(_("The agreement itself cannot be removed")),
                message(_("Remove an area or a measure.")),
            )
        super().__init__(record, folder)

    def applied(self, folder: Folder) -> Folder:
        return folder.without(self.record)

    def said(self) -> list[Message]:
        kind = message(self.record.kind.label)
        return [
            message(
                _("Removes: {kind} {name}, file {file}; its history stays"),
                kind=kind,
                name=self.record.name,
                file=self.record.file,
            )
        ]

    def problems(self) -> list[Problem]:
        return self._unseen() + [
            Problem(
                "referred-to",
                Severity.ERROR,
                self.record.file,
                (),
                message(
                    _("{other} refers to it: {label}"),
                    other=other.name,
                    label=message(field.label),
                ),
                message(
                    _("Take it away there first: {way}"),
                    way=Way(
                        message(
                            _("miljo-tui set {other} {key}-={id}"),
                            other=pasted(other.address),
                            key=field.key,
                            id=pasted(self.record.id),
                        ),
                        "e",
                    ),
                ),
                other.address,
                Spot.TABLE,
            )
            for other, field in referring(self.folder, self.record)
        ]

    def _unseen(self) -> list[Problem]:
        """Return that records which may refer to an area are not checked out."""
        unseen = [each for each in self.folder.elsewhere if not each.startswith(AREA.folder)]
        if self.record.kind is not AREA or not unseen:
            return []
        return [
            Problem(
                "not-checked-out",
                Severity.ERROR,
                self.record.file,
                (),
                message(_("Measures that are not checked out may refer to it")),
                message(_("Check them out first, with: git sparse-checkout disable")),
                unseen[0],
                Spot.TABLE,
            )
        ]
