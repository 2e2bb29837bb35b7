"""The two lists: the areas, and the measures of one of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.tui import later
from miljo_tui.tui.columns import BAR, GAP, Column, titled
from miljo_tui.tui.table import MARGIN, Table

if TYPE_CHECKING:
    from miljo_tui.editing import Workspace
    from miljo_tui.model.folder import Folder

FIXED = (2, 3, 9)
"""The cells of mark, status and period; the title has what these and the responsible leave."""

RESPONSIBLE = (14, 27, 44)
"""The cells of the responsible: the fewest, and the most that they get where others need room too.

The last are the most in a window of so many columns as ROOMY; no more than the longest name has.
"""

ROOMY = 160


def how_far(done: int, whole: int, say: Callable[..., str]) -> str:
    """Say how many of the measures have been read, while none is listed."""
    return say(_("Reading: {done} of {all} measures…"), done=done, all=whole)


@frozen
class Widths:
    """The cells that the measures of an agreement need: each title's, and the responsible's."""

    folder: Folder
    titles: Mapping[str, int]
    responsible: int

    @classmethod
    def of(cls, workspace: Workspace) -> Widths:
        """Measure all of them, which is too slow for a key."""
        folder, least = workspace.folder, RESPONSIBLE[0]
        need = max(
            (cell_len(each.value.responsible) for each in folder.measures.values()), default=0
        )
        return cls(
            folder,
            {id: later.title_width(workspace, record) for id, record in folder.measures.items()},
            max(least, need),
        )

    def longest(self, ids: Iterable[str]) -> int:
        """Return the cells of the longest of these titles."""
        return max(map(self.titles.__getitem__, ids), default=0)


class ListTable(Table):
    """A table whose Enter, or second click, goes into the row at once.

    A message would come after the keys that were typed ahead.
    """

    def __init__(self, columns: Sequence[Column], enter: Callable[[], None]) -> None:
        super().__init__(columns)
        self._enter = enter

    def action_open(self) -> None:
        """Go in."""
        self._enter()


class AreaList(ListTable):
    """The agreement, all measures, the areas, and what is outside them."""

    def __init__(self, speaker: Language, enter: Callable[[], None]) -> None:
        say = speaker.say
        count = say(_("No."))
        self._longest = 0
        self._folder: Folder | None = None
        self._bars: dict[str, tuple[str, Text]] = {}
        """How many measures each row has, and their bar; counted when the row is first painted."""
        super().__init__(
            [
                Column("mark", "", 1),
                Column("name", say(_("Name")), None),
                Column("count", count, max(4, cell_len(count)), "right", priority=-1),
                Column("bar", say(_("Status")), BAR, priority=-2),
            ],
            enter,
        )

    @property
    def width_wished(self) -> int:
        """The cells that the list would like, so that every name stands whole."""
        others = [column.width for column in self._columns if column.width is not None]
        return MARGIN + self._longest + sum(others) + GAP * len(others)

    def show(self, workspace: Workspace) -> None:
        """Show the workspace as it is now."""
        rows = later.area_ids(workspace)
        names = [later.area_name(workspace, row) for row in rows]
        self._longest = 2 + max(map(cell_len, names))  # a chosen area has a mark before it
        self.set_wish("name", self._longest)
        if self._folder is not workspace.folder:
            self._folder, self._bars = workspace.folder, {}
        self.set_rows(rows, lambda row: later.area_cells(workspace, row, self._bars))


class MeasureList(ListTable):
    """The measures under one row of the areas, filtered and sorted."""

    def __init__(self, speaker: Language, enter: Callable[[], None]) -> None:
        say = speaker.say
        super().__init__(
            [
                Column("mark", "", FIXED[0]),
                Column("status", say(_("St")), FIXED[1]),
                Column("title", say(_("Title")), None, minimum=16),
                Column("responsible", say(_("Responsible")), RESPONSIBLE[0], priority=-2),
                Column("period", say(_("Period")), FIXED[2], priority=-1),
            ],
            enter,
        )
        self._by = "title"
        self._descends = False
        self.marked: set[str] = set()
        """The ids of the marked measures, also of those that are not shown just now."""
        self._widths: Widths | None = None
        self._sorted: dict[tuple[str, str, bool], Sequence[str]] = {}
        """The measures' ids under each row of the areas that was looked at, by row and order."""
        self._folder: Folder | None = None
        """What they are of."""

    def mark(self, ids: Collection[str]) -> None:
        """Mark measures, or take the marks away where all of them have one."""
        if self.marked.issuperset(ids):
            self.marked.difference_update(ids)
        else:
            self.marked.update(ids)
        self.refresh()

    def show(self, workspace: Workspace, area_row: str, terms: str) -> tuple[int, int]:
        """Show what is left of an area's measures; return how many, and of how many."""
        under = self._under(workspace, area_row)
        left = workspace.agreement.found(terms, under)
        self.set_sort(self._by, descending=self._descends)
        self.marked &= workspace.folder.measures.keys()
        widths = self._widths_of(workspace)
        self.set_wish("title", widths.longest(left))
        self.set_width("responsible", self._responsible(widths))
        self.explain_empty("" if left else self._why_empty_now(workspace, area_row, terms))
        self.set_rows(left, lambda row: later.measure_cells(workspace, row, row in self.marked))
        return len(left), len(under)

    def _under(self, workspace: Workspace, area_row: str) -> Sequence[str]:
        """Return the ids under a row in order, sorted once for as long as they stay as they are."""
        if self._folder is not workspace.folder:
            self._folder, self._sorted = workspace.folder, {}
        how = (area_row, self._by, self._descends)
        if how not in self._sorted:
            under = later.measures_under(workspace, area_row)
            in_order = later.sort(under, self._by, reverse=self._descends)
            self._sorted[how] = tuple(record.id for record in in_order)
        return self._sorted[how]

    def width_for(self, workspace: Workspace) -> int:
        """Return the cells that the list would like for all measures of the agreement."""
        widths = self._widths_of(workspace)
        fixed = [*FIXED, self._responsible(widths)]
        return MARGIN + sum(fixed) + GAP * len(fixed) + widths.longest(widths.titles)

    def _responsible(self, widths: Widths) -> int:
        """Return the cells of the responsible in a window of this size."""
        _least, usual, roomy = RESPONSIBLE
        return min(widths.responsible, usual if self.app.size.width < ROOMY else roomy)

    def _widths_of(self, workspace: Workspace) -> Widths:
        """Return what the measures need; measured once for as long as they stay as they are."""
        if self._widths is None or self._widths.folder is not workspace.folder:
            self._widths = Widths.of(workspace)
        return self._widths

    @staticmethod
    def _why_empty_now(workspace: Workspace, area_row: str, terms: str) -> str:
        """Say why no measure is listed, and which key helps."""
        say, folder = workspace.speaker.say, workspace.folder
        if workspace.snapshot.unread:
            return how_far(0, workspace.snapshot.unread, say)
        if terms.strip():
            return say(_("Nothing here matches “{terms}”. Esc shows all again."), terms=terms)
        if folder.measures:
            return say(_("There is no measure here yet. n makes one."))
        if not folder.chosen:
            return say(
                _(
                    "Nothing is in the agreement yet. First:\n"
                    "1  e on the agreement: title, period and who has signed it\n"
                    "2  c on an area: take it into the agreement\n"
                    "3  n: make the first measure; i brings in a list the office has"
                )
            )
        return say(
            _("The agreement has no measures yet. n makes one; i brings in a list from a file.")
        )

    @property
    def order(self) -> tuple[str, bool]:
        """The column by which they are sorted, and whether the other way round."""
        return self._by, self._descends

    def set_order(self, column: str, *, descending: bool) -> None:
        """Sort so from now on; what is no column to sort by leaves the order as it is."""
        if column in later.SORTS:
            self._by, self._descends = column, descending

    def order_by(self, column: str) -> None:
        """Sort by a column from now on, the other way round when it is the same again."""
        self.set_order(column, descending=column == self._by and not self._descends)

    def order_by_next(self) -> None:
        """Sort by the next column."""
        order = list(later.SORTS)
        self.order_by(order[(order.index(self._by) + 1) % len(order)])

    def turn_round(self) -> None:
        """Sort by the same column, the other way round."""
        self.order_by(self._by)

    @property
    def ordered(self) -> str:
        """The heading by which they are sorted, which may have no room above; none by default."""
        if self.order == ("title", False):
            return ""
        (column,) = (column for column in self._columns if column.id == self._by)
        return titled(column, self.order)
