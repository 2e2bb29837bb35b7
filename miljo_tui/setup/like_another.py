"""A new agreement that begins with what another has that is not the other's own work."""

from __future__ import annotations

from datetime import date

from miljo_tui.editing.opening import Workspace
from miljo_tui.editing.templates import template_files
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.setup.creation import Plan
from miljo_tui.setup.inherited_files import (
    its_language,
    record_bytes,
    refuse_errors,
    template_bytes,
)
from miljo_tui.setup.initial_files import agreement_file, beside, this_period
from miljo_tui.setup.period import Period

BORROWED = ("counterpart", "reason_required", "commitments", "county_commitments")
"""What stands in the agreement itself and is the same for all actors of a county."""


def like(other: Workspace, otherwise: Language) -> Plan:
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
    return Plan(files, language, reason=(reason,), origin=other.path)


def _period(other: Workspace) -> Period:
    """Return the other's period, which the county set, or one from this year if that is over."""
    start, end = other.folder.agreement.value.start, other.folder.agreement.value.end
    if start is not None and end is not None:
        period = Period(start, end)
        if period.first_day <= period.last_day and period.last_day >= date.today():
            return period
    return this_period()
