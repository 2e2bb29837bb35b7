"""Rules about file names, which are the records' ids."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.ids import LONGEST, is_id, suggest
from miljo_tui.model.problems import Problem, Severity, Spot
from miljo_tui.model.records import AREA, MEASURE


def file_name(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """The file name is not an id."""
    if not is_id(record.id) and _namesake(record, folder) is None:
        yield Problem(
            "file-name",
            Severity.ERROR,
            record.file,
            (),
            message(
                _(
                    "The file name {found} is no id: a–z, 0–9 and single hyphens, "
                    "at most {limit} characters"
                ),
                found=record.id,
                limit=LONGEST,
            ),
            message(_("Rename the file to {name}."), name=f"{suggest(record.id)}.toml"),
            record.id,
            Spot.TABLE,
        )


def case_clash(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """The file name differs from another only in upper and lower case."""
    other = _namesake(record, folder)
    if other is not None:
        yield Problem(
            "case-clash",
            Severity.ERROR,
            record.file,
            (),
            message(
                _("The file names {found} and {other} differ only in upper and lower case"),
                found=record.id,
                other=other,
            ),
            message(_("Give one of the two files another name.")),
            record.id,
            Spot.TABLE,
        )


def unlisted_folder(record: AnyRecord, folder: Folder) -> Iterator[Problem]:
    """A folder that the agreement's files lie in is none, or cannot be listed."""
    if record is folder.agreement:
        yield from folder.faults


def _namesake(record: AnyRecord, folder: Folder) -> str | None:
    """Return the id of the file that was there first, where one differs only in case."""
    small = record.id.casefold()
    if small == record.id:
        return None
    siblings = {AREA.name: folder.areas, MEASURE.name: folder.measures}.get(record.kind.name, {})
    if small in siblings:
        return small
    same = (id for id in siblings if id.casefold() == small)
    return next((id for id in same if id < record.id), None)
