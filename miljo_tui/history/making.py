"""Making the repository of an agreement that has none."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from miljo_tui.history.running import GitFailed, ask, do
from miljo_tui.history.state import author_email, require_committer, unreadable
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Missing

DRIVER = {
    "merge.miljo-tui.name": "field by field",
    "merge.miljo-tui.driver": "miljo-tui merge-file %O %A %B %P",
}
"""Lets git join two people's changes of one record; `.gitattributes` says of which files."""


def refuse_unless_outside(folder: Path) -> None:
    """Make sure that a repository can be made in a folder, existing or not.

    Raises BadState where one is there already, whosever it is, Missing without git or an identity.
    """
    nearest = folder.absolute()
    while not nearest.is_dir():
        nearest = nearest.parent
    try:
        top = ask(nearest, "rev-parse", "--show-toplevel")
    except GitFailed as failure:
        # Only in no repository at all: making one would write into what git does not trust.
        reason = unreadable(nearest, failure)
        if not isinstance(reason, Missing):
            raise reason from None
    else:
        raise BadState(
            message(
                _("{folder} lies in a git repository already: {top}"),
                folder=folder,
                top=os.fsdecode(top.strip()),
            ),
            message(_("Commit the folder there with git, or name a folder outside.")),
        )
    author_email(nearest)
    require_committer(nearest)


def make_repository(folder: Path, text: str) -> str:
    """Make a repository in a folder and commit all that lies in it, or leave none; return its id.

    Raises BadState where git refuses, Missing without git or an identity.
    """
    refuse_unless_outside(folder)
    new = not os.path.lexists(folder / ".git")
    try:
        # No template: nothing that this computer's settings would plant comes along.
        do(folder, "init", "--quiet", "--initial-branch=main", "--template=")
        for key, value in DRIVER.items():
            do(folder, "config", "--local", key, value)
        do(folder, "add", "--all")
        do(folder, "commit", "--quiet", "--file=-", given=text.encode())
        # One record's history is found eight times faster with it; git gc keeps it up.
        do(folder, "commit-graph", "write", "--reachable", "--changed-paths")
        return ask(folder, "rev-parse", "HEAD").decode().strip()
    except BaseException as error:
        if new:  # half a repository would forbid the next try
            shutil.rmtree(folder / ".git", ignore_errors=True)
        if not isinstance(error, GitFailed):
            raise
        raise BadState(
            message(_("Git could not make the repository in {folder}"), folder=folder),
            message(_("Mend what it says, then run the command again.")),
            error.said,
        ) from None
