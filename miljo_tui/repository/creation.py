"""The creation of a repository for an agreement that has none."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure, Missing
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import created, opened
from miljo_tui.repository.settings import configure
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
        with created(folder) if is_new else opened(locate(folder).root) as repo:
            configure(Path(repo.working_dir), settings)
            repo.git(C=folder.absolute()).add("--all", "--", ".")
            repo.git.commit("--quiet", "--file=-", istream=text.encode())
            # One record's history is found eight times faster with it; git gc keeps it up.
            repo.git.commit_graph("write", "--reachable", "--changed-paths")
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
            error.messages,
        ) from None


def _empty_again(folder: Path, settings: Iterable[str]) -> None:
    """Take out of a repository what was put into it for a commit that never came."""
    with suppress(Failure), opened(locate(folder).root) as repo:
        with suppress(Failure):
            all_files = ("-r", "--cached", "--quiet", "--ignore-unmatch", "--", ".")
            repo.git(C=folder.absolute()).rm(*all_files)
        for key in settings:
            with suppress(Failure):
                repo.git.config("--local", "--unset", key)
