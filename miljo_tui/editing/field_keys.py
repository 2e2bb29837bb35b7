"""The field or entry of a draft that a key names: `page.image`, `follow_ups[2023].status`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from miljo_tui.editing.draft import Draft
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model import paths
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.nearest_key import nearest
from miljo_tui.model.problems import Path
from miljo_tui.model.structures import Entries, Table


@frozen
class DraftField:
    """A field, a table or an entry of a draft, as a key names it."""

    draft: Draft
    key: str
    path: Path
    field: Field
    """Its declaration; for an entry, that of the list."""

    @classmethod
    def named(cls, draft: Draft, key: str, *, makes: bool = False) -> Self:
        """Return what a key names; an entry that is not there is made if `makes`.

        Raises WrongUse for a key that names nothing, or several things.
        """
        try:
            steps = paths.parse(key)
        except ValueError:
            raise WrongUse(
                message(_("“{text}” is no key"), text=key),
                message(_("Write it as in: responsible, page.image, follow_ups[2023].status")),
            ) from None
        path: Path = ()
        inside: type[object] | None = draft.record.kind.cls
        for number, (name, entry) in enumerate(steps):
            known = fields_of(inside) if inside else {}
            declared = known.get(name)
            prefix = paths.spell(draft.record.kind.cls, draft.result.raw, path)
            if declared is None or declared.fixed:
                raise _unknown(draft, key, known, f"{prefix}." if prefix else "")
            path, field = (*path, name), declared
            kind = field.kind
            is_last = number == len(steps) - 1
            if entry is not None:
                if not isinstance(kind, Entries):
                    raise WrongUse(
                        message(_("{label} is not a list of entries"), label=message(field.label)),
                        message(_("Write the key without square brackets: {key}"), key=name),
                    )
                path = _find_entry(draft, path, kind, entry, makes=makes and not is_last)
            elif isinstance(kind, Entries) and not is_last:
                raise WrongUse(
                    message(_("{key} is a list: say which entry is meant"), key=name),
                    message(
                        _("Write {key}[NAME] or {key}[NUMBER]. {known}"),
                        key=name,
                        known=_known(draft, path),
                    ),
                )
            inside = kind.of if isinstance(kind, Table | Entries) else None
        return cls(draft, key, path, field)

    def entry(self, name: str) -> Path:
        """Return the path of the one entry of a list that a name means.

        Raises WrongUse where there is none, or there are several.
        """
        assert isinstance(self.field.kind, Entries)
        return _find_entry(self.draft, self.path, self.field.kind, name, makes=False)

    def incomplete(self) -> WrongUse:
        """Return the failure that a key names a table, and none of its fields."""
        assert isinstance(self.field.kind, Table)
        return _unknown(self.draft, self.key, fields_of(self.field.kind.of), f"{self.key}.")


def _find_entry(draft: Draft, path: Path, kind: Entries, name: str, *, makes: bool) -> Path:
    """Return the path of the one entry that a name means, which is made if `makes`.

    Raises WrongUse where there is none, or there are several.
    """
    entries = [entry if isinstance(entry, dict) else {} for entry in draft.entries(path)]
    found = paths.named(kind, entries, name)
    if len(found) == 1:
        return (*path, found[0])
    if found:
        raise WrongUse(
            message(_("{name} names several entries"), name=name),
            message(_("Say which: {known}."), known=[_spelled(draft, (*path, i)) for i in found]),
        )
    if not makes or paths.is_number(name) or not name.strip():
        raise WrongUse(
            message(_("There is no entry {name}"), name=f"{'.'.join(map(str, path))}[{name}]"),
            _known(draft, path),
        )
    made = draft.insert(path, {})
    for key, text in zip(kind.key, paths.split_name(kind, name), strict=False):
        draft.enter((*made, key), text)
    return made


def _unknown(draft: Draft, key: str, known: Mapping[str, Field], prefix: str) -> WrongUse:
    """Return the failure that a key is not among those known behind a prefix."""
    near = nearest(key.rpartition(".")[2], known)
    return WrongUse(
        message(_("{record} has no key {key}"), record=draft.record.address, key=key),
        message(_("Did you mean {near}?"), near=prefix + near)
        if near
        else message(_("Known keys are: {known}."), known=[prefix + name for name in known]),
    )


def _known(draft: Draft, path: Path) -> Message:
    entries = range(len(draft.entries(path)))
    if not entries:
        return message(_("There are none yet."))
    return message(
        _("Entries there are: {known}."), known=[_spelled(draft, (*path, i)) for i in entries]
    )


def _spelled(draft: Draft, path: Path) -> str:
    return paths.spell(draft.record.kind.cls, draft.result.raw, path)
