"""An agreement, its repository and its drafts, with hostile texts wherever there can be any."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hostile import BYTES, COMMANDS, MARKUP, NAMES, TEXTS, UNSEEN

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.editing.state_folder import state_folder
from miljo_tui.locale import language
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.records import AGREEMENT, Area, Measure
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import LongText, Reference, Text, Url
from miljo_tui.publishing.publish import publication, tagged
from miljo_tui.spreadsheets.published.workbook import workbook

GONE = 2**22 + 1
"""The number of a process that no computer has."""

DANGERS = [text for pair in zip(COMMANDS, (*UNSEEN, *COMMANDS), strict=False) for text in pair]


class Planting:
    """Gives each place a text of its own, by which it is known again on a screen."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        """What each mark stands for."""

    def text(self, place: str) -> str:
        """Return a text for a place: its mark, then a part of the corpus, another one each time."""
        number = len(self.places)
        mark = f"p{number}"
        self.places[mark] = place
        corpora = (DANGERS, MARKUP, DANGERS[7:], NAMES)
        return " ".join([mark, "[/x]", *(texts[number % len(texts)] for texts in corpora)])

    def record(self, cls: type[Any], where: str) -> dict[str, Any]:
        """Return a record, or an entry, with a text in every field and in a key nobody knows."""
        raw = {key: self._value(field, f"{where}.{key}") for key, field in fields_of(cls).items()}
        return {**raw, f"x {MARKUP[0]} {COMMANDS[0]}": self.text(f"{where}, unknown key")}

    def _value(self, field: Field, where: str) -> Any:
        match field.kind:
            case Text() | Url() | Reference():
                return self.text(where)
            case LongText():
                return f"{self.text(where)}\n\n\t{self.text(where)}\n"
            case Listing():
                return [self.text(f"{where} 1"), self.text(f"{where} 2")]
            case Table():
                return self.record(field.kind.of, where)
            case Entries():
                return [self.record(field.kind.of, f"{where} 1"), {"x": self.text(f"{where} 2")}]
        return self.text(where)  # of the wrong type

    def misplaced(self, cls: type[Any], where: str) -> dict[str, Any]:
        """Return a record whose fields are all of another shape than their kind."""
        shapes = (
            lambda place: self.text(place),
            lambda place: {"x": self.text(place)},
            lambda place: [self.text(place)],
            lambda place: [[self.text(place)], {MARKUP[1]: self.text(place)}],
        )
        return {
            key: shapes[number % len(shapes)](f"{where}.{key}")
            for number, key in enumerate(fields_of(cls))
        }


def toml(raw: Mapping[str, Any]) -> str:
    """Return a record as a file: every character that TOML lets stand is there as it is."""
    return "".join(f"{_string(key)} = {_value(value)}\n" for key, value in raw.items())


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_string(key)} = {_value(each)}" for key, each in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _string(value) if isinstance(value, str) else str(value)


def _string(text: str) -> str:
    return '"' + "".join(_character(each) for each in text) + '"'


def _character(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    return f"\\u{code:04X}" if code < 32 or code == 127 else character


def plant(folder: Path) -> Planting:
    """Make an agreement in a folder in which everything that can be hostile is."""
    planting = Planting()
    agreement = planting.record(AGREEMENT.cls, "agreement")
    agreement["areas"].append("ond")
    area, measure = planting.record(Area, "area"), planting.record(Measure, "measure")
    measure["areas"].append("ond")
    files = {
        "agreement.toml": agreement,
        "areas/ond.toml": area,
        "areas/fel.toml": planting.misplaced(Area, "wrong area"),
        "areas/tomt.toml": {"name": planting.text("empty area")},
        "measures/ond.toml": measure,
        "measures/fel.toml": planting.misplaced(Measure, "wrong measure"),
        "measures/tom.toml": {"title": planting.text("small measure")},
        "measures/liten.toml": {"title": planting.text("another small measure")},
        # What nobody sees is an error in a field, and nothing new could be made of the template.
        "templates/measure.toml": {"responsible": " ".join(MARKUP), COMMANDS[0]: COMMANDS[1]},
    }
    for number, text in enumerate(TEXTS):
        files[f"measures/text-{number}.toml"] = {"title": text, "responsible": text}
    for number, name in enumerate((*NAMES, *MARKUP, *COMMANDS, *UNSEEN)):
        named = name.replace("/", "").replace("\0", "")[:80]
        files[f"measures/{named}x{number}.toml"] = {"title": planting.text("odd name")}
    for name, raw in files.items():
        _put(folder / name, toml(raw).encode())
    for number, name in enumerate(BYTES):
        named = os.fsdecode(name.replace(b"/", b""))
        _put(folder / "measures" / f"{named}{number}.toml", b'title = "odd bytes"\n')
    commands = "".join(COMMANDS).replace("\n", "")
    for name, text in (
        ("trasig", f'title = "{commands}"\n'),
        ("nyckel", f"{MARKUP[0]} {UNSEEN[0]} = 1\n"),
        ("tal", f"title = {MARKUP[1]}{UNSEEN[1]}\n"),
        ("nan", "title = nan\nx = [inf]\n[[indicators]]\nname = true\nbaseline = nan\n"),
        ("konflikt", f"<<<<<<< {commands}\ntitle = 1\n=======\n>>>>>>> {MARKUP[0]}\n"),
    ):
        _put(folder / "measures" / f"{name}.toml", text.encode())
    _put(folder / "measures" / "byte.toml", b'title = "' + b"".join(BYTES) + b'"\n')
    return planting


def plant_history(folder: Path) -> None:
    """Commit all in a repository whose every name is hostile, by somebody whose name is."""
    hostile = "".join((*COMMANDS, *UNSEEN, *MARKUP)).replace("\n", "").replace("\0", "")
    person = f"Ond {hostile}".encode().replace(b"<", b"").replace(b">", b"") + BYTES[3]
    who = {
        os.fsencode(f"GIT_{role}_{part}"): person
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }

    def git(*arguments: str, given: bytes = b"") -> None:
        subprocess.run(
            ["git", *arguments],
            cwd=folder,
            input=given,
            env={**os.environb, **who},
            check=True,
            capture_output=True,
        )

    git("init", "--quiet", "--initial-branch=gren\u202e\x9b<b>$(id)")
    git("config", f"remote.{MARKUP[0]}{UNSEEN[0]}.url", "ext::touch HOSTILE")
    git("add", ".")
    git("commit", "--quiet", "--file=-", given=hostile.encode() + b"\n\n" + b"\n".join(BYTES))


def plant_hook(folder: Path) -> Path:
    """Give a repository a hook that refuses each commit and says all there is to be said."""
    said = folder / ".git" / "said"
    said.write_bytes("\n".join(TEXTS).encode() + b"\n".join(BYTES))
    hook = folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\ncat .git/said >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    return hook


def plant_drafts(folder: Path, state: Path, planting: Planting) -> list[Path]:
    """Write drafts of a window that is gone into a state folder, as nobody's program would."""
    base = (folder / "measures" / "tom.toml").read_text(encoding="utf-8")
    text = planting.text
    sound = {
        "format": 1,
        "process": GONE,
        "when": "2022-02-22T10:00:00",
        "agreement": text("draft, agreement"),
        "record": "measures/tom",
        "new": False,
        "base": base,
        "values": [[["title"], _string(text("draft, title"))]],
        "unread": [[["end"], text("draft, unread")]],
        "reason": text("draft, reason"),
        "case": text("draft, case"),
    }
    drafts = [
        sound,
        {**sound, "record": text("draft, record")},
        {**sound, "record": "measures/../../../etc/passwd"},
        {**sound, "values": [[[text("draft, key")], '"x"']]},
        {**sound, "values": [[["title"], text("draft, value")]]},
        {**sound, "base": text("draft, base")},
        {**sound, "unread": [[["follow_ups", 99, "year"], text("draft, place")]]},
    ]
    files = []
    for number, data in enumerate(drafts):
        name = f"{MARKUP[0].replace('/', '')}{COMMANDS[0]}{number}.{GONE}.draft.json"
        files.append(state_folder(folder, {"XDG_STATE_HOME": str(state)}) / name)
        _put(files[-1], json.dumps(data).encode())
    return files


def plant_list(file: Path, planting: Planting) -> Path:
    """Write a list of measures with hostile headings and cells, as CSV."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows(
            [cell.replace("\0", "") for cell in row] for row in _rows(planting)
        )
    return file


def plant_workbook(file: Path, planting: Planting) -> Path:
    """Write the same as XLSX, whose sheet has a hostile name; XML has no controls below U+0020."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = f"{{0}}%s{UNSEEN[0]}\x9b66;61H"
    spelled = {code: f"_x{code:04X}_" for code in range(32)} | {0xFFFF: ""}
    for row in _rows(planting):
        sheet.append([cell.translate(spelled) for cell in row])
    book.save(file)
    return file


def _rows(planting: Planting) -> list[list[str]]:
    headings = ["Åtgärd", "Status", "Start", planting.text("list, heading"), *MARKUP, *COMMANDS]
    rows = [headings]
    for number, text in enumerate((*MARKUP, *NAMES, *COMMANDS, *UNSEEN)):
        rows.append([f"{number} {text}", "", "", planting.text("list, cell"), text])
    return [*rows, ["Fel", planting.text("list, status"), planting.text("list, start")]]


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def give_period(folder: Path) -> None:
    """Let the hostile agreement have years to report on, and a measure that was reported on."""
    file = folder / "agreement.toml"
    rest = re.sub(r'(?m)^"(start|end)" = .*\n', "", file.read_text(encoding="utf-8"))
    file.write_text(f"start = 2022\nend = 2025\n{rest}", encoding="utf-8")
    hostile = [f"[/x] {text}" for text in (*DANGERS, *MARKUP, "".join(DANGERS))]
    reported = {
        "title": f"Rapporterad {hostile[-1]}",
        "areas": ["ond"],
        "start": 2022,
        "end": 2025,
        "criterion": hostile[0],
        "follow_ups": [
            {"year": year, "status": status, "comment": text, "reported_by": text}
            for year, status, text in zip((2022, 2023, 2024), "GHP", hostile, strict=False)
        ],
        "indicators": [
            {"name": text, "unit": text, "baseline": 1, "target": 3, "values": [_measured(text)]}
            for text in hostile
        ],
    }
    _put(folder / "measures" / "rapporterad.toml", toml(reported).encode())


def _measured(text: str) -> dict[str, Any]:
    return {"year": 2023, "value": 2, "method": text}


def plant_published(file: Path, folder: Path) -> Path:
    """Publish a hostile agreement as XLSX, with a tag, and write hostile texts into its cells.

    That are new titles of the measures with little in them, and elsewhere mostly no values at all.
    """
    with Chronicle.open(folder) as chronicle:
        published = publication(chronicle, language("sv"))
        file.write_bytes(workbook(published))
        tagged(chronicle, published, date(2025, 1, 1))
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets[:-1]:
        headings = [each.value for each in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            cells = dict(zip(headings, row, strict=True))
            if row[0].value in ("tom", "liten"):
                cells["Titel"].value = f"Ny [/x] {UNSEEN[0]}\x9b66;61H{{0}}%s"
            elif row[0].value in ("agreement", "ond"):
                for cell in [each for name, each in cells.items() if "nummer" not in name][1::3]:
                    cell.value = f"{cell.value or ''} [/x] {UNSEEN[0]}\x9b66;61H{{0}}%s"
    book.save(file)
    return file
