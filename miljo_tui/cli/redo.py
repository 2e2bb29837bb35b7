"""`miljo-tui redo`: the change that was undone last, made again."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from miljo_tui.audit import Chronicle, Reversion
from miljo_tui.cli import saving
from miljo_tui.cli.context import Context
from miljo_tui.cli.undo import take_back


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    saving.configure(parser, say)


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Redo; 3 where somebody has changed the same fields since."""
    snapshot = context.open()
    with Chronicle.open(context.path) as chronicle:
        made = Reversion.of_undone(chronicle, snapshot.folder)
        return take_back(context, snapshot, made, arguments)
