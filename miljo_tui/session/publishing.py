"""The publication of an agreement: what was committed, without what is internal."""

from __future__ import annotations

from miljo_tui.history.points import point
from miljo_tui.locale import Language
from miljo_tui.publish.publication import Publication, public
from miljo_tui.session.past.as_of import folder_at, last_changed
from miljo_tui.session.past.chronicle import Chronicle


def publication(chronicle: Chronicle, language: Language, at: str = "HEAD") -> Publication:
    """Return the publication of what a point of the history holds; drafts are never part of it.

    Raises WrongUse for what is no point of the history, GitFailed.
    """
    commit = point(chronicle.where, at)
    shown = public(folder_at(chronicle, commit))
    return Publication(
        shown,
        commit,
        chronicle.day(commit),
        last_changed(chronicle, commit),
        language,
    )
