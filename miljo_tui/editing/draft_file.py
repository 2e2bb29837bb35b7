"""A draft as it stands in a file of its own: any later program reads it again, or says why not."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.ids import is_id
from miljo_tui.model.literals import literal
from miljo_tui.model.problems import Path as FieldPath
from miljo_tui.model.records import KINDS
from miljo_tui.store.reading import parse
from miljo_tui.store.records import load_record

FORMAT = 1
"""The version of what is written down; a newer one is left alone."""

DRAFT, LENT = ".draft.json", ".editor"
"""How the names of drafts end, and those of folders with a text that an editor works on."""


@frozen
class StoredDraft:
    """A draft that was written down by a window that is no longer there."""

    file: Path
    record: str
    """The record's address."""
    when: datetime
    """When it was last changed, in the computer's own time."""
    data: Mapping[str, Any]
    """What was written down; nothing of a file that cannot be read."""

    @property
    def is_new(self) -> bool:
        """Whether its record never had a file; only of one that can be restored."""
        return bool(self.data["new"])

    def restored(self, snapshot: Snapshot) -> Draft:
        """Return the draft as it was: on the version of the record that it began with.

        What was changed on disk since is joined with it when it is saved; a record that is gone
        from disk begins anew. Raises BadState where what was written down cannot be understood.
        """
        data = self.data
        if self.file.name.endswith(LENT):
            raise BadState(
                message(
                    _("An editor had a text of {record} when the program ended"), record=self.record
                ),
                message(
                    _("Take what you need from {folder}, then discard this."), folder=self.file
                ),
            )
        if data.get("format", FORMAT) != FORMAT:
            raise BadState(
                message(
                    _("The draft of {record} was written by a newer version of miljo-tui"),
                    record=self.record,
                ),
                message(_("Open it with that version. It is kept in {file}."), file=self.file),
            )
        try:
            folder, _slash, id = self.record.rpartition("/")
            if not is_id(id):
                raise ValueError(id)
            (kind,) = (kind for kind in KINDS if kind.folder == folder)
            record: AnyRecord = load_record(kind, id, parse(str(data["base"]).encode()))
            is_gone = not os.path.lexists(snapshot.file(record))
            made = Draft(record, snapshot.folder, is_new=is_gone or self.is_new)
            for path, value in data["values"]:
                keys = _path(path)
                made.put(keys, None if value is None else tomllib.loads(f"x = {value}")["x"])
                made.pause()
            for path, text in data["unread"]:
                made.write(_path(path), str(text))
                made.pause()
            links = tuple((str(name), str(commit)) for name, commit in data.get("links", ()))
            made.why = Why(str(data["reason"]), str(data["case"]), links)
            made.words(), made.problems()  # what it changes must be such that it can be told
        except Exception as error:  # the file may hold anything
            raise BadState(
                message(_("The draft of {record} cannot be read"), record=self.record),
                message(
                    _("Open it in an editor, or discard it. It is kept in {file}."),
                    file=self.file,
                ),
            ) from error
        return made

    def name(self, snapshot: Snapshot) -> str:
        """Return what people call the record: as it will be, else as it is, else its id."""
        try:
            return self.restored(snapshot).name
        except BadState:
            names = [record.name for record in snapshot.folder.find(self.record)]
            return names[0] if len(names) == 1 else self.record


def record_and_window(file: Path) -> tuple[str, str]:
    """Return the record and the window that a file's name tells."""
    name, _dot, window = file.name.removesuffix(DRAFT).removesuffix(LENT).rpartition(".")
    return name.replace(".", "/"), window.partition("-")[0]


def read_stored_draft(file: Path) -> StoredDraft | None:
    """Return a draft; of a damaged file what its name tells, None for one that is gone."""
    data, when = None, datetime.fromtimestamp(0)
    try:
        when = datetime.fromtimestamp(file.stat().st_mtime)
        data = json.loads(file.read_bytes())
        when = datetime.fromisoformat(data["when"]).replace(tzinfo=None)
    except FileNotFoundError:  # somebody has just gone on with it
        return None
    except Exception:  # the file may hold anything
        pass
    held = data if isinstance(data, dict) else {}
    return StoredDraft(file, str(held.get("record") or record_and_window(file)[0]), when, held)


def as_json(draft: Draft, agreement: Path) -> str:
    """Return what is written down of a draft."""
    waiting = list(draft.unparsed())
    data = {
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
        "links": [list(link) for link in draft.why.links],
    }
    return json.dumps(data, ensure_ascii=True)


def _path(steps: list[Any]) -> FieldPath:
    return tuple(step if isinstance(step, int) else str(step) for step in steps)
