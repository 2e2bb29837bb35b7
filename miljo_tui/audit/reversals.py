"""Reversals: whether one commit takes back what another did, as their files tell."""

from __future__ import annotations

from enum import Enum

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.audit.merge_changes import own_changes
from miljo_tui.audit.record_versions import Versions
from miljo_tui.audit.renames import as_it_was_called, called_at
from miljo_tui.model.changes import compare
from miljo_tui.model.record_changes import WHOLE_RECORD, RecordChange, Version, What


class Reversal(Enum):
    """How much of a commit another one takes back."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


def reversal(chronicle: Chronicle, entry: Entry, other: Entry) -> Reversal:
    """Return how much of `other`, an older commit, an entry takes back.

    That is computed as an undo is: what was changed since in the same fields may stay as it is, and
    what is changed besides does not matter. What is not in this clone is taken for taken back.
    """
    changes = {each.address: each for each in entry.records}
    versions = chronicle.versions
    taken, left = False, False
    for was in other.records:
        address = was.address
        if address not in changes:
            address = called_at(chronicle, address, other.commit, entry.commit)
        now = changes.get(address)
        if now is None:
            there = versions.at(entry.commit, chronicle.place.every_path(address))
            left |= bool(_fields(versions, was, there, there)[1])
        elif now.after == was.before or What.UNKNOWN in (now.what, was.what):
            taken = True
        else:
            back, rest = _fields(versions, was, *map(versions.get, (now.before, now.after)))
            taken |= bool(back & {change.key for change in now.changes})
            left |= bool(rest)
    return _how_much(taken=taken, left=left)


def restored(chronicle: Chronicle, entry: Entry, commit: str) -> Reversal:
    """Return how much of what an entry changed is as it was at an earlier commit."""
    taken, left = False, False
    for now in entry.records:
        then = as_it_was_called(chronicle, now.address, commit)
        after = chronicle.versions.get(now.after)
        if now.what is What.UNKNOWN or (then and after and then.data == after.data):
            taken = True
        elif then and after and then.is_readable and after.is_readable:
            changed = {change.key for change in now.changes}
            other = {change.key for change in compare(now.kind.cls, then.raw, after.raw)}
            taken |= bool(changed - other)
            left |= bool(changed & other)
        else:
            left = True
    return _how_much(taken=taken, left=left)


def _how_much(*, taken: bool, left: bool) -> Reversal:
    if not taken:
        return Reversal.NONE
    return Reversal.PART if left else Reversal.WHOLE


def _fields(
    versions: Versions, was: RecordChange, ours: Version | None, then: Version | None
) -> tuple[set[str], set[str]]:
    """Return the fields of a change that are as they were before it, and those that are not."""
    before, after = map(versions.get, (was.before, was.after))
    if then is None:
        return set(), set() if before is None else {WHOLE_RECORD}
    if not (before and after and ours):
        return set(), {WHOLE_RECORD}
    if not all(each.is_readable for each in (before, after, ours, then)):
        return set(), {WHOLE_RECORD}
    cls = was.kind.cls
    keys = {change.key for change in compare(cls, after.raw, before.raw)}
    left = {change.key for change in own_changes(cls, after.raw, [ours.raw, before.raw], then)}
    return keys - left, keys & left
