"""Browse: the areas, the measures of one, and the record under the cursor in full."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Input, Static

from miljo_tui.locale import counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.model.folder import AnyRecord
from miljo_tui.model.query import SORTS, sort
from miljo_tui.session.desk import Desk
from miljo_tui.tui.columns import Column
from miljo_tui.tui.commands import BROWSE, bindings
from miljo_tui.tui.inputs.line import Line
from miljo_tui.tui.keyline import KeyLine
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels import rows
from miljo_tui.tui.panels.describe import Description
from miljo_tui.tui.table import Table

if TYPE_CHECKING:
    from miljo_tui.tui.app import MiljoApp

PANELS = ("areas", "measures", "detail")


class ListTable(Table):
    """A table whose Enter, or second click, goes into the row at once."""

    def action_open(self) -> None:
        """Go in."""
        if isinstance(self.screen, BrowseScreen):
            self.screen.action_enter()


class BrowseScreen(Screen[None]):
    """Three panels side by side from 100 columns, one at a time below that."""

    app: MiljoApp
    COMMANDS_HERE = BROWSE
    BINDINGS: ClassVar[list[BindingType]] = bindings(BROWSE)
    AUTO_FOCUS = "#areas Table"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._sort: tuple[str, bool] | None = None
        self._listed: str | None = None
        self._last_list = "areas"

    def compose(self) -> ComposeResult:
        """Lay out the title, the panels and the keys."""
        say = self.desk.speaker.say
        yield Static(id="title")
        with Horizontal(id="panels"):
            with Vertical(id="areas", classes="panel") as areas:
                areas.border_title = label(say(_("Areas")))
                yield ListTable(
                    [
                        Column("mark", "", 1),
                        Column("name", say(_("Name")), None),
                        Column("count", say(_("No.")), 4, "right", priority=-1),
                        Column("bar", say(_("Status")), rows.BAR, priority=-2),
                    ]
                )
            with Vertical(id="measures", classes="panel"):
                yield Line(placeholder=say(_("Words that must all occur")), id="filter")
                yield ListTable(
                    [
                        Column("mark", "", 1),
                        Column("status", say(_("St")), 3),
                        Column("title", say(_("Title")), None, minimum=16),
                        Column("responsible", say(_("Responsible")), 18, priority=-2),
                        Column("period", say(_("Period")), 9, priority=-1),
                    ]
                )
            with VerticalScroll(id="detail", classes="panel"):
                yield Static(id="description")
        yield KeyLine(BROWSE, self.desk.speaker)

    def on_mount(self) -> None:
        """Open on the areas."""
        self._go_to_panel("areas")
        self.show_news()

    @property
    def _areas(self) -> Table:
        return self.query_one("#areas Table", Table)

    @property
    def _measures(self) -> Table:
        return self.query_one("#measures Table", Table)

    @property
    def _panel(self) -> str:
        return next((name for name in PANELS if self.has_class(f"at-{name}")), "areas")

    def show_news(self) -> None:
        """Show the desk as it is now; the cursors stay where they are."""
        self._show_title()
        self._areas.set_rows(rows.area_ids(self.desk), lambda row: rows.area_cells(self.desk, row))
        self._show_measures()
        self._show_record()

    def _show_title(self) -> None:
        desk, say = self.desk, self.desk.speaker.say
        parts = [desk.folder.agreement.name]
        if desk.ended(date.today()):
            parts.append(say(_("period ended")))
        if isinstance(desk.repository, Failure) or desk.obstacle():
            parts.append(say(_("read-only")))
        if desk.repository and not isinstance(desk.repository, Failure) and desk.repository.branch:
            parts.append(desk.repository.branch)
        if unsaved := len(desk.unsaved()):
            text = counted(_("{count} unsaved (F2)"), _("{count} unsaved (F2)"), count=unsaved)
            parts.append(say(text))
        self.query_one("#title", Static).update(label(" · ".join(parts), "bold"))

    def _follow_cursor(self) -> None:
        if self._areas.cursor_id != self._listed:
            self._show_measures()

    def _show_measures(self) -> None:
        desk = self.desk
        self._listed = self._areas.cursor_id
        terms = self.query_one("#filter", Line).value
        under = rows.measures_under(desk, self._areas.cursor_id or rows.EVERY)
        shown = [record for record in under if desk.found(terms, record)]
        if self._sort:
            shown = list(sort(shown, self._sort[0], reverse=self._sort[1]))
        self._measures.set_sort(
            self._sort[0] if self._sort else None, descending=bool(self._sort and self._sort[1])
        )
        self._measures.set_rows(
            [record.id for record in shown], lambda row: rows.measure_cells(desk, row)
        )
        panel = self.query_one("#measures")
        panel.border_title = label(desk.speaker.say(_("Measures")))
        panel.border_subtitle = label(
            desk.speaker.say(
                message(_("{shown} of {all}"), shown=len(shown), all=len(under))
                if terms.strip()
                else message("{all}", all=len(under))
            )
        )
        self.query_one("#filter").set_class(bool(terms) or self._filtering, "open")

    @property
    def _filtering(self) -> bool:
        return self.focused is self.query_one("#filter")

    @property
    def record(self) -> AnyRecord:
        """The record in the detail panel: the one under the cursor of the latest list."""
        self._follow_cursor()
        row, measure = self._areas.cursor_id or rows.AGREEMENT, self._measures.cursor_id
        folder = self.desk.folder
        if self._last_list == "measures" and measure and measure in folder.measures:
            return folder.measures[measure]
        if row.startswith("areas/"):
            return folder.areas[row.removeprefix("areas/")]
        return folder.agreement

    def _show_record(self) -> None:
        record, desk = self.record, self.desk
        draft = desk.drafts.get(record.address)
        shown = draft.result if draft and draft.changed else record
        problems = draft.problems() if draft and draft.changed else desk.problems(record)
        description = Description(shown, desk.folder, problems, desk.speaker)
        self.query_one("#description", Static).update(description.content())
        panel = self.query_one("#detail")
        panel.border_title = label(desk.speaker.say(record.kind.label))
        panel.border_subtitle = label(
            desk.speaker.say(_("draft, not committed")) if draft and draft.changed else ""
        )

    def _go_to_panel(self, name: str) -> None:
        self._mark_panel(name)
        focus = {"areas": self._areas, "measures": self._measures, "detail": None}[name]
        self.set_focus(focus or self.query_one("#detail"))
        self._show_record()

    def _mark_panel(self, name: str) -> None:
        for panel in PANELS:
            self.set_class(panel == name, f"at-{panel}")
        if name in ("areas", "measures"):
            self._last_list = name

    def on_table_highlighted(self) -> None:
        """Follow the cursor."""
        self._follow_cursor()
        self._show_record()

    def on_table_sort_asked(self, event: Table.SortAsked) -> None:
        """Sort by the column, the other way round when it is the same again."""
        if event.table is self._measures and event.column_id in SORTS:
            again = self._sort == (event.column_id, False)
            self._sort = (event.column_id, again)
            self._show_measures()

    def on_descendant_focus(self) -> None:
        """Know which panel is the latest, however the focus came there."""
        within = self.focused.ancestors_with_self if self.focused else ()
        name = next((node.id for node in within if node.id in PANELS), None)
        if name and name != self._panel:
            self._mark_panel(name)
            self._show_record()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it found."""
        self.action_enter()

    def on_input_changed(self) -> None:
        """Filter as somebody types."""
        self._show_measures()

    def action_enter(self) -> None:
        """Go in: from the areas to the measures, from there to the record, from there to its form.

        Done at once, not by a message of the table: keys typed ahead must find it done.
        """
        self._follow_cursor()
        if self._filtering:
            self._go_to_panel("measures")
        elif self._panel == "areas":
            whole = self._areas.cursor_id == rows.AGREEMENT
            self._go_to_panel("detail" if whole else "measures")
        elif self._panel == "measures":
            if self._measures.cursor_id:
                self._go_to_panel("detail")
        else:
            self.action_edit()

    def action_leave(self) -> None:
        """Go back: out of the filter, or one panel out."""
        line = self.query_one("#filter", Line)
        if line.value or self._filtering:
            line.value = ""
            self._go_to_panel("measures")
            self._show_measures()
            return
        whole = self.record is self.desk.folder.agreement or self._last_list == "areas"
        before = {"detail": "areas" if whole else "measures", "measures": "areas"}
        self._go_to_panel(before.get(self._panel, "areas"))

    def action_filter(self) -> None:
        """Put the cursor into the filter."""
        self._go_to_panel("measures")
        line = self.query_one("#filter", Line)
        line.add_class("open")
        self.set_focus(line)

    def action_sort(self) -> None:
        """Sort by the next column, at last by none."""
        orders = [None, *((key, False) for key in SORTS)]
        place = orders.index(self._sort) if self._sort in orders else 0
        self._sort = orders[(place + 1) % len(orders)]
        self._show_measures()

    def action_copy(self) -> None:
        """Copy the record's text through the terminal."""
        record = self.record
        text = (record.source or b"").decode("utf-8", "replace")
        self.app.copy_to_clipboard(text)
        self.app.tell(message(_("Copied: {name}"), name=record.name))

    def action_reload(self) -> None:
        """Read the files and ask git again."""
        self.desk.complete = False
        self.app.finish_opening()

    def action_next_panel(self) -> None:
        """Move to the next panel."""
        self._go_to_panel(PANELS[(PANELS.index(self._panel) + 1) % len(PANELS)])

    def action_previous_panel(self) -> None:
        """Move to the panel before."""
        self._go_to_panel(PANELS[(PANELS.index(self._panel) - 1) % len(PANELS)])

    def action_edit(self) -> None:
        """Open the form of the record."""
        from miljo_tui.tui.screens.form import FormScreen

        try:
            draft = self.desk.draft(self.record)
        except Failure as failure:
            self.app.explain(failure)
            return
        self.app.push_screen(FormScreen(draft), lambda _result: self.show_news())

    def action_review(self) -> None:
        """Review the draft of the record, or the only one there is."""
        from miljo_tui.tui.screens.review import ReviewScreen

        pending = self.desk.unsaved()
        here = [draft for draft in pending if draft.record.address == self.record.address]
        if len(pending) == 1 or here:
            screen = ReviewScreen((here or pending)[0])
            self.app.push_screen(screen, lambda _result: self.show_news())
        elif pending:
            names = [draft.record.name for draft in pending]
            self.app.tell(
                message(_("Go to one of the changed records first: {names}"), names=names)
            )
        else:
            self.app.tell(_("There is nothing to review: no field is changed"))

    def go_to(self, address: str) -> None:
        """Put the cursors on a record and show it."""
        if address.startswith("measures/"):
            self.query_one("#filter", Line).value = ""
            self._areas.move_to(rows.EVERY)
            self._show_measures()
            self._measures.move_to(address.removeprefix("measures/"))
            self._go_to_panel("measures")
        else:
            self._areas.move_to(address)
            self._go_to_panel("areas")
        self._go_to_panel("detail")
