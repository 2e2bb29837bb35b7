"""The publication of an agreement in each format: what was committed, without what is internal."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from miljo_tui.audit import Chronicle, folder_at
from miljo_tui.frozen import frozen
from miljo_tui.locale import LANGUAGES, Language, Message, language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.advice import PUBLISH
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.parts import Page
from miljo_tui.model.publication import Publication as Publication
from miljo_tui.model.publication import public
from miljo_tui.model.record_changes import RecordChange, Version, record_change
from miljo_tui.model.records import FOLLOW_UPS, MEASURE
from miljo_tui.model.rounds import years
from miljo_tui.model.table_layouts import layouts
from miljo_tui.model.values import same
from miljo_tui.publishing import later
from miljo_tui.publishing.pictures import picture_fault
from miljo_tui.repository.revisions import point
from miljo_tui.repository.tags import publications, tag
from miljo_tui.spreadsheets import cut_texts
from miljo_tui.store.replace_file import export

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

    def render(self, publication: Publication, *more: int | str) -> bytes:
        """Return a publication in this format, of a year or as one of the tables that it has.

        Only the format that is used is loaded.
        """
        module = importlib.import_module(f"miljo_tui.{self.module}")
        return cast("Renderer", getattr(module, self.function))(publication, *more)


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
        _("a workbook of measures and what was reported, which import takes back"),
        "spreadsheets.published.workbook",
        "short_workbook",
        is_text=False,
    ),
    "xlsx-all": Format(
        _("the same with a sheet for everything there is, also areas and funding"),
        "spreadsheets.published.workbook",
        "workbook",
        is_text=False,
    ),
    "long": Format(
        _("a table with fixed columns, for programs and for many actors together"),
        "publishing.long_table",
        "separated",
    ),
    "long-xlsx": Format(
        _("the same as a sheet of a workbook"), "publishing.long_table", "sheet", is_text=False
    ),
    "json": Format(
        _("open data; miljo-tui schema publication is its schema"),
        "publishing.open_data",
        "open_data",
    ),
}

REPORTS = {
    "html": Format(_("the report to the county board"), "publishing.county_report", "html"),
    "md": Format(
        _("the report to the county board, as Markdown"), "publishing.county_report", "pasted"
    ),
}
"""The formats of the report on one year."""


def publication(
    chronicle: Chronicle,
    spoken: Language | None = None,
    at: str = "HEAD",
    *,
    examples: bool = False,
) -> Publication:
    """Return the publication of what a point of the history holds; drafts are never part of it.

    It speaks the agreement's own language where no other is wanted: what surrounds the program
    decides nothing. What is made up is left out unless `examples` are asked for. Raises WrongUse
    for what is no point of the history, GitFailed.
    """
    commit = point(chronicle.where, at)
    shown = public(folder_at(chronicle, commit), examples=examples)
    page = shown.agreement.value.page or Page()
    return Publication(
        shown,
        commit,
        chronicle.day(commit),
        chronicle.last_changed(commit),
        spoken or language(shown.agreement.value.language or LANGUAGES[0]),
        chronicle.files_beside(commit, [each for each in (page.logo, page.image) if each]),
    )


def lacking(published: Publication, form: str) -> list[Message]:
    """Return what is told of a publication in a format: what it lacks, or has only in part."""
    if form == "json":
        return later.without_licence(published)
    return _without_picture(published) if form == "html" else _cut_short(published, form)


def drawn_page(published: Publication, width: int) -> list[tuple[tuple[str, str], ...]]:
    """Return the page as lines of at most so many cells: pieces of text, each with its look."""
    return later.drawn(later.page_document(published), width)


def _without_picture(published: Publication) -> list[Message]:
    """Return what is told of the pictures that the page names and that it is shown without."""
    page = published.folder.agreement.value.page or Page()
    return [
        message(_("The page is shown without the picture {file}: {reason}"), file=name, reason=why)
        for name in (page.logo, page.image)
        if name and (why := picture_fault(published, name))
    ]


def _cut_short(published: Publication, form: str) -> list[Message]:
    """Return what is told of the texts that a format has only the beginning of."""
    if form not in ("csv", "csv-bom", "xlsx", "xlsx-all"):
        return []
    tables = layouts(bool(published.folder.agreement.value.reporters_public))
    if not form.startswith("xlsx"):
        shown = (MEASURE.name, ()), (MEASURE.name, FOLLOW_UPS)
        tables = tuple(each for each in tables if each.key in shown)
    return list(cut_texts(published, tables))


def fragment(published: Publication, level: int) -> bytes:
    """Return the page as a piece of HTML for another page, under a heading of a level."""
    return later.piece(published, level)


def report(published: Publication, year: int, form: str) -> bytes:
    """Return the report on a year in one of the formats for it.

    Raises WrongUse for a year that the agreement does not cover, or another format.
    """
    known = years(published.folder)
    if form not in REPORTS:
        raise WrongUse(
            message(_("There is no report as {format}"), format=form),
            message(_("The formats are {formats}."), formats=list(REPORTS)),
        )
    if year not in known:
        raise WrongUse(
            message(_("{year} is no year of the agreement"), year=year),
            message(_("Its years are {years}."), years=list(known)),
        )
    return REPORTS[form].render(published, year)


def tagged(chronicle: Chronicle, published: Publication, day: date) -> str:
    """Leave a tag on what was published on a day, and return its name. Raises BadState, Missing."""
    title = published.folder.agreement.name
    text = message(_("Published: {title}"), title=title)
    return tag(chronicle.where, day.isoformat(), published.commit, published.language.say(text))


def last_published(chronicle: Chronicle, at: str = "HEAD") -> str:
    """Return the tag of the last publication up to a point. Raises WrongUse where there is none."""
    names = publications(chronicle.where, point(chronicle.where, at))
    if not names:
        raise WrongUse(
            message(_("No publication has been tagged yet")),
            message(
                _("Set a tag with: {way}"),
                way=PUBLISH,
            ),
        )
    return names[0]


def changed_between(chronicle: Chronicle, old: str, new: str = "HEAD") -> list[RecordChange]:
    """Return what the public sees differently at two points, record by record.

    Raises WrongUse for what is no point of the history, GitFailed.
    """
    before, after = (
        {record.address: record for record in public(at).records()}
        for at in (folder_at(chronicle, point(chronicle.where, each)) for each in (old, new))
    )
    return [
        record_change(
            (after.get(address) or before[address]).kind,
            (after.get(address) or before[address]).id,
            _version(before.get(address)),
            _version(after.get(address)),
        )
        for address in {**after, **before}
        if not _same(before.get(address), after.get(address))
    ]


def _same(before: AnyRecord | None, after: AnyRecord | None) -> bool:
    return before is not None and after is not None and same(dict(before.raw), dict(after.raw))


def _version(record: AnyRecord | None) -> Version | None:
    return Version(b"", record.raw, is_readable=True) if record else None


def form_of(file: Path) -> str:
    """Return the format that a file's name asks for. Raises WrongUse where it asks for none."""
    form = file.suffix.removeprefix(".").casefold()
    if form not in FORMATS:
        raise WrongUse(
            message(_("The name {file} says no format"), file=file.name),
            message(_("The formats are {formats}."), formats=list(FORMATS)),
        )
    return form


def publish_to(path: Path, data: bytes, agreement: Path) -> None:
    """Write what is published into a file, whole or not at all.

    Raises WrongUse where that would be a file of the agreement's or of git's, BadState where it
    cannot be done.
    """
    if _is_of_git(path.parent.resolve() / path.name):
        raise WrongUse(
            message(_("{file} would lie in a git directory"), file=path),
            message(_("Choose another folder: git keeps the history there.")),
        )
    if path.suffix == ".toml" and path.resolve().is_relative_to(agreement.resolve()):
        raise WrongUse(
            message(_("{file} is a file of the agreement"), file=path.name),
            message(_("Choose another name.")),
        )
    export(path, data)


def _is_of_git(file: Path) -> bool:
    """Tell whether a file is part of a repository's own: by its name, or by what is around it.

    A git directory may have any name: that of a work tree or a submodule, one that lies apart.
    """
    return any(part.casefold() == ".git" for part in file.parts) or any(
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
        for folder in file.parents
    )
