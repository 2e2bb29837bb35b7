"""The form of a record: its fields and lists of entries, and the way to the review."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from miljo_tui.editing import Draft
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of, lookup
from miljo_tui.model.paths import spell
from miljo_tui.model.problems import Path
from miljo_tui.model.rounds import present_year
from miljo_tui.model.structures import Entries
from miljo_tui.tui import screens
from miljo_tui.tui.forms.entry_list import EntriesField
from miljo_tui.tui.forms.fields import FieldsScreen
from miljo_tui.tui.forms.rows import Rows


class FormScreen(FieldsScreen):
    """The whole form of a record or an entry; leaving keeps the draft."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (120, "-indexed")]

    def __init__(
        self, draft: Draft, inside: Path = (), known: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        super().__init__(draft, inside)
        self._known_before = dict(known)
        """What a new entry was begun with; with nothing else in it, it is not kept."""

    def on_entries_field_asked(self, event: EntriesField.Asked) -> None:
        """Do what was asked of an entry."""
        path, index = event.path, event.index
        value = self.draft.value(path)
        if value is not None and not self.draft.field(path).kind.fits(value):
            self.app.tell(_("This is no list of entries: mend it in the file first"))
            return
        if event.what == "add":
            known = self._known(path)
            added = self.draft.insert(path, known)
            self._show_entries(path, len(self.draft.entries(path)) - 1)
            self._open(added, known)
        elif event.what == "open":
            self._open((*path, index))
        elif event.what == "remove":
            self.draft.remove((*path, index))
            self.show_draft()
            self.app.tell(_("Removed; Ctrl+Z brings it back"))
        else:
            to = index + (1 if event.what == "later" else -1)
            self.draft.move((*path, index), to)
            self._show_entries(path, to)

    def _show_entries(self, path: Path, cursor: int) -> None:
        self.show_draft()
        for row in self.rows:
            if row.path == path and isinstance(row.entry, EntriesField):
                row.entry.put_cursor(cursor)

    def on_mount(self) -> None:
        """Begin a new entry at the first field that is not known already."""
        super().on_mount()
        rows = [row for row in self.rows if row.path[-1] not in self._known_before]
        if self._known_before and rows:
            self.set_focus(rows[0].entry)

    def _known(self, path: Path) -> dict[str, int]:
        """Return what a new entry of a list begins with: the year that is to be reported on."""
        kind = self.draft.field(path).kind
        assert isinstance(kind, Entries)
        if "year" not in fields_of(kind.of) or "year" not in kind.key:
            return {}
        years = [each.get("year") for each in self.draft.entries(path)]
        newest = max((year for year in years if isinstance(year, int)), default=0)
        last = present_year(self.draft.folder, date.today())
        return {"year": newest + 1 if 0 < newest < last else last}

    def _open(self, path: Path, known: Mapping[str, int] = MappingProxyType({})) -> None:
        self.app.push_screen(FormScreen(self.draft, path, known), self._entry_closed)

    def _entry_closed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)
        else:
            # The draft may have been put on top of somebody else's change meanwhile.
            self.draft = self.app.workspace.drafts.get(self.draft.record.address, self.draft)
            self.show_values()

    def action_next_part(self, steps: int) -> None:
        """Go to the next group of fields or the one before, round and round."""
        groups, row = self.groups(), self.query_one(Rows).row_here
        here = next((place for place, group in enumerate(groups) if row in group), 0)
        groups[(here + steps) % len(groups)][0].entry.focus()

    def action_go_to_field(self) -> None:
        """Find a field by its name."""
        say, cls = self.app.say, self.draft.record.kind.cls
        entries = {}
        for row in self.rows:
            table = lookup(cls, row.path[:-1]) if row.path[:-1] != self.inside else None
            within = say(table.label) if table else ""
            entries[".".join(map(str, row.path))] = screens.PaletteEntry(
                say(row.field.label), within, partial(self.set_focus, row.entry)
            )
        self.app.push_screen(
            screens.PaletteScreen(entries, say(_("Go to field"))),
            lambda entry: entry.do() if entry else None,
        )

    def action_review(self) -> None:
        """Go on to the review."""
        self.spread_periods()
        if not self.draft.changed:
            self.app.tell(_("There is nothing to review: no field is changed"))
            return
        self.app.review([self.draft], self._reviewed)

    def _reviewed(self, saved: bool | None) -> None:
        if saved:
            self.dismiss(True)
        else:
            # The draft may have been put on top of somebody else's change meanwhile.
            self.draft = self.app.workspace.drafts.get(self.draft.record.address, self.draft)
            self.show_values()

    def action_origin(self) -> None:
        """Show the history of the field that has the focus."""
        record = self.draft.record
        row = next((each for each in self.rows if each.has_pseudo_class("focus-within")), None)
        if row is not None and not self.draft.is_new:
            key = spell(record.kind.cls, self.draft.result.raw, row.path)
            entry = self.draft.value(self.inside) if self.inside else None
            kind = self.draft.field(self.inside).kind if self.inside else None
            about = self.app.say(row.field.label)
            if isinstance(kind, Entries) and entry:
                about = f"{self.app.say(kind.called(entry))} · {about}"
            self.app.push_screen(screens.HistoryScreen(record, key, about))

    def action_discard(self) -> None:
        """Throw the draft away, after a question; in an entry, remove that."""
        if self.inside:
            self.draft.remove(self.inside)
            self.app.tell(_("Removed; Ctrl+Z brings it back"))
            self.dismiss(False)
            return
        if not self.draft.changed:
            self.dismiss(False)
            return
        question = self.app.say(_("Discard the changes of {name}?"), name=self.draft.name)
        self.app.push_screen(
            screens.ConfirmationScreen(question, self.app.say(_("Discard them"))), self._discard
        )

    def _discard(self, sure: bool | None) -> None:
        if sure:
            self.app.workspace.discard(self.draft)
            self.dismiss(False)

    def action_back(self) -> None:
        """Leave; the draft stays, but not an entry without anything in it."""
        if self.inside and self.draft.value(self.inside) == self._known_before:
            self.draft.remove(self.inside)
        if not self.inside and not self.draft.changed:
            self.app.workspace.discard(self.draft)
        self.dismiss(False)
