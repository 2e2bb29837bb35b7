"""The help topics and the code: what they tell people to type is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from miljo_tui.cli.argument_parser import configured
from miljo_tui.cli.commands import COMMANDS
from miljo_tui.cli.main import run
from miljo_tui.locale import LANGUAGES, language
from miljo_tui.locale.help_topics import TOPICS, topic, topic_names
from miljo_tui.model.fields import fields_of
from miljo_tui.model.records import KINDS
from miljo_tui.model.structures import Entries, Table

FOR_ADMINISTRATORS = {"forge", "json"}
"""What is in English alone."""

FILES = sorted(TOPICS.glob("*/*.md"))


def keys(cls: type) -> set[str]:
    """Every key of a record, at any depth."""
    found = set(fields_of(cls))
    for field in fields_of(cls).values():
        if isinstance(field.kind, Table | Entries):
            found |= keys(field.kind.of)
    return found


def commands(text: str) -> list[str]:
    """What a topic tells people to type: in backticks, and in indented or fenced blocks."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    spans = re.findall(r"`(miljo-tui(?: [^`]+)?)`", prose)
    return spans + re.findall(
        r"^[ \t]*(?:- (?:run: )?)?(miljo-tui .*?)(?:$| #)", text, re.MULTILINE
    )


def test_the_readme_names_every_topic() -> None:
    readme = (TOPICS.parents[1] / "README.md").read_text("utf-8")
    table = readme.partition("| Topic |")[2].partition("\n\n")[0]
    assert sorted(re.findall(r"`([a-z-]+)`", table)) == topic_names()


def test_every_topic_is_in_both_languages() -> None:
    for code in LANGUAGES:
        there = {file.stem for file in (TOPICS / code).glob("*.md")}
        assert set(topic_names()) - there <= FOR_ADMINISTRATORS
        assert there <= set(topic_names())


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_a_topic_tells_to_type_is_understood(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text("utf-8")
    assert text.startswith("# ") and text.endswith("\n")
    assert max(map(len, text.splitlines())) <= 120
    for line in commands(text):
        _program, *words = shlex.split(line.replace("…", "x"))
        named = next((word for word in words if not word.startswith("-")), "")
        command = next((each for each in COMMANDS if each.name == named), None)
        assert command, line
        assert configured(language("en"), command).parse_args(words), line


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_keys_that_a_topic_names_are_declared(file: Path) -> None:
    text = file.read_text("utf-8")
    known = {key for kind in KINDS for key in keys(kind.cls)}
    named = re.findall(r"`([a-z]+_[a-z_]+)(?: = [a-z]+)?`", text)
    assert {key for key in named if key not in known} == set()


def test_help_lists_the_topics_and_prints_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "sv", "help"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == topic_names()
    assert run(["--lang", "sv", "help", "personal-data"]) == 0
    told, text = capsys.readouterr().out, topic("personal-data", language("sv")).text
    assert told.split() == text.split(), "nothing is lost"
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\n", text) if each[0].isalpha()]
    assert paragraphs and set(paragraphs) <= set(told.splitlines()), "a paragraph is a line"
    assert run(["help", "nothing"]) == 2


def test_the_topic_on_personal_data_says_what_people_must_know() -> None:
    for code, words in {
        "en": ("for ever", ".mailmap", "unpublished and not secret", "role", "Public records"),
        "sv": ("kvar i historiken", ".mailmap", "opublicerad men inte hemlig", "roll", "Bevarande"),
    }.items():
        text = topic("personal-data", language(code)).text
        assert all(each in text for each in words)


def test_the_shape_of_every_json_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = topic("json", language("en")).text
    answering = []
    for command in COMMANDS:
        with suppress(SystemExit):
            run(["--lang", "en", command.name, "--help"])
        if "--json" in capsys.readouterr().out:
            answering.append(command.name)
    assert "check" in answering and "completion" not in answering
    block = re.findall(r"^    ( ?[a-z, -]+?)(?:  +|$)", told, re.MULTILINE)
    named = {word.strip() for line in block for word in line.split(",")}
    assert not [name for name in answering if name not in named and f"{name} areas" not in named]


def job() -> list[str]:
    """The steps of the job that the topic on forges gives."""
    block = re.search(r"^```yaml\n(.*?)^```$", topic("forge", language("en")).text, re.M | re.S)
    assert block
    return re.findall(r"^    - (.+)$", block[1], re.M)


def test_the_job_for_a_forge_passes_what_is_right_and_stops_what_is_not(
    agreement: Path,
    tmp_path: Path,
    git: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["-C", str(agreement), "schema", "--write"]) == 0
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Scheman")
    assert run(["-C", str(agreement), "set", "angar", "end=2025", "--reason", "Förlängt"]) == 0

    def codes(name: str) -> list[int]:
        clone = tmp_path / name
        git(tmp_path, "clone", "--quiet", str(agreement), str(clone))
        monkeypatch.chdir(clone)
        found = []
        for step in job():
            program, *words = shlex.split(step)
            assert program == "miljo-tui"
            found.append(run(words))
        return found

    assert codes("ren") == [0] * len(job())
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8").replace("end = 2025", 'end = "sen"'), "utf-8")
    forged = "angar: slut\n\nMiljo-Record: measures/angar\nMiljo-Change: end = 2025 -> 2030\n"
    git(agreement, "commit", "--quiet", "-a", "-m", forged)
    assert codes("fel") == [1, 1, 0]
