"""Why git would not commit, in words that say what to do about it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from miljo_tui.history import locks
from miljo_tui.history.running import GitFailed
from miljo_tui.history.sharing import asked
from miljo_tui.history.state import Repository, nobody
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Failure
from miljo_tui.model.permissions import forbidden

UNINDEXED = "did not match any file"
"""What git says of a file that its index has never heard of; it does not commit one."""

NO_HOOK = (
    UNINDEXED,
    "ignored by one of your",
    "nothing to commit",
    "nothing added to commit",
    "no changes added to commit",
)
"""What git says where it ends with the code of a hook that refuses, and it was none."""

FULL = ("No space left", "Out of diskspace", "Disk quota", "File too large")
"""What git says of a disk that takes no more."""

NO_PERMISSION = "insufficient permission for adding an object"
"""What git says where a folder of its objects is another's; it does not say which."""

_DENIED = re.compile("'([^'\n]+)'?: Permission denied")
_LOCK = re.compile(r"Unable to create '(.+\.lock)': File exists")


def locked(said: str) -> bool:
    """Tell whether git gave up because another program holds its lock."""
    return bool(_LOCK.search(said)) or ("cannot lock ref" in said and "but expected" in said)


def explained(state: Repository, failure: GitFailed) -> Failure:
    """Return what stopped a commit, by what git said."""
    said = failure.said
    if failure.code == 1 and not any(words in said for words in NO_HOOK):
        # First of all: a hook may say what it likes.
        return BadState(
            message(_("A hook of the git repository refused the commit")),
            message(_("Mend what it says, then save again; the files are as they were.")),
            said,
        )
    if lock := _LOCK.search(said):
        return locks.explained(state, Path(lock[1]), said)
    if path := _denied(state, said):
        reason, remedy = forbidden(path, "w")
        if asked(state.root) is None:
            remedy = message(
                _("{remedy} A clone that several people use wants core.sharedRepository set."),
                remedy=remedy,
            )
        return BadState(message(_("Git could not commit: {reason}"), reason=reason), remedy, said)
    if any(words in said for words in ("tell me who you are", "useConfigOnly", "empty ident")):
        return nobody()
    if any(
        words in said
        for words in ("No space left", "Out of diskspace", "Disk quota", "File too large")
    ):
        return BadState(
            message(_("The disk is full: git could not commit")),
            message(_("Make room and save again; the files are as they were.")),
            said,
        )
    # What git says when its signer fails, and when it does not know which key to sign with.
    if "failed to write commit object" in said or "user.signingkey" in said:
        return BadState(
            message(_("Git could not sign the commit")),
            message(_("Unlock your key outside (ssh-add or gpg), then save again.")),
            said,
        )
    return BadState(
        message(_("Git could not commit")),
        message(_("Mend what it says, then save again; the files are as they were.")),
        said,
    )


def _denied(state: Repository, said: str) -> Path | None:
    """Return the path that git may not write, None where that was not in its way."""
    if NO_PERMISSION in said:
        folders = sorted((state.common_dir / "objects").glob("??"))
        return next((each for each in folders if not os.access(each, os.W_OK | os.X_OK)), None)
    if not (found := _DENIED.search(said)):
        return None
    path = state.root / found[1]
    return path if path.exists() else path.parent
