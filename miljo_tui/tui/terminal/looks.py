"""How a cell looks: what SGR and a link have set, and the shortest way from one look to another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

SEEN_ON_A_BLANK: Final = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""What shows where no letter stands: lines, frames, and colours the other way round."""

ENDED_BY: Final[Mapping[str, frozenset[str]]] = {
    "22": frozenset({"1", "2"}),
    "23": frozenset({"3", "20"}),
    "24": frozenset({"4", "21"}),
    "25": frozenset({"5", "6"}),
    "27": frozenset({"7"}),
    "28": frozenset({"8"}),
    "29": frozenset({"9"}),
    "54": frozenset({"51", "52"}),
    "55": frozenset({"53"}),
}
"""The codes that end others; any code that is not known here counts as one that only 0 ends."""


class Look:
    """One look. There is one object for each, so that looks are compared by `is`."""

    __slots__ = ("attributes", "background", "blank", "foreground", "link", "sgr")

    def __init__(
        self, attributes: frozenset[str], foreground: str, background: str, link: str
    ) -> None:
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
        self.link = link
        self.sgr = ";".join(filter(None, [*sorted(attributes), foreground, background]))
        """The codes that lead here from nothing."""
        is_seen = bool(attributes & SEEN_ON_A_BLANK or link)
        is_bare = not attributes and not foreground
        self.blank = self if is_seen or is_bare else look(background=background)
        """The look of a blank that nobody can tell from this one."""


@cache
def look(
    attributes: frozenset[str] = frozenset(),
    foreground: str = "",
    background: str = "",
    link: str = "",
) -> Look:
    """Return the one object for a look."""
    return Look(attributes, foreground, background, link)


PLAIN: Final = look()


@cache
def after_sgr(before: Look, parameters: str) -> Look:
    """Return the look after SGR with these parameters."""
    attributes, colours = set(before.attributes), [before.foreground, before.background]
    codes = parameters.split(";")
    while codes:
        code = codes.pop(0).lstrip("0")
        if not code:
            attributes, colours = set(), ["", ""]
        elif code in ("38", "48", "58"):
            taken = 4 if codes[:1] == ["2"] else 2
            whole = ";".join([code, *codes[:taken]])
            del codes[:taken]
            if code == "58":
                attributes.add(whole)
            else:
                colours[code == "48"] = whole
        elif code in ("39", "49"):
            colours[code == "49"] = ""
        elif code in ENDED_BY:
            attributes -= ENDED_BY[code]
        elif code.isdigit() and (30 <= int(code) <= 47 or 90 <= int(code) <= 107):
            colours[40 <= int(code) <= 47 or int(code) >= 100] = code
        else:
            attributes.add(code)
    return look(frozenset(attributes), colours[0], colours[1], before.link)


def with_link(before: Look, link: str) -> Look:
    """Return the look inside a link, or outside where there is none: OSC 8's own two parts."""
    is_over = not link.partition(";")[2]
    return look(before.attributes, before.foreground, before.background, "" if is_over else link)


@cache
def change(before: Look, after: Look, ends: frozenset[str]) -> str:
    """Return the shortest sequence from one look to another; `ends` are the codes to end others."""
    link = "" if before.link == after.link else f"\x1b]8;{after.link or ';'}\x1b\\"
    if before.sgr == after.sgr:
        return link
    anew = f"\x1b[0;{after.sgr}m" if after.sgr else "\x1b[m"
    codes: list[str] = []
    left = before.attributes - after.attributes
    for code in sorted(ends & ENDED_BY.keys()):
        # A code that ends two ends the one that stays, too.
        if left & ENDED_BY[code] and not after.attributes & ENDED_BY[code]:
            codes.append(code)
            left -= ENDED_BY[code]
    codes += sorted(after.attributes - before.attributes)
    for old, new, default in (
        (before.foreground, after.foreground, "39"),
        (before.background, after.background, "49"),
    ):
        if old != new and (new or default in ends):
            codes.append(new or default)
        elif old != new:
            return link + anew
    by_steps = f"\x1b[{';'.join(codes)}m"
    return link + (anew if left or len(anew) <= len(by_steps) else by_steps)
