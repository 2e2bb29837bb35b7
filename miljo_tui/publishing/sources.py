"""What a page rests on: every web address once, numbered, at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from miljo_tui.locale import mark as _
from miljo_tui.publishing.document import Block, Line, Link, Note, Numbered, Section, Words
from miljo_tui.publishing.phrases import Phrases

SOURCES = "sources"
"""The id of the section."""


class Sources:
    """Numbers the sources in the order in which the page refers to them."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._subjects: dict[str, list[Words]] = {}
        """What each address is a source of."""
        self._numbers: dict[str, int] = {}

    def __contains__(self, address: str) -> bool:
        return address in self._numbers

    def cited(self, addresses: Iterable[str], subject: Words) -> Line:
        """Return the numbers of the sources of a subject, each leading to its source."""
        parts: list[Words | Link] = []
        for address in dict.fromkeys(addresses):
            subjects = self._subjects.setdefault(address, [])
            if subject not in subjects:
                subjects.append(subject)
            number = self._numbers.setdefault(address, len(self._subjects))
            parts += [", "] if parts else []
            parts.append(Link(str(number), f"#{_id(number)}"))
        return tuple(parts)

    def named(self, addresses: tuple[str, ...], subject: Words) -> Line:
        """Return the numbers of the sources with a word before them, nothing of none."""
        if not addresses:
            return ()
        label = self._phrases.say(_("Source") if len(addresses) == 1 else _("Sources"))
        return (f"{label}: ", *self.cited(addresses, subject))

    def note(self, addresses: tuple[str, ...], subject: Words) -> Iterator[Block]:
        """Yield the numbers of the sources as a note, nothing of none."""
        if line := self.named(addresses, subject):
            yield Note(line)

    def section(self) -> Section:
        """Return every source by its title; one without a title says what it is a source of."""
        items = []
        for number, (address, subjects) in enumerate(self._subjects.items(), 1):
            about: list[Words | Link] = []
            for subject in () if self._phrases.knows(address) else subjects:
                about += [", " if about else " – ", subject]
            items.append((_id(number), (*self._phrases.web(address), *about)))
        blocks = (Numbered(tuple(items)),) if items else ()
        return Section(SOURCES, self._phrases.say(_("Sources")), blocks)


def _id(number: int) -> str:
    return f"source-{number}"
