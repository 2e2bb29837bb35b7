"""Taking part and telling of it: commitments that are counted beside the measures."""

from __future__ import annotations

from collections.abc import Iterable

from miljo_tui.frozen import frozen
from miljo_tui.model.figures import Share
from miljo_tui.model.folder import Folder
from miljo_tui.model.parts import Communication, Meeting
from miljo_tui.model.rounds import years
from miljo_tui.model.times import Time, year_of


@frozen
class Attendance:
    """What of an area's meetings and activities was attended; one without a kind is a meeting.

    Only those count of which it is known whether they were.
    """

    area: str
    """The area's id."""
    meetings: Share
    activities: Share


def attendance(folder: Folder, year: int) -> list[Attendance]:
    """Return what was attended in a year, for the chosen areas and others with something then."""
    found = [
        _attended(area.id, [meeting for meeting in area.value.meetings if _in(meeting.date, year)])
        for area in folder.in_order()
    ]
    return [
        each
        for each in found
        if each.area in folder.chosen or each.meetings.of or each.activities.of
    ]


@frozen
class Participation:
    """What was attended and told in one year, in all areas together."""

    year: int
    meetings: Share
    activities: Share
    communications: int


def participation(folder: Folder) -> list[Participation]:
    """Return what was attended and told, for each year of the period in which there is anything."""
    found = []
    for year in years(folder):
        areas = attendance(folder, year)
        told = len(communications(folder, year))
        meetings, activities = (
            Share(sum(each.number for each in shares), sum(each.of for each in shares))
            for shares in ([each.meetings for each in areas], [each.activities for each in areas])
        )
        if meetings.of or activities.of or told:
            found.append(Participation(year, meetings, activities, told))
    return found


def communications(folder: Folder, year: int) -> list[Communication]:
    """Return what was communicated in a year, in the order of the file."""
    return [each for each in folder.agreement.value.communications if _in(each.date, year)]


def _attended(area: str, meetings: Iterable[Meeting]) -> Attendance:
    known = [meeting for meeting in meetings if meeting.attended is not None]
    activities = [meeting.attended is True for meeting in known if meeting.kind == "activity"]
    others = [meeting.attended is True for meeting in known if meeting.kind != "activity"]
    return Attendance(
        area, Share(sum(others), len(others)), Share(sum(activities), len(activities))
    )


def _in(moment: Time | None, year: int) -> bool:
    return moment is not None and year_of(moment) == year
