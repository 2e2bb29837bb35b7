"""The trailers of a message as git reads them: what is claimed to git is claimed to the app too."""

from __future__ import annotations

import re
from collections.abc import Sequence

OURS = {
    name.lower(): name
    for name in (
        "Diarienummer",
        "Miljo-Record",
        "Miljo-Change",
        "Miljo-Undoes",
        "Miljo-Redoes",
        "Miljo-Restores",
        "Miljo-Operation",
        "Miljo-Format",
    )
}
"""The names that mean something here, by how git compares them."""

_TRAILER = re.compile(r"([A-Za-z0-9-]+)[ \t]*:(.*)", re.DOTALL)
_BY_GIT = ("Signed-off-by: ", "(cherry picked from commit ")
"""What git itself adds: it makes a paragraph of trailers of one that has other lines too."""

_CUT = "# ------------------------ >8 ------------------------"
_CONFLICTS = "Conflicts:"
_SPACE = " \t\n\r"


def trailers(text: str) -> list[tuple[str, str]]:
    """Return the trailers of a message, names and values."""
    return parted(text)[1]


def parted(text: str) -> tuple[str, list[tuple[str, str]]]:
    """Return a message without its trailers, and the trailers."""
    lines = _told(re.sub(r"\A(?:[ \t\r]*\n)+", "", text).split("\n"))
    start = _start(lines)
    found = []
    for line in _unfolded(lines[start:]):
        trailer = None if line.startswith("#") else _TRAILER.match(line)
        if trailer:
            name = OURS.get(trailer[1].lower(), trailer[1])
            found.append((name, re.sub(r"\n[ \t\r]+", " ", trailer[2].strip(_SPACE))))
    return "\n".join(lines[:start]) if found else text, found


def _told(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines that say something: not what is cut off, nor git's own notes at the end."""
    if _CUT in lines[:-1]:
        lines = [*lines[: lines.index(_CUT)], ""]
    end, are_conflicts = 0, False
    for number, line in enumerate(lines, 1):
        if line == _CONFLICTS and number < len(lines):
            are_conflicts = True
        elif line and not line.startswith("#") and not (are_conflicts and line.startswith("\t")):
            end, are_conflicts = number, False
    while end and (_is_blank(lines[end - 1]) or lines[end - 1].startswith("#")):
        end -= 1
    return lines[:end]


def _start(lines: Sequence[str]) -> int:
    """Return where the last paragraph begins if it is one of trailers, else the end.

    The first paragraph never is: it is the subject.
    """
    title = next((i for i, line in enumerate(lines) if _is_blank(line)), len(lines))
    start = len(lines)
    while start > title and not _is_blank(lines[start - 1]):
        start -= 1
    if start <= title:
        return len(lines)
    are_by_git = are_trailers = others = 0
    is_other = False
    for line in lines[start:]:
        if line.startswith("#"):
            is_other = True
        elif line.startswith(_BY_GIT):
            are_by_git, are_trailers, is_other = are_by_git + 1, are_trailers + 1, False
        elif line[0] not in _SPACE and _TRAILER.match(line):
            are_trailers, is_other = are_trailers + 1, False
        elif line[0] not in _SPACE:
            others, is_other = others + 1, True
        elif is_other or line is lines[start]:
            others += 1  # it goes on what is no trailer
    if (are_by_git and are_trailers * 3 >= others) or (are_trailers and not others):
        return start
    return len(lines)


def _is_blank(line: str) -> bool:
    return not line.strip(_SPACE)


def _unfolded(lines: Sequence[str]) -> list[str]:
    """Return each line with those that go on from it."""
    whole: list[str] = []
    for line in lines:
        if whole and line[0] in _SPACE and _TRAILER.match(whole[-1]):
            whole[-1] = f"{whole[-1]}\n{line}"
        else:
            whole.append(line)
    return whole
