"""Drafts and proposals together, as proposals for one save."""

from __future__ import annotations

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.proposals import Proposal


def as_proposals(*wanted: Draft | Proposal) -> list[Proposal]:
    """Return what is drafted and what is proposed as proposals."""
    return [each.proposal() if isinstance(each, Draft) else each for each in wanted]
