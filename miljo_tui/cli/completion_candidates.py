"""`miljo-tui complete`: what may stand where the cursor is, asked by the scripts of the shells."""

from __future__ import annotations

import argparse
import os
from argparse import Action
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from miljo_tui import spreadsheets
from miljo_tui.cli.argument_parser import configured
from miljo_tui.cli.arguments import find_command
from miljo_tui.cli.commands import COMMANDS
from miljo_tui.cli.completion import BashLine
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell
from miljo_tui.cli.record_candidates import Candidate, KnownNames, assignments
from miljo_tui.locale import language
from miljo_tui.model.records import AGREEMENT, KINDS, MEASURE, RecordKind
from miljo_tui.model.statuses import STATUSES

PATHS = {"FOLDER": "folders", "DIR": "folders", "AGREEMENT": "folders", "FILE": "files"}
"""What kind of path an argument of this name is: the shell finds those best itself."""

DESCRIBED = 200
"""So many measures are shown with their titles; to read more would be felt at the Tab key."""

STATUS_LABELS = {option.value: option.label for option in STATUSES}


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments: the shell, then what is typed as it hands it over."""
    parser.add_argument("typed", nargs="*")


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer a shell; nobody asked for a message, so that what goes wrong is no answer at all."""
    try:
        lines = list(answer(*arguments.typed))
    except Exception:  # the words and the files may be anything
        return 0
    for line in lines:
        tell(line)
    return 0


def answer(shell: str, *typed: str) -> Iterator[str]:
    """Yield the lines of an answer: what follows, then for bash what it is to put in.

    For the others each word, with a space behind it where it is finished, and a line about it.
    """
    line = BashLine(*typed) if shell == "bash" else None
    *before, word = line.words[1:] if line else typed
    place = Typed(before)
    begun = ""
    if not place.waiting and not place.ended and word.startswith("--") and "=" in word:
        name, _equals, word = word.partition("=")
        place.sort(name)
        begun = f"{name}="
    if (path := place.path()) and (place.waiting or place.ended or not word.startswith("-")):
        yield path
        return
    context = Context.of(place.value("lang"), place.value("C"), os.environ)
    known = KnownNames(context, described=0 if line else DESCRIBED)
    found = {begun + each.word: each for each in place.candidates(word, known)}
    found = {word: each for word, each in found.items() if word.isprintable()}
    if line:
        found = {other: each for other, each in found.items() if other.startswith(begun + word)}
        yield "unfinished" if any(each.unfinished for each in found.values()) else "words"
        yield from map(line.insertion, found)
        return
    yield "words"
    for word, each in found.items():
        yield word if each.unfinished else f"{word} "
        yield context.language.say(each.about)


class Typed:
    """The words before the cursor, sorted as the parser would sort them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.command = find_command(words)
        # In English the names of arguments are their msgids, by which it is known what they hold.
        parser = configured(language("en"), self.command)
        if self.command:
            parser = _parsers_of_commands(parser)[self.command.name]
        actions = parser._actions  # argparse has no public list of what it was told
        self.options = [action for action in actions if action.option_strings]
        self.values: dict[str, list[str]] = {}
        self.waiting: Action | None = None
        """The option whose value comes next."""
        self.ended = False
        """Whether `--` has ended the options."""
        self.free: list[str] = []
        for word in words:
            self.sort(word)
        places = [action for action in actions if not action.option_strings]
        self.places: list[Action] = []
        """The arguments without a name that the next word may belong to."""
        self.made: RecordKind | None = None
        """The kind of record that the command makes, if it makes one."""
        if self.command:
            self.free.remove(self.command.name)
            self.places = self._share_out(places)
            if places and places[0].choices is not None:
                self.made = next((kind for kind in KINDS if kind.name in self.free[:1]), None)

    def sort(self, word: str) -> None:
        """Take in one more word."""
        if self.waiting:
            self._give(self.waiting, word)
            self.waiting = None
        elif self.ended or word == "-" or not word.startswith("-"):
            self.free.append(word)
        elif word == "--":
            self.ended = True
        else:
            name, equals, value = word.partition("=")
            if not word.startswith("--"):
                name, equals, value = word[:2], word[2:], word[2:]
            for option in self.options:
                if name in option.option_strings:
                    self._give(option, *([value] if equals else []))
                    self.waiting = option if option.nargs != 0 and not equals else None

    def value(self, name: str) -> str | None:
        """Return the last value that was given for an option or an argument."""
        values = self.values.get(name)
        return values[-1] if values else None

    def path(self) -> str:
        """Return whether the next word is one of the `files` or `folders`, or nothing."""
        for action in [self.waiting] if self.waiting else self.places:
            if action.choices is None and _name(action) in PATHS:
                return PATHS[_name(action)]
        return ""

    def candidates(self, word: str, known: KnownNames) -> Iterator[Candidate]:
        """Yield what may stand next, where `word` has been begun."""
        option = word.startswith("-") and not self.ended
        if self.waiting:
            yield from self._fitting(self.waiting, word, known)
        elif not option and not self.command and not self.free:
            yield from (Candidate(each.name, each.help) for each in COMMANDS if not each.hidden)
        elif not option and self.places:
            for place in self.places:
                yield from self._fitting(place, word, known)
        elif not self.ended and (option or self.command):
            for each in self.options:
                if each.dest not in self.values or isinstance(each, argparse._AppendAction):
                    yield Candidate(max(each.option_strings, key=len), each.help or "")

    def _give(self, action: Action, *values: str) -> None:
        self.values.setdefault(action.dest, []).extend(values)

    def _share_out(self, places: list[Action]) -> list[Action]:
        """Give the free words to the arguments; return those that the next one may belong to."""
        rest = self.free
        for index, place in enumerate(places):
            if place.nargs in (None, "?"):
                if not rest:
                    return [place]
                self._give(place, rest[0])
                rest = rest[1:]
            else:
                changes = [each for each in places[index + 1 :] if "KEY=VALUE" in _name(each)]
                end = next((i for i, word in enumerate(rest) if changes and "=" in word), len(rest))
                self._give(place, *rest[:end])
                if end == len(rest):
                    return [place, *changes] if rest or place.nargs == "*" else [place]
                rest = rest[end:]
        return []

    def _fitting(self, action: Action, word: str, known: KnownNames) -> Iterator[Candidate]:
        name = _name(action)
        if action.choices is not None:
            yield from (Candidate(str(c), STATUS_LABELS.get(c, "")) for c in action.choices)
        if "RECORD" in name:
            yield from self._records(name, word, known)
        if "KEY=VALUE" in name:
            yield from self._changes(word, known)
        if name == "KEY":
            yield from self._keys(word, known)
        if name in ("ID", "AREA"):
            yield from (Candidate(id, area) for id, area in known.areas.items())
        if name == "YEAR":
            yield from (Candidate(str(year)) for year in known.years)
        if name == "COLUMN=KEY":
            yield from _column_keys(word)

    def _records(self, name: str, word: str, known: KnownNames) -> Iterator[Candidate]:
        begun = any("=" in each for each in self.free) or set(word) & set("=[.")
        if "KEY=VALUE" in name and (begun or (self.free and not word)):
            return  # the changes have begun, or it is their turn
        kinds = [self.made] if self.made else list(KINDS)
        if self.command and self.command.name == "remove":
            kinds.remove(AGREEMENT)
        for each in known.records(kinds, word):
            if each.word not in self.free:
                yield each

    def _keys(self, word: str, known: KnownNames) -> Iterator[Candidate]:
        named = (known.record(name) for name in self.free)
        record = next((found for found in named if found), None)
        cls: type[Any] = record.kind.cls if record else MEASURE.cls
        raw = record.raw if record else {}
        for each in assignments(cls, raw, known, word):
            key = each.word.rstrip("+-=")
            if each.unfinished and key == each.word:  # a list, of which an entry is to be named
                yield each
            elif not each.word.endswith(("+=", "-=")):
                yield Candidate(key, each.about)

    def _changes(self, word: str, known: KnownNames) -> Iterator[Candidate]:
        names = [self.value("like") or ""] if self.made else self.free
        records = (known.record(name) for name in names if name and "=" not in name)
        record = next((found for found in records if found), None)
        if record:
            yield from assignments(record.kind.cls, record.raw, known, word)
        elif self.made or self.value("filter") is not None:
            yield from assignments((self.made or MEASURE).cls, {}, known, word)


def _column_keys(word: str) -> Iterator[Candidate]:
    """Yield what the column of a list may mean, once the column stands there."""
    column, equals, _key = word.rpartition("=")
    if column:
        yield from (
            Candidate(f"{column}{equals}{key}")
            for key in (*spreadsheets.column_keys(), spreadsheets.NO_COLUMN)
        )


def _parsers_of_commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def _name(action: Action) -> str:
    """Return what the help calls an argument, in English."""
    metavar = action.metavar or ""
    return metavar if isinstance(metavar, str) else " ".join(metavar)
