"""One field, one value, several records: chosen from a list, written once, reviewed together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from miljo_tui.editing import Draft
from miljo_tui.locale import Message, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field, lookup
from miljo_tui.model.folder import Record
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Listing
from miljo_tui.model.tree import single_fields
from miljo_tui.model.unparsed import UnparsedValue
from miljo_tui.model.wording import value_words
from miljo_tui.tui import screens
from miljo_tui.tui.forms.fields import FieldsScreen
from miljo_tui.tui.forms.multiple_choice import SeveralField
from miljo_tui.tui.forms.row import Row
from miljo_tui.tui.forms.rows import Rows
from miljo_tui.tui.forms.text_area import AreaField
from miljo_tui.tui.host import Host
from miljo_tui.tui.literal import label
from miljo_tui.tui.screens.palette import PaletteEntry, PaletteScreen

MOST_VALUES = 6
"""So many different values are named."""

Closed = Callable[[bool | None], None]
"""What is to happen when all is done, or left."""


def choose_field(app: Host, drafts: Sequence[Draft], closed: Closed) -> None:
    """Let a field of the records be chosen, and then its value be written."""
    cls = drafts[0].record.kind.cls
    entries: dict[str, PaletteEntry] = {}
    for path, field in single_fields(cls).items():
        table = lookup(cls, path[:-1])
        within = app.say(table.label) if table else ""
        open_form = _opener(app, drafts, path, closed)
        entries[".".join(path)] = PaletteEntry(app.say(field.label), within, open_form)
    app.push_screen(
        PaletteScreen(entries, app.say(_("Which field?"))),
        lambda entry: entry.do() if entry else closed(False),
    )


def _opener(app: Host, drafts: Sequence[Draft], path: Path, closed: Closed) -> Callable[[], object]:
    return lambda: app.push_screen(BulkEditScreen(drafts, path), closed)


class BulkEditScreen(FieldsScreen):
    """The form of one field, whose value goes to several drafts."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", _("Go on"), show=False, priority=True),
    ]

    def __init__(self, drafts: Sequence[Draft], path: Path) -> None:
        # What is written here is written nowhere else before it is taken over, and begins empty:
        # what one of the records holds would else be taken for what all of them are given.
        record = drafts[0].record
        empty = Record[Any](record.kind, record.id, b"", {})
        super().__init__(Draft(empty, drafts[0].folder))
        self._drafts = drafts
        self._path = path

    def fields(self) -> Iterator[tuple[Path, Field]]:
        """Yield the one field."""
        yield self._path, self.draft.field(self._path)

    @property
    def _question(self) -> tuple[str, str]:
        return "", ".".join(map(str, self._path))

    def compose(self) -> ComposeResult:
        """Lay out the field, with what was typed and left the last time."""
        if typed := self.app.left_typed.pop(self._question, ""):
            self._put_into(self.draft, typed)
        yield from super().compose()

    def on_mount(self) -> None:
        """Say what the records hold now, and which key goes on."""
        super().on_mount()
        say, entry = self.app.say, self.query_one(Row).entry
        on = _("F2 goes on") if isinstance(entry, AreaField) else _("Enter goes on")
        lines = [label(say(self._held())), label(say(on), "dim")]
        self.query_one(Rows).mount(Static(Content("\n").join(lines), id="held"))

    def on_news(self) -> None:
        """Hold nothing against the disk: the form is no record's, and the review tells of each."""

    def _held(self) -> Message:
        """Return what the records hold in the field: one value, or those that differ."""
        field, speaker = self.draft.field(self._path), self.app.speaker
        held = [draft.value(self._path) for draft in self._drafts]
        said = [
            value.quoted if isinstance(value, UnparsedValue) else value_words(field, value)
            for value in held
        ]
        values = Counter(speaker.spell(each) for each in said)
        if len(values) == 1:
            return message(_("All have: {value}"), value=next(iter(values)))
        shown = [f"{value} ({count})" for value, count in values.most_common(MOST_VALUES)]
        return message(
            _("Different values: {values}"),
            values=", ".join([*shown, *(["…"] if len(values) > MOST_VALUES else [])]),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to a field that needs it: for a line of its own, or to be picked into."""
        if action != "go_on":
            return True
        here = self.focused
        is_to_pick = isinstance(here, SeveralField) and not here.text
        return not (isinstance(here, AreaField) or is_to_pick)

    def action_go_on(self) -> None:
        """Go on to the review."""
        self.action_review()

    def show_draft(self) -> None:
        """Show the field; what is wrong elsewhere in one of the records is no matter here."""
        super().show_draft()
        self.query_one("#elsewhere").display = False

    def show_title(self) -> None:
        """Say for how many records it is."""
        text = counted(_("{count} measure"), _("{count} measures"), count=len(self._drafts))
        field = self.app.say(self.draft.field(self._path).label)
        self.query_one("#title", Static).update(label(f"{self.app.say(text)} · {field}", "bold"))

    def action_review(self) -> None:
        """Give the value to all drafts and review them together."""
        value = self.draft.value(self._path)
        if isinstance(value, UnparsedValue):
            self.app.explain(value.failure)
        elif value is None and any(draft.value(self._path) is not None for draft in self._drafts):
            self._ask_to_empty()
        else:
            self._give()

    def _ask_to_empty(self) -> None:
        """Ask first: nothing was written, perhaps not yet."""
        field = self.app.say(self.draft.field(self._path).label)
        question = message(_("No value is given. Remove what stands in {field}?"), field=field)
        answer = counted(
            _("Empty it in {count} measure"),
            _("Empty it in {count} measures"),
            count=len(self._drafts),
        )
        self.app.push_screen(
            screens.ConfirmationScreen(self.app.say(question), self.app.say(answer)),
            lambda sure: self._give() if sure else None,
        )

    @property
    def _typed(self) -> str:
        return self.query_one(Row).entry.text

    def _put_into(self, draft: Draft, text: str) -> None:
        """Write a text into a draft as the field's input would."""
        is_list = isinstance(draft.field(self._path).kind, Listing)
        draft.pause()
        draft.write(self._path, text.split("\n") if is_list else text)
        draft.pause()

    def _give(self) -> None:
        for draft in self._drafts:
            self._put_into(draft, self._typed)
        changed = [draft for draft in self._drafts if draft.changed]
        if not changed:
            self.app.tell(_("Nothing to change: the values stand there already"))
            return
        self.app.review(changed, self.dismiss)

    def action_discard(self) -> None:
        """Leave without giving the value to anything."""
        for draft in self._drafts:
            if not draft.changed:
                self.app.workspace.discard(draft)
        self.dismiss(False)

    def action_back(self) -> None:
        """Leave; what was typed waits for the next time."""
        if typed := self._typed:
            self.app.left_typed[self._question] = typed
        self.action_discard()
