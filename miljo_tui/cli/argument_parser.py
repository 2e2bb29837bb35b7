"""The argument parser: one for all commands, in the language people see."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from miljo_tui import __version__
from miljo_tui.cli.commands import COMMANDS, Command
from miljo_tui.cli.output import tell_help
from miljo_tui.locale import LANGUAGES, Language
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import visible

Say = Callable[[str], str]
"""A speaker of marked texts."""

ARGPARSE_WORDS = (
    _("usage: "),
    _("options"),
    _("positional arguments"),
    _("show this help message and exit"),
    _("show program's version number and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("expected one argument"),
    _("expected at least one argument"),
    _("expected at most one argument"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    _("ambiguous option: %(option)s could match %(matches)s"),
    _("ignored explicit argument %r"),
    _("one of the arguments %s is required"),
    _("not allowed with argument %s"),
)
"""What the standard library's parser says; listed here so that it stands in the catalogue."""

EXIT_CODES = _(
    "exit codes: 0 done (warnings are no errors), 1 errors found or change refused by the check,\n"
    "2 wrong use (an unknown record too), 3 refused because of the state of the files or of git,\n"
    "4 something needed is missing (no agreement, no git, no identity),\n"
    "5 the output could not be written (whether the change is committed is said),\n"
    "128 + n ended by signal n (130 Ctrl+C, 143 SIGTERM)"
)


def speak(language: Language) -> None:
    """Make the standard library's parser speak the language: it looks its words up by `_`."""
    vars(argparse)["_"] = language.say  # by that name it looks its own words up


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; the module that argparse asks for it is slow to load."""

    def __init__(self, prog: str) -> None:
        try:
            columns = os.get_terminal_size().columns
        except OSError:  # no terminal
            columns = 80
        super().__init__(prog, width=columns - 2)


class Parser(argparse.ArgumentParser):
    """A parser that repeats wrong arguments harmlessly, and says where its help is not written."""

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is sys.stdout:  # the standard library drops what cannot be written
            tell_help(message)
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end the process with 2."""
        super().error(visible(message))


def configured(language: Language, command: Command | None) -> argparse.ArgumentParser:
    """Return the parser, with the arguments of one command, or with the names of all."""
    say = language.say
    parser = Parser(
        prog="miljo-tui",
        description=say(
            _(
                "Read, check and edit an environmental agreement. Without a command, the "
                "program opens on the screen."
            )
        ),
        epilog=say(EXIT_CODES),
        formatter_class=HelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"miljo-tui {__version__}",
        help=say(_("show program's version number and exit")),
    )
    _add_common(parser, say, {})
    commands = parser.add_subparsers(
        title=say(_("commands")),
        metavar=say(_("COMMAND")),
        prog=parser.prog,  # else a whole help text is laid out to find it
    )
    # The help names them all; to parse one, laying out the others would only take time.
    named = [each for each in COMMANDS if not each.hidden]
    for each in named if command is None else (command,):
        sub = commands.add_parser(
            each.name,
            help=say(each.help),
            description=say(each.help),
            epilog=say(EXIT_CODES),
            formatter_class=HelpFormatter,
            allow_abbrev=False,
        )
        _add_common(sub, say, {"default": argparse.SUPPRESS})
        if each is command:
            each.load().configure(sub, say)
    return parser


def _add_common(parser: argparse.ArgumentParser, say: Say, facts: dict[str, Any]) -> None:
    parser.add_argument(
        "-C", metavar=say(_("FOLDER")), help=say(_("the agreement's folder")), **facts
    )
    parser.add_argument(
        "--lang", choices=LANGUAGES, help=say(_("the language of what is shown")), **facts
    )
