"""Git's errors about a history that is damaged or not all here, and their remedies."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.repository.git_directory import shut

ELSEWHERE = ("could not fetch ", "lazy fetching disabled")
"""What git says of an object that a clone has left where it came from."""

BROKEN = (
    "Could not read ",
    "appears to be broken",
    "bad object",
    "bad tree object",
    "is corrupt",
    "is empty",
    "missing object",
    "unable to read ",
)
"""What git says of an object that ought to be here."""


def incomplete(folder: Path, messages: str) -> tuple[Message, Message] | None:
    """Return what is wrong with a history and the remedy, None where that is not what git says."""
    if closed := shut(folder, messages):
        return closed
    if any(words in messages for words in ELSEWHERE):
        return partial(folder)
    if any(words in messages for words in BROKEN):
        return (
            message(
                _("The history of {folder} is damaged: a part is missing or cannot be read"),
                folder=folder,
            ),
            message(_("Get it back with: git fetch --refetch; git fsck tells what is broken.")),
        )
    return None


def partial(folder: Path) -> tuple[Message, Message]:
    """Return that a clone lacks a part of the history, and the remedy."""
    return (
        message(
            _("The clone {folder} holds only a part of the history; reading fetches nothing"),
            folder=folder,
        ),
        message(_("Fetch the rest with: git fetch --refetch --no-filter")),
    )
