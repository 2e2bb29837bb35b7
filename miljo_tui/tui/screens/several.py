"""One field, one value, several records: chosen from a list, written once, reviewed together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.widgets import Static

from miljo_tui.locale import counted
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field, editable, lookup
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries
from miljo_tui.session.drafting import Draft
from miljo_tui.session.unread import Unread
from miljo_tui.tui.host import Host
from miljo_tui.tui.literal import label
from miljo_tui.tui.screens.fields import FieldsScreen
from miljo_tui.tui.screens.palette import Entry, PaletteScreen

Closed = Callable[[bool | None], None]
"""What is to happen when all is done, or left."""


def choose_field(app: Host, drafts: Sequence[Draft], closed: Closed) -> None:
    """Let a field of the records be chosen, and then its value be written."""
    cls = drafts[0].record.kind.cls
    entries: dict[str, Entry] = {}
    for path, field in editable(cls).items():
        if not isinstance(field.kind, Entries):
            table = lookup(cls, path[:-1])
            within = app.say(table.label) if table else ""
            open_form = _opener(app, drafts, path, closed)
            entries[".".join(path)] = Entry(app.say(field.label), within, open_form)
    app.push_screen(
        PaletteScreen(entries, app.say(_("Which field?"))),
        lambda entry: entry.do() if entry else closed(False),
    )


def _opener(app: Host, drafts: Sequence[Draft], path: Path, closed: Closed) -> Callable[[], object]:
    return lambda: app.push_screen(SeveralScreen(drafts, path), closed)


class SeveralScreen(FieldsScreen):
    """The form of one field, whose value goes to several drafts."""

    def __init__(self, drafts: Sequence[Draft], path: Path) -> None:
        # What is written here is written nowhere else before it is taken over.
        super().__init__(Draft(drafts[0].record, drafts[0].folder))
        self._drafts = drafts
        self._path = path

    def fields(self) -> Iterator[tuple[Path, Field]]:
        """Yield the one field."""
        yield self._path, self.draft.field(self._path)

    def show_draft(self) -> None:
        """Show the field, and for how many records it is."""
        super().show_draft()
        text = counted(_("{count} measure"), _("{count} measures"), count=len(self._drafts))
        field = self.app.say(self.draft.field(self._path).label)
        self.query_one("#title", Static).update(label(f"{self.app.say(text)} · {field}", "bold"))
        self.query_one("#elsewhere", Static).display = False

    def action_review(self) -> None:
        """Give the value to all drafts and review them together."""
        from miljo_tui.tui.screens.review import ReviewScreen

        value = self.draft.value(self._path)
        if isinstance(value, Unread):
            self.app.explain(value.failure)
            return
        for draft in self._drafts:
            draft.pause()
            draft.put(self._path, value)
            draft.pause()
        changed = [draft for draft in self._drafts if draft.changed]
        if not changed:
            self.app.tell(_("Nothing to change: the values stand there already"))
            return
        self.app.push_screen(ReviewScreen(changed), self.dismiss)

    def action_discard(self) -> None:
        """Leave without giving the value to anything."""
        self.action_back()

    def action_back(self) -> None:
        """Leave; drafts that change nothing go with it."""
        for draft in self._drafts:
            if not draft.changed:
                self.app.desk.discard(draft)
        self.dismiss(False)
