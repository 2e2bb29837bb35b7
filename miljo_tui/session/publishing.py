"""The publication of an agreement: what was committed, without what is internal, in any form."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.history.points import point
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.publish.publication import Publication, public
from miljo_tui.session.past.as_of import folder_at, last_changed
from miljo_tui.session.past.chronicle import Chronicle
from miljo_tui.store.placing import place


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


FORMS = ("csv", "xlsx", "json")
"""What a publication can be rendered as."""


def render(shown: Publication, form: str, *, marked: bool = False) -> bytes:
    """Return a publication in one of the forms; `marked` puts the mark that Excel wants before CSV.

    Raises Missing where the form needs a package that is not there.
    """
    match form:
        case "csv":
            from miljo_tui.publish.separated import separated

            return separated(shown, marked=marked)
        case "xlsx":
            from miljo_tui.publish.workbook import workbook

            return workbook(shown)
        case "json":
            from miljo_tui.publish.open_data import open_data

            return open_data(shown)
    raise KeyError(form)


def write_out(file: Path, data: bytes) -> None:
    """Put what was rendered in a file, whole or not at all. Raises BadState where it cannot be."""
    try:
        place(file, file.parent / f".{file.name}.{os.getpid()}.tmp", data, _readable)
    except OSError as error:
        raise BadState(
            message(_("{file} could not be written"), file=file),
            message(_("Name a file in a folder that you may write in.")),
            error.strerror or "",
        ) from error


def _readable(descriptor: int) -> None:
    """Let others read it: it is for the public."""
    os.fchmod(descriptor, 0o644)
