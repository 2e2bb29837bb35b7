"""What lies where drafts are kept may be anything: at the worst it is said to be unreadable."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from as_proposals import as_proposals
from planting import GONE

from miljo_tui.editing.draft_journal import Journal
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState

SOUND: dict[str, Any] = {
    "format": 1,
    "process": GONE,
    "when": "2022-02-22T10:00:00",
    "agreement": "",
    "record": "measures/angar",
    "new": False,
    "base": 'title = "A"\n',
    "values": [[["title"], '"B"']],
    "unread": [[["end"], "snart"]],
    "reason": "Skäl",
    "case": "",
}
DEEP = "[" * 100_000
ODD: list[Any] = [
    *(None, True, -1, 10**30, 1.5, "", "x", "\ud800", DEEP, [], [[]], [[[]]], {}, {"x": []}),
    *([[[], "1"]], [[["title"], 1]], [[["title"], "1 = 2"]], [[["title"], DEEP]], [[[0, 1], "1"]]),
    *([[["links", 99, "url"], '"x"']], [[["links"], '"x"']], [[["title", "x"], '"x"']]),
    *("2022-02-22T10:00:00+02:00", "9999-12-31", "0001-01-01T00:00:00-23:59"),
    *("measures/../angar", "/etc/passwd", "measures/angar\n", "agreement", "areas/angar"),
]


def keep(journal: Journal, number: int, text: str) -> None:
    """Put a text where drafts are kept."""
    journal.folder.mkdir(parents=True, exist_ok=True)
    (journal.folder / f"{number}.{GONE}.draft.json").write_text(text, "utf-8", "surrogatepass")


def test_no_kept_draft_brings_the_program_down(agreement: Path) -> None:
    workspace = Workspace(agreement, language("en"))
    journal = Journal(workspace.snapshot.path, os.environ)
    for number, text in enumerate((json.dumps(SOUND), "", "{", "[]", "null", DEEP, "\ud800")):
        keep(journal, number, text)
    for number, (key, value) in enumerate([(key, value) for key in SOUND for value in ODD], 100):
        keep(journal, number, json.dumps({**SOUND, key: value}))

    for kept in journal.found():
        try:
            draft = kept.restored(workspace.snapshot)
        except BadState:
            continue
        assert draft.record.address == kept.record
        assert [*draft.problems(), *draft.words(), draft.name]

    (sound,) = (each for each in workspace.drafts.recovered() if each.file.name.startswith("0."))
    assert workspace.go_on_with(sound).value(("title",)) == "B"


def test_no_note_of_a_save_brings_the_next_one_down(agreement: Path) -> None:
    """One that cannot be read, or that names a file elsewhere, is left alone."""
    outside = agreement.parent / "outside.toml"
    outside.write_text("ours", encoding="utf-8")
    workspace = Workspace(agreement, language("en"))
    folder = Journal(workspace.snapshot.path, os.environ).folder
    folder.mkdir(parents=True)
    files = [[["../outside.toml", "was", "ours"]], [[str(outside), "was", "ours"]], *ODD]
    note = {"format": 1, "process": GONE, "operation": str(uuid4()), "files": []}
    notes = [json.dumps({**note, "files": each}) for each in files]
    notes += [json.dumps({**note, key: each}) for key in note for each in [*ODD, float("inf")]]
    for number, text in enumerate([*notes, "", "[]", "null", DEEP]):
        file = folder / f"{number}.{GONE}.intent.json"
        file.write_text(text, "utf-8", "surrogatepass")
        os.utime(file, (0, 0))

    draft = workspace.draft(workspace.agreement.record("measures/angar"))
    draft.put(("end",), 2024)
    assert workspace.save(as_proposals(draft), Why("Därför"))
    assert outside.read_text(encoding="utf-8") == "ours"
