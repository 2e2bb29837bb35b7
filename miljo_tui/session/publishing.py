"""The publication of an agreement: what was committed, without what is internal."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.history.points import point
from miljo_tui.locale import LANGUAGES, Language, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.publish.formats import FORMATS as FORMATS
from miljo_tui.publish.publication import Publication, public
from miljo_tui.session.past.as_of import folder_at, last_changed
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.store.exporting import export


def publication(
    chronicle: Chronicle, spoken: Language | None = None, at: str = "HEAD"
) -> Publication:
    """Return the publication of what a point of the history holds; drafts are never part of it.

    It speaks the agreement's own language where no other is wanted: what surrounds the program
    decides nothing. Raises WrongUse for what is no point of the history, GitFailed.
    """
    commit = point(chronicle.where, at)
    shown = public(folder_at(chronicle, commit))
    return Publication(
        shown,
        commit,
        chronicle.day(commit),
        last_changed(chronicle, commit),
        spoken or language(shown.agreement.value.language or LANGUAGES[0]),
    )


def publish_to(path: Path, data: bytes, agreement: Path) -> None:
    """Write what is published into a file, whole or not at all.

    Raises WrongUse where that would be a file of the agreement, BadState where it cannot be done.
    """
    if path.suffix == ".toml" and path.resolve().is_relative_to(agreement.resolve()):
        raise WrongUse(
            message(_("{file} is a file of the agreement"), file=path.name),
            message(_("Choose another name.")),
        )
    export(path, data)
