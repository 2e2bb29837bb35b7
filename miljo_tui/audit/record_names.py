"""The record that a text names, also one that only the history has."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.records import KINDS, RecordKind


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
