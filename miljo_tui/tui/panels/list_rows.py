"""The rows of the two lists: what stands in each column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.groups import FOCUS, in_focus_only, name, outside
from miljo_tui.model.problems import Severity
from miljo_tui.model.progress import status, tally
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.statuses import BROKEN, LETTERS, UNREPORTED
from miljo_tui.model.times import words, year_of
from miljo_tui.tui.literal import cell
from miljo_tui.tui.panels.record_text import COLOURS

AGREEMENT, EVERY, OUTSIDE, UNREADABLE = "agreement", "all", "outside", "unreadable"
"""The ids of the rows that are not areas."""

BAR = 8
"""Cells of the widest bar."""


def area_ids(workspace: Workspace) -> list[str]:
    """Return the rows of the first panel: the agreement, all measures, the areas, the rest.

    After the areas come the focus areas of measures that belong to no area.
    """
    chosen = [
        area.address for area in workspace.folder.in_order() if area.id in workspace.folder.chosen
    ]
    others = [
        area.address
        for area in workspace.folder.in_order()
        if area.id not in workspace.folder.chosen
    ]
    in_focus = in_focus_only(workspace.folder)
    others_outside = [OUTSIDE] if outside(workspace.folder) else []
    unreadable = [UNREADABLE] if workspace.folder.broken_measures() else []
    return [AGREEMENT, EVERY, *chosen, *others, *in_focus, *others_outside, *unreadable]


def measures_under(workspace: Workspace, row: str) -> list[Record[Measure]]:
    """Return the measures that belong to a row of the first panel."""
    folder = workspace.folder
    if row.startswith("areas/"):
        return folder.measures_of(row.removeprefix("areas/"))
    if row == UNREADABLE:
        return folder.broken_measures()
    if row.startswith(FOCUS):
        return in_focus_only(folder).get(row, [])
    return outside(folder) if row == OUTSIDE else list(folder.measures.values())


def area_cells(workspace: Workspace, row: str) -> Sequence[Text]:
    """Return the cells of a row of the first panel: mark, name, number of measures, bar."""
    measures = measures_under(workspace, row)
    count = str(len(measures)) if workspace.snapshot.whole else "…"
    bar = status_bar(measures) if workspace.snapshot.whole else Text()
    say = workspace.speaker.say
    if row == AGREEMENT:
        record = workspace.folder.agreement
        return (mark(workspace, record), cell(record.name, "bold"), Text(), Text())
    if row == EVERY:
        return (Text(), cell(say(_("All measures"))), cell(count), bar)
    if row == OUTSIDE:
        return (Text(), cell(say(_("Outside every area"))), cell(count), bar)
    if row.startswith(FOCUS):
        called = workspace.speaker.spell(name(row, "area", workspace.folder))
        return (Text(), cell(called), cell(count), bar)
    if row == UNREADABLE:
        return (cell(BROKEN, "bold red"), cell(say(_("Cannot be read"))), cell(count), bar)
    area: Record[Area] = workspace.folder.areas[row.removeprefix("areas/")]
    chosen = area.id in workspace.folder.chosen
    number = "–" if area.value.number is None else area.value.number
    called = f"{'✓' if chosen else ' '} {number} {area.name}"
    return (mark(workspace, area), cell(called, "" if chosen else "dim"), cell(count), bar)


def status_bar(measures: Sequence[Record[Measure]]) -> Text:
    """Return the measures as a bar of letters, one a measure or scaled to the widest bar."""
    bar = Text(end="")
    total = max(len(measures), BAR)
    counts = tally(measure for measure in measures if not measure.fault)
    signs = [
        (LETTERS.get(each, UNREPORTED), COLOURS.get(each, ""), counts[each]) for each in counts
    ]
    signs.append((BROKEN, "bold red", len(measures) - sum(counts.values())))
    for sign, colour, count in signs:
        if count:
            length = max(1, round(count * BAR / total)) if total > BAR else count
            bar.append(sign * length, colour)
    bar.truncate(BAR)
    return bar


def measure_cells(workspace: Workspace, row: str, marked: bool) -> Sequence[Text]:
    """Return the cells of a measure: mark, status, title, responsible, period."""
    record = workspace.folder.measures[row]
    measure = record.value
    now = status(measure)
    title = cell(record.name)
    if measure.example:
        title.append(f" ({workspace.speaker.say(_('made up'))})", "italic")
    letter = cell(LETTERS.get(now, now or UNREPORTED), COLOURS.get(now, ""))
    return (
        mark(workspace, record).append("■" if marked else " "),
        cell(BROKEN, "bold red") if record.fault else letter,
        title,
        cell(measure.responsible),
        cell(period(measure, workspace.speaker)),
    )


def period(measure: Measure, speaker: Language) -> str:
    """Return the years of a measure, `2021–2023` or `2019–`, or the part of a year it is for."""
    if isinstance(measure.start, str) and measure.start == measure.end:
        return speaker.spell(words(measure.start, short=True))
    start, end = (
        "" if time is None else str(year_of(time)) for time in (measure.start, measure.end)
    )
    return start if start == end else f"{start}–{end}"


def mark(workspace: Workspace, record: AnyRecord) -> Text:
    """Return `*` for a record with a draft, `!` for one with problems."""
    draft = workspace.drafts.get(record.address)
    if draft and draft.changed:
        return cell("*", "bold")
    problems = workspace.agreement.problems(record)
    if not problems:
        return Text(" ")
    grave = any(problem.severity is Severity.ERROR for problem in problems)
    return cell("!", "bold red" if grave else "yellow")
