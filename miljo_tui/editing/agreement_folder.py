"""Where the agreement is: from the current folder upwards, or as the user says."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.model.records import AGREEMENT_FILE
from miljo_tui.model.shell_quoting import pasted

VARIABLE = "MILJO_TUI_AGREEMENT"
"""The environment variable that names the agreement's folder."""


def find_agreement(named: str | None, here: Path, environment: Mapping[str, str]) -> Path:
    """Return the agreement's folder: the named one, the variable's, or the nearest upwards.

    Raises Missing where there is none.
    """
    wanted = named or environment.get(VARIABLE)
    if wanted:
        try:
            found = _in(Path(wanted).expanduser())
        except RuntimeError:  # ~somebody, and nobody of that name is known
            found = None
        if found is None:
            raise Missing(
                message(_("There is no agreement in {folder}: no agreement.toml"), folder=wanted),
                message(_("Make one with: miljo-tui init {folder}"), folder=pasted(wanted)),
            )
        return found
    for folder in (here, *here.parents):
        found = _in(folder)
        if found is not None:
            return found
    raise Missing(
        message(_("There is no agreement in {folder} or above it"), folder=here),
        message(_("Make one with: miljo-tui init FOLDER, or name one with -C FOLDER.")),
    )


def _in(folder: Path) -> Path | None:
    for candidate in (folder, folder / "agreement"):
        # Whatever it is: one that cannot be read is for the agreement to tell.
        if os.path.lexists(candidate / AGREEMENT_FILE):
            return candidate.resolve()
    return None
