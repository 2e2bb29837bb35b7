"""Browse: the areas, the measures of one, and the record under the cursor in full."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure
from miljo_tui.tui import later
from miljo_tui.tui.commands import BROWSE
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.host import WIDE
from miljo_tui.tui.panels.lists import AreaList, MeasureList, how_far
from miljo_tui.tui.panels.panel import FOLDED, ListPanel, Panel
from miljo_tui.tui.panels.record import RecordPanel
from miljo_tui.tui.screens import record_actions, whole_records
from miljo_tui.tui.screens.live_reload import LiveReload
from miljo_tui.tui.screens.undo import UndoScreen
from miljo_tui.tui.table import Table

if TYPE_CHECKING:
    from miljo_tui.editing import Workspace
    from miljo_tui.model.folder import AnyRecord

HIGH = 20
"""Below so many rows only one panel is open."""

BORDERS = 3
"""The cells of a panel's two borders and its scrollbar."""

PANELS = ("areas", "measures", "detail")


def on_a_record(do: Callable[[BrowseScreen], None]) -> Callable[[BrowseScreen], None]:
    """Return what does something with the record in view, and says so where there is none."""

    def act(screen: BrowseScreen) -> None:
        if screen.shows_none:
            screen.app.tell(_("There is no record here to do that with"))
        else:
            do(screen)

    return act


class BrowseScreen(UndoScreen):
    """Three panels, of which the one with the focus gets the room; side by side when it is wide."""

    COMMANDS_HERE = BROWSE
    AUTO_FOCUS = "AreaList"
    _areas = getters.query_one(AreaList)
    _measures = getters.query_one(MeasureList)
    _filter = getters.query_one("#filter", Line)
    _record_panel = getters.query_one(RecordPanel)

    def __init__(self) -> None:
        super().__init__(classes="at-areas")
        self.live_reload = LiveReload(self)
        self._listed: str | None = None
        """The row of the areas whose measures are shown."""
        self._has_whole_window = False
        """Whether the panel with the focus has the window for itself."""
        self._latest = "areas"
        """The list that the record in the detail panel comes from."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the panels and the keys."""
        say, speaker = self.app.say, self.app.speaker
        yield FixedText(id="title")
        with Container(id="panels"):
            with Vertical(id="lists"):
                with ListPanel(1, id="areas"):
                    yield AreaList(speaker, self.action_enter)
                with ListPanel(2, id="measures"):
                    yield Line(placeholder=say(_("Search words (all must occur)")), id="filter")
                    yield MeasureList(speaker, self.action_enter)
            yield RecordPanel(id="detail", classes="panel")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show where everything will stand; the agreement is opened when that is painted."""
        self._arrange()
        self._give_width()
        self.query_one("#areas", Panel).entitle(self.app.say(_("Areas")))
        self.query_one("#measures", Panel).entitle(self.app.say(_("Measures")))

    def open(self) -> None:
        """Show the agreement; then read what is left of it and ask git, which takes longer."""
        chosen = self.app.choices
        self._measures.set_order(chosen.sort, descending=chosen.descending)
        self.show_news()
        self.call_after_refresh(self._show_record)  # in the width that it has then
        self.call_after_refresh(self.live_reload.read)
        self.call_after_refresh(self.app.get_going)

    def on_unmount(self) -> None:
        """Let nothing go on that nobody sees."""
        self.live_reload.end()

    @property
    def workspace(self) -> Workspace:
        """The open agreement."""
        return self.app.workspace

    @property
    def _panel(self) -> str:
        return next((name for name in PANELS if self.has_class(f"at-{name}")), "areas")

    @property
    def record(self) -> AnyRecord:
        """The record in the detail panel: the one under the cursor of the latest list."""
        self._follow_cursor()
        row, measure = self._areas.cursor_id or later.AGREEMENT_ROW, self._measures.cursor_id
        folder = self.workspace.folder
        if self._latest == "measures" and measure and measure in folder.measures:
            return folder.measures[measure]
        if row.startswith("areas/"):
            return folder.areas[row.removeprefix("areas/")]
        return folder.agreement

    @property
    def shows_none(self) -> bool:
        """Tell whether the list is empty: the record would be the area, which nobody sees."""
        return self._panel == "measures" and not self._measures.cursor_id

    @property
    def area_here(self) -> str | None:
        """The area whose measures are listed."""
        row = self._areas.cursor_id or ""
        return row.removeprefix("areas/") if row.startswith("areas/") else None

    @property
    def focus_area_here(self) -> str | None:
        """The focus area whose measures are listed, where they belong to no area."""
        row = self._areas.cursor_id or ""
        return row.removeprefix(later.FOCUS) if row.startswith(later.FOCUS) else None

    @property
    def marked(self) -> Collection[str]:
        """The addresses of the marked measures."""
        return {f"{later.MEASURE.folder}/{id}" for id in self._measures.marked}

    def marked_records(self) -> Sequence[AnyRecord]:
        """The marked measures, or the one in view."""
        measures = self.workspace.folder.measures
        marked = later.sort(measures[id] for id in sorted(self._measures.marked) if id in measures)
        return marked or [record for record in [self.record] if record.kind is later.MEASURE]

    def show_news(self) -> None:
        """Show the workspace as it is now; the cursors stay where they are."""
        self.show_title()
        self._areas.show(self.workspace)
        self._show_measures()
        self._show_record()
        self._give_width()

    def show_title(self) -> None:
        """Show what the title line says now."""
        self.query_one("#title", FixedText).update(
            later.title(self.workspace, self.live_reload.standing)
        )

    def show_how_far(self, done: int, whole: int) -> None:
        """Show how many of the measures have been read."""
        self._measures.explain_empty(how_far(done, whole, self.app.say))

    def on_news(self) -> None:
        """Show what was found out on a screen that covered this one."""
        self.show_news()

    def on_keeping(self) -> None:
        """Say in the title whether drafts are on the disk."""
        self.show_news()

    def returned(self) -> None:
        """Show what has come back."""
        self.show_after(True)

    def show_after(self, _saved: bool | None) -> None:
        """Show what came of a form or a review."""
        self.workspace.show_new()
        self.show_news()

    def attempt(self, do: Callable[[], None]) -> None:
        """Do something, or explain what stands in the way."""
        try:
            do()
        except Failure as failure:
            self.app.explain(failure, lambda: self.attempt(do))

    def _show_measures(self) -> None:
        self._listed = self._areas.cursor_id
        terms = self._filter.value
        left, of = self._measures.show(self.workspace, self._listed or later.EVERY, terms)
        counted = message(_("{left} of {all}"), left=left, all=of)
        subtitle = self.app.say(counted) if terms.strip() else str(of)
        if self.workspace.snapshot.unread:
            subtitle = "…"
        if marked := len(self._measures.marked):
            subtitle = f"{subtitle} · ■ {marked}"
        if ordered := self._measures.ordered:
            subtitle = f"{subtitle} · {ordered}"
        say, row = self.app.say, self._listed or later.EVERY
        self.query_one("#areas", Panel).entitle(
            say(_("Areas")), where=later.area_name(self.workspace, row)
        )
        self.query_one("#measures", Panel).entitle(say(_("Measures")), subtitle, subtitle)
        self._filter.set_class(bool(terms) or self.focused is self._filter, "open")

    def _show_in_order(self) -> None:
        """Show the measures in the order that was chosen, and remember it."""
        self._show_measures()
        by, descending = self._measures.order
        self.app.remember(sort=by, descending=descending)

    def _show_record(self) -> None:
        self._record_panel.show(self.workspace, self.record)

    def on_resize(self) -> None:
        """Arrange the panels as the window now has room for them."""
        self._arrange()
        self._give_width()
        if self.app.is_open:
            self.call_after_refresh(self._show_record)

    def _arrange(self) -> None:
        """Give the panel with the focus the room, and fold the others where there is too little."""
        here, size = self._panel, self.app.size
        beside = {"areas": {"measures"}, "measures": {"detail"}, "detail": set()}[here]
        if size.width >= WIDE:
            beside = set(PANELS)
        elif size.height < HIGH:
            beside = set()
        self.set_class(self._has_whole_window, "-whole")
        for name in PANELS:
            panel = self.query_one(f"#{name}", Panel)
            panel.set_class(name != here and name not in beside, FOLDED)
            panel.display = name == here or not self._has_whole_window
        self.query_one("#lists").display = here != "detail" or not self._has_whole_window

    def _give_width(self) -> None:
        """Make the lists as wide as the titles need, where the record stands beside them."""
        lists, width = self.query_one("#lists"), self.app.size.width
        if width < WIDE or self._has_whole_window:
            lists.styles.width = "1fr"
        else:
            most = width * 3 // 5  # also what titles that nobody has read yet are likely to need
            if self.app.is_open and not self.workspace.snapshot.unread:
                wished = max(self._measures.width_for(self.workspace), self._areas.width_wished)
                most = min(wished + BORDERS, most)
            lists.styles.width = max(width * 2 // 5, most)

    def _follow_cursor(self) -> None:
        if self._areas.cursor_id != self._listed:
            self._show_measures()

    def _go_to_panel(self, name: str) -> None:
        self._mark_panel(name)
        homes = {"areas": self._areas, "measures": self._measures}
        self.set_focus(homes.get(name) or self._record_panel)
        self._show_record()

    def _mark_panel(self, name: str) -> None:
        for panel in PANELS:
            self.set_class(panel == name, f"at-{panel}")
        self._arrange()
        if name != "detail":
            self._latest = name

    def on_table_highlighted(self) -> None:
        """Follow the cursor, unless its record is shown already, as after news."""
        self._follow_cursor()
        if self.record is not self._record_panel.record:
            self._show_record()

    def on_table_sort_asked(self, event: Table.SortAsked) -> None:
        """Sort by the column whose title was clicked."""
        if event.table is self._measures:
            self._measures.order_by(event.column_id)
            self._show_in_order()

    def on_descendant_focus(self) -> None:
        """Know which panel is the latest, however the focus came there."""
        within = self.focused.ancestors_with_self if self.focused else ()
        name = next((node.id for node in within if node.id in PANELS), None)
        if name and name != self._panel:
            self._mark_panel(name)
            self._show_record()

    def on_input_changed(self) -> None:
        """Filter as somebody types, and show at once the record that is now under the cursor."""
        self._show_measures()
        self._show_record()

    def on_input_submitted(self) -> None:
        """Go from the filter to what it found."""
        self.action_enter()

    action_edit = on_a_record(record_actions.edit)
    action_editor = on_a_record(record_actions.editor)
    action_review = record_actions.review
    action_copy = on_a_record(record_actions.copy)
    action_history = record_actions.history
    action_page = record_actions.page
    action_share = record_actions.share
    action_follow_up = record_actions.follow_up
    action_overview = record_actions.overview
    action_drafts = record_actions.drafts
    action_undo_saved = record_actions.undo_saved
    action_redo_undone = record_actions.redo_undone

    action_new = whole_records.new
    action_new_area = whole_records.new_area
    action_duplicate = on_a_record(whole_records.duplicate)
    action_remove = on_a_record(whole_records.remove)
    action_choose_area = on_a_record(whole_records.choose_area)
    action_set_field = on_a_record(whole_records.set_field)
    action_bring = whole_records.bring

    def action_reload(self) -> None:
        """Read the files and ask git again."""
        self.live_reload.read(again=True)

    def action_enter(self) -> None:
        """Go in: from the areas to the measures, from there to the record, then to its form."""
        self._follow_cursor()
        if self.focused is self._filter:
            self._go_to_panel("measures")
        elif self._panel == "areas":
            whole = self._areas.cursor_id == later.AGREEMENT_ROW
            self._go_to_panel("detail" if whole else "measures")
        elif self._panel == "measures":
            if self._measures.cursor_id:
                self._go_to_panel("detail")
        else:
            self.action_edit()

    def action_leave(self) -> None:
        """Go back: out of the filter, or one panel out."""
        if self._filter.value or self.focused is self._filter:
            self._filter.value = ""
            self._go_to_panel("measures")
            self._show_measures()
            return
        out = {"detail": self._latest, "measures": "areas"}
        self._go_to_panel(out.get(self._panel, "areas"))

    def action_filter(self) -> None:
        """Put the cursor into the filter."""
        self._go_to_panel("measures")
        self._filter.add_class("open")
        self.set_focus(self._filter)
        self.call_after_refresh(self._learn_words)

    def _learn_words(self) -> None:
        self.run_worker(self.workspace.agreement.learn_words, group="words", thread=True)

    def action_mark(self) -> None:
        """Mark the measure under the cursor and go to the next."""
        if self._panel == "measures" and self._measures.cursor_id:
            self._measures.mark([self._measures.cursor_id])
            self._measures.action_move(1)
            self._show_measures()

    def action_mark_all(self) -> None:
        """Mark all measures that are shown, or none."""
        self._measures.mark(self._measures.row_ids)
        self._show_measures()

    def action_sort(self) -> None:
        """Sort by the next column."""
        self._measures.order_by_next()
        self._show_in_order()

    def action_turn_round(self) -> None:
        """Sort by the same column, the other way round."""
        self._measures.turn_round()
        self._show_in_order()

    def action_next_panel(self, steps: int) -> None:
        """Move by so many panels."""
        self._go_to_panel(PANELS[(PANELS.index(self._panel) + steps) % len(PANELS)])

    def action_jump(self, number: int) -> None:
        """Go to the panel of this number."""
        self._go_to_panel(PANELS[number - 1])

    def action_whole_window(self) -> None:
        """Give the panel with the focus the whole window, or take it back."""
        self._has_whole_window = not self._has_whole_window
        self._arrange()
        self._give_width()
        self.call_after_refresh(self._show_record)

    def go_to(self, address: str) -> None:
        """Put the cursors on a record and show it."""
        if address.startswith("measures/"):
            id = address.removeprefix("measures/")
            self._follow_cursor()
            if id not in self._measures.row_ids:
                self._filter.value = ""
                self._areas.move_to(later.EVERY)
                self._show_measures()
            self._measures.move_to(id)
            self._mark_panel("measures")
        else:
            self._areas.move_to(address)
            self._mark_panel("areas")
        self._go_to_panel("detail")

    def way_back(self) -> Callable[[], None]:
        """Return what puts the cursors, the filter and the focus back to where they are now."""
        area, measure = self._areas.cursor_id or "", self._measures.cursor_id or ""
        terms, panel = self._filter.value, self._panel

        def go_back() -> None:
            self._areas.move_to(area)
            self._filter.value = terms
            self._show_measures()
            self._measures.move_to(measure)
            self._go_to_panel(panel)

        return go_back
