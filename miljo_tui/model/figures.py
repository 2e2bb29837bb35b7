"""The figures that counties report: how many measures have come how far, of how many.

Each figure is a number of measures out of all that are counted, those that are not relevant and
those that nobody reported on included. No percentage is ever read out of a letter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.records import Measure
from miljo_tui.model.rounds import DUE, Standing, State, is_earlier, state
from miljo_tui.model.statuses import DONE, HALF, NOT_RELEVANT, NOT_STARTED, STARTED

LABELS: Mapping[str, str] = {
    "done": _("Done"),
    "past_half": _("Past half"),
    "at_least_started": _("At least started"),
    "not_started": _("Not started"),
    "not_relevant": _("Not relevant"),
    "not_reported": _("Not reported"),
}
"""The figures in their order, with the words people see, marked msgids.

The first three contain each other; at least started and the last three make up the whole.
"""


@frozen
class Share:
    """A number of measures, out of the number that it is counted among."""

    number: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, None of nothing; 0 and 100 only where it is none or all."""
        if not self.of:
            return None
        rounded = (200 * self.number + self.of) // (2 * self.of)
        return rounded if self.number in (0, self.of) else min(max(rounded, 1), 99)

    @property
    def words(self) -> Message:
        """The share as people read it: “12 of 40 (30 %)”."""
        said = message(_("{number} of {all}"), number=self.number, all=self.of)
        if self.percent is None:
            return said
        return message(
            _("{share} ({percent}\N{NO-BREAK SPACE}%)"), share=said, percent=self.percent
        )


@frozen
class Figures:
    """How far a number of measures had come in one year."""

    all: int = 0
    """The measures that are counted: what every share is out of."""
    done: int = 0
    past_half: int = 0
    at_least_started: int = 0
    not_started: int = 0
    not_relevant: int = 0
    not_reported: int = 0

    @property
    def numbers(self) -> dict[str, int]:
        """The figures by their keys in LABELS, in that order."""
        return {key: getattr(self, key) for key in LABELS}

    @property
    def reported(self) -> Share:
        """The measures that were reported on."""
        return Share(self.all - self.not_reported, self.all)

    def share(self, key: str) -> Share:
        """Return one of the figures, by its key in LABELS, out of all."""
        return Share(self.numbers[key], self.all)

    def since(self, before: Figures) -> dict[str, int]:
        """Return by how much each figure, and `all`, has changed since an earlier year."""
        now, then = ({"all": each.all, **each.numbers} for each in (self, before))
        return {key: now[key] - then[key] for key in now}


@frozen
class Reading:
    """A way to read the measures in a year: which follow-up speaks, and which are counted."""

    follow_up: Callable[[State], FollowUp | None]
    counts: Callable[[State], bool]


FOR_YEAR = Reading(lambda state: state.reported, lambda state: state.standing in DUE)
"""The round: what was reported for that very year, of the measures that were to report then."""

AS_OF = Reading(lambda state: state.follow_up, lambda state: state.has_begun)
"""The state: the newest follow-up not after the year, of the measures that had begun by then."""


def signed(change: int) -> str:
    """Return by how much a figure has changed, as people write it: `+2`, `−1`, `±0`."""
    return f"{change:+}".replace("-", "\N{MINUS SIGN}") if change else "±0"


BROKEN, EARLIER = "broken", "earlier"
"""Why a measure is not counted, besides its standing: its file, or an end before the agreement."""


def why_not_counted(
    record: Record[Measure], year: int, reading: Reading, folder: Folder, today: date
) -> str:
    """Return why a measure is not counted in a year, nothing where it is.

    Whoever has reported counts in any case. Examples are made up and never count, nor does what was
    over before the agreement, nor a measure whose file is broken, of which nobody knows anything.
    """
    then = state(record.value, year, folder, today)
    if record.fault:
        return BROKEN
    if record.value.example:
        return Standing.EXAMPLE.value
    if is_earlier(record.value, folder):
        return EARLIER
    if reading.follow_up(then) is not None or reading.counts(then):
        return ""
    return then.standing.value


def counted(folder: Folder, year: int, reading: Reading, today: date) -> list[Record[Measure]]:
    """Return the measures that are counted in a year."""
    return [
        record
        for record in folder.measures.values()
        if not why_not_counted(record, year, reading, folder, today)
    ]


def figures_of(
    records: Iterable[Record[Measure]], year: int, reading: Reading, folder: Folder, today: date
) -> Figures:
    """Return the figures of some measures in a year."""
    letters = []
    for record in records:
        follow_up = reading.follow_up(state(record.value, year, folder, today))
        letters.append(follow_up.status if follow_up else "")
    done, half, started = (letters.count(letter) for letter in (DONE, HALF, STARTED))
    not_started, not_relevant = letters.count(NOT_STARTED), letters.count(NOT_RELEVANT)
    at_least_started = done + half + started
    return Figures(
        all=len(letters),
        done=done,
        past_half=done + half,
        at_least_started=at_least_started,
        not_started=not_started,
        not_relevant=not_relevant,
        not_reported=len(letters) - at_least_started - not_started - not_relevant,
    )


def figures(folder: Folder, year: int, reading: Reading, today: date) -> Figures:
    """Return the figures of a whole agreement in a year; each measure counts once."""
    return figures_of(counted(folder, year, reading, today), year, reading, folder, today)
