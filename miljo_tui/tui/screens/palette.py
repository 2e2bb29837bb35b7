"""The palette: find a record, a command or a theme by a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from miljo_tui.locale import mark as _
from miljo_tui.model.query import fold, matches
from miljo_tui.session.desk import Desk
from miljo_tui.tui.columns import Column
from miljo_tui.tui.commands import Command
from miljo_tui.tui.inputs.line import Line
from miljo_tui.tui.literal import label
from miljo_tui.tui.table import Table

if TYPE_CHECKING:
    from miljo_tui.tui.app import MiljoApp

Do = Callable[[], object]


class PaletteScreen(ModalScreen[None]):
    """A line to type in, and below it what matches."""

    app: MiljoApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "dismiss", _("Back"), show=False),
        Binding("up", "move(-1)", _("Up"), show=False, priority=True),
        Binding("down", "move(1)", _("Down"), show=False, priority=True),
    ]

    def __init__(self, desk: Desk, commands: Sequence[Command]) -> None:
        super().__init__()
        self._desk = desk
        self._commands = commands
        self._entries: dict[str, tuple[str, str, Do]] = {}

    def compose(self) -> ComposeResult:
        """Show the line and the list."""
        say = self.app.say
        with Vertical(classes="dialog page") as box:
            box.border_title = label(say(_("Go to…")))
            yield Line(placeholder=say(_("A part of a name")))
            yield Table([Column("name", say(_("Name"))), Column("kind", "", 14, priority=-1)])

    def on_mount(self) -> None:
        """Gather everything there is to go to."""
        self._entries = dict(self._gather())
        self._show("")
        self.query_one(Line).focus()

    def _gather(self) -> list[tuple[str, tuple[str, str, Do]]]:
        app, entries = self.app, []
        target = app.screen_stack[-2] if len(app.screen_stack) > 1 else self
        for command in self._commands:
            entries.append(
                (
                    f"command {command.action}",
                    (
                        app.say(command.label),
                        command.key_names,
                        lambda action=command.action: target.run_action(action),
                    ),
                )
            )
        for record in self._desk.folder.records():
            entries.append(
                (
                    record.address,
                    (
                        record.name,
                        app.say(record.kind.label),
                        lambda address=record.address: app.go_to(address),
                    ),
                )
            )
        for theme in sorted(app.available_themes):
            entries.append(
                (
                    f"theme {theme}",
                    (theme, app.say(_("Theme")), lambda name=theme: setattr(app, "theme", name)),
                )
            )
        return entries

    def _show(self, terms: str) -> None:
        entries = self._entries
        shown = [
            key
            for key, (name, kind, _do) in entries.items()
            if matches(terms, fold(f"{name} {kind} {key}"))
        ]
        table = self.query_one(Table)
        table.set_rows(shown, lambda key: entries[key][:2])
        table.action_first()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Do what the cursor is on."""
        self.query_one(Table).action_open()

    async def on_table_opened(self, event: Table.Opened) -> None:
        """Close, then do it."""
        do = self._entries[event.id][2]
        await self.dismiss()
        result = do()
        if result is not None and hasattr(result, "__await__"):
            await result

    def action_move(self, rows: int) -> None:
        """Move the cursor while typing."""
        self.query_one(Table).action_move(rows)
