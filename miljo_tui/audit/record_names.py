"""The record, the range or the entry that a text names, also one that only the history has."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.records import KINDS, RecordKind
from miljo_tui.repository.revisions import point, tree


def record_address(chronicle: Chronicle, agreement: Path, name: str) -> tuple[RecordKind, str]:
    """Return the kind and the address of a record that there is, or was once.

    The agreement is not read: only its files' names are looked at. Raises WrongUse for a name that
    neither they nor the history know, or that means several.
    """
    possible = {
        address: kind for kind in KINDS for address in _addresses(kind, name.removesuffix(".toml"))
    }
    found = {
        address: kind
        for address, kind in possible.items()
        if os.path.lexists(agreement / f"{address}.toml")
    } or {
        address: kind
        for address, kind in possible.items()
        if next(chronicle.entries_of(address), None)
    }
    if len(found) == 1:
        ((address, kind),) = found.items()
        return kind, address
    if found:
        raise WrongUse(
            message(_("{name} names several records"), name=name),
            message(_("Say which: {known}."), known=list(found)),
        )
    raise WrongUse(
        message(_("There is no record {name}, and there has never been one"), name=name),
        message(_("List them with: miljo-tui list measures")),
    )


def _addresses(kind: RecordKind, name: str) -> Sequence[str]:
    """Return the address that a name can mean as one of a kind; it never leads elsewhere."""
    folder, slash, stem = name.rpartition("/")
    if not kind.folder:
        return (kind.name,) if name == kind.name else ()
    if folder != (kind.folder if slash else "") or not stem or stem.startswith("."):
        return ()
    return (kind.address(stem),)


def commits_between(chronicle: Chronicle, text: str) -> list[str]:
    """Return a range as git takes it: `OLD..NEW`, or one point and all before it.

    Raises WrongUse for what is no point of the history.
    """
    old, dots, new = text.partition("..")
    if not dots:
        return [point(chronicle.where, text)]
    begin = [f"^{tree(chronicle.where, old)}"] if old else []
    return [*begin, point(chronicle.where, new or "HEAD")]


def named_entry(chronicle: Chronicle, text: str) -> Entry:
    """Return the entry of the commit that a text names.

    Raises WrongUse for what is no commit, or one that touched no record.
    """
    commit = point(chronicle.where, text)
    entry = chronicle.entry(commit)
    if entry is None:
        raise WrongUse(
            message(_("{commit} changed no record of this agreement"), commit=text),
            message(_("Choose one of those that log lists.")),
        )
    return entry
