"""Founding: a new agreement in its own repository, bare, like another, or the next after one."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import Language
from miljo_tui.session.finding import FILE
from miljo_tui.session.founding.areas import SEVEN_AREAS
from miljo_tui.session.founding.beginning import bare
from miljo_tui.session.founding.planting import Founded, adopt, plant

__all__ = ["SEVEN_AREAS", "Founded", "found"]


def found(folder: Path, language: Language) -> Founded:
    """Make an agreement and its repository, or only the repository where the agreement is there.

    Raises BadState where the folder holds something else or lies in a repository, Missing without
    git or an identity; nothing is left half-made.
    """
    if not (folder / FILE).exists():
        return plant(folder, bare(language))
    return adopt(folder, language)
