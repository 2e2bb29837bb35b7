"""The context of a command: the language, and where the agreement is."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path

from miljo_tui.cli.output import complain
from miljo_tui.editing import (
    Snapshot,
    agreement_language,
    choose_language,
    find_agreement,
    knowing_areas,
    open_agreement,
)
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, Missing
from miljo_tui.model.folder import Folder
from miljo_tui.model.not_checked_out import missing_records_message


@frozen
class Context:
    """The language people see, and the agreement's folder or why there is none."""

    language: Language
    found: Path | Failure
    bare: Path | None = None
    """Where the agreement would lie in a bare repository, which has only a history."""

    @classmethod
    def of(cls, language: str | None, folder: str | None) -> Context:
        """Look around: the options, the environment, the folders from here upwards."""
        try:
            found: Path | Failure = find_agreement(folder, _here(), os.environ)
        except Failure as failure:
            found = failure
        if isinstance(found, Failure):
            return cls._of_history(language, folder, found)
        speaker = choose_language(language, os.environ, agreement_language(found))
        return cls(knowing_areas(speaker, found), found)

    @classmethod
    def _of_history(cls, language: str | None, folder: str | None, failure: Failure) -> Context:
        """Look for a bare repository where there are no files, only then: it costs a git."""
        from miljo_tui.editing import (
            bare_language,
            find_in_bare,
            knowing_bare_areas,
            nothing_beside,
        )

        try:
            bare = find_in_bare(folder, _here(), os.environ)
        except Failure as told:
            bare, failure = None, told
        if bare is None:
            return cls(choose_language(language, os.environ), failure)
        speaker = choose_language(language, os.environ, bare_language(bare))
        return cls(knowing_bare_areas(speaker, bare), nothing_beside(bare), bare)

    @property
    def history(self) -> Path:
        """The agreement's folder, or its place in a bare repository. Raises Missing for neither."""
        return self.bare or self.path

    def at(self, point: str | None) -> Folder:
        """Return the agreement at a point of the history, without one as its files are.

        Raises WrongUse for what is no point, BadState for the files of a bare repository, Missing.
        """
        if point is None:
            return self.open().folder
        from miljo_tui.audit import Chronicle, folder_at  # what reads the files needs no history

        with Chronicle.open(self.history) as chronicle:
            return folder_at(chronicle, chronicle.point(point))

    @property
    def path(self) -> Path:
        """The agreement's folder. Raises Missing where there is none."""
        if isinstance(self.found, Failure):
            raise self.found
        return self.found

    def open(self) -> Snapshot:
        """Open the agreement, and tell what is not checked out.

        Raises Missing where there is none.
        """
        snapshot = open_agreement(self.path, is_brief=True)
        if left := missing_records_message(snapshot.folder):
            complain(self.language, left)
        return snapshot


def add_point(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the option that names a point of the history in place of the files."""
    parser.add_argument(
        "--at",
        metavar=say(_("REV")),
        help=say(_("as it was committed then: a date, a commit or a tag; without it, the files")),
    )


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise Missing(
            message(_("The folder that you are in is no longer there")),
            message(_("Go to another folder first.")),
        ) from None
