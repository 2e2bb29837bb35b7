"""The formats of a publication, by the names that people ask for them by."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.model.publication import Publication

Renderer = Callable[..., bytes]


@frozen
class Format:
    """A format, and the function that renders it."""

    about: str
    """What it is for, a marked msgid."""
    module: str
    function: str
    is_text: bool = True
    """Whether it can be read as it is, and so be written to standard output."""

    def render(self, publication: Publication, *year: int) -> bytes:
        """Return a publication in this format: only the format that is used is loaded."""
        module = importlib.import_module(f"miljo_tui.{self.module}")
        return cast("Renderer", getattr(module, self.function))(publication, *year)


FORMATS = {
    "html": Format(
        _("the municipality's page, one file that needs nothing else"), "publishing.page", "html"
    ),
    "md": Format(_("the page as Markdown, to be pasted elsewhere"), "publishing.page", "pasted"),
    "csv": Format(
        _("the measures, one a row, for spreadsheets"), "publishing.csv_table", "separated"
    ),
    "csv-bom": Format(
        _("the same, with the mark that Excel looks for"), "publishing.csv_table", "with_mark"
    ),
    "xlsx": Format(
        _("a sheet for each kind of record, which import takes back"),
        "spreadsheets.published.workbook",
        "workbook",
        is_text=False,
    ),
    "json": Format(
        _("open data; miljo-tui schema publication is its schema"),
        "publishing.open_data",
        "open_data",
    ),
}

REPORTS = {
    "html": Format(_("the report to the county board"), "publishing.report", "html"),
    "md": Format(_("the report to the county board, as Markdown"), "publishing.report", "pasted"),
}
"""The formats of the report on one year."""
