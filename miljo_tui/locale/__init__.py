"""The two languages: a message is marked where it is declared and spoken where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

from miljo_tui.frozen import frozen

LANGUAGES = ("sv", "en")
"""The languages with a complete catalogue; the msgids themselves are English."""

CATALOGUES = Path(__file__).parent


def mark(msgid: str) -> str:
    """Mark a text for the catalogue and return it unchanged."""
    return msgid


@frozen
class Message:
    """A sentence that waits for its language: a msgid with `{name}` places and the values for them.

    With a plural, `values["count"]` chooses the form. A value may be a message itself.
    """

    text: str
    values: Mapping[str, Any] = MappingProxyType({})
    plural: str = ""


@frozen
class Way:
    """How something is done, as a value of a message: a command says the one, the app the other."""

    command: str | Message
    """The command line, a marked msgid or a message."""
    keys: str
    """The app's keys, one after the other."""


LONGEST = 140
"""Characters of a value that a sentence quotes whole; a title has room in it."""


class Whole(str):
    """A text that is quoted whole however long: a command to paste, the path of a file."""


@frozen
class Name:
    """An area by its id, as a value of a message: a speaker says what it is called, if known."""

    id: str


def message(text: str, /, **values: Any) -> Message:
    """Build a message from a marked msgid and the values for its places."""
    return Message(text, values)


def counted(singular: str, plural: str, /, count: int, **values: Any) -> Message:
    """Build a message whose form depends on `count`; both forms may say `{count}`."""
    return Message(singular, {**values, "count": count}, plural)


def beginning(text: str, length: int) -> Message:
    """Return what stands for a value of so many characters that is too long for a sentence."""
    return counted(
        mark("{beginning}… ({count} character)"),
        mark("{beginning}… ({count} characters)"),
        length,
        beginning=Whole(text.rstrip()),
    )


class Language:
    """One of the languages people see, as a speaker of messages.

    It may know the areas of an agreement, by a function from their ids to their names, and that
    people read it in the app, where keys do what commands do elsewhere.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self._called: Callable[[str], str] = str
        self._in_app = False
        self._catalogue = NullTranslations()  # the msgids are English
        if code != "en":
            # `gettext.translation` would load the locales of the world to find the file.
            with (CATALOGUES / code / "LC_MESSAGES" / "miljo_tui.mo").open("rb") as file:
                self._catalogue = GNUTranslations(file)

    def knowing(self, called: Callable[[str], str], *, in_app: bool = False) -> Language:
        """Return a speaker of the same language who says the names of areas, not their ids."""
        speaker = copy(self)
        speaker._called, speaker._in_app = called, in_app
        return speaker

    def say(self, what: str | Message, /, **values: Any) -> str:
        """Return `what`, a marked msgid or a message, in this language."""
        if isinstance(what, Message):
            values = {**what.values, **values}
            if what.plural:
                text = self._catalogue.ngettext(what.text, what.plural, values["count"])
            else:
                text = self._translated(what.text)
        else:
            text = self._translated(what)
        if not values:
            return text
        return text.format_map({name: self._quoted(value) for name, value in values.items()})

    def _quoted(self, value: Any) -> str:
        """Spell out a value inside a sentence: one that would bury it by its beginning."""
        if isinstance(value, list | tuple):
            return ", ".join(map(self._quoted, value))
        text = self.spell(value)
        if len(text) <= LONGEST or isinstance(value, Message | Way | Whole | PurePath):
            return text
        return self.say(beginning(text[:LONGEST], len(text)))

    def _translated(self, msgid: str) -> str:
        # The catalogue answers the empty msgid with its own header.
        return self._catalogue.gettext(msgid) if msgid else ""

    def spell(self, value: Any) -> str:
        """Spell out one value: a message, yes or no, a number with this language's decimal mark."""
        match value:
            case str():  # as most are
                return str(value)
            case Message():
                return self.say(value)
            case Name():
                return self._called(value.id)
            case Way():
                return value.keys if self._in_app else self.say(value.command)
            case bool():
                return self.say(mark("yes") if value else mark("no"))
            case float() if self.code == "sv":
                return str(value).replace(".", ",")
            case date():
                return value.isoformat()
            case list() | tuple():
                return ", ".join(self.spell(item) for item in value)
            case None:
                return ""
            case _:
                return str(value)


@cache
def language(code: str) -> Language:
    """Return the speaker of a language by its code, `sv` or `en`."""
    return Language(code if code in LANGUAGES else "en")
