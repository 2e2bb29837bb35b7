"""The creation of a repository for an agreement that has none."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure, Missing
from miljo_tui.repository.git_process import GitFailed, ask, do
from miljo_tui.repository.state import Repository, author_email, locate, require_committer


def is_in_empty(folder: Path) -> bool:
    """Tell whether a folder, existing or not, lies in a repository that holds nothing yet.

    Raises BadState where it lies in another one, whosever it is, Missing without git or an
    identity.
    """
    nearest = nearest_folder(folder)
    try:
        around = locate(nearest)
    except Missing:  # only in no repository at all: git does not trust every other one
        around = None
    if around and not _holds_nothing(around):
        raise BadState(
            message(
                _("{folder} lies in a git repository already: {top}"),
                folder=folder,
                top=around.root,
            ),
            message(_("Commit the folder there with git, or name a folder outside.")),
        )
    author_email(nearest)
    require_committer(nearest)
    return around is not None


def nearest_folder(folder: Path) -> Path:
    """Return a folder, or the nearest above it that there is."""
    whole = folder.absolute()
    return next(each for each in (whole, *whole.parents) if each.is_dir())


def _holds_nothing(around: Repository) -> bool:
    """Tell whether nothing is committed in a repository, nor staged."""
    root = around.root
    return not (ask(root, "rev-list", "--all", "--max-count=1") or ask(root, "ls-files", "-z"))


def make_repository(folder: Path, text: str, settings: Mapping[str, str]) -> str:
    """Commit all that lies in a folder in a repository, one that holds nothing yet or a new one.

    `settings` are its own. Returns the commit's id; what fails leaves no repository, or the empty
    one. Raises BadState where git refuses, Missing without git or an identity.
    """
    is_new = not is_in_empty(folder)
    try:
        if is_new:
            # No template: nothing that this computer's settings would plant comes along.
            do(folder, "init", "--quiet", "--initial-branch=main", "--template=")
        configure(folder, settings)
        do(folder, "add", "--all", "--", ".")
        do(folder, "commit", "--quiet", "--file=-", given=text.encode())
        # One record's history is found eight times faster with it; git gc keeps it up.
        do(folder, "commit-graph", "write", "--reachable", "--changed-paths")
        return ask(folder, "rev-parse", "HEAD").decode().strip()
    except BaseException as error:
        if is_new:  # half a repository would forbid the next try
            shutil.rmtree(folder / ".git", ignore_errors=True)
        else:
            _empty_again(folder, settings)
        if not isinstance(error, GitFailed):
            raise
        raise BadState(
            message(_("Git could not make the repository in {folder}"), folder=folder),
            message(_("Mend what it says, then run the command again.")),
            error.said,
        ) from None


def configure(root: Path, settings: Mapping[str, str]) -> None:
    """Put settings into those of one clone. Raises GitFailed, Missing."""
    for key, value in settings.items():
        do(root, "config", "--local", key, value)


def _empty_again(folder: Path, settings: Iterable[str]) -> None:
    """Take out of a repository what was put into it for a commit that never came."""
    orders = [("config", "--local", "--unset", key) for key in settings]
    for order in (("rm", "-r", "--cached", "--quiet", "--ignore-unmatch", "--", "."), *orders):
        with suppress(Failure):
            do(folder, *order)
