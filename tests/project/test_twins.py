"""Whatever a key does has a command that does it too, or a reason why not."""

from __future__ import annotations

import shlex

import pytest
from keys_of_the_app import LISTS

from miljo_tui.cli.argument_parser import configured
from miljo_tui.cli.commands import COMMANDS
from miljo_tui.locale import language
from miljo_tui.tui.commands import Command

PLACEHOLDERS = {"AREA": "pollinering", "COLUMN": "title", "YEAR": "2023"}


def test_every_list_is_looked_at() -> None:
    assert {"EVERYWHERE", "BROWSE", "FORM", "REVIEW"} <= LISTS.keys()


@pytest.mark.parametrize(
    "command",
    [command for each in LISTS.values() for command in each],
    ids=lambda command: command.action,
)
def test_a_command_of_the_app_has_its_twin(command: Command) -> None:
    if command.twin.startswith("("):
        assert command.twin.endswith(")") and len(command.twin.split()) > 2
        return
    program, *words = shlex.split(command.twin)
    assert program == "miljo-tui"
    if words == ["--help"]:
        return
    twin = next(each for each in COMMANDS if each.name == words[0])
    given = [PLACEHOLDERS.get(word, word) for word in words]
    assert configured(language("en"), twin).parse_args(given)
