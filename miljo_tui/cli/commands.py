"""The commands: a name, one line of help, and the module that knows the rest."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _

if TYPE_CHECKING:
    import argparse

    from miljo_tui.cli.context import Context


class CommandModule(Protocol):
    """What the module of a command offers."""

    def configure(self, parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
        """Add the command's own arguments."""

    def run(self, context: Context, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code. Raises Failure."""


@frozen
class Command:
    """A command; its module `miljo_tui.cli.<module>` has `configure` and `run`."""

    name: str
    help: str
    module: str
    hidden: bool = False
    """Whether it is for programs, not for people, and stands in no help."""

    def load(self) -> CommandModule:
        """Import the module: only the command that is used is paid for."""
        return cast("CommandModule", importlib.import_module(f"miljo_tui.cli.{self.module}"))


COMMANDS = (
    Command("check", _("check every file and list what is wrong"), "check"),
    Command("list", _("list the areas or the measures"), "listing"),
    Command("show", _("show one record whole"), "show"),
    Command("set", _("change fields of one or several records and commit the change"), "set"),
    Command("add", _("make a new measure or area and commit it"), "add"),
    Command("remove", _("take a measure or an area away and commit that"), "remove"),
    Command("commit", _("commit what was changed outside the program"), "commit"),
    Command("settle", _("choose between two versions that git has marked in a file"), "settle"),
    Command("import", _("bring in measures from a list, CSV or XLSX"), "import_list"),
    Command("follow-up", _("show a year's round, what is missing, and the figures"), "follow_up"),
    Command("status", _("show where this clone stands, as of the last fetch"), "status"),
    Command("sync", _("join what others have shared, and share what was saved here"), "sync"),
    Command(
        "drafts",
        _("list, show or discard drafts: unsaved changes that the program has kept"),
        "drafts",
    ),
    Command("log", _("list what was changed, by whom, when and why"), "log"),
    Command("diff", _("compare two points in time, record by record"), "diff"),
    Command("blame", _("show who gave each field of a record its value"), "blame"),
    Command("restore", _("restore a record or a field to what it was, and commit that"), "restore"),
    Command("undo", _("undo a saved change, which is saved as a new change"), "undo"),
    Command("redo", _("redo the change that was undone last"), "redo"),
    Command("verify", _("check that the history agrees with the changes in the files"), "verify"),
    Command("publish", _("print or write the page and the data for the public"), "publish"),
    Command("merge-file", _("join two versions of a file for git, field by field"), "merge_file"),
    Command("schema", _("print the JSON Schema of the files"), "schema"),
    Command("init", _("make a new agreement with its own git repository"), "init"),
    Command(
        "setup",
        _("set up a repository on a server, which refuses what fails verification"),
        "setup",
    ),
    Command("receive", _("look at what is pushed to a server, as its hook"), "receive"),
    Command("help", _("list the help topics, or print one"), "help"),
    Command("completion", _("print the completion script of a shell"), "completion"),
    Command("complete", "", "completion_candidates", hidden=True),
)
