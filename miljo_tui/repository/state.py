"""The state of the repository: where it is, on which branch, and what forbids a commit now."""

from __future__ import annotations

import os
import re
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure, Missing, Unidentified
from miljo_tui.model.permissions import forbidden
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.git_directory import closed, git_dir_of
from miljo_tui.repository.git_process import GitFailed, ask, asking
from miljo_tui.repository.settings import QUESTION, Settings

UNDER_WAY = {
    "MERGE_HEAD": _("a merge"),
    "CHERRY_PICK_HEAD": _("a cherry-pick"),
    "REVERT_HEAD": _("a revert"),
    "rebase-merge": _("a rebase"),
    "rebase-apply": _("a rebase"),
    "BISECT_LOG": _("a bisect"),
}
"""Files in the git directory that show an operation that is not finished."""


@frozen
class Repository:
    """Where a repository lies."""

    root: Path
    """The top of the work tree."""
    git_dir: Path
    common_dir: Path
    """The git directory that all work trees share."""


@frozen
class State(Repository):
    """A repository as it was looked at."""

    branch: str | None
    """The branch's short name; None where HEAD is on none."""
    obstacle: Failure | None
    """Why nothing can be committed just now, if anything is in the way."""
    settings: Settings


def locate(folder: Path) -> Repository:
    """Find the repository that a folder lies in; nothing is written, no hook or filter runs.

    Raises Missing where there is no git or no repository, BadState where git refuses to look.
    """
    try:
        root, git_dir, common_dir = _places(folder)
    except GitFailed as failure:
        raise unreadable(folder, failure) from None
    if git_dir_of(root) != git_dir.resolve():
        # A folder of a clone can look like a git directory, hooks and all, or its configuration
        # can name a work tree that is another repository's: what it says came with the files.
        raise BadState(
            message(
                _("{folder} is in the git repository {git_dir}, which is not that of its files"),
                folder=folder,
                git_dir=git_dir,
            ),
            message(
                _("The agreement can be read. To change it, clone it again and open the clone.")
            ),
        )
    return Repository(root, git_dir, common_dir)


def look(folder: Path) -> State:
    """Look at the repository that a folder lies in, and at what forbids a commit now.

    Raises what `locate` raises.
    """
    with asking(folder, *QUESTION) as listed:
        where = locate(folder)
        held = Settings.read(listed)
    root, git_dir, common_dir = where.root, where.git_dir, where.common_dir
    branch = current_branch(folder, git_dir)
    obstacle = obstacle_in(git_dir, branch) or _unwritable(root, common_dir)
    if not held.name_the_user(os.environ):
        obstacle = obstacle or _nobody(folder)
    return State(root, git_dir, common_dir, branch, obstacle, held)


def _places(folder: Path) -> tuple[Path, Path, Path]:
    """Return the work tree, the git directory and the one that all work trees share."""
    wanted = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir")
    lines = ask(folder, "rev-parse", *wanted).removesuffix(b"\n").split(b"\n")
    if len(lines) != len(wanted):  # the name of a folder has several lines
        lines = [ask(folder, "rev-parse", each).removesuffix(b"\n") for each in wanted]
    root, git_dir, common_dir = (Path(os.fsdecode(line)) for line in lines)
    return root, git_dir, (folder / common_dir).resolve()


def current_branch(folder: Path, git_dir: Path) -> str | None:
    """Return the branch that HEAD is on, or None; git is asked only where its file does not say."""
    try:
        named = (git_dir / "HEAD").read_text("utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError):
        named = ""
    # Where the refs are kept in a table the file names a branch that cannot be.
    if not named.startswith("ref: refs/heads/") or named.endswith("/.invalid"):
        try:
            output = ask(folder, "symbolic-ref", "--quiet", "HEAD")
        except GitFailed:
            return None
        named = f"ref: {output.decode('utf-8', 'replace').strip()}"
    branch = named.removeprefix("ref: refs/heads/")
    return branch if branch != named else None


def obstacle_in(git_dir: Path, branch: str | None) -> Failure | None:
    """Return what somebody has begun and not ended in a repository, or that HEAD is detached."""
    for name, what in UNDER_WAY.items():
        if (git_dir / name).exists():
            return BadState(
                message(_("In the git repository {what} is under way"), what=message(what)),
                message(_("End it or call it off with git first; git status says how.")),
            )
    if branch is None:
        return BadState(
            message(_("The git repository is on no branch (detached HEAD)")),
            message(_("Go to a branch first, such as: git switch main")),
        )
    return None


def _unwritable(*folders: Path) -> Failure | None:
    for folder in folders:
        if not os.access(folder, os.W_OK):
            return unchangeable(folder)
    return None


def unchangeable(path: Path, wish: str = "w") -> BadState:
    """Return that nothing can be saved for want of a permission, whose it is, and what helps."""
    reason, remedy = forbidden(path, wish)
    return BadState(
        message(_("The agreement can be read, not changed: {reason}"), reason=reason), remedy
    )


def _nobody(folder: Path) -> Failure | None:
    try:
        author_email(folder)
    except Missing as failure:
        return failure
    return None


def require_committer(folder: Path) -> None:
    """Make sure that git need not guess who commits or tags. Raises Missing where it would."""
    _identity(folder, "GIT_COMMITTER_IDENT")


def author_email(folder: Path) -> str:
    """Return the address of the user. Raises Missing where git knows none."""
    return _identity(folder, "GIT_AUTHOR_IDENT").rpartition("<")[2].partition(">")[0]


def _identity(folder: Path, whose: str) -> str:
    try:
        return ask(folder, "var", whose).decode("utf-8", "replace")
    except GitFailed:
        raise nobody() from None


def nobody() -> Unidentified:
    """Return the failure that git does not know who the user is."""
    return Unidentified(
        message(_("Git does not know who you are, and every change names its author")),
        message(
            _(
                'Run, with yours in it: git config --global user.name "Your Name" && '
                "git config --global user.email you@example.org"
            )
        ),
    )


def unreadable(folder: Path, failure: GitFailed) -> Failure:
    """Return why git does not look at a folder; Missing where it is in no repository."""
    messages = failure.messages
    if "dubious ownership" in messages:
        # Only the repository's own top helps, wherever in it the folder lies.
        top = re.search(r"repository at '(.+)'", messages)
        trusted = pasted(top[1] if top else folder)
        return BadState(
            message(_("The git repository around {folder} belongs to another user"), folder=folder),
            message(
                _("If you trust it: git config --global --add safe.directory {folder}"),
                folder=trusted,
            ),
            messages,
        )
    if shut := closed(folder):
        return shut
    if "not a git repository" in messages:
        return Missing(
            message(
                _("{folder} is in no git repository: it can be read, not changed"), folder=folder
            ),
            message(_("Make one with: miljo-tui init {folder}"), folder=pasted(folder)),
        )
    if "must be run in a work tree" in messages:
        return BadState(
            message(_("{folder} lies in a git repository without a work tree"), folder=folder),
            message(_("Clone the repository, and open the clone.")),
        )
    return failure
