"""What is found out from the arguments before they are parsed, in a language that hangs on them."""

from __future__ import annotations

from collections.abc import Sequence

from miljo_tui.cli.commands import COMMANDS, Command
from miljo_tui.locale import LANGUAGES


def opens_the_app(arguments: Sequence[str]) -> bool:
    """Tell whether they name a folder and a language at most: no parser has more to say of that."""
    options, values = arguments[::2], arguments[1::2]
    return len(options) == len(values) and all(
        value in LANGUAGES if option == "--lang" else option == "-C" and value[:1] != "-"
        for option, value in zip(options, values, strict=True)
    )


def is_lost(arguments: Sequence[str]) -> bool:
    """Tell whether one of the values is “--”, which Python's parser drops, to stumble later."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return "--" in arguments[end + 1 :] or any(each.endswith("=--") for each in arguments[:end])


def find_command(arguments: Sequence[str]) -> Command | None:
    """Return the command among the arguments: the first that is neither an option nor its value."""
    skip = False
    for argument in arguments:
        if skip or argument.startswith("-"):
            skip = argument in ("-C", "--lang") and not skip
            continue
        return next((command for command in COMMANDS if command.name == argument), None)
    return None


def option_value(arguments: Sequence[str], option: str) -> str | None:
    """Return the value of an option before the arguments are parsed: their language hangs on it."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == option and place + 1 < len(arguments):
            return arguments[place + 1]
        if option.startswith("--") and argument.startswith(option + "="):
            return argument.partition("=")[2]
        if not option.startswith("--") and argument.startswith(option) and argument != option:
            return argument.removeprefix(option)
    return None
