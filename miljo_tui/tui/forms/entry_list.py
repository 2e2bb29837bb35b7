"""A field that is a list of entries: a line each, opened, added, removed and moved by keys."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries
from miljo_tui.model.texts import LongText
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.model.values import is_empty
from miljo_tui.model.wording import value_words
from miljo_tui.tui.literal import label

KEYS = _("Enter opens · + new · - removes · < > moves")


class EntriesField(Widget, can_focus=True):
    """Shows the entries of a list; what is asked of them is told to the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", _("Up"), show=False),
        Binding("down,j", "move(1)", _("Down"), show=False),
        Binding("home,g", "move(-9999)", _("First row"), show=False),
        Binding("end,G", "move(9999)", _("Last row"), show=False),
        Binding("enter", "ask('open')", _("Open"), show=False),
        Binding("plus,insert,n", "ask('add')", _("New"), show=False),
        Binding("minus,delete", "ask('remove')", _("Remove"), show=False),
        Binding("less_than_sign", "ask('earlier')", _("Move up"), show=False),
        Binding("greater_than_sign", "ask('later')", _("Move down"), show=False),
    ]
    DEFAULT_CSS = """
    EntriesField { height: auto; min-height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Asked(Message):
        """Something was asked of an entry: open, add, remove, earlier, later."""

        path: Path
        index: int
        what: str

    class Moved(Message):
        """The cursor came to another entry."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__()
        self.path = path
        self.text = text
        """The entries, a line each."""
        self.cursor = 0

    @property
    def _lines(self) -> list[str]:
        return self.text.split("\n") if self.text else []

    def render(self) -> Content:
        """Show a line for each entry, the cursor's marked."""
        here = self.cursor if self.has_focus else None
        if not self._lines:
            return label("–" if here is None else "▶ –")
        return Content("\n").join(
            label(f"▶ {line}", "bold") if here == index else label(f"• {line}")
            for index, line in enumerate(self._lines)
        )

    def show(self, text: str) -> None:
        """Show other entries."""
        if text != self.text:
            self.text = text
            self.cursor = max(0, min(self.cursor, len(self._lines) - 1))
            self.refresh(layout=True)

    def on_resize(self) -> None:
        """Have the cursor in sight where there are more entries now than there was room for."""
        if self.has_focus:
            self.post_message(self.Moved())

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open the entry that was clicked."""
        if event.y < len(self._lines):
            self.cursor = event.y
        self.action_ask("open")

    def action_move(self, rows: int) -> None:
        """Move the cursor; beyond the ends, out of the field."""
        if abs(rows) == 1 and not 0 <= self.cursor + rows < len(self._lines):
            raise SkipAction
        self.put_cursor(self.cursor + rows)

    @property
    def cursor_y(self) -> int:
        """The line of the field that the cursor is on."""
        return self.cursor

    def enter(self, *, from_below: bool) -> None:
        """Put the cursor on the first or last entry, where somebody comes in."""
        self.put_cursor(len(self._lines) - 1 if from_below else 0)

    def put_cursor(self, index: int) -> None:
        """Put the cursor on an entry."""
        self.cursor = max(0, min(index, len(self._lines) - 1))
        self.refresh()
        self.post_message(self.Moved())

    def action_ask(self, what: str) -> None:
        """Tell the form what was asked of the entry under the cursor."""
        if self._lines or what == "add":
            self.post_message(self.Asked(self.path, self.cursor, what))
        elif what == "open":
            self.post_message(self.Asked(self.path, 0, "add"))


def summaries(
    kind: Entries, entries: Sequence[Mapping[str, Any]], faulty: Collection[int], speaker: Language
) -> str:
    """Return a line for each entry: its name, then what it holds; `!` marks one with problems."""
    return "\n".join(
        ("! " if index in faulty else "") + _summary(kind, entry, speaker)
        for index, entry in enumerate(entries)
    )


def _summary(kind: Entries, entry: Mapping[str, Any], speaker: Language) -> str:
    parts = []
    for key, field in sorted(
        fields_of(kind.of).items(), key=lambda item: isinstance(item[1].kind, LongText)
    ):
        value = entry.get(key)
        if isinstance(value, UnparsedValue):
            parts.append(speaker.say(value.quoted))
        elif not is_empty(value):
            fits = field.kind.fits(value)
            said = field.kind.short(value) if fits else value_words(field, value)
            parts.append(speaker.spell(said))
    return " ".join(" · ".join(parts).split()) or "–"
