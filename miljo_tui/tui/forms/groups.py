"""The groups of a form: what stands under one heading, and the index of them beside the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from miljo_tui.model.fields import Field
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries
from miljo_tui.tui.literal import label


def group_of(path: Path, field: Field) -> Path:
    """Return the path of the group that a field stands in: a list of entries is one by itself."""
    return path if isinstance(field.kind, Entries) else path[:-1]


class Heading(Static):
    """What stands above a group; of a list of entries with their count."""

    def __init__(self, path: Path, name: str) -> None:
        super().__init__(label(name, "bold"), classes="heading")
        self.path = path
        self.group_name = name
        self.count: int | None = None

    def show(self, count: int) -> None:
        """Say how many entries the list has."""
        if count != self.count:
            self.count = count
            self.update(Content.assemble(label(self.group_name, "bold"), label(f" · {count}")))


@dataclass
class IndexLine:
    """A group as the index shows it."""

    name: str
    count: int | None
    is_changed: bool
    is_faulty: bool


class Index(Widget):
    """The groups, a line each, the one with the focus marked; a click goes to one."""

    DEFAULT_CSS = "Index { text-wrap: nowrap; text-overflow: ellipsis; }"

    @dataclass
    class Chosen(Message):
        """A group was clicked."""

        place: int

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown: tuple[Sequence[IndexLine], int] = ((), 0)

    def show(self, lines: Sequence[IndexLine], here: int) -> None:
        """Show these groups, the focus being in the one at `here`."""
        if self._shown != (lines, here):
            self._shown = (lines, here)
            self.refresh()

    def render(self) -> Content:
        """Show a line for each group."""
        lines, here = self._shown
        return Content("\n").join(
            label(
                f"{'▶' if place == here else ' '}{'•' if each.is_changed else ' '}"
                f"{'!' if each.is_faulty else ' '}{each.name}"
                f"{'' if each.count is None else f' · {each.count}'}",
                "bold" if place == here else "",
            )
            for place, each in enumerate(lines)
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the group that was clicked."""
        spot = event.get_content_offset(self)
        if spot is not None and spot.y < len(self._shown[0]):
            self.post_message(self.Chosen(spot.y))
