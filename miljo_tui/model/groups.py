"""The measures in groups: by area, responsible unit, focus area or national objective."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.figures import Figures, Reading, counted, figures_of
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.goals import OBJECTIVES
from miljo_tui.model.query import collate
from miljo_tui.model.records import Measure

Keys = Callable[[Measure, Folder], Iterable[str]]
"""Which groups a measure belongs to; none is the group of what belongs nowhere."""


@frozen
class Grouping:
    """A way to put measures into groups; a measure counts once in each of its groups."""

    label: str
    """What the groups are, a marked msgid."""
    nowhere: str
    """What people call the measures that belong to none, a marked msgid."""
    keys: Keys
    known: Callable[[Folder], Mapping[str, str | Message]]
    """The groups in their order, with their names: those that stand there even when empty."""


@frozen
class Group:
    """The figures of one group."""

    key: str
    """An area's id, a unit, a focus area, an objective's number; "" for what belongs nowhere.

    By area, `focus_area/` and the name of a focus area is what belongs to it and to no area.
    """
    name: str | Message
    figures: Figures


FOCUS = "focus_area/"
"""What the key of a focus area begins with where it stands among the areas."""


def _areas(folder: Folder) -> dict[str, str | Message]:
    return {area.id: area.name for area in folder.in_order() if area.id in folder.chosen}


def _area_keys(measure: Measure, folder: Folder) -> Iterable[str]:
    return measure.areas or (f"{FOCUS}{name}" for name in _own_focus(measure))


def _own_focus(measure: Measure) -> Iterable[str]:
    """Return the focus areas that a measure names itself, besides those of its areas."""
    return filter(None, map(str.strip, measure.focus_areas))


def _units(folder: Folder) -> dict[str, str | Message]:
    return {}


def _unit_keys(measure: Measure, folder: Folder) -> Iterable[str]:
    return filter(None, [measure.responsible.strip()])


def _focus_areas(folder: Folder) -> dict[str, str | Message]:
    chosen = [area for area in folder.in_order() if area.id in folder.chosen]
    return {name: name for area in chosen if (name := area.value.focus_area.strip())}


def _focus_keys(measure: Measure, folder: Folder) -> Iterable[str]:
    areas = (folder.areas[id].value for id in measure.areas if id in folder.areas)
    return [*filter(None, (area.focus_area.strip() for area in areas)), *_own_focus(measure)]


def _objectives(folder: Folder) -> dict[str, str | Message]:
    return {}


def _objective_keys(measure: Measure, folder: Folder) -> Iterable[str]:
    # The goals of its areas are as a rule somebody's own reading, and say nothing of one measure.
    return (str(number) for number in measure.objectives)


GROUPINGS: Mapping[str, Grouping] = {
    "area": Grouping(_("Area"), _("Outside every area"), _area_keys, _areas),
    "responsible": Grouping(
        _("Responsible unit"), _("Without a responsible unit"), _unit_keys, _units
    ),
    "focus_area": Grouping(
        _("Focus area"), _("Outside every focus area"), _focus_keys, _focus_areas
    ),
    "objective": Grouping(
        _("National objective"), _("Without a national objective"), _objective_keys, _objectives
    ),
}


def grouped(
    records: Iterable[Record[Measure]], by: str, folder: Folder
) -> dict[str, list[Record[Measure]]]:
    """Return the measures by group, in the order the groups are shown; "" belongs nowhere.

    The chosen areas and their focus areas stand there even when empty.
    """
    grouping = GROUPINGS[by]
    groups: dict[str, list[Record[Measure]]] = {key: [] for key in grouping.known(folder)}
    rest: dict[str, list[Record[Measure]]] = {}
    for record in records:
        for key in dict.fromkeys(grouping.keys(record.value, folder)) or [""]:
            (groups if key in groups else rest).setdefault(key, []).append(record)
    return groups | {key: rest[key] for key in sorted(rest, key=_place)}


def in_focus_only(folder: Folder) -> dict[str, list[Record[Measure]]]:
    """Return the measures that belong to a focus area and to no area, by the keys of the groups."""
    placed = grouped(folder.measures.values(), "area", folder)
    return {key: records for key, records in placed.items() if key.startswith(FOCUS)}


def outside(folder: Folder) -> list[Record[Measure]]:
    """Return the measures outside every area and focus area; of a broken one nobody knows."""
    readable = (record for record in folder.measures.values() if not record.fault)
    return grouped(readable, "area", folder).get("", [])


def _place(key: str) -> tuple[bool, bool, int, str]:
    number = int(key) if key.isdecimal() else 0
    return not key, key.startswith(FOCUS), number, collate(key)


def name(key: str, by: str, folder: Folder) -> str | Message:
    """Return what people call a group, by its key."""
    if not key:
        return message(GROUPINGS[by].nowhere)
    if by == "area" and key in folder.areas:
        return folder.areas[key].name
    if by == "area" and key.startswith(FOCUS):
        return message(_("Focus area {name}"), name=key.removeprefix(FOCUS))
    if by == "objective":
        names = {str(option.value): option.label for option in OBJECTIVES}
        if key in names:
            return message(_("{number} {name}"), number=key, name=message(names[key]))
    return key


def groups(folder: Folder, by: str, year: int, reading: Reading, today: date) -> list[Group]:
    """Return the figures of every group of a grouping in a year."""
    shown = grouped(counted(folder, year, reading, today), by, folder)
    return [
        Group(key, name(key, by, folder), figures_of(records, year, reading, folder, today))
        for key, records in shown.items()
    ]
