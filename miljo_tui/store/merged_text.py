"""The text of a joined record: git's merge of the lines, made to hold the joined values.

Comments belong to no value, so that it is counted whether those of both sides are in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from miljo_tui.model import tree
from miljo_tui.model.failures import Refused
from miljo_tui.model.key_order import outline
from miljo_tui.model.records import RecordKind
from miljo_tui.model.values import same
from miljo_tui.store.conflict_markers import Hunk, Versions
from miljo_tui.store.editing import Edit, edit
from miljo_tui.store.reading import parse
from miljo_tui.store.scanner import Scan

Choice = Callable[[Hunk], str]


def written(
    kind: RecordKind, versions: Versions, wanted: Mapping[str, Any], kept: Counter[str]
) -> str | None:
    """Return the text that holds the wanted values and the kept comments, None for no such one.

    Our lines are taken where nothing speaks for theirs.
    """
    for choose in (_with_new_comments, _ours, _theirs, _ours_first, _theirs_first):
        text = _holding(kind, versions.taken(choose), wanted)
        if text is not None and not kept - _comments(text):
            return text
    return None


def with_moved_comments(
    kind: RecordKind, versions: Versions, wanted: Mapping[str, Any], kept: Counter[str]
) -> str | None:
    """Return the same for who has seen both sides: one's comments may move above the hunk.

    The lines of the side that has most of the values stay as they are. None where not even that
    goes.
    """
    sides = sorted(
        ((_ours, _theirs), (_theirs, _ours)),
        key=lambda side: len(_edits(kind, parse(versions.taken(side[0]).encode()).raw, wanted)),
    )
    for mine, others in sides:
        text = _holding(kind, versions.taken(mine), wanted)
        if text is None:
            continue
        lifted = versions.taken(_below_comments(mine, others, kept - _comments(text)))
        text = _holding(kind, lifted, wanted)
        if text is not None and not kept - _comments(text):
            return text
    return None


def comments_of_both(base: str, ours: str, theirs: str) -> Counter[str]:
    """Return each comment that a joined text is to hold, and how often.

    One of the base that a side has taken away may go. Raises ScanError for what is not TOML.
    """
    was, one, other = map(_comments, (base, ours, theirs))
    kept: Counter[str] = Counter()
    for comment in one | other:
        few, many = sorted((one[comment], other[comment]))
        added = max(0, many - was[comment])
        kept[comment] = many if few >= was[comment] else few + added
    return kept


def _holding(kind: RecordKind, text: str, wanted: Mapping[str, Any]) -> str | None:
    """Return a text with the wanted values, None where it cannot be edited so."""
    source = parse(text.encode())
    if source.fault:
        return None
    try:
        text = edit(text, _edits(kind, source.raw, wanted), outline(kind.cls))
    except Refused:
        return None
    return text if same(dict(parse(text.encode()).raw), dict(wanted)) else None


def _edits(kind: RecordKind, held: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[Edit]:
    return [
        Edit(path, value)
        for path in tree.present(kind.cls, wanted, held)
        if not same(value := tree.at(wanted, path), tree.at(held, path))
    ]


def _comments(text: str) -> Counter[str]:
    return Counter(Scan(text).comments)


def _ours(hunk: Hunk) -> str:
    return hunk.ours


def _theirs(hunk: Hunk) -> str:
    return hunk.theirs


def _ours_first(hunk: Hunk) -> str:
    return hunk.ours + hunk.theirs


def _theirs_first(hunk: Hunk) -> str:
    return hunk.theirs + hunk.ours


def _with_new_comments(hunk: Hunk) -> str:
    """Return the lines of the side that has written comments; a hunk may be no whole TOML."""
    was = _marked_off(hunk.base or "")
    one, other = _marked_off(hunk.ours) - was, _marked_off(hunk.theirs) - was
    if one - other and other - one:
        return hunk.ours + hunk.theirs
    return hunk.theirs if other - one else hunk.ours


def _marked_off(lines: str) -> Counter[str]:
    return Counter(f"#{line.partition('#')[2]}" for line in lines.splitlines() if "#" in line)


def _below_comments(mine: Choice, others: Choice, lost: Counter[str]) -> Choice:
    """Return the choice of one side's lines below what is lost of the other's comments."""

    def chosen(hunk: Hunk) -> str:
        above = ""
        for line in others(hunk).splitlines(keepends=True):
            tails = (line[at:].rstrip("\r\n") for at, sign in enumerate(line) if sign == "#")
            comment = next((each for each in tails if lost[each] > 0), None)
            if comment is not None:
                above += comment + ("\r\n" if line.endswith("\r\n") else "\n")
                lost[comment] -= 1
        return above + mine(hunk)

    return chosen
