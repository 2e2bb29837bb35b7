"""Hostile data through every screen of the real app: what a terminal gets is text, all of it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest
from emulator import Emulator
from fuzzing import is_long
from hostile import BYTES, COMMANDS, PROGRAMMERS, TEXTS, UNSEEN, harm
from planting import (
    Planting,
    give_period,
    plant,
    plant_drafts,
    plant_history,
    plant_hook,
    plant_list,
    plant_published,
    toml,
)
from screen import Terminal
from textual.screen import Screen

from miljo_tui import tui
from miljo_tui.model.records import KINDS
from miljo_tui.model.structures import Entries
from miljo_tui.model.tree import editable

Start = Callable[..., Terminal]

FOLDER = "ond [/x] \x1b]0;HOSTILE\x07\u202e {0} %s"
NOTING = Path(__file__).parent / "noting.py"

PATIENCE = 8
"""So many silences are waited out before a key counts as one that changes nothing."""

READ, FORM, REVIEW = "^ / Filter", "^ F2 Review", "Review ·"
"""What is on the screens that are come back to."""


def own_screens() -> set[str]:
    """Return the names of the screens that there are: the classes that no other one refines."""
    for module in pkgutil.walk_packages(tui.__path__, "miljo_tui.tui."):
        importlib.import_module(module.name)
    found: set[str] = set()
    waiting: list[type] = [Screen]
    while waiting:
        refined = waiting.pop().__subclasses__()
        waiting += refined
        own = [each for each in refined if each.__module__.startswith("miljo_tui")]
        found |= {each.__name__ for each in own if not each.__subclasses__()}
    return found


class Drawn(Emulator):
    """The words that Textual has drawn since the last key; no screen is, which takes most time."""

    MOVES = re.compile(r"(\x1b\[[0-9;]*[Hdf]|\r?\n)+")
    OTHER = re.compile(r"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)")

    def __init__(self, columns: int, lines: int, notes: Path) -> None:
        super().__init__(columns, lines)
        self._drawn = notes / "drawn"
        self._start = 0

    def feed(self, data: bytes) -> None:
        """Let what is sent be; the driver may have left out what is shown already."""

    def forget(self) -> None:
        """Begin anew: a key is pressed."""
        self._start = self._drawn.stat().st_size if self._drawn.exists() else 0

    def since(self, start: int) -> bytes:
        """Return what was drawn after so many bytes: a walk draws millions."""
        with suppress(FileNotFoundError), self._drawn.open("rb") as file:
            file.seek(start)
            return file.read()
        return b""

    @property
    def words(self) -> bytes:
        """What was drawn since then."""
        return self.since(self._start)

    @property
    def text(self) -> str:
        """What was drawn, a line for each place it was put."""
        text = self.words.decode("utf-8", "replace")
        return self.OTHER.sub("", self.MOVES.sub("\n", text))


class Walk:
    """Somebody who goes everywhere and looks; `far` is how often a list is paged through."""

    def __init__(self, program: Terminal, drawn: Drawn, far: int) -> None:
        self.program = program
        self.drawn = drawn
        self.far = far
        self.seen: list[str] = []

    def look(self, wait: str = "") -> str:
        """Wait for what is to be seen, and remember it."""
        for _ in range(PATIENCE):
            if self.drawn.words:
                break
            self.program.wait_for("")
        self.seen.append(self.program.wait_for(wait))
        return self.seen[-1]

    def press(self, *keys: str, wait: str = "") -> str:
        """Press keys and look at what is drawn then."""
        self.drawn.forget()
        self.program.press(*keys)
        return self.look(wait)

    def type(self, text: str, wait: str = "") -> str:
        """Type a text and look at what is drawn then."""
        self.drawn.forget()
        self.program.type(text)
        return self.look(wait)

    def through(self, key: str, at_once: int = 1) -> None:
        """Press a key again and again until nothing moves any more."""
        for _ in range(self.far):
            if not self.press(*[key] * at_once).strip():
                return

    def go_to(self, record: str) -> None:
        """Go to a record by the palette."""
        self.press("ctrl+p", wait="Search words")
        # What Textual alone draws behind the palette at each letter looks as if it were closed.
        self.type(record, wait=re.escape(record))
        self.press("enter", wait=READ)


@dataclass
class Place:
    """Where what is hostile lies."""

    folder: Path
    planting: Planting
    listed: Path
    published: Path
    editor: Path
    identity: Path

    @classmethod
    def planted(cls, tmp_path: Path, environment: dict[str, str]) -> Self:
        """Lay it out."""
        folder = tmp_path / FOLDER
        planting = plant(folder)
        plant_history(folder)
        plant_drafts(folder, Path(environment["XDG_STATE_HOME"]), planting)
        return cls(
            folder,
            planting,
            plant_list(tmp_path / "lista [x]{0}%s.csv", planting),
            plant_published(tmp_path / "ut [x]{0}%s.xlsx", folder),
            editor(tmp_path),
            Path(environment["GIT_CONFIG_GLOBAL"]),
        )


def start(terminal: Start, place: Place, notes: Path, drawn: Emulator, **env: str) -> Terminal:
    """Start the app there, on a terminal of the size that is drawn."""
    return terminal(
        *(sys.executable, str(NOTING), str(notes), "-C", str(place.folder), "--lang", "en"),
        env={"EDITOR": shlex.quote(str(place.editor)), **env},
        columns=drawn.screen.columns,
        lines=drawn.screen.lines,
        emulator=lambda _columns, _lines: drawn,
    )


def go_everywhere(walk: Walk, place: Place, records: list[str]) -> None:
    """Walk through what hostile records are shown and edited on; through these from end to end."""
    look_at_drafts(walk)
    look_around(walk)
    for record in (*records, "measures/fel", "konflikt"):
        walk.go_to(record)
        walk.through("pagedown")
        if record in records:
            edit(walk, record)
    pick_and_hand_over(walk)
    be_refused(walk, place.folder)
    conflict(walk, place.folder)
    ask_and_leave(walk)


def go_further(walk: Walk, place: Place) -> None:
    """Walk through the other screens."""
    change_several(walk)
    bring_in(walk, place.listed)
    remember(walk)
    take_back(walk, place.published)
    read_the_page(walk, place.published)
    report(walk, place.folder)
    look_over(walk)
    share(walk)
    be_asked(walk, place.identity)


def test_every_screen_shows_what_is_hostile_as_text(
    terminal: Start, environment: dict[str, str], tmp_path: Path
) -> None:
    if not is_long():
        pytest.skip("the whole walk is for before a release; test_lean_screens sees every screen")
    notes = tmp_path / "notes"
    drawn = Drawn(200, 50, notes)
    place = Place.planted(tmp_path, environment)
    program = start(terminal, place, notes, drawn)
    walk = Walk(program, drawn, 60)
    go_everywhere(walk, place, ["agreement", "areas/ond", "measures/ond"])
    go_further(walk, place)
    text = assert_harmless(walk)
    wanted = {
        mark: where
        for mark, where in place.planting.places.items()
        if where.startswith(("agreement", "area", "measure"))
    }
    assert not wanted.keys() - set(re.findall(r"\b(p\d+)\b", text)), wanted
    assert not own_screens() - screens(notes), "a screen that nobody has walked through"


def screens(notes: Path) -> set[str]:
    """Return the names of the screens that were shown."""
    return set((notes / "screens").read_text(encoding="utf-8").split())


def assert_harmless(walk: Walk) -> str:
    """Assert that only text was shown, and return it."""
    text = "\n".join(walk.seen)
    sent_lean = walk.program.bytes.replace(b"\b", b"").replace(b"\x1bM", b"")
    for sent in (walk.drawn.since(0), sent_lean):
        assert not harm(sent), harm(sent)
    assert not (found := PROGRAMMERS.search(text)), text[found.start() - 300 : found.end() + 100]
    # A mark at the edge of what a dialog covers is followed by its frame.
    gone = re.findall(r"\bp\d+ (?!\\?\[/x|\\?\[/?…|…|[╭│╰])\S{4}.*", text)
    assert not gone, "brackets that are gone"
    return text


def editor(folder: Path) -> Path:
    """Make an editor that leaves something hostile, and fails the next time."""
    program, said = folder / "ond \x1b]0;HOSTILE\x07\u202e[x]", folder / "said"
    said.write_bytes("".join(TEXTS[:30]).encode() + b"".join(BYTES))
    program.write_text(f'#!/bin/sh\ncat "{said}" > "$1" && rm "{said}"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def look_at_drafts(walk: Walk) -> None:
    """The drafts that are offered, the question before one is thrown away, one that is back."""
    walk.look("Drafts that were not committed")
    for _ in range(6):
        walk.press("down")
    walk.press("delete", wait="Ctrl.X")
    walk.press("f10", wait="Drafts that were not committed")
    walk.press("home", "enter", wait="is back")
    walk.press("f10", wait=READ)


def look_around(walk: Walk) -> None:
    """The areas, all measures, the filter, the palette, the help and a topic."""
    walk.press("down", "down", "down")
    walk.press("home", "down", "enter")
    walk.through("pagedown")
    walk.press("s", "s")
    walk.type("/[/x]")
    walk.press("escape")
    walk.press("ctrl+p", wait="Go to…")
    walk.through("down", 20)
    walk.press("f10")
    walk.press("?", wait="Help")
    walk.press("pagedown")
    walk.press("t", wait="Help topics")
    walk.press("enter", wait="The files of an agreement")
    walk.press("pagedown")
    walk.press("f10", "f10")


def edit(walk: Walk, record: str) -> None:
    """The form of a record, of the first entry of each list, and of the lists in those."""
    cls = next(kind.cls for kind in KINDS if record.startswith(kind.folder or "agreement"))
    walk.press("e", wait=FORM)
    _edit_entries(walk, cls)
    walk.press("f10", wait=READ)


def _edit_entries(walk: Walk, cls: type[Any]) -> None:
    rows = list(editable(cls).items())
    for (path, field), (before, _field) in zip(rows[1:], rows, strict=False):
        is_list = isinstance(field.kind, Entries)
        if is_list or path[:-1] != before[:-1]:  # where F6 stops
            walk.press("f6")
        if is_list:
            walk.press("enter")
            _edit_entries(walk, field.kind.of)
            walk.press("f10")


def pick_and_hand_over(walk: Walk) -> None:
    """The values to pick from, and what an editor leaves, or does not."""
    walk.go_to("measures/ond")
    walk.press("e", wait=FORM)
    walk.press("tab", "enter", wait="Enter marks")
    walk.press("f10")
    walk.press("tab")
    walk.press("f4", wait=r"•.Description")
    walk.press("f4", wait="The editor")
    walk.press("f10", wait=READ)


def be_refused(walk: Walk, folder: Path) -> None:
    """The review with its difference, the question before leaving, and a hook with much to say."""
    hook = plant_hook(folder)
    walk.go_to("measures/liten")
    walk.press("e", wait=FORM)
    walk.type("x", wait=r"^•[ !]Title")
    walk.press("f9", wait="Ctrl.X")
    walk.press("f10")
    walk.press("f2", wait=REVIEW)
    walk.press("f4")
    walk.type("[/x]")
    walk.press("f8", "f8", wait="refused the commit")
    walk.press("f10")
    hook.unlink()


def conflict(walk: Walk, folder: Path) -> None:
    """The same field with two values."""
    theirs = toml({"title": f"deras [/x] {COMMANDS[0]}", UNSEEN[0]: COMMANDS[1]})
    (folder / "measures" / "liten.toml").write_text(theirs, encoding="utf-8")
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x", "commit", "--quiet", "-am", "Deras"],
        cwd=folder,
        check=True,
    )
    walk.press("f2", wait=REVIEW)
    walk.press("f8", "f8", wait="Theirs +Mine")
    walk.press("space")
    walk.press("f10", wait=REVIEW)
    walk.press("f10")
    walk.press("f10", wait=READ)


def ask_and_leave(walk: Walk) -> None:
    """A title to copy, a new record, one that cannot go, one that is chosen, and the way out."""
    walk.press("d", wait="Copy as new")
    walk.press("f10")
    walk.press("n", wait="New measure")
    walk.type("Ny [/x]\r", wait=FORM)
    walk.press("f2", wait=REVIEW)
    walk.press("f10")
    walk.press("f10", wait=READ)
    walk.go_to("areas/ond")
    walk.press("delete", wait=REVIEW)
    walk.press("f10")
    walk.press("c", wait=REVIEW)
    walk.press("f10")
    walk.press("q", wait="Unsaved changes in")
    walk.press("f10")


def be_asked(walk: Walk, settings: Path) -> None:
    """Who is at the keyboard, where the settings hold a name that is hostile, and no address."""
    settings.write_text('[user]\n\tname = "ond [/x] {0} %s"\n', encoding="utf-8")
    walk.press("f5")
    for _ in range(PATIENCE):  # git is asked aside, and may not have answered yet
        if "Who are you" in walk.press("n", wait="Who are you|New measure"):
            break
        walk.press("f10")
    walk.press("f8", wait="are no name and address")
    walk.press("f10")


def change_several(walk: Walk) -> None:
    """One field of several records."""
    walk.go_to("agreement")
    walk.press("escape", "home", "down", "enter")
    walk.press("home", "space", "space", "m", wait="Which field")
    walk.type("responsible\r", wait=FORM)
    walk.type("[/x]")
    walk.press("f2", wait=REVIEW)
    walk.press("f10", wait=READ)


def bring_in(walk: Walk, listed: Path) -> None:
    """A list: its headings, its cells, its errors, and the review of what it brings."""
    walk.press("i", wait="Bring in a list")
    walk.type(f"{listed}\r", wait="Means")
    walk.through("down", 8)
    walk.press("enter")
    walk.press("f10")
    walk.press("tab")
    walk.through("down", 12)
    walk.press("enter")
    walk.press("x", "f2", wait=REVIEW)
    walk.press("f10")
    walk.press("f10", wait=READ)


def remember(walk: Walk) -> None:
    """The history, one entry of it with its difference, two points compared, and each value."""
    walk.go_to("agreement")
    walk.press("h", wait="History · all records")
    walk.through("down", 8)
    walk.press("enter", wait="n Older")
    walk.press("f4")
    walk.press("n")
    walk.through("pagedown")
    walk.press("f10", wait="History · all records")
    walk.press("c", wait="What has changed since")
    walk.type("HEAD~1\r", wait="Compared")
    walk.through("pagedown")
    walk.press("f10", wait="History · all records")
    walk.press("f10", wait=READ)
    walk.go_to("measures/ond")
    walk.press("h", wait="History · (?!all)")
    walk.press("b", wait="Who and when")
    walk.through("down", 20)
    walk.press("enter", wait="History · (?!all)")
    walk.press("f10", wait="Who and when")
    walk.press("f10", wait="History · (?!all)")
    walk.press("enter", wait="n Older")
    walk.press("f10", wait="History · (?!all)")
    walk.press("f10", wait=READ)


def take_back(walk: Walk, published: Path) -> None:
    """A published file that was written into: its errors, two values, the review of the rest."""
    for record in ("measures/tom", "measures/liten"):  # a draft would come before the file
        walk.go_to(record)
        walk.press("e", wait=FORM)
        walk.press("f9", wait="Ctrl.X")
        walk.press("ctrl+x", wait=READ)
    walk.press("i", wait="Bring in a list")
    walk.type(f"{published}\r", wait="Result")
    walk.through("down", 12)
    walk.press("enter")
    walk.press("end", "enter")
    walk.press("f2", wait="Mend the cells")
    walk.press("x", "f2", wait="Theirs +Mine")
    walk.press("space")
    walk.press("f2", wait=REVIEW)
    walk.through("pagedown")
    walk.press("f10", wait="Result")
    walk.press("f10", wait=READ)


def read_the_page(walk: Walk, published: Path) -> None:
    """The page, what has changed since it was published, and the question before one is lost."""
    walk.press("p", wait="/x")
    walk.through("pagedown")
    walk.press("c", wait="deras ")
    walk.press("w", wait="Write into the file")
    walk.type(f"\x15{published}\r", wait="Ctrl.X")
    walk.press("f10")
    walk.press("f10", wait=READ)


def report(walk: Walk, folder: Path) -> None:
    """The measures by year, and a round through some of them up to its review."""
    give_period(folder)
    walk.press("f5")
    for _ in range(walk.far):  # the files are still being read
        if "no period" not in walk.press("f", wait="Follow-up 2025|no period"):
            break
    walk.press("left", wait="Follow-up 2024")
    walk.through("down", 8)
    walk.press("home", "down")
    walk.press("right", wait="Follow-up 2025")
    walk.press("enter", wait="F3 Next")
    for _ in range(3):
        walk.press("h")
        walk.press("f3")
    walk.press("f10", wait="Follow-up 2025")
    walk.press("f2", wait=REVIEW)
    walk.press("f10", wait="Follow-up 2025")
    walk.press("f10", wait=READ)


def share(walk: Walk) -> None:
    """The remote that there is none of."""
    walk.press("Y", wait="follows none")
    walk.press("f10", wait=READ)


def look_over(walk: Walk) -> None:
    """The figures of two years, by each grouping."""
    walk.press("o", wait="Overview")
    walk.through("pagedown")
    walk.press("home")
    for _ in range(3):
        walk.press("g")
    walk.press("left")
    walk.press("s")
    walk.press("f10", wait=READ)
