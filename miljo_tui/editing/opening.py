"""Opening an agreement: its files read into records, nothing written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from miljo_tui import model
from miljo_tui.frozen import frozen, replace
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Missing
from miljo_tui.model.folder import AnyRecord, Folder, Record, Unread
from miljo_tui.model.problems import Problem
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, Measure
from miljo_tui.repository.index import addresses_not_checked_out
from miljo_tui.store.reading import folder_fault, read, unchanged
from miljo_tui.store.records import Shared, load_record, problem_of_fault, record_ids

MANY = 1000
"""Measures whose memory is worth the time that it takes to find what they have in common."""


@frozen
class Snapshot:
    """An agreement as it was read, and the folder it was read from."""

    path: Path
    folder: Folder
    unread: int = 0
    """How many measures are still to be read: none of them, or all."""

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        most: int | None = None,
        is_brief: bool = False,
        told: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Read an agreement; more than so many measures not at all, for a screen that cannot wait.

        For what `is_brief`, such as a command, a measure is read when it is first asked for.
        Another hears how many have been read, and of how many. Raises Missing where agreement.toml
        is not there.
        """
        file = path / "agreement.toml"
        if not os.path.lexists(file):
            raise Missing(
                message(_("There is no agreement in {folder}: no agreement.toml"), folder=path),
                message(_("Make one with: miljo-tui init {folder}"), folder=model.pasted(path)),
            )
        measures, within = record_ids(path, MEASURE), path / MEASURE.folder

        def measure(id: str) -> Record[Measure]:
            return load_record(MEASURE, id, read(within / f"{id}.toml"))

        def all_measures() -> Iterator[tuple[str, Record[Measure]]]:
            shared = Shared() if len(measures) > MANY else None
            for done, id in enumerate(measures):
                if told:
                    told(done, len(measures))
                yield id, shared.record(measure(id)) if shared else measure(id)

        unread = len(measures) if most is not None and len(measures) > most else 0
        return cls(
            path,
            Folder(
                load_record(AGREEMENT, "agreement", read(file)),
                {
                    id: load_record(AREA, id, read(path / "areas" / f"{id}.toml"))
                    for id in record_ids(path, AREA)
                },
                Unread(measures, measure) if is_brief else {} if unread else dict(all_measures()),
                _faults(path),
                addresses_not_checked_out(path),
            ),
            unread,
        )

    def file(self, record: AnyRecord) -> Path:
        """Return where a record's file lies."""
        return self.path / record.file

    def reread(self, record: AnyRecord) -> Snapshot:
        """Return this agreement with one record as it now stands on disk."""
        fresh = load_record(record.kind, record.id, read(self.file(record)))
        return replace(self, folder=self.folder.replaced(fresh))


def folder_times(path: Path) -> tuple[tuple[int, int], ...]:
    """Return which folders an agreement has, and when a name last came or went in each.

    Whoever puts a new file in the place of an old one, as git and this program do, changes that.
    """
    found = []
    for folder in (path, path / AREA.folder, path / MEASURE.folder):
        try:
            status = folder.lstat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((status.st_ino, status.st_ctime_ns))
    return tuple(found)


def footprint(path: Path) -> int:
    """Return a number made of name, time and size of each file of an agreement.

    It is another one after any change. The time is that of the file's state, which a new mode or a
    copy with an old date changes too.
    """
    found = 0
    for folder in (path, path / AREA.folder, path / MEASURE.folder):
        try:
            status = folder.lstat()
            found ^= hash((folder.name, status.st_mode, status.st_ino))
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".toml") and not entry.name.startswith("."):
                        status = entry.stat(follow_symlinks=False)
                        found ^= hash((entry.path, status.st_ctime_ns, status.st_size))
        except OSError:
            continue
    return found


def refreshed(snapshot: Snapshot, *, measures: bool) -> Snapshot:
    """Return the agreement with its areas as they stand on disk now; with `measures`, all of it.

    What is as it was is not read into records again.
    """
    folder = snapshot.folder
    kinds = ((AREA, folder.areas), (MEASURE, folder.measures))[: 2 if measures else 1]
    for kind, known in kinds:
        there = {}
        for id in record_ids(snapshot.path, kind):
            file = snapshot.path / kind.folder / f"{id}.toml"
            record = known.get(id)
            is_same = record is not None and unchanged(file, record.source)
            there[id] = record if is_same else load_record(kind, id, read(file))
        folder = replace(folder, **{kind.folder: there})
    elsewhere = addresses_not_checked_out(snapshot.path)
    folder = replace(folder, faults=_faults(snapshot.path), elsewhere=elsewhere)
    agreement = snapshot.file(folder.agreement)
    if not unchanged(agreement, folder.agreement.source):
        folder = replace(folder, agreement=load_record(AGREEMENT, AGREEMENT.name, read(agreement)))
    return replace(snapshot, folder=folder)


def _faults(path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with the folders of an agreement."""
    found = ((kind.folder, folder_fault(path / kind.folder)) for kind in (AREA, MEASURE))
    return tuple(problem_of_fault(fault, folder) for folder, fault in found if fault)
