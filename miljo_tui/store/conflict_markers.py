"""The marks that git leaves in a file where two changes met, taken apart and put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile

from miljo_tui.frozen import frozen

_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?: (.*?))?\r?\n?", re.DOTALL)
"""A whole line: git writes seven signs, and a label behind a space."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")

OURS, BASE, THEIRS, AROUND = "ours", "base", "theirs", "around"


@frozen
class Hunk:
    """A place where two changes met: the lines of both, and those that they come from."""

    ours: str
    theirs: str
    base: str | None = None
    """None where the marks have no lines of it: git writes them only when it is told to."""


@frozen
class Versions:
    """The two versions of a text that its marks tell of, and the one they come from."""

    pieces: tuple[str | Hunk, ...]
    """The text in its order; what stands outside the hunks belongs to all versions."""
    our_label: str = OURS
    their_label: str = THEIRS
    """What stands behind the first marks: `HEAD`, a branch, a commit, or nothing."""

    @property
    def ours(self) -> str:
        """The text with our lines in every hunk."""
        return self.taken(lambda hunk: hunk.ours)

    @property
    def theirs(self) -> str:
        """The text with their lines in every hunk."""
        return self.taken(lambda hunk: hunk.theirs)

    @property
    def base(self) -> str | None:
        """The text that both come from, None where one of the hunks does not tell."""
        if any(isinstance(each, Hunk) and each.base is None for each in self.pieces):
            return None
        return self.taken(lambda hunk: hunk.base or "")

    def taken(self, choose: Callable[[Hunk], str]) -> str:
        """Return the text with what is chosen in the place of each hunk."""
        return "".join(each if isinstance(each, str) else choose(each) for each in self.pieces)


def take_apart(text: str) -> Versions | None:
    """Return the versions that a text holds, None where it has no marks or they do not fit."""
    pieces: list[str | Hunk] = []
    held: dict[str, str] = dict.fromkeys((AROUND, OURS, BASE, THEIRS), "")
    labels: dict[str, str] = {}
    where = AROUND
    has_base = False
    for line in _LINE.findall(text):
        found = _MARK.fullmatch(line)
        sign = found[1][0] if found else ""
        is_mark = (where, sign) in _STEPS
        if sign and where != AROUND and not is_mark:
            return None  # a line that may be text or a mark: only a person can tell
        if not is_mark:
            held[where] += line
            continue
        if where == AROUND:
            pieces.append(held[AROUND])
            has_base = False
        where = _STEPS[where, sign]
        has_base = has_base or where == BASE
        labels.setdefault(sign, (found[2] or "") if found else "")
        if where == AROUND:
            pieces.append(Hunk(held[OURS], held[THEIRS], held[BASE] if has_base else None))
            held = dict.fromkeys(held, "")
    if where != AROUND or not labels:
        return None
    return Versions((*pieces, held[AROUND]), labels["<"], labels[">"])


def mark(base: str | None, ours: str, theirs: str) -> str:
    """Return both versions as one text with marks, from the first line that differs to the last.

    For where lines go together that should not: git would put no marks there. A base that is
    unknown or has marks of its own is None.
    """
    texts = (ours, theirs) if base is None else (ours, base, theirs)
    versions = [_LINE.findall(text) for text in texts]
    before = _common(versions)
    rest = [lines[before:] for lines in versions]
    behind = _common([lines[::-1] for lines in rest])
    one, *was, other = ("".join(lines[: len(lines) - behind]) for lines in rest)
    marked = f"<<<<<<< {OURS}\n{_whole(one)}"
    marked += "".join(f"||||||| {BASE}\n{_whole(each)}" for each in was)
    marked += f"=======\n{_whole(other)}>>>>>>> {THEIRS}\n"
    return "".join([*versions[0][:before], marked, *rest[0][len(rest[0]) - behind :]])


def _whole(lines: str) -> str:
    return f"{lines}\n" if lines and not lines.endswith("\n") else lines


def _common(versions: list[list[str]]) -> int:
    """Return how many lines all versions begin with."""
    together = zip(*versions, strict=False)
    return sum(1 for _same in takewhile(lambda lines: len(set(lines)) == 1, together))


_STEPS = {
    (AROUND, "<"): OURS,
    (OURS, "|"): BASE,
    (OURS, "="): THEIRS,
    (BASE, "="): THEIRS,
    (THEIRS, ">"): AROUND,
}
"""Which sign leads from where to where."""
