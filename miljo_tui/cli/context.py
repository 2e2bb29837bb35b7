"""The context of a command: the language, and where the agreement is."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.cli.output import complain
from miljo_tui.editing.agreement_folder import find_agreement
from miljo_tui.editing.languages import agreement_language, choose_language, knowing_areas
from miljo_tui.editing.not_checked_out import missing_records_message
from miljo_tui.editing.opening import Snapshot, open_agreement
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, Missing


@frozen
class Context:
    """The language people see, and the agreement's folder or why there is none."""

    language: Language
    found: Path | Failure

    @classmethod
    def of(cls, language: str | None, folder: str | None) -> Context:
        """Look around: the options, the environment, the folders from here upwards."""
        try:
            found: Path | Failure = find_agreement(folder, _here(), os.environ)
        except Failure as failure:
            found = failure
        if isinstance(found, Failure):
            return cls(choose_language(language, os.environ), found)
        speaker = choose_language(language, os.environ, agreement_language(found))
        return cls(knowing_areas(speaker, found), found)

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


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise Missing(
            message(_("The folder that you are in is no longer there")),
            message(_("Go to another folder first.")),
        ) from None
