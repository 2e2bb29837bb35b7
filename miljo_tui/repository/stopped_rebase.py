"""The commit that a rebase has stopped at: read, and made in the rebase's place."""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.repository.commit_errors import explained
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import State
from miljo_tui.repository.trailers import BLOCK, READ, trailers, without

_FORMAT = f"%an <%ae>%x00@%ad%x00%B%x00{BLOCK}%x00{READ}"


@frozen
class Original:
    """The commit as it was before the rebase."""

    author: str
    date: str
    """When the author made it, as git takes a date."""
    text: str
    """The message without its trailers."""
    trailers: tuple[tuple[str, str], ...]


def original(state: State) -> Original | None:
    """Return the commit at whose conflict a rebase has stopped, None where it is not to be made.

    Of a commit that is to be folded into another one, or edited, git makes more than a commit; one
    of `rebase --apply` it would not find made. Raises GitFailed, Missing.
    """
    folder = state.git_dir / "rebase-merge"
    try:
        done = (folder / "done").read_text("utf-8", "replace").split("\n")
    except OSError:
        return None
    last = next((line.split(" ")[0] for line in reversed(done) if line), "")
    if last not in ("pick", "p") or not (folder / "stopped-sha").exists():
        return None
    try:
        output = ask(state.root, "log", "-1", "--date=raw", f"--format={_FORMAT}", "REBASE_HEAD")
    except GitFailed:  # it was called off just now
        return None
    author, date, text, block, read = output.decode("utf-8", "replace").split("\0")
    return Original(author, date, without(text, block), trailers(read))


def make(state: State, commit: Original, text: str) -> str:
    """Commit what is staged as the original's author, with another message; return its id.

    Raises BadState or Missing where git refuses.
    """
    who = (f"--author={commit.author}", f"--date={commit.date}")
    order = ("--cleanup=verbatim", "--file=-", *who)
    try:
        with opened(state.root) as repo:
            repo.git.commit(*order, istream=text.encode("utf-8", "replace"))
    except GitFailed as failure:
        raise explained(state, failure) from None
    return ask(state.root, "rev-parse", "HEAD").decode().strip()
