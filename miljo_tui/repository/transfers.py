"""What passes between a clone and its remote: a branch that is fetched, commits that are pushed."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Sequence

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Refused
from miljo_tui.repository import git_process
from miljo_tui.repository.git_process import (
    NO_COMMAND,
    Ended,
    GitFailed,
    Late,
    Listener,
    ask,
    do,
)
from miljo_tui.repository.gitpython import load_gitpython, opened
from miljo_tui.repository.settings import Settings
from miljo_tui.repository.state import Repository
from miljo_tui.repository.transfer_errors import (
    explained,
    no_answer,
    no_git,
    no_right,
    own_words,
    protected,
    too_slow,
)
from miljo_tui.repository.upstreams import Upstream, commit_at

ShowProgress = Callable[[Message], None]
"""Shows how far a transfer has come."""

QUIETLY = ("--no-recurse-submodules", "--no-auto-maintenance")

PATIENCE = 60.0
"""Seconds in which a remote may be silent: a hook of a server's takes its time, without a word."""

WHOLE = ("--no-filter",)
"""What comes is verified and joined, also in a clone that has left the past where it came from."""

_WHAT_FOR = re.compile(r" \((fetch|push)\)( \[[^]]*\])?$")
"""What `git remote --verbose` says behind an address."""

_NONE_THERE = "couldn't find remote ref"
_SUMMARY = re.compile(r"\[(?P<how>[^]]+)\](?: \((?P<why>.*)\))?")
_LOST = (
    *("fetch first", "non-fast-forward", "failed to update ref", "incorrect old value provided"),
    *(
        "stale info",
        "reference already exists",
        "cannot lock ref",
        "remote ref updated since checkout",
    ),
)
"""How git and servers call it that somebody else was faster."""

_LOCKED = ".lock': File exists"
"""What a server says where somebody else is at work on the same branch, or has died at it."""


class LostRace(BadState):
    """Somebody else has pushed between our fetch and our push."""


@frozen
class Pushed:
    """A push that was accepted."""

    server_message: str
    """What the server says to it, word for word."""


def fetch(where: Repository, upstream: Upstream, show_progress: ShowProgress) -> str | None:
    """Fetch one branch, and return the commit that it is at; None where the remote has none such.

    It is started without GitPython, which is loaded once there is progress to read: that takes a
    tenth of a second, a third of a sync that finds no news. Raises Missing where the remote cannot
    be reached or does not let us in, BadState.
    """
    require_plain(where, upstream.remote)
    refspec = f"+{upstream.branch}:{upstream.tracking}"
    order = ("fetch", *QUIETLY, *WHOLE, "--progress", "--end-of-options", upstream.remote, refspec)

    def fetched(listener: Listener) -> None:
        do(
            where.root,
            *("-c", NO_COMMAND),
            *order,
            surroundings=_surroundings(),
            listener=listener,
            silence=PATIENCE,
        )

    try:
        _transfer(where, upstream.remote, show_progress, fetched)
    except GitFailed as failure:
        if _NONE_THERE in failure.messages:
            _require_git_there(where, upstream)
            return None
        raise explained(where, upstream.remote, failure) from None
    return commit_at(where, upstream.tracking)


def _require_git_there(where: Repository, upstream: Upstream) -> None:
    """Make sure that git answers at a remote: a web page that wants a login has no branch either.

    Raises Missing where none does, or where it cannot be reached any more.
    """
    messages: list[bytes] = []
    surroundings = {**_surroundings(), "GIT_TRACE_PACKET": "1"}
    try:
        with opened(where.root) as repo, repo.git.custom_environment(**surroundings):
            repo.git.listener, repo.git.silence = messages.append, PATIENCE
            order = ("--quiet", "--end-of-options", upstream.remote, upstream.branch)
            repo.git(c=NO_COMMAND).ls_remote(*order)
    except Late:
        raise no_answer(where, upstream.remote) from None
    except GitFailed as failure:
        raise explained(where, upstream.remote, failure) from None
    if b"packet:" not in b"".join(messages):  # git's own words pass in packets
        raise no_git(where, upstream.remote)


def bring_here(
    where: Repository, upstream: Upstream, here: str, there: str, paths: Sequence[str]
) -> None:
    """Have git bring what a partial clone lacks of what came: it was fetched without its files.

    They are to be verified. Raises Missing where the remote cannot be reached, BadState.
    """
    if not any((where.common_dir / "objects" / "pack").glob("*.promisor")):
        return
    for remote in ask(where.root, "remote").decode("utf-8", "replace").splitlines():
        require_plain(where, remote)  # any of them may promise to have it
    order = ("--format=", "--numstat", "-m", "--no-ext-diff", "--no-textconv")
    try:
        with opened(where.root) as repo:
            repo.git(c=NO_COMMAND).log(*order, f"^{here}", there, "--", *paths)
    except GitFailed as failure:
        raise explained(where, upstream.remote, failure) from None


def push(
    where: Repository,
    remote: str,
    commit: str,
    branch: str,
    show_progress: ShowProgress,
    *,
    expected: str | None = None,
) -> Pushed:
    """Push a commit to a branch by its whole name; never by force.

    Where it is `expected` that the branch is at a commit, of which this one is a successor, it must
    be: a remote that was set back would else be taken for one that is only behind. Raises LostRace
    where the branch has moved on, Refused where the server does not take it, Missing where it
    cannot be reached or does not let us in, BadState.
    """
    require_plain(where, remote)
    silence = git_process.PATIENCE if _has_hook(where) else PATIENCE
    lease = (f"--force-with-lease={branch}:{expected}",) if expected else ()
    order = ("--porcelain", "--no-recurse-submodules", *lease, "--progress", "--end-of-options")

    def pushed(listener: Listener) -> None:
        with opened(where.root) as repo, repo.git.custom_environment(**_surroundings()):
            repo.git.listener, repo.git.silence = listener, silence
            repo.git(c=NO_COMMAND).push(*order, remote, f"{commit}:{branch}")

    try:
        server_message = _transfer(where, remote, show_progress, pushed)
    except GitFailed as failure:
        raise _refused(where, remote, failure) from None
    return Pushed(server_message)


def _has_hook(where: Repository) -> bool:
    """Tell whether a hook of the clone may look at a push, for as long as any hook may take."""
    hook = where.common_dir / "hooks" / "pre-push"
    return os.access(hook, os.X_OK) or bool(Settings.of(where.root).value("core.hookspath"))


def require_plain(where: Repository, remote: str) -> None:
    """Make sure that no address of a remote is a command. Raises BadState where one is."""
    output = ask(where.root, "remote", "--verbose").decode("utf-8", "replace")
    # Those that git fetches from and pushes to, as settings such as insteadOf have them.
    addresses = [
        address
        for name, gap, address in (line.partition("\t") for line in output.splitlines())
        if name == remote or not gap  # an address may have several lines
    ]
    if not addresses:
        try:
            ask(where.root, "remote", "get-url", "--", remote)
        except GitFailed as failure:
            raise explained(where, remote, failure) from None
    for address in addresses:
        if address.casefold().startswith("ext::"):
            raise BadState(
                message(_("The address of {remote} is a command"), remote=remote),
                message(_("It is not run. Look at it with: git remote -v; who put it there?")),
                _WHAT_FOR.sub("", address),
            )


def _transfer(
    where: Repository, remote: str, show_progress: ShowProgress, command: Callable[[Listener], None]
) -> str:
    """Run a fetch or a push, and return what the server has said besides its progress.

    In English: that it came to nothing, and why, can only be read from what git says.
    """
    messages, began = _Messages(show_progress), time.monotonic()
    try:
        command(messages.hear)
    except Late:
        if (taken := time.monotonic() - began) >= git_process.PATIENCE:
            raise too_slow(where, remote, taken) from None
        raise no_answer(where, remote) from None
    except Ended as ended:
        raise BadState(
            ended.message,
            message(_("Nothing was changed here; try again when the network is better.")),
        ) from None
    return messages.of_server()


def _surroundings() -> dict[str, str]:
    """Return those of a git that talks to a remote."""
    surroundings = {"LANGUAGE": "C", "LC_ALL": "C.UTF-8"}
    if allowed := os.environ.get("GIT_ALLOW_PROTOCOL"):
        left = (each for each in allowed.split(":") if each.casefold() != "ext")
        surroundings["GIT_ALLOW_PROTOCOL"] = ":".join(left)
    return surroundings


class _Messages:
    """What git says during a transfer; how far it has come is passed on."""

    def __init__(self, show_progress: ShowProgress) -> None:
        self._show_progress = show_progress
        self._blocks: list[bytes] = []
        self._rest = b""
        self._read_progress: Callable[[bytes], None] | None = None
        """GitPython's reader of lines, loaded for the first one that tells of progress."""

    def hear(self, block: bytes) -> None:
        """Take a block of messages; a line of progress ends in a carriage return."""
        self._blocks.append(block)
        *lines, self._rest = re.split(rb"[\r\n]+", self._rest + block)
        for line in lines:
            if b"%" in line:
                self._read_progress = self._read_progress or _progress_reader(self._show_progress)
                self._read_progress(line)

    def of_server(self) -> str:
        """Return what the server has said, word for word."""
        return server_words(b"".join(self._blocks).decode("utf-8", "replace"))


def _progress_reader(show_progress: ShowProgress) -> Callable[[bytes], None]:
    """Return what reads a line of git's progress and passes it on, in the reader's words."""
    load_gitpython()
    import git  # only a transfer that takes its time wants it

    texts = {
        git.RemoteProgress.COUNTING: _("Counting objects: {percent} %"),
        git.RemoteProgress.COMPRESSING: _("Compressing objects: {percent} %"),
        git.RemoteProgress.WRITING: _("Sending: {percent} %"),
        git.RemoteProgress.RECEIVING: _("Receiving: {percent} %"),
        git.RemoteProgress.RESOLVING: _("Unpacking: {percent} %"),
    }

    class Progress(git.RemoteProgress):
        def update(
            self,
            op_code: int,
            cur_count: str | float,
            max_count: str | float | None = None,
            message: str = "",
        ) -> None:
            text = texts.get(op_code & self.OP_MASK)
            if text and max_count:
                show_progress(_percent(text, float(cur_count or 0), float(max_count)))

    handler = Progress().new_message_handler()
    return lambda line: handler(line.decode("utf-8", "replace"))


def _percent(text: str, done: float, whole: float) -> Message:
    return message(text, percent=int(100 * done / whole))


def server_words(messages: str) -> str:
    """Return the lines that a server has sent along, without git's own and those of progress."""
    lines = [line for line in messages.splitlines() if line.startswith("remote:")]
    words = [line.removeprefix("remote:").removeprefix(" ").rstrip() for line in lines]
    return "\n".join(each for each in words if not _PROGRESS.match(each)).strip("\n")


_PROGRESS = re.compile(r"[A-Z][a-z]+ [a-z]+: +(\d+%|\d+, done)|Total \d+ \(delta")


def _refused(where: Repository, remote: str, failure: GitFailed) -> Exception:
    """Return why a push came to nothing, by what git reports of the branch."""
    report = failure.output.decode("utf-8", "replace").splitlines()
    line = next((each for each in report if each.startswith("!\t")), "")
    found = _SUMMARY.search(line.split("\t")[-1]) if line else None
    if found is None:
        return explained(where, remote, failure)
    why, words = found["why"] or "", server_words(failure.messages)
    if "protected branch" in f"{why} {words}".casefold():
        return protected(where, remote, words)
    if _LOCKED in words:
        return LostRace(
            message(_("Another process holds a lock at the server")),
            message(_("Nothing was changed; try again. If it stays so, tell the operator.")),
            words.splitlines()[0],
        )
    if any(each in why for each in _LOST):
        return LostRace(
            message(_("Somebody else has shared something in the same moment")),
            message(_("Nothing was changed; try again.")),
            words,
        )
    if "unpacker error" in why:
        return no_right(where, remote, failure)
    return Refused(
        message(_("The server has refused the changes: “{why}”"), why=why or found["how"]),
        message(
            _("Nothing was changed here or there. Mend what the server says.")
            if words
            else _("Nothing was changed here or there. Ask its operator why.")
        ),
        words or own_words(failure.messages),
    )
