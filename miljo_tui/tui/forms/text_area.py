"""A field of many lines: long text, or a list with one item a line."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import TextArea

from miljo_tui.locale import mark as _
from miljo_tui.model.problems import Path
from miljo_tui.tui.forms.edited import Edited
from miljo_tui.tui.literal import visible


class AreaField(TextArea):
    """A text area without blinking and line numbers; Tab leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Textual would select the line, and the next letter would take its place.
        Binding("f6", "screen.next_part(1)", _("Next part"), show=False),
        Binding("shift+f6", "screen.next_part(-1)", _("Part before"), show=False),
    ]

    compact = Reactive(True, repaint=False)
    """What it is from the start; Textual would style each text twice more to find that out."""

    def __init__(self, path: Path, text: str, *, items: bool) -> None:
        super().__init__(
            visible(text, lines=True),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            classes="-textual-compact",
            compact=True,
        )
        self.path = path
        self.items = items
        """Whether each line is an item of a list."""
        self.cursor_blink = False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the text takes, wrapped as it will be; one cell is the cursor's.

        Textual counts the lines before they are wrapped, and corrects it only by and by.
        """
        self.wrapped_document.wrap(max(1, width - 1), tab_width=self.indent_width)
        return max(1, self.wrapped_document.height)

    def load_text(self, text: str) -> None:
        """Take in only what can be seen, wherever it comes from; Textual would send it as it is."""
        super().load_text(visible(text, lines=True))

    def show(self, text: str) -> None:
        """Show another text without telling the form; the cursor stays where it can."""
        place = self.cursor_location
        with self.prevent(TextArea.Changed):
            self.text = text
        self.move_cursor(place)

    @property
    def cursor_y(self) -> int:
        """The line of the field, as it is shown, that the cursor is on."""
        return self._line_here - self.scroll_offset.y

    @property
    def _line_here(self) -> int:
        """The line of the text, wrapped as it is shown, that the cursor is on."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y

    def enter(self, *, from_below: bool) -> None:
        """Put the cursor on the first or last line, where somebody comes in."""
        self.move_cursor(self.document.end if from_below else self.document.start)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go up a line; from the first one, out of the field."""
        if not select and self._line_here == 0:
            raise SkipAction
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go down a line; from the last one, out of the field."""
        if not select and self._line_here == self.wrapped_document.height - 1:
            raise SkipAction
        super().action_cursor_down(select)

    def action_cursor_page_up(self) -> None:
        """Go up as many lines as are shown; from the first one, out of the field."""
        if self._line_here == 0:
            raise SkipAction
        super().action_cursor_page_up()

    def action_cursor_page_down(self) -> None:
        """Go down as many lines as are shown; from the last one, out of the field."""
        if self._line_here == self.wrapped_document.height - 1:
            raise SkipAction
        super().action_cursor_page_down()

    def action_undo(self) -> None:
        """Undo in the whole draft: there is one undo, not one a field."""
        self.call_later(self.run_action, "screen.undo")

    def action_redo(self) -> None:
        """Redo in the whole draft."""
        self.call_later(self.run_action, "screen.redo")

    def on_paste(self, event: events.Paste) -> None:
        """Let Textual paste what can be seen; what a terminal might obey is spelled out."""
        event.text = visible(event.text.replace("\r\n", "\n").replace("\r", "\n"), lines=True)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell the form."""
        event.stop()
        self.post_message(self.edited(self.text))

    def edited(self, text: str) -> Edited:
        """Return what there is to tell of a text."""
        return Edited(self.path, text.split("\n") if self.items else text)
