"""From the screen that is shown to the one that is wanted, in as few bytes as will do."""

from __future__ import annotations

from collections import Counter

from miljo_tui.tui.terminal.cells import Line, Screen, is_certain
from miljo_tui.tui.terminal.looks import PLAIN, Look
from miljo_tui.tui.terminal.pen import Pen

WORTH_ERASING = 6
"""So many blanks are tried by erasing."""
LONGEST_GAP = 12
"""So many cells that stay are written again at most, where that is shorter than going over them."""


def repaint(shown: Screen, wanted: Screen, pen: Pen) -> None:
    """Make a screen of the same size show what is wanted; both are the same afterwards."""
    changed = _differing(shown, wanted)
    if pen.promises.scrolls and (block := _moved_block(shown, wanted, changed)):
        after = shown.copy()
        after.scroll(*block)
        still, scrolled = _differing(after, wanted), pen.trial()
        scrolled.scroll(*block)
        _lines(scrolled, after, wanted, still)
        # Where most lines need no more than to be moved, nothing can be shorter.
        if 2 * len(still) > len(changed):
            written = pen.trial()
            _lines(written, shown, wanted, changed)
            if written.length <= scrolled.length:
                scrolled = written
        pen.take(scrolled)
    else:
        _lines(pen, shown, wanted, changed)
    for y in changed:
        shown.lines[y] = wanted.lines[y].copy()
    pen.move(*wanted.cursor)
    shown.cursor = wanted.cursor


def _differing(shown: Screen, wanted: Screen) -> list[int]:
    return [y for y, line in enumerate(wanted.lines) if line != shown.lines[y]]


def clear(screen: Screen, pen: Pen) -> None:
    """Make the terminal show nothing, whatever it showed; the screen is a new one."""
    pen.forget()
    pen.take_look(PLAIN)
    if pen.promises.erases:
        pen.parts.append("\x1b[H\x1b[J")
        pen.x = pen.y = 0
        return
    for y in range(screen.height):
        pen.move(0, y)
        pen.parts.append(" " * screen.width)
        pen.x = None


def _lines(pen: Pen, shown: Screen, wanted: Screen, changed: list[int]) -> None:
    for y in changed:
        _line(pen, y, shown.lines[y], wanted.lines[y])


def _line(pen: Pen, y: int, shown: Line, wanted: Line) -> None:
    """Change one line, by erasing a part of it first where that is shorter."""
    changed = _changed(shown, wanted)
    start = _erasable(wanted, changed) if pen.promises.erases else None
    if start is None:
        _cells(pen, y, wanted, changed)
        return
    written, erased = pen.trial(), pen.trial()
    _cells(written, y, wanted, changed)
    look = wanted.looks[start]
    if look.background and not pen.promises.erases_in_colour:
        look = PLAIN
    _cells(erased, y, wanted, [x for x in changed if x < start])
    erased.move(start, y)
    erased.take_look(look)
    erased.parts.append("\x1b[K")
    rest = Line([" "] * len(shown.characters), [look] * len(shown.looks))
    _cells(erased, y, wanted, [x for x in _changed(rest, wanted) if x >= start])
    pen.take(min(written, erased, key=lambda each: each.length))


def _changed(shown: Line, wanted: Line) -> list[int]:
    old, new = shown.characters, wanted.characters
    looked, looks = shown.looks, wanted.looks
    return [x for x in range(len(new)) if old[x] != new[x] or looked[x] is not looks[x]]


def _erasable(wanted: Line, changed: list[int]) -> int | None:
    """Return where the blanks begin that are worth it to erase the rest of the line for."""
    best, start, count = WORTH_ERASING, None, 0
    begin, last, look = 0, -2, PLAIN
    for x in changed:
        its = wanted.looks[x]
        if wanted.characters[x] != " " or its.attributes or its.link:
            last = -2
            continue
        if x != last + 1 or its is not look:
            begin, look, count = x, its, 0
        last, count = x, count + 1
        if count >= best:
            best, start = count, begin
    return start


def _cells(pen: Pen, y: int, wanted: Line, changed: list[int]) -> None:
    """Write these cells of a line."""
    characters, looks = wanted.characters, wanted.looks
    width = len(characters)
    next_x = 0
    for x in changed:
        if x < next_x or not characters[x]:
            continue  # written already, as the rest of the character before
        if (pen.x, pen.y) != (x, y) and not _write_over(pen, x, y, characters, looks):
            pen.move(x, y)
        character = characters[x]
        if not pen.shows_as(character, looks[x]):
            pen.take_look(looks[x])
        pen.parts.append(character)
        next_x = x + 1
        while next_x < width and not characters[next_x]:
            next_x += 1
        is_known = next_x < width and is_certain(character)
        pen.x, pen.y = next_x if is_known else None, y


def _write_over(pen: Pen, x: int, y: int, characters: list[str], looks: list[Look]) -> bool:
    """Write the cells up to this one again where they look alike and going there costs more."""
    if pen.y != y or pen.x is None or not 0 < x - pen.x <= LONGEST_GAP:
        return False
    gap = characters[pen.x : x]
    if not all(
        pen.shows_as(character, look) and is_certain(character)
        for character, look in zip(gap, looks[pen.x : x], strict=True)
    ):
        return False
    text = "".join(gap)
    if len(text.encode("utf-8", "replace")) > len(pen.way(x, y)):
        return False
    pen.parts.append(text)
    pen.x = x
    return True


def _moved_block(shown: Screen, wanted: Screen, changed: list[int]) -> tuple[int, int, int] | None:
    """Return the lines that most lines have moved between, and by how many rows up."""
    places: dict[tuple[str, ...], list[int]] = {}
    for y in changed:
        places.setdefault(tuple(shown.lines[y].characters), []).append(y)
    moves: Counter[int] = Counter()
    for y in changed:
        before = places.get(tuple(wanted.lines[y].characters), [])
        if y not in before:
            moves.update(each - y for each in before)
    if not moves:
        return None
    rows, _count = moves.most_common(1)[0]
    reached = [
        each
        for y in changed
        if 0 <= y + rows < shown.height
        and wanted.lines[y].characters == shown.lines[y + rows].characters
        for each in (y, y + rows)
    ]
    return min(reached), max(reached), rows
