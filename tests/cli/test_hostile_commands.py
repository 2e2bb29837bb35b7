"""Hostile data through every command: shown as text, escaped as JSON, obeyed by nobody."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

import pytest
from hostile import COMMANDS, MARKUP, NAMES, PROGRAMMERS, TEXTS, UNSEEN, harm
from planting import (
    Planting,
    give_period,
    plant,
    plant_drafts,
    plant_history,
    plant_hook,
    plant_list,
    plant_workbook,
)
from traps import lay_traps

from miljo_tui.cli.argument_parser import configured
from miljo_tui.cli.commands import COMMANDS as EVERY
from miljo_tui.cli.main import run
from miljo_tui.locale import language

FOLDER = "ond [/x] \x1b]0;HOSTILE\x07\u202e {0} %s\n--x"


@dataclass
class Told:
    """What one run of a command gave."""

    code: int
    out: str
    err: str


Tell = Callable[..., Told]
Git = Callable[..., str]


@pytest.fixture
def tell(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Tell:
    """Run a command; whatever it says can be read, and is not obeyed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def told(folder: Path, *arguments: str) -> Told:
        try:
            code = run(["-C", str(folder), "--lang", "en", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capfd.readouterr()
        for said in (out, err):
            assert not harm(said.encode()), (arguments, harm(said.encode()))
        assert not (found := PROGRAMMERS.search(out + err)), (arguments, found)
        if out and "--json" in arguments:
            json.loads(out, parse_constant=pytest.fail)
        return Told(code, out, err)

    return told


@dataclass
class World:
    """Everything hostile at once."""

    folder: Path
    planting: Planting
    drafts: list[Path]
    lists: list[Path]


@pytest.fixture
def world(tmp_path: Path, tell: Tell) -> World:
    """An agreement in a hostile folder, with all that may lie in and around it."""
    folder = tmp_path / FOLDER
    planting = plant(folder)
    plant_history(folder)
    drafts = plant_drafts(folder, tmp_path / "state", planting)
    name = f"lista {COMMANDS[0]}{UNSEEN[0]}[x]"
    lists = [
        plant_list(tmp_path / f"{name}.csv", planting),
        plant_workbook(tmp_path / f"{name}.xlsx", planting),
    ]
    return World(folder, planting, drafts, lists)


Walk = Iterator[tuple[list[str], int]]
"""Arguments, and the code that the command ends with."""


def walk_check(world: World) -> Walk:
    yield ["check"], 1
    yield ["check", "--json"], 1


def walk_list(world: World) -> Walk:
    for what in ("areas", "measures"):
        yield ["list", what], 0
        yield ["list", what, "--json"], 0
    yield ["list", "measures", "--sort", "responsible", "--filter", "[/x]"], 0


def walk_show(world: World) -> Walk:
    records = ["agreement", "areas/ond", "areas/fel", "measures/ond", "measures/fel"]
    broken = ["trasig", "nyckel", "tal", "konflikt", "byte", "nan"]
    for record in (*records, *broken):
        # `nan` can be read: only its value is none.
        is_unreadable = record in broken and record != "nan"
        yield ["show", record], int(is_unreadable)
        yield ["show", record, "--json"], int(is_unreadable)
    for file in (world.folder / "measures").glob("[!.]*x[0-9]*.toml"):
        yield ["show", "--", f"measures/{file.stem}"], 0


def walk_set(world: World) -> Walk:
    reason = "".join(text for text in (*COMMANDS, *UNSEEN, *MARKUP, *NAMES) if "\0" not in text)
    yield ["set", "measures/ond", "end=2025", "--dry-run"], 0
    yield ["set", "measures/ond", "end=2025", "--dry-run", "--json"], 0
    yield ["set", "measures/ond", "links[p1].url=https://x.se", "--dry-run"], 0
    yield ["set", "tom", "funding[1].x=1", "--dry-run"], 2
    hook = plant_hook(world.folder)
    yield ["set", "tom", "end=2025", "--reason", reason], 3
    hook.unlink()
    yield ["set", "tom", "end=2025", "--reason", reason, "--case", reason], 0
    (world.folder / "measures" / "tom.toml").write_text('title = "\x9b[/x]"\n', encoding="utf-8")
    yield ["set", "tom", "end=2026", "--reason", "x"], 3


def walk_add(world: World) -> Walk:
    yield ["add", "measure", "Ny", "--dry-run"], 0
    yield ["add", "measure", "Ny", "--dry-run", "--like", "measures/ond"], 1
    yield ["add", "measure", "Ny", "--dry-run", "--like", "measures/trasig"], 3
    yield ["add", "area", "Nytt", "--dry-run", "--like", "areas/ond", "--json"], 1


def walk_remove(world: World) -> Walk:
    yield ["remove", "areas/ond", "--dry-run"], 1
    yield ["remove", "measures/ond", "--dry-run"], 0
    yield ["remove", "measures/ond", "--dry-run", "--json"], 0


def walk_import(world: World) -> Walk:
    for more in (
        [],
        ["--json"],
        ["--skip-errors"],
        ["--all-rows"],
        ["--area", "ond"],
        ["--map", "D=contact"],
    ):
        for listed in world.lists:
            yield ["import", str(listed), "--dry-run", *more], 1


def walk_drafts(world: World) -> Walk:
    yield ["drafts"], 0
    yield ["drafts", "--json"], 0
    for number in range(1, len(world.drafts) + 1):
        # What nobody knows, and what stood in a broken file, is kept as it is in a file.
        readable = number in (1, 4, 6)
        yield ["drafts", "show", str(number)], 0 if readable else 3
        yield ["drafts", "show", str(number), "--json"], 0 if readable else 3
    yield ["drafts", "discard", "2"], 0


def walk_merge_file(world: World) -> Walk:
    names = ("tom", "text-0", "text-1")
    versions = [str(world.folder / "measures" / f"{name}.toml") for name in names]
    yield ["merge-file", *versions, f"measures/{COMMANDS[0]}.toml"], 1
    yield ["merge-file", *versions], 1


def walk_schema(world: World) -> Walk:
    yield ["schema"], 0
    yield ["schema", "--check"], 1
    yield ["schema", "--write"], 0


def walk_help(world: World) -> Walk:
    yield ["help"], 0
    yield ["help", "personal-data"], 0
    yield ["help", COMMANDS[0]], 2


def walk_init(world: World) -> Walk:
    new = world.folder.parent / f"ny{FOLDER}"
    yield ["init", str(new)], 0
    yield ["init", str(new)], 3
    yield ["init", str(new / "x"), "--json"], 3
    yield ["init", f"--like={world.folder}", f"{new}2"], 1
    yield ["init", "--next=2026-2029", f"{new}3"], 3


def walk_completion(world: World) -> Walk:
    for shell in ("bash", "zsh", "fish"):
        yield ["completion", shell], 0


def walk_complete(world: World) -> Walk:
    lines = [
        *(["show", ""], ["show", "-"], ["set", "measures/ond", ""]),
        *(["set", "measures/ond", f"{key}"] for key in ("links[", "links-=", "participants-=")),
        *(["set", "agreement", "areas="], ["list", "measures", "--area", ""]),
    ]
    for words in lines:
        for shell in ("fish", "zsh"):
            yield ["complete", "--", shell, "-C", str(world.folder), *words], 0
        yield ["complete", "--", "bash", f"miljo-tui {' '.join(words)}", ":="], 0


def walk_log(world: World) -> Walk:
    for more in ([], ["--json"], ["-n", "2"], ["--author", "[/x]"], ["measures/ond"]):
        yield ["log", *more], 0


def walk_diff(world: World) -> Walk:
    for more in ([], ["HEAD"]):
        yield ["diff", "HEAD", *more], 0
        yield ["diff", "HEAD", *more, "--json"], 0


def walk_blame(world: World) -> Walk:
    for record in ("agreement", "measures/ond", "trasig"):
        yield ["blame", record], 0
        yield ["blame", record, "--json"], 0


def walk_verify(world: World) -> Walk:
    for more in ([], ["--json"], ["HEAD"]):
        yield ["verify", *more], 0


def walk_status(world: World) -> Walk:
    yield ["status"], 0
    yield ["status", "--json"], 0


def walk_sync(world: World) -> Walk:
    yield ["sync", "--dry-run"], 4  # it follows nothing


def walk_setup(world: World) -> Walk:
    yield ["setup", "server", str(world.folder.parent / "ond.git")], 0
    yield ["setup", "server", str(world.folder)], 3
    yield ["setup", "shared", str(world.folder), "--group", COMMANDS[0]], 2


def walk_receive(world: World) -> Walk:
    yield ["receive"], 0  # nothing is pushed


def walk_publish(world: World) -> Walk:
    for form in ("md", "csv", "json"):
        yield ["publish", form, "-o", str(world.folder.parent / f"ut.{form}")], 0


def walk_commit(world: World) -> Walk:
    yield ["commit", "--dry-run"], 0
    yield ["commit", "--dry-run", "--json"], 0
    yield ["commit", "measures/ond", "--dry-run"], 0


def walk_settle(world: World) -> Walk:
    for record in ("konflikt", "measures/ond", "trasig"):
        code = 0 if record == "konflikt" else 2
        yield ["settle", record], code
        yield ["settle", record, "--json"], code


def walk_follow_up(world: World) -> Walk:
    yield ["follow-up", "2023"], 2
    give_period(world.folder)
    yield ["follow-up", "2023"], 0
    yield ["follow-up", "2023", "--json"], 0


def walk_restore(world: World) -> Walk:
    yield ["restore", "measures/ond", "--at=HEAD", "--dry-run"], 0
    yield ["restore", "measures/ond", "--at=HEAD", "--dry-run", "--json"], 0


def walk_undo(world: World) -> Walk:
    # The first commit of all: the agreement itself would go.
    yield ["undo", "HEAD", "--dry-run"], 2
    yield ["undo", "HEAD", "--dry-run", "--json"], 2


def walk_redo(world: World) -> Walk:
    yield ["redo", "--dry-run"], 2


WALKS: dict[str, Callable[[World], Walk]] = {
    "commit": walk_commit,
    "settle": walk_settle,
    "follow-up": walk_follow_up,
    "restore": walk_restore,
    "undo": walk_undo,
    "redo": walk_redo,
    "log": walk_log,
    "diff": walk_diff,
    "blame": walk_blame,
    "verify": walk_verify,
    "status": walk_status,
    "sync": walk_sync,
    "setup": walk_setup,
    "receive": walk_receive,
    "publish": walk_publish,
    "check": walk_check,
    "list": walk_list,
    "show": walk_show,
    "set": walk_set,
    "add": walk_add,
    "remove": walk_remove,
    "import": walk_import,
    "drafts": walk_drafts,
    "merge-file": walk_merge_file,
    "schema": walk_schema,
    "help": walk_help,
    "init": walk_init,
    "completion": walk_completion,
    "complete": walk_complete,
}


def test_every_command_is_walked() -> None:
    assert WALKS.keys() == {command.name for command in EVERY}


@pytest.mark.parametrize("command", WALKS)
def test_hostile_data_is_told_and_nothing_more(world: World, tell: Tell, command: str) -> None:
    wrong = []
    for arguments, code in WALKS[command](world):
        told = tell(world.folder, *arguments)
        if told.code != code:
            wrong.append((arguments, told))
    assert wrong == []
    assert not list(world.folder.parent.rglob("HOSTILE"))


@pytest.mark.parametrize("record", ["agreement", "areas/ond", "measures/ond", "measures/fel"])
def test_every_field_is_shown_with_its_brackets_and_comes_back_from_json(
    world: World, tell: Tell, record: str
) -> None:
    raw = tomllib.loads((world.folder / f"{record}.toml").read_text(encoding="utf-8"))
    held = set(re.findall(r"\bp\d+\b", repr(raw)))
    shown = tell(world.folder, "show", record).out

    assert held <= set(re.findall(r"\b(p\d+) \[/x\]", shown))
    assert json.loads(tell(world.folder, "show", record, "--json").out)["values"] == raw


def test_titles_come_back_from_json(world: World, tell: Tell) -> None:
    listed = json.loads(tell(world.folder, "list", "measures", "--json").out)["measures"]

    titles = {each["title"] for each in listed}
    assert {text.strip() for text in TEXTS if text.strip()} <= titles


SOUND = {
    "check": [],
    "list": ["measures"],
    "show": ["angar"],
    "set": ["angar", "end=2025", "--dry-run"],
    "add": ["measure", "Ny", "end=2025", "--dry-run"],
    "remove": ["angar", "--dry-run"],
    "import": ["lista.csv", "--dry-run"],
    "drafts": ["show", "angar"],
    "merge-file": ["b.toml", "o.toml", "t.toml", "measures/x.toml"],
    "schema": ["measure"],
    "help": ["personal-data"],
    "init": ["ny"],
    "completion": ["bash"],
    "complete": ["fish", "show"],
    "commit": ["angar", "--dry-run"],
    "settle": ["angar"],
    "follow-up": ["2023"],
    "log": ["angar"],
    "diff": ["HEAD"],
    "blame": ["angar"],
    "restore": ["angar", "--at=HEAD", "--dry-run"],
    "undo": ["HEAD", "--dry-run"],
    "redo": ["--dry-run"],
    "verify": ["HEAD"],
    "status": [],
    "sync": ["--dry-run"],
    "setup": ["server", "server.git"],
    "receive": [],
    "publish": ["json"],
}
"""What is written behind each command where nothing is hostile."""

REFUSED = {"sync": 4, "drafts": 2, "settle": 2, "undo": 2, "redo": 2, "merge-file": 3}
"""The codes of those that there is nothing for in a sound agreement."""

ASKING_GIT = {
    *("log", "diff", "blame", "restore", "undo", "redo", "verify", "publish", "commit", "settle"),
    "sync",
}
"""The commands that do nothing without the history."""

ARGUMENTS = [text for text in (*COMMANDS, *UNSEEN, *MARKUP, *NAMES) if "\0" not in text]


@pytest.mark.parametrize("command", EVERY, ids=lambda command: command.name)
def test_no_argument_is_obeyed_or_brings_the_program_down(
    agreement: Path, tell: Tell, tmp_path: Path, command: object
) -> None:
    """Every word and every option of a command, also of one that is yet to come."""
    (tmp_path / "lista.csv").write_text("Åtgärd;Start\nEn;2022\n", encoding="utf-8")
    before = {file: file.read_bytes() for file in agreement.rglob("*") if file.is_file()}
    sound = SOUND[command.name]
    words = [place for place, word in enumerate(sound) if not word.startswith("-")]
    options = [word for word in sound if word.startswith("-")]
    turn = count()
    for option in (*_options(command), *words):
        for text in ARGUMENTS[next(turn) % 5 :: 5]:
            arguments = [*options, *(sound[place] for place in words)]
            if isinstance(option, str):
                arguments.insert(0, f"{option}={text}" if option[1] == "-" else f"{option}{text}")
            else:
                arguments = [*options, "--", *(sound[place] for place in words)]
                arguments[len(options) + 1 + words.index(option)] = text
            told = tell(agreement, command.name, *arguments)
            assert told.code in range(5), arguments
    after = {file: file.read_bytes() for file in agreement.rglob("*") if file.is_file()}
    assert after == before
    assert not list(tmp_path.rglob("HOSTILE"))


def _options(command: object) -> Iterator[str]:
    """Yield the options of a command that take a value."""
    parser = configured(language("en"), command)
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for action in commands.choices[command.name]._actions:
        if action.option_strings and action.nargs != 0:
            yield action.option_strings[-1]


@pytest.mark.parametrize("name", ["MILJO_TUI_AGREEMENT", "MILJO_TUI_LANG", "LANG", "COLUMNS"])
def test_no_variable_is_obeyed(
    agreement: Path,
    tell: Tell,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    for text in ARGUMENTS:
        monkeypatch.setenv(name, text)
        if name == "MILJO_TUI_AGREEMENT":
            assert run(["check"]) in (1, 4)
            said = capfd.readouterr().err
            assert not harm(said.encode()) and not PROGRAMMERS.search(said)
        else:
            assert tell(agreement, "list", "measures").code == 0


@pytest.mark.parametrize("command", ["show", "set", "remove", "add"])
def test_no_name_leads_out_of_the_agreement(agreement: Path, tell: Tell, command: str) -> None:
    outside = agreement.parent / "utanför.toml"
    outside.write_text('title = "Utanför"\n', encoding="utf-8")
    names = [*NAMES, "../utanför", "measures/../../utanför", str(outside), "measures/", "", "."]
    for name in names:
        more = {"set": ["end=2025"], "add": []}.get(command, [])
        dry = ["--dry-run"] if command != "show" else []
        if command == "add":
            told = tell(agreement, "add", *dry, f"--like={name}", "measure", "Ny")
        else:
            told = tell(agreement, command, *dry, "--", name, *more)
        assert (told.code, told.out) == (2, ""), name


def test_the_marks_stand_under_what_is_shown(agreement: Path, tell: Tell) -> None:
    """What is hidden takes more places where it is written out than in the file."""
    file = agreement / "measures" / "angar.toml"
    text = 'title = "A"\n"\u202e\u2066" = 1\nsources = ["\u202e\x9b"]\n'
    file.write_text(text, encoding="utf-8")
    lines = tell(agreement, "check").out.splitlines()

    marked = {
        line[len(marks) - len(marks.lstrip()) :][: len(marks.strip())]
        for line, marks in pairwise(lines)
        if marks.strip() and not marks.strip("^ ")
    }
    assert marked == {r'"\u202e\u2066"', r'"\u202e\x9b"'}


def test_numbers_that_json_does_not_have_are_texts(agreement: Path, tell: Tell) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text('title = "A"\nx = [nan, inf, -inf, {y = -nan}]\n', encoding="utf-8")

    values = json.loads(tell(agreement, "show", "angar", "--json").out)["values"]
    assert values["x"] == ["nan", "inf", "-inf", {"y": "nan"}]


@pytest.mark.parametrize(
    "arguments", [["list", "measures", "--area=--"], ["add", "--", "measure", "--"]], ids=" ".join
)
def test_two_hyphens_are_no_value(agreement: Path, tell: Tell, arguments: list[str]) -> None:
    """Python's parser drops them, and the command would get a list in the place of a text."""
    told = tell(agreement, *arguments)
    assert told.code == 2 and "“--” is no value" in told.err


def test_a_line_of_the_difference_is_a_line_of_the_file(agreement: Path, tell: Tell) -> None:
    """A separator that only Python knows would put lines into the review that no file has."""
    file = agreement / "measures" / "angar.toml"
    file.write_text('title = "A\u2028-end = 2023\x85+end = 2025"\nstart = 2022\n', encoding="utf-8")
    told = tell(agreement, "set", "angar", "start=2023", "--dry-run")

    assert told.out.splitlines()[-3:] == [
        r' title = "A\u2028-end = 2023\x85+end = 2025"',
        "-start = 2022",
        "+start = 2023",
    ]


def test_a_remedy_is_one_command_whatever_a_file_is_called(agreement: Path, tell: Tell) -> None:
    """It is copied into a shell."""
    odd = "x; touch HOSTILE"
    (agreement / "areas" / f"{odd}.toml").write_text('name = "X"\n', encoding="utf-8")
    measure = agreement / "measures" / f"{odd}.toml"
    measure.write_text(f'title = "X"\nareas = ["{odd}"]\n', encoding="utf-8")

    told = tell(agreement, "remove", "--dry-run", f"areas/{odd}")
    assert f"miljo-tui set 'measures/{odd}' areas-='{odd}'" in told.err
    told = tell(agreement, "set", "--dry-run", f"measures/{odd}", "areas-=gronska")
    assert f"miljo-tui show 'measures/{odd}'" in told.err
    told = tell(agreement / odd, "check")
    assert f"miljo-tui init '{agreement / odd}'" in told.err


@pytest.mark.parametrize("owner", ["own", "foreign"])
def test_no_reading_command_runs_what_a_repository_names(
    agreement: Path,
    tmp_path: Path,
    tell: Tell,
    git: Git,
    monkeypatch: pytest.MonkeyPatch,
    owner: str,
) -> None:
    (tmp_path / "lista.csv").write_text("Åtgärd;Start\nEn;2022\n", encoding="utf-8")
    trapped = lay_traps(agreement, tmp_path / "twin", tmp_path / "traps", git)
    if owner == "foreign":
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for command, words in SOUND.items():
        if command in ("init", "setup") and owner == "foreign":
            continue  # to git every folder is somebody else's then
        told = tell(agreement, command, *words)
        if owner == "foreign" and command in ASKING_GIT:
            assert told.code == 3, (command, told)
        else:
            assert told.code == REFUSED.get(command, 0), (command, told)
        assert trapped.sprung() == [], command
    if owner == "foreign":
        told = tell(agreement, "set", "angar", "end=2025", "--reason", "x")
        assert told.code == 3 and "belongs to another user" in told.err
        assert trapped.sprung() == []
