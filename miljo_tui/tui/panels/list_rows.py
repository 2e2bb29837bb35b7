"""The rows of the two lists: what stands in each column."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from miljo_tui.editing import Workspace
from miljo_tui.locale import mark as _
from miljo_tui.model.folder import AnyRecord, Record
from miljo_tui.model.groups import FOCUS, in_focus_only, outside
from miljo_tui.model.groups import name as group_name
from miljo_tui.model.problems import Severity
from miljo_tui.model.progress import status, tally
from miljo_tui.model.records import Area, Measure
from miljo_tui.model.statuses import BROKEN, LETTERS, UNREPORTED
from miljo_tui.tui.columns import BAR
from miljo_tui.tui.literal import cell, visible
from miljo_tui.tui.panels.record_text import COLOURS, period

AGREEMENT_ROW, EVERY, OUTSIDE, UNREADABLE = "agreement", "all", "outside", "unreadable"
"""The ids of the rows that are not areas."""


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
    return [AGREEMENT_ROW, EVERY, *chosen, *others, *in_focus, *unreadable, *others_outside]


def area_name(workspace: Workspace, row: str) -> str:
    """Return what a row of the first panel is called."""
    names = {
        AGREEMENT_ROW: workspace.folder.agreement.name,
        EVERY: workspace.speaker.say(_("All measures")),
        OUTSIDE: workspace.speaker.say(_("Outside every area")),
        UNREADABLE: workspace.speaker.say(_("Cannot be read")),
    }
    if row in names:
        return names[row]
    if row.startswith(FOCUS):
        return workspace.speaker.spell(group_name(row, "area", workspace.folder))
    area: Record[Area] = workspace.folder.areas[row.removeprefix("areas/")]
    return f"{'–' if area.value.number is None else area.value.number} {area.name}"


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


def area_cells(workspace: Workspace, row: str, bars: dict[str, tuple[str, Text]]) -> Sequence[Text]:
    """Return the cells of a row of the first panel: mark, name, number of measures, bar.

    The last two are counted once, and held in `bars`: at 10,000 measures that is felt by each key.
    """
    if row.startswith("areas/") and row.removeprefix("areas/") not in workspace.folder.areas:
        return ()  # a draft thrown away on the screen above, before this one has heard of it
    if row not in bars:
        measures = measures_under(workspace, row)
        count = "…" if workspace.snapshot.unread else str(len(measures))
        bars[row] = count, status_bar(measures)
    count, bar = bars[row]
    name = area_name(workspace, row)
    if row == AGREEMENT_ROW:
        return (mark(workspace, workspace.folder.agreement), cell(name, "bold"), Text(), Text())
    if row in (EVERY, OUTSIDE) or row.startswith(FOCUS):
        return (Text(), cell(name), cell(count), bar)
    if row == UNREADABLE:
        return (cell(BROKEN, "bold red"), cell(name), cell(count), bar)
    area: Record[Area] = workspace.folder.areas[row.removeprefix("areas/")]
    chosen = area.id in workspace.folder.chosen
    name = f"{'✓' if chosen else ' '} {name}"
    return (mark(workspace, area), cell(name, "" if chosen else "dim"), cell(count), bar)


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
    record = workspace.folder.measures.get(row)
    if record is None:
        return ()  # a draft thrown away on the screen above, before this one has heard of it
    measure = record.value
    now = status(measure)
    title = cell(record.name).append(_made_up(workspace, record), "italic")
    letter = cell(LETTERS.get(now, now or UNREPORTED), COLOURS.get(now, ""))
    return (
        mark(workspace, record).append("■" if marked else " "),
        cell(BROKEN, "bold red") if record.fault else letter,
        title,
        cell(measure.responsible),
        cell(period(measure, workspace.speaker)),
    )


def title_width(workspace: Workspace, record: Record[Measure]) -> int:
    """Return the cells of a measure's title in the list."""
    return cell_len(visible(record.name)) + cell_len(_made_up(workspace, record))


def _made_up(workspace: Workspace, record: Record[Measure]) -> str:
    """Return what is said behind the title of an example."""
    return f" ({workspace.speaker.say(_('made up'))})" if record.value.example else ""


def mark(workspace: Workspace, record: AnyRecord) -> Text:
    """Return `•` for a record with a draft, `!` for one with problems."""
    draft = workspace.drafts.get(record.address)
    if draft and draft.changed:
        return cell("•", "bold")
    problems = workspace.agreement.problems(record)
    if not problems:
        return Text(" ")
    grave = any(problem.severity is Severity.ERROR for problem in problems)
    return cell("!", "bold red" if grave else "yellow")
