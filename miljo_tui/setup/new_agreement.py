"""Founding: a new agreement in its own repository, bare, like another, or the next after one."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.editing.agreement_folder import FILE
from miljo_tui.editing.opening import Workspace
from miljo_tui.locale import Language
from miljo_tui.setup.creation import Founded, adopt, plant
from miljo_tui.setup.initial_files import bare
from miljo_tui.setup.like_another import like
from miljo_tui.setup.next_period import folder_for, following
from miljo_tui.setup.period import read_period
from miljo_tui.setup.prioritised_areas import SEVEN_AREAS

__all__ = ["SEVEN_AREAS", "Founded", "found", "found_like", "found_next"]


def found(folder: Path, language: Language) -> Founded:
    """Make an agreement and its repository, or only the repository where the agreement is there.

    Raises BadState where the folder holds something else or lies in a repository, Missing without
    git or an identity; nothing is left half-made.
    """
    if os.path.lexists(folder / FILE):
        return adopt(folder, language)
    return plant(folder, bare(language))


def found_like(folder: Path, other: Workspace, language: Language) -> Founded:
    """Make an agreement that begins with what another has that is not the other's own work.

    `language` is for one whose own is not known. Raises what `found` does, and Refused or BadState
    where the other's files hold errors or cannot be read.
    """
    return plant(folder, like(other, language))


def found_next(folder: Path | None, old: Workspace, period: str, language: Language) -> Founded:
    """Make the agreement that comes after an old one, by default in a folder beside it.

    The old one is not touched. Raises what `found_like` does, and WrongUse for what is no period
    after the old one's.
    """
    after = read_period(period)
    return plant(folder or folder_for(old, after), following(old, after, language))
