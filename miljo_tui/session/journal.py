"""Drafts that survive: each is written down at once, and found again after any end."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.ids import is_id
from miljo_tui.model.literals import literal
from miljo_tui.model.problems import Path as FieldPath
from miljo_tui.model.records import KINDS
from miljo_tui.session.drafting import Draft
from miljo_tui.session.opening import Workspace, load
from miljo_tui.session.proposing import Why
from miljo_tui.session.state_folder import state_folder
from miljo_tui.session.unread import unread_in
from miljo_tui.session.windows import Window, is_there
from miljo_tui.store.keeping import keep, kept
from miljo_tui.store.placing import FULL
from miljo_tui.store.reading import parse

FORMAT = 1
"""The version of what is written down; a newer one is left alone."""

SUFFIX = ".draft.json"


@frozen
class Kept:
    """A draft that was written down by a window that is no longer there."""

    file: Path
    record: str
    """The record's address."""
    when: datetime
    """When it was last changed, in the computer's own time."""
    data: Mapping[str, Any]
    """What was written down; nothing of a file that cannot be read."""


class Journal:
    """The drafts on one agreement, in the person's own state folder."""

    def __init__(self, agreement: Path, environment: Mapping[str, str]) -> None:
        self.folder = state_folder(agreement, environment)
        self.obstacle: BadState | None = None
        """Why drafts are not kept just now, if anything is in the way."""
        self._agreement = agreement
        self._window = Window(self.folder)

    def write(self, draft: Draft) -> None:
        """Write a draft down, or strike it out where it changes nothing.

        A disk that takes nothing more is no reason to lose the keystroke: it stays in memory, and
        `obstacle` says why it is nowhere else.
        """
        if not draft.changed:
            self.strike(draft.record.address)
            return
        text = json.dumps(_as_json(draft, self._agreement), ensure_ascii=True)
        try:
            self._window.make_known()
            keep(self._file(draft.record.address), text.encode())
        except OSError as error:
            self.obstacle = _not_kept(self.folder, error)
        else:
            self.obstacle = None

    def strike(self, address: str) -> None:
        """Forget the draft of a record that was saved or thrown away."""
        with suppress(OSError):
            self._file(address).unlink(missing_ok=True)

    def found(self) -> list[Kept]:
        """Return the drafts of windows that are no longer there, the newest last.

        What cannot be read is among them: it is for people to look at and to throw away.
        """
        drafts = [_read(file) for file in kept(self.folder, SUFFIX) if not self._is_used(file)]
        return sorted((each for each in drafts if each), key=lambda each: each.when)

    def discard(self, draft: Kept) -> None:
        """Throw a draft away. Raises BadState where it cannot be done."""
        try:
            draft.file.unlink(missing_ok=True)
        except OSError as error:
            raise BadState(
                message(_("The draft of {record} cannot be thrown away"), record=draft.record),
                message(_("It is kept in {file}."), file=draft.file),
                error.strerror or "",
            ) from error

    def _file(self, address: str) -> Path:
        return self.folder / f"{address.replace('/', '.')}.{self._window.name}{SUFFIX}"

    def _is_used(self, file: Path) -> bool:
        _record, _dot, window = file.name.removesuffix(SUFFIX).rpartition(".")
        return is_there(self.folder, window)


def _read(file: Path) -> Kept | None:
    """Return a draft; of a damaged file what its name tells, None for one that is gone."""
    data, when = None, datetime.fromtimestamp(0)
    try:
        when = datetime.fromtimestamp(file.stat().st_mtime)
        data = json.loads(file.read_bytes())
        when = datetime.fromisoformat(data["when"]).replace(tzinfo=None)
    except FileNotFoundError:  # somebody has just gone on with it
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    held = data if isinstance(data, dict) else {}
    name, _dot, _window = file.name.removesuffix(SUFFIX).rpartition(".")
    return Kept(file, str(held.get("record") or name.replace(".", "/")), when, held)


def restored(draft: Kept, workspace: Workspace) -> Draft:
    """Return a draft as it was: on the version of the record that it began with.

    What was changed on disk since is joined with it when it is saved; a record that is gone from
    disk begins anew. Raises BadState where what was written down cannot be understood.
    """
    data = draft.data
    if data.get("format", FORMAT) != FORMAT:
        raise BadState(
            message(
                _("The draft of {record} was written by a newer version of miljo-tui"),
                record=draft.record,
            ),
            message(_("Open it with that version. It is kept in {file}."), file=draft.file),
        )
    try:
        folder, _slash, id = draft.record.rpartition("/")
        if not is_id(id):
            raise ValueError(id)
        (kind,) = (kind for kind in KINDS if kind.folder == folder)
        record: AnyRecord = load(kind, id, parse(str(data["base"]).encode()))
        is_gone = not os.path.lexists(workspace.file(record))
        made = Draft(record, workspace.folder, is_new=is_gone or bool(data["new"]))
        for path, value in data["values"]:
            keys = _path(path)
            made.put(keys, None if value is None else tomllib.loads(f"x = {value}")["x"])
            made.pause()
        for path, text in data["unread"]:
            made.write(_path(path), str(text))
            made.pause()
        made.why = Why(str(data["reason"]), str(data["case"]))
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise BadState(
            message(_("The draft of {record} cannot be read"), record=draft.record),
            message(
                _("Look at it in an editor, or throw it away. It is kept in {file}."),
                file=draft.file,
            ),
        ) from error
    return made


def _as_json(draft: Draft, agreement: Path) -> dict[str, Any]:
    waiting = list(unread_in(draft.written.items()))
    return {
        "format": FORMAT,
        "when": datetime.now().isoformat(timespec="seconds"),
        "agreement": str(agreement),
        "record": draft.record.address,
        "new": draft.is_new,
        "base": (draft.record.source or b"").decode(),
        "values": [
            [list(path), None if value is None else literal(value)]
            for path, value in draft.edits.items()
        ],
        "unread": [[list(path), each.text] for path, each in waiting],
        "reason": draft.why.reason,
        "case": draft.why.case,
    }


def _not_kept(folder: Path, error: OSError) -> BadState:
    if error.errno in FULL:
        return BadState(
            message(_("Drafts are not kept just now: the disk is full")),
            message(_("Free some space. Until then what you type is in this window only.")),
        )
    return BadState(
        message(_("Drafts are not kept just now: {folder} cannot be written to"), folder=folder),
        message(_("Mend that. Until then what you type is in this window only.")),
        error.strerror or "",
    )


def _path(steps: list[Any]) -> FieldPath:
    return tuple(step if isinstance(step, int) else str(step) for step in steps)
