"""Tags that say which commit was published, and when."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import Repository, require_committer

FOLDER = "publicerad"
"""Where the tags of publications stand: `publicerad/2026-11-24`."""


def publications(where: Repository, commit: str) -> list[str]:
    """Return the names of the publications that the history up to a commit has, the newest first.

    Raises GitFailed.
    """
    output = ask(
        where.root,
        "for-each-ref",
        "--sort=-version:refname",
        "--sort=-creatordate",
        "--format=%(refname:strip=2)",
        f"--merged={commit}",
        f"refs/tags/{FOLDER}/",
    )
    return output.decode("utf-8", "replace").split()


def tag(where: Repository, day: str, commit: str, text: str) -> str:
    """Tag a commit as published on a day and return the tag's name; the day's next has a number.

    The tag is the user's own: their identity stands in it, and their signing applies. Raises
    BadState where git refuses, Missing without an identity.
    """
    taken = ask(where.root, "for-each-ref", "--format=%(refname:strip=2)", f"refs/tags/{FOLDER}/")
    names = set(taken.decode("utf-8", "replace").split())
    name, number = f"{FOLDER}/{day}", 1
    while name in names:
        number += 1
        name = f"{FOLDER}/{day}-{number}"
    require_committer(where.root)
    order = ("--cleanup=verbatim", "--file=-", name, commit)
    try:
        with opened(where.root) as repo:
            repo.git.tag(*order, istream=text.encode())
    except GitFailed as failure:
        raise BadState(
            message(_("Git could not set the tag {name}"), name=name),
            message(_("What was published is there; mend what git says.")),
            failure.messages,
        ) from None
    return name
