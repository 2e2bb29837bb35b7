"""The context of a command: the language, and where the agreement is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from miljo_tui import editing, model
from miljo_tui.cli.output import complain
from miljo_tui.locale import mark as _

if TYPE_CHECKING:
    import argparse

    from miljo_tui.model.folder import Folder


class Context(editing.Surroundings):
    """What a command knows: the language, and where the agreement is."""

    def at(self, point: str | None) -> Folder:
        """Return the agreement at a point of the history, without one as its files are.

        Raises WrongUse for what is no point, BadState for the files of a bare repository, Missing.
        """
        if point is None:
            return self.open().folder
        from miljo_tui import audit  # every start passes here, and few look at the history

        with audit.Chronicle.open(self.history) as chronicle:
            return audit.folder_at(chronicle, chronicle.point(point))

    def open(self) -> editing.Snapshot:
        """Open the agreement, and tell what is not checked out.

        Raises Missing where there is none.
        """
        snapshot = editing.Snapshot.open(self.path, is_brief=True)
        if left := model.missing_records_message(snapshot.folder):
            complain(self.language, left)
        return snapshot


def add_point(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the option that names a point of the history in place of the files."""
    parser.add_argument(
        "--at",
        metavar=say(_("REV")),
        help=say(_("as it was committed then: a date, a commit or a tag; without it, the files")),
    )
