"""The marks that git leaves in a file where two changes met, taken apart into whole versions."""

from __future__ import annotations

import re

from miljo_tui.frozen import frozen

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*?))?\r?\n?", re.DOTALL)
"""A whole line: git writes seven signs, and a label behind a space."""

OURS, BASE, THEIRS, AROUND = "ours", "base", "theirs", "around"


@frozen
class Versions:
    """The two versions of a text that its marks tell of, and the one they come from."""

    ours: str
    theirs: str
    base: str | None
    """None where a place has no lines of it: git writes them only when it is told to."""
    our_label: str
    their_label: str
    """What stands behind the first marks: `HEAD`, a branch, a commit, or nothing."""


def take_apart(text: str) -> Versions | None:
    """Return the versions that a text holds, None where it has no marks or they do not fit.

    What stands outside the marks belongs to all versions.
    """
    held: dict[str, list[str]] = {OURS: [], BASE: [], THEIRS: []}
    labels: dict[str, str] = {}
    where = AROUND
    has_base = True
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        found = _MARK.fullmatch(line)
        sign = found[1][0] if found else ""
        is_mark = (where, sign) in _STEPS
        if sign and where != AROUND and not is_mark:
            return None  # a line that may be text or a mark: only a person can tell
        if is_mark:
            has_base = has_base and (where, sign) != (OURS, "=")
            where = _STEPS[where, sign]
            labels.setdefault(sign, (found[2] or "") if found else "")
        else:
            for version in held if where == AROUND else (where,):
                held[version].append(line)
    if where != AROUND or not labels:
        return None
    ours, base, theirs = ("".join(held[version]) for version in (OURS, BASE, THEIRS))
    return Versions(ours, theirs, base if has_base else None, labels["<"], labels[">"])


_STEPS = {
    (AROUND, "<"): OURS,
    (OURS, "|"): BASE,
    (OURS, "="): THEIRS,
    (BASE, "="): THEIRS,
    (THEIRS, ">"): AROUND,
}
"""Which sign leads from where to where."""
