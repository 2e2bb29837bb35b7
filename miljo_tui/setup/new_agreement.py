"""A new agreement in its own repository: bare, like another, or the next after one."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from miljo_tui.editing import Snapshot
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.setup.creation import CreatedAgreement, NewAgreement, adopt, create
from miljo_tui.setup.inherited_files import (
    its_language,
    record_bytes,
    refuse_errors,
    template_bytes,
)
from miljo_tui.setup.initial_files import SEVEN_AREAS, agreement_file, bare, beside, this_period
from miljo_tui.setup.next_period import folder_for, following
from miljo_tui.setup.period import Period, read_period
from miljo_tui.store.templates import template_files

__all__ = ["SEVEN_AREAS", "CreatedAgreement", "create_agreement", "create_like", "create_next"]

BORROWED = ("counterpart", "reason_required", "commitments", "county_commitments")
"""What stands in the agreement itself and is the same for all actors of a county."""


def create_agreement(folder: Path, language: Language) -> CreatedAgreement:
    """Make an agreement and its repository, or only the repository where the agreement is there.

    Raises BadState where the folder holds something else or lies in a repository, Missing without
    git or an identity; nothing is left half-made.
    """
    if os.path.lexists(folder / AGREEMENT_FILE):
        return adopt(folder, language)
    return create(folder, bare(language))


def create_like(folder: Path, other: Snapshot, language: Language) -> CreatedAgreement:
    """Make an agreement that begins with what another has that is not the other's own work.

    `language` is for one whose own is not known. Raises what `create_agreement` does, and Refused
    or BadState where the other's files hold errors or cannot be read.
    """
    return create(folder, like(other, language))


def create_next(
    folder: Path | None, old: Snapshot, period: str, language: Language
) -> CreatedAgreement:
    """Make the agreement that comes after an old one, by default in a folder beside it.

    The old one is not touched. Raises what `create_like` does, and WrongUse for what is no period
    after the old one's.
    """
    after = read_period(period)
    return create(folder or folder_for(old, after), following(old, after, language))


def like(other: Snapshot, otherwise: Language) -> NewAgreement:
    """Return the plan of an agreement with the areas, the templates and the terms of another.

    `otherwise` is its language where the other has none. Raises BadState or Refused where what
    would come along cannot be read or holds errors.
    """
    agreement = other.folder.agreement
    language = its_language(other, otherwise)
    terms = {key: agreement.raw[key] for key in BORROWED if agreement.raw.get(key)}
    files = {
        "agreement.toml": agreement_file(language, _period(other), **terms),
        **{area.file: record_bytes(area) for area in other.folder.areas.values()},
    }
    refuse_errors(files, other)
    files |= {**template_files(), **template_bytes(other.path), **beside(language)}
    reason = message(_("Its areas and terms are those of “{title}”."), title=agreement.name)
    return NewAgreement(files, language, reason=(reason,), origin=other.path)


def _period(other: Snapshot) -> Period:
    """Return the other's period, which the county set, or one from this year if that is over."""
    start, end = other.folder.agreement.value.start, other.folder.agreement.value.end
    if start is not None and end is not None:
        period = Period(start, end)
        if period.first_day <= period.last_day and period.last_day >= date.today():
            return period
    return this_period()
