"""The creation of an agreement: its files and its repository, or nothing at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.model.folder import Record
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.model.literals import NONE, literal
from miljo_tui.model.record_changes import WHOLE_RECORD
from miljo_tui.model.records import AGREEMENT, AREA, KINDS, MEASURE, Measure
from miljo_tui.repository.creation import is_in_empty, make_repository, nearest_folder
from miljo_tui.repository.message import SHORT_ID, TrailerChange, compose, new_operation
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.shared_repository import asked
from miljo_tui.setup.merge_driver import settings
from miljo_tui.store.file_modes import Asked, make_folder
from miljo_tui.store.records import record_ids
from miljo_tui.store.replace_file import replace, restore

NEW = message(_("A new agreement"))
"""The first line of the first commit, where there is no more to say."""


@frozen
class NewAgreement:
    """A new agreement that is in no folder yet."""

    files: Mapping[str, bytes]
    """The bytes of each file by its name in the agreement's folder."""
    language: Language
    """The language that the agreement and its first commit speak."""
    subject: Message = NEW
    reason: tuple[Message, ...] = ()
    """What the first commit says, a paragraph each."""
    origin: Path | None = None
    """Where the agreement lies that this one takes after; it is made outside of it."""
    carried: tuple[Record[Measure], ...] = ()
    left: tuple[Record[Measure], ...] = ()
    """The measures of the agreement before this one that come along, and those that do not."""


@frozen
class CreatedAgreement:
    """A new agreement in its folder and its repository."""

    folder: Path
    commit: str
    """The first commit's short id."""
    carried: tuple[Record[Measure], ...] = ()
    left: tuple[Record[Measure], ...] = ()


def create(folder: Path, plan: NewAgreement) -> CreatedAgreement:
    """Write the files of a plan into a new or empty folder and commit them.

    A repository in which nothing is yet is used. Raises BadState where the folder holds something,
    lies in another repository or cannot be written, Missing without git or an identity; the folder
    is then as it was, or gone if it was not there.
    """
    made: list[Path] = []
    written: list[tuple[Path, bytes]] = []
    try:
        _refuse_inside(folder, plan.origin)
        _refuse_unless_empty(folder, ".git" if is_in_empty(folder) else "")
        modes = asked(Settings.of(nearest_folder(folder)))
        for name, data in plan.files.items():
            file = folder / name
            _make_folder(file.parent, made, modes)
            written.append((file, data))
            replace(file, None, data, asked=modes)
        text = _first_message(plan.files, plan.language, plan.subject, plan.reason)
        commit = make_repository(folder, text, settings())
        _share(folder, modes)
    except BaseException as error:
        _take_back(made, written)
        if not isinstance(error, OSError):
            raise
        raise BadState(
            message(_("{folder} could not be made"), folder=folder),
            message(_("Mend what the system says, or name another folder.")),
            ": ".join(str(part) for part in (error.strerror, error.filename) if part),
        ) from error
    return CreatedAgreement(folder, commit[:SHORT_ID], plan.carried, plan.left)


def adopt(folder: Path, language: Language) -> CreatedAgreement:
    """Make the repository of an agreement that has none, and commit its files as they are.

    Raises BadState where it lies in a repository, Missing without git or an identity.
    """
    names = [
        (PurePosixPath(kind.folder) / f"{id}.toml").as_posix()
        for kind in (AREA, MEASURE)
        for id in record_ids(folder, kind)
    ]
    text = _first_message([AGREEMENT_FILE, *names], language, NEW)
    return CreatedAgreement(folder, make_repository(folder, text, settings())[:SHORT_ID])


def _first_message(
    names: Iterable[str], language: Language, subject: Message, reason: Iterable[Message] = ()
) -> str:
    """Return the message of a first commit, which names every record among its files."""
    created = TrailerChange(WHOLE_RECORD, NONE, literal("created"))
    return compose(
        language.say(subject),
        "\n\n".join(map(language.say, reason)),
        "",
        [(address, [created]) for address in _addresses(names)],
        new_operation(),
    )


def _addresses(names: Iterable[str]) -> list[str]:
    folders = [kind.folder or "." for kind in KINDS]
    records = [
        file.with_suffix("").as_posix()
        for file in map(PurePosixPath, names)
        if file.suffix == ".toml" and str(file.parent) in folders
    ]
    return sorted(records, key=lambda address: (address != AGREEMENT.name, address))


def _refuse_inside(folder: Path, other: Path | None) -> None:
    if other and Path(os.path.realpath(other)) in Path(os.path.realpath(folder)).parents:
        raise BadState(
            message(_("{folder} lies inside the agreement {other}"), folder=folder, other=other),
            message(_("Name a folder outside it.")),
        )


def _refuse_unless_empty(folder: Path, besides: str) -> None:
    if folder.exists() and (
        not folder.is_dir() or any(each.name != besides for each in folder.iterdir())
    ):
        raise BadState(
            message(_("{folder} is not an empty folder"), folder=folder),
            message(_("Name a new or an empty folder.")),
        )


def _make_folder(folder: Path, made: list[Path], modes: Asked | None) -> None:
    """Make a folder and those above it; `made` tells which were not there before."""
    if not folder.is_dir():
        _make_folder(folder.parent, made, modes)
        made.append(folder)
        make_folder(folder, modes)


def _share(folder: Path, modes: Asked | None) -> None:
    """Let others make files in a folder that git has made for a shared repository.

    Git itself shares no more than its own directory in it.
    """
    if modes:
        with suppress(PermissionError):  # it is another's, who may have meant it so
            folder.chmod(modes(stat.S_IMODE(folder.stat().st_mode)))


def _take_back(made: list[Path], written: list[tuple[Path, bytes]]) -> None:
    for file, data in reversed(written):
        with suppress(Failure, OSError):
            restore(file, data, None)
    for folder in reversed(made):
        with suppress(OSError):  # what somebody else has put into it meanwhile stays
            folder.rmdir()
