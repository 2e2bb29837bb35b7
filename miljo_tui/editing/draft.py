"""A draft: the changes somebody has in mind for one record, with undo, redo and their problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self

from miljo_tui.editing import later
from miljo_tui.editing.proposals import Proposal, Why, all_problems, made_words, new_problems
from miljo_tui.frozen import replace
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import tree
from miljo_tui.model.advice import editor_remedy
from miljo_tui.model.area_names import AreaNames
from miljo_tui.model.changes import Change, compare
from miljo_tui.model.failures import BadState, Failure, WrongUse
from miljo_tui.model.fields import Field, lookup
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.key_order import outline
from miljo_tui.model.periods import read_period
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.structures import Entries, Listing
from miljo_tui.model.texts import Reference
from miljo_tui.model.unparsed import UnparsedValue, parsed, unparsed_values
from miljo_tui.model.values import same
from miljo_tui.model.wording import words

FieldPath = tuple[str, ...]


class Draft:
    """Changes to one record that nobody else sees yet; with `is_new`, one that has no file yet."""

    def __init__(self, record: AnyRecord, folder: Folder, *, is_new: bool = False) -> None:
        self.record = record
        self.folder = folder
        self.is_new = is_new
        """Whether the record has no file yet."""
        self.why = Why()
        """What was said of the reason and the case so far; kept until the save."""
        self._steps: list[tuple[Path, dict[FieldPath, Any]]] = [((), {})]
        self._now = 0
        self._known: tuple[object, dict[str, Any]] = (None, {})
        """What is written in one of the steps, and the record with that."""
        self.exact: bytes | None = None
        """The file's bytes as they are to be, where an older version comes back as it was."""
        self.on_change: Callable[[Draft], None] = lambda _draft: None
        """Called after every change: what keeps the draft hears of it here."""

    @property
    def written(self) -> dict[FieldPath, Any]:
        """What differs from the file, by path, with what was not understood in its places."""
        return self._steps[self._now][1]

    def unparsed(self) -> Iterator[tuple[Path, UnparsedValue]]:
        """Yield what was typed and not understood, by path."""
        return unparsed_values(self.written.items())

    @property
    def _tree(self) -> dict[str, Any]:
        """The record as drafted, with what was not understood in its places."""
        if self._known[0] is not self.written:  # a form asks twice for each field at each key
            data = dict(self.record.raw)
            for path, value in self.written.items():
                data = tree.put(data, path, value)
            self._known = self.written, data
        return self._known[1]

    @classmethod
    def of(cls, proposal: Proposal) -> Self:
        """Return a draft that comes to the same as a proposal."""
        if proposal.before is None:
            made = replace(proposal.record, source=proposal.wanted)
            draft = cls(made, proposal.folder, is_new=True)
        else:
            draft = cls(proposal.before, proposal.folder)
            for path in tree.editable(proposal.record.kind.cls):
                draft.put(path, tree.at(proposal.record.raw, path))
                draft.pause()
        draft.why = proposal.why
        try:
            is_same = draft.text().encode() == proposal.wanted
        except Failure:  # its values stand on bytes that cannot be read
            is_same = False
        draft.exact = None if is_same else proposal.wanted
        return draft

    def proposal(self) -> Proposal:
        """Return what is drafted now, as the proposal of a save.

        Raises Refused where the file's text cannot be verified, BadState where it cannot be read.
        """
        was = None if self.is_new else self.record.source
        unread = self._not_understood()
        return Proposal(
            record=self.result,
            before=None if self.is_new else self.record,
            folder=self.folder,
            committed=was,
            on_disk=was,
            wanted=self.text().encode(),
            own_words=tuple(self.words() if unread else ()),
            remarks=tuple(unread),
            why=self.why,
        )

    def text(self) -> str:
        """Return the file's text with the draft in it; only the changed values' own bytes move.

        Raises Refused where the result cannot be verified, BadState where the file cannot be read.
        """
        if self.exact is not None:
            return self.exact.decode()
        if self.record.fault or self.record.source is None:
            raise BadState(
                message(
                    _("{file} cannot be changed while it cannot be read"), file=self.record.file
                ),
                editor_remedy(self.record),
            )
        edits = [later.Edit(path, value) for path, value in self.edits.items()]
        return later.edit(self.record.source.decode(), edits, outline(self.record.kind.cls))

    @property
    def name(self) -> str:
        """What people call the record, as it will be."""
        return self.result.name

    def field(self, path: Path) -> Field:
        """Return the declaration of a field; raise KeyError where there is none."""
        field = lookup(self.record.kind.cls, path)
        if field is None:
            raise KeyError(path)
        return field

    def original(self, path: Path) -> Any:
        """Return the value in the file, None where there is none."""
        if all(isinstance(step, str) for step in path):
            return tree.at(self.record.raw, path)
        return tree.origin(self.record.kind.cls, self.record.raw, self.result.raw, path)

    def value(self, path: Path) -> Any:
        """Return the value as drafted, None for none, `UnparsedValue` for what was not read."""
        return tree.at(self._tree, path)

    def write(self, path: Path, text: str | Sequence[str]) -> None:
        """Take what a person wrote into a field; for a list, the text of each item.

        What cannot be understood waits there as it is.
        """
        try:
            self.enter(path, text)
        except WrongUse as failure:
            written = text if isinstance(text, str) else "\n".join(text)
            held = self.value(path)
            held = held.held if isinstance(held, UnparsedValue) else held
            self.put(path, UnparsedValue(written, failure, held))

    def enter(self, path: Path, text: str | Sequence[str]) -> None:
        """Take what a person wrote into a field. Raises WrongUse where it cannot be understood."""
        self.put(path, self._ended(path, self.read(path, text)))

    def read(self, path: Path, text: str | Sequence[str]) -> Any:
        """Read what a person wrote into a field, None for nothing.

        Raises WrongUse where it cannot be understood.
        """
        field = self.field(path)
        kind = field.kind
        if isinstance(kind, Listing) and isinstance(kind.item, Reference):
            lists = (self.original(path), parsed(self.value(path)))
            held = [item for each in lists if isinstance(each, list) for item in each]
            names = AreaNames(self.folder, [item for item in held if isinstance(item, str)])
            if isinstance(text, str):
                return names.read(text, field.label)
            return names.read_items(text, field.label)
        if isinstance(kind, Listing) and not isinstance(text, str):
            return kind.read_items(list(text), field.label)
        return kind.read(str(text), field.label)

    def write_period(self, above: Path, text: str) -> None:
        """Write a period into the start and the end of a record or an entry.

        Raises WrongUse where it cannot be understood, or tells what has no field there.
        """
        period = read_period(text)
        self.put((*above, "start"), period.start)
        self.put((*above, "end"), period.end)
        if period.continuous:
            self.put((*above, "continuous"), True)
        self.pause()

    def spread_periods(self) -> bool:
        """Put a period that was written into a start or an end where it belongs, `2022–2025`.

        Tell whether there was one; what it says nothing of stays as it is.
        """
        spread = False
        for path, waiting in list(self.unparsed()):
            if path[-1] not in ("start", "end"):
                continue
            try:
                period = read_period(waiting.text)
            except WrongUse:
                continue
            above = path[:-1]
            if period.continuous and lookup(self.record.kind.cls, (*above, "continuous")) is None:
                continue
            told = {"start": period.start, "end": period.end, "continuous": period.continuous}
            self.put(path, None)
            for key, value in told.items():
                if value:
                    self.put((*above, key), value)
            self.pause()
            spread = True
        return spread

    def _ended(self, path: Path, value: Any) -> Any:
        """Give a long text the line break at its end that the file's has, which no screen shows."""
        original = self.original(path)
        if not (isinstance(value, str) and isinstance(original, str)):
            return value
        if value.rstrip("\n") == original.rstrip("\n"):
            return original
        return value.rstrip("\n") + "\n" if original.endswith("\n") else value

    def put(self, path: Path, value: Any) -> None:
        """Give a field a value, None for none; typing on in the same field is one step of undo."""
        if value is None:
            value = self._emptied(path)
        if same(value, self.value(path)):
            return
        keys = _keys(path)
        whole = tree.put(self.value(keys), path[len(keys) :], value)
        written = {**self.written, keys: whole}
        if same(whole, self.original(keys)):
            del written[keys]
        if self._now and self._steps[self._now][0] == path:
            self._now -= 1
        del self._steps[self._now + 1 :]
        self._steps.append((path, written))
        self._now += 1
        self.exact = None
        self.on_change(self)

    def _emptied(self, path: Path) -> Any:
        """Return what stands for nothing: no key, unless it stood there empty or is to stay."""
        field, original = lookup(self.record.kind.cls, path), self.original(path)
        if field is None:
            return None  # somebody's own key
        empty: Any = [] if isinstance(field.kind, Listing | Entries) else ""
        return empty if same(original, empty) or (field.stays and original is not None) else None

    def entries(self, path: Path) -> list[dict[str, Any]]:
        """Return the entries of a list as drafted; none where it is no list of entries."""
        value = self.value(path)
        return list(value) if isinstance(value, list) and self.field(path).kind.fits(value) else []

    def insert(self, path: Path, entry: Mapping[str, Any], index: int | None = None) -> Path:
        """Put an entry into a list, at its end without an index, and return its path."""
        entries = self.entries(path)
        index = len(entries) if index is None else index
        self._put_entries(path, [*entries[:index], dict(entry), *entries[index:]])
        return (*path, index)

    def remove(self, path: Path) -> None:
        """Take the entry at a path out of its list."""
        *above, index = path
        entries = self.entries(tuple(above))
        self._put_entries(tuple(above), [e for i, e in enumerate(entries) if i != index])

    def move(self, path: Path, index: int) -> Path:
        """Move the entry at a path to another place in its list; return its path there."""
        *above, now = path
        entries = self.entries(tuple(above))
        entry = entries.pop(int(now))
        index = max(0, min(index, len(entries)))
        self._put_entries(tuple(above), [*entries[:index], entry, *entries[index:]])
        return (*above, index)

    def _put_entries(self, path: Path, entries: list[dict[str, Any]]) -> None:
        self.pause()
        self.put(path, entries or None)
        self.pause()

    def pause(self) -> None:
        """End the step of undo that typing is part of: the next change is a step of its own."""
        path, written = self._steps[self._now]
        if path:
            self._steps[self._now] = ((), written)

    def undo(self) -> bool:
        """Take back the latest step; tell whether there was one."""
        self._now, moved = max(self._now - 1, 0), self._now > 0
        self.exact = None
        self.on_change(self)
        return moved

    def redo(self) -> bool:
        """Do again the step that was taken back; tell whether there was one."""
        last = len(self._steps) - 1
        self._now, moved = min(self._now + 1, last), self._now < last
        self.on_change(self)
        return moved

    @property
    def changed(self) -> bool:
        """Tell whether anything differs from the file."""
        return self.is_new or bool(self.written) or self.exact not in (None, self.record.source)

    @property
    def is_begun(self) -> bool:
        """Tell whether anything was ever written in it, also where it was taken back."""
        return self.is_new or len(self._steps) > 1 or self.exact is not None

    def is_changed(self, path: Path) -> bool:
        """Tell whether one field differs from the file."""
        return not same(self.value(path), self.original(path))

    @property
    def edits(self) -> dict[FieldPath, Any]:
        """The values to be put into the file, by path; None takes the key away."""
        values = {path: tree.mapped(value, parsed) for path, value in self.written.items()}
        return {
            path: value for path, value in values.items() if not same(value, self.original(path))
        }

    @property
    def result(self) -> AnyRecord:
        """The record as it will be; what was not understood keeps its value from before."""
        if not self.written:
            return self.record
        raw = dict(self.record.raw)
        for path, value in self.edits.items():
            raw = tree.put(raw, path, value)
        return replace(self.record, raw=raw)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the file."""
        return self._compared(self.result.raw)

    def _compared(self, raw: Mapping[str, Any]) -> tuple[Change, ...]:
        before = {} if self.is_new else self.record.raw
        return compare(self.record.kind.cls, before, raw)

    def applied(self, folder: Folder) -> Folder:
        """Return an agreement as it will be."""
        return folder.replaced(self.result)

    def words(self) -> list[Message]:
        """Return the draft as people say it, a sentence a line."""
        changes = self._compared(self._as_typed())
        if self.is_new:
            return made_words(self.record, changes)
        return [words(change) for change in changes]

    def _as_typed(self) -> dict[str, Any]:
        """Return the record as it will be, with what was not understood as it was typed."""
        raw: dict[str, Any] = dict(self.result.raw)
        for path, value in self.unparsed():
            above = lookup(self.record.kind.cls, path[:-1])
            kind = above.kind if above else None
            # Of an entry's name nothing but the problem is told: by another it would be another.
            if not (isinstance(kind, Entries) and path[-1] in kind.key):
                raw = tree.put(raw, path, value.quoted)
        return raw

    def problems(self) -> list[Problem]:
        """Return what is wrong with the record as it will be, unread fields first."""
        return all_problems(self._not_understood(), self.result, self.folder)

    def errors(self) -> list[Problem]:
        """Return the errors that the draft brings in, which forbid a save."""
        errors = [each for each in self.problems() if each.severity is Severity.ERROR]
        if not errors or self.is_new:
            return errors
        return list(new_problems(errors, self.record, self.folder))

    def _not_understood(self) -> list[Problem]:
        return [
            Problem(
                "not-understood",
                Severity.ERROR,
                self.record.file,
                path,
                value.failure.message,
                value.failure.remedy or value.failure.message,
                value.text,
            )
            for path, value in self.unparsed()
        ]


def _keys(path: Path) -> FieldPath:
    """Return the part of a path before the first place in a list."""
    keys: list[str] = []
    for step in path:
        if isinstance(step, int):
            break
        keys.append(step)
    return tuple(keys)
