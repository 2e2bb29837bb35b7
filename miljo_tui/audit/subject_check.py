"""The first line of a commit where it names other numbers or dates than its claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miljo_tui.audit.claims import FILE, Claim
from miljo_tui.audit.entries import REDOES, UNDOES, Entry
from miljo_tui.editing.record_changes import RECORD
from miljo_tui.model.parse_input import a_number

_CHANGE = re.compile(r"([^→]*) → ([^→…]+?)(?=$|, )")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def contradictions(entry: Entry) -> Iterator[str]:
    """Yield what a first line of this program's says of a number or a date, and no claim does.

    Words change with the release and the language. What takes a change back quotes its first line.
    """
    if not entry.operation or entry.told.keys() & {UNDOES, REDOES}:
        return
    claims = [each for each in (*entry.beside, *entry.claims) if each.key not in (RECORD, FILE)]
    if not claims or any(map(_is_unclear, claims)):
        return
    for before, new in _CHANGE.findall(entry.subject):
        old = before.split(" ")[-1]
        if _plain(new) is not None and not any(_says(each, old, before, new) for each in claims):
            yield f"{old} → {new}"


def _is_unclear(claim: Claim) -> bool:
    """Tell whether where a value ends in a line cannot be seen: a list, or one with an arrow."""
    return any(value.startswith("[") or "→" in value for value in (claim.old, claim.new))


def _says(claim: Claim, old: str, before: str, new: str) -> bool:
    was, now = claim.old.strip('"'), claim.new.strip('"')
    is_old = _plain(old) is None or _plain(old) == _plain(was) or before.endswith(was)
    return is_old and _plain(now) == _plain(new)


def _plain(text: str) -> str | float | None:
    """Return a plain number or date so that two of them can be compared, None for anything else."""
    if _DAY.fullmatch(text):
        return text
    try:
        return float(a_number(text))
    except (ValueError, OverflowError):
        return None
