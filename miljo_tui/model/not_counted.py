"""What the figures of a year leave out, in words: how many for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.figures import BROKEN, EARLIER, Reading, why_not_counted
from miljo_tui.model.folder import Folder
from miljo_tui.model.records import MEASURE
from miljo_tui.model.rounds import Standing
from miljo_tui.model.times import year_of

ELSEWHERE = "elsewhere"
"""The reason of a measure that is not checked out, so that nothing of it was read."""


def measures_not_counted(
    folder: Folder, year: int, reading: Reading, today: date
) -> Iterator[Message]:
    """Yield a sentence for each reason why measures are not among the figures of a year."""
    found = Counter(
        why_not_counted(record, year, reading, folder, today) for record in folder.measures.values()
    )
    found[ELSEWHERE] = sum(each.startswith(MEASURE.address("")) for each in folder.elsewhere)
    for why, count in found.items():
        if why and count:
            yield _said(why, count)


def meetings_not_counted(folder: Folder, year: int) -> Iterator[Message]:
    """Yield why meetings and activities of a year are not among those attended or missed."""
    meetings = [
        meeting
        for area in folder.in_order()
        for meeting in area.value.meetings
        if meeting.date is not None and year_of(meeting.date) == year
    ]
    if unknown := sum(meeting.attended is None for meeting in meetings):
        yield counted(
            _("{count} is not counted: the file does not say whether it was attended"),
            _("{count} are not counted: the file does not say whether they were attended"),
            unknown,
        )


def _said(why: str, count: int) -> Message:
    return {
        BROKEN: counted(
            _("{count} is not counted: its file cannot be read"),
            _("{count} are not counted: their files cannot be read"),
            count,
        ),
        ELSEWHERE: counted(
            _("{count} is not counted: its file is not checked out"),
            _("{count} are not counted: their files are not checked out"),
            count,
        ),
        Standing.EXAMPLE.value: counted(
            _("{count} is not counted: it is made up as an example"),
            _("{count} are not counted: they are made up as examples"),
            count,
        ),
        EARLIER: counted(
            _("{count} is not counted: it was over before the agreement"),
            _("{count} are not counted: they were over before the agreement"),
            count,
        ),
        Standing.NOT_BEGUN.value: counted(
            _("{count} is not counted: it had not begun, as far as is known"),
            _("{count} are not counted: they had not begun, as far as is known"),
            count,
        ),
        Standing.DONE.value: counted(
            _("{count} is not counted: it was done before, and is not due again"),
            _("{count} are not counted: they were done before, and are not due again"),
            count,
        ),
        Standing.OVER.value: counted(
            _("{count} is not counted: it was over before the year"),
            _("{count} are not counted: they were over before the year"),
            count,
        ),
    }[why]
