"""A field of several values out of many: Enter opens the list to pick from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from miljo_tui.locale import mark as _
from miljo_tui.model.problems import Path
from miljo_tui.tui.forms.edited import Edited
from miljo_tui.tui.forms.picker import PickScreen
from miljo_tui.tui.literal import label


class SeveralField(Widget, can_focus=True):
    """Shows the picked values, a line each; Enter or space opens the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", _("Pick"), show=False),
    ]
    DEFAULT_CSS = """
    SeveralField { height: auto; min-height: 1; }
    SeveralField:focus { text-style: reverse; }
    """

    def __init__(
        self, path: Path, title: str, picked: Sequence[str], choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__()
        self.path = path
        self._title = title
        self._picked = list(picked)
        self._choices = [*choices, *((each, each) for each in picked if each not in dict(choices))]

    @property
    def text(self) -> str:
        """The picked values, a line each."""
        return "\n".join(self._picked)

    def render(self) -> Content:
        """Show the picked values in words."""
        words = dict(self._choices)
        lines = [words.get(each, each) for each in self._picked] or ["–"]
        return label("\n".join(lines) + " …", lines=True)

    def show(self, text: str) -> None:
        """Show other values without telling the form."""
        self._picked = text.split("\n") if text else []
        self.refresh(layout=True)

    def on_click(self) -> None:
        """Open the list."""
        self.action_pick()

    def action_pick(self) -> None:
        """Open the list and take over what is picked."""
        self.app.push_screen(PickScreen(self._title, self._choices, self._picked), self._take)

    def _take(self, picked: list[str] | None) -> None:
        if picked is not None and picked != self._picked:
            self.show("\n".join(picked))
            self.scroll_visible(animate=False)
            self.post_message(Edited(self.path, picked))
