"""`miljo-tui sync`: join what others have shared, and share what was saved here."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from miljo_tui import sharing
from miljo_tui.cli import log
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import having, tell, tell_json
from miljo_tui.cli.waiting import passing
from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.failures import WrongUse

if TYPE_CHECKING:
    from miljo_tui.audit import Entry
    from miljo_tui.sharing import Synced

# What tells of entries is imported where there are any: most syncs find no news.

CODES = _(
    "exit codes:\n"
    "  1 when what came is not valid together with what is here, fails verification, or is "
    "refused;\n"
    "  3 when a field has two values, the remote was rewritten, or others were always faster;\n"
    "  4 without a network, or without the right"
)


def configure(parser: argparse.ArgumentParser, say: Callable[[str], str]) -> None:
    """Add the command's own arguments."""
    parser.epilog = f"{say(CODES)}\n\n{parser.epilog}"
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help=say(_("fetch and tell what would be joined and shared, change nothing")),
    )
    parser.add_argument(
        "--to",
        metavar=say(_("BRANCH")),
        help=say(_("join nothing; push to a branch of its own, for a review on a forge")),
    )
    parser.add_argument("--json", action="store_true", help=say(_("print as JSON")))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Fetch, join, check, verify and push."""
    speaker = context.language
    if arguments.to is not None:
        return _for_review(context, arguments)

    with passing(speaker) as show_progress:

        def show_received(entries: Sequence[Entry]) -> None:
            show_progress(None)
            for entry in () if arguments.json else reversed(entries):
                for line in log.lines(entry, speaker):
                    tell(line)

        done = sharing.sync(
            context.path,
            speaker,
            dry_run=arguments.dry_run,
            show_progress=show_progress,
            show_received=show_received,
        )
    with having(_outcome(done, arguments.dry_run)):
        if arguments.json:
            tell_json(_as_json(done, arguments.dry_run))
        else:
            _tell(context, done, arguments.dry_run)
    return 0


def _for_review(context: Context, arguments: argparse.Namespace) -> int:
    if arguments.dry_run:
        raise WrongUse(message(_("--to pushes, and cannot be tried")))
    with passing(context.language) as show_progress:
        done = sharing.share_for_review(context.path, arguments.to, show_progress)
    text = _("Shared for a review, as the branch {branch}")
    outcome = message(text, branch=done.branch)
    with having(outcome):
        if arguments.json:
            shared = _entries(done.shared)
            said = done.server_message or None
            tell_json({"format": 1, "branch": done.branch, "shared": shared, "said": said})
            return 0
        tell(context.language.say(outcome))
        for line in lines_of(done.server_message):
            tell(f"  | {line}")
    return 0


def _outcome(done: Synced, dry_run: bool) -> Message:
    if dry_run:
        return message(_("Nothing was changed."))
    return message(_("All is shared and joined with {upstream}."), upstream=done.upstream)


def _tell(context: Context, done: Synced, dry_run: bool) -> None:
    say = context.language.say
    came, shared = len(done.received), len(done.shared)
    if dry_run:
        said = (
            counted(_("{count} change would come"), _("{count} changes would come"), count=came),
            counted(
                _("{count} change would be shared"),
                _("{count} changes would be shared"),
                count=shared,
            ),
        )
    else:
        said = (
            counted(_("{count} change came"), _("{count} changes came"), count=came),
            counted(_("{count} change was shared"), _("{count} changes were shared"), count=shared),
        )
    tell(", ".join(map(say, said)))
    for line in lines_of(done.server_message):
        tell(f"  | {line}")


def _as_json(done: Synced, dry_run: bool) -> dict[str, object]:
    return {
        "format": 1,
        "upstream": done.upstream,
        "received": _entries(done.received),
        "shared": _entries(done.shared),
        "joined": done.joined,
        "said": done.server_message or None,
        "dry_run": dry_run,
    }


def _entries(entries: Sequence[Entry]) -> list[dict[str, object]]:
    return [log.as_json(entry) for entry in entries]
