"""What can stop the program: a sentence for people, and an exit code for scripts."""

from __future__ import annotations

from collections.abc import Iterable

from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _


class Failure(Exception):
    """Something that stopped the work: what happened, and what to do about it."""

    exit_code = 1

    def __init__(self, message: Message, remedy: Message | None = None, detail: str = "") -> None:
        super().__init__(message.text)
        self.message = message
        self.remedy = remedy
        self.detail = detail
        """What another program said, word for word (a hook, git), to be shown as data."""

    def particulars(self, speaker: Language) -> Iterable[Message]:
        """Return what there is to be known besides, a sentence each; a speaker spells values."""
        return ()


def unforeseen(error: BaseException) -> Message:
    """Return the sentence for an error that nobody foresaw: people never see a traceback."""
    return message(
        _("An unexpected error occurred ({kind}: {text}). Please report it."),
        kind=type(error).__name__,
        text=str(error),
    )


class Refused(Failure):
    """The change breaks a rule or could not be verified; nothing was written."""

    exit_code = 1


class WrongUse(Failure):
    """The command was given something it does not know: a record, a key, a value."""

    exit_code = 2


class BadState(Failure):
    """The files or the repository are in a state that forbids the change just now."""

    exit_code = 3


class Missing(Failure):
    """Something needed is not there: an agreement, git, an identity."""

    exit_code = 4


class Unidentified(Missing):
    """Git does not know who is at the keyboard."""
