"""`miljo-tui help [TOPIC]`: what is worth knowing beside the commands, a topic at a time."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import tell, tell_folded
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.locale.help_topics import topic, topic_names
from miljo_tui.model.failures import WrongUse


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "topic",
        nargs="?",
        metavar=say(_("TOPIC")),
        help=say(_("what to read about; without it, the topics are listed")),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print a topic, or the names and titles of all."""
    names = topic_names()
    if arguments.topic is None:
        width = max(map(len, names))
        for name in names:
            tell(f"{name:<{width}}  {topic(name, context.language).title}")
        return 0
    if arguments.topic not in names:
        raise WrongUse(
            message(_("There is no help topic {name}"), name=arguments.topic),
            message(_("The topics are {names}."), names=names),
        )
    for line in topic(arguments.topic, context.language).lines:
        tell_folded(line, under=0 if line[:1].isalnum() else None)
    return 0
