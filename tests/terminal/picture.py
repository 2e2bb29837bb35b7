"""A terminal's screen as a picture that needs no other file: an SVG with its own colours."""

from __future__ import annotations

from html import escape
from itertools import groupby

import pyte
from pyte.screens import Char

WIDTH, HEIGHT, FONT = 8.4, 16.5, 14
"""Pixels: of a cell, of a row, of the letters."""
MARGIN = 12
INK, PAPER = "e6e6e6", "16181d"
FONTS = "'DejaVu Sans Mono','Liberation Mono',Menlo,Consolas,'Courier New',monospace"
COLOURS = {
    "black": "000000",
    "red": "cd3131",
    "green": "0dbc79",
    "brown": "c8b53c",
    "blue": "3b78d8",
    "magenta": "bc3fbc",
    "cyan": "11a8cd",
    "white": "e5e5e5",
    "brightblack": "767676",
    "brightred": "f14c4c",
    "brightgreen": "23d18b",
    "brightbrown": "f5f543",
    "brightyellow": "f5f543",
    "brightblue": "5c9bf5",
    "brightmagenta": "d670d6",
    "bfightmagenta": "d670d6",  # so spelt by pyte 0.8.2
    "brightcyan": "29b8db",
    "brightwhite": "ffffff",
}


def svg(screen: pyte.Screen) -> str:
    """Draw the screen; the same cells always give the same text."""
    width = screen.columns * WIDTH + 2 * MARGIN
    height = screen.lines * HEIGHT + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"',
        f'  width="{width:g}" height="{height:g}" font-family="{FONTS}" font-size="{FONT}">',
        f'<rect width="100%" height="100%" rx="6" fill="#{PAPER}"/>',
    ]
    for y in range(screen.lines):
        cells = [(x, screen.buffer[y][x]) for x in range(screen.columns)]
        for _, run in groupby(cells, key=lambda cell: cell[1]._replace(data="")):
            parts.extend(_run(y, list(run)))
    return "\n".join([*parts, "</svg>", ""])


def _run(y: int, cells: list[tuple[int, Char]]) -> list[str]:
    """Draw neighbouring cells of one style: their paper, then their letters."""
    start, style = cells[0]
    ink, paper = _colour(style.fg, INK), _colour(style.bg, PAPER)
    if style.reverse:
        ink, paper = paper, ink
    left, top, width = MARGIN + start * WIDTH, MARGIN + y * HEIGHT, len(cells) * WIDTH
    parts = []
    if paper != PAPER:
        # A hair wider than its cells, so that no seam shows between neighbours.
        parts.append(
            f'<rect x="{left:g}" y="{top:g}" width="{width + 0.3:.4g}" height="{HEIGHT + 0.3:g}" '
            f'fill="#{paper}"/>'
        )
    text = "".join(cell.data for _, cell in cells)
    if text.strip() or style.underscore:
        looks = ' font-weight="bold"' if style.bold else ""
        looks += ' font-style="italic"' if style.italics else ""
        looks += ' text-decoration="underline"' if style.underscore else ""
        parts.append(
            f'<text x="{left:g}" y="{top + FONT - 1:g}" fill="#{ink}" textLength="{width:.4g}" '
            f'lengthAdjust="spacingAndGlyphs" xml:space="preserve"{looks}>{escape(text)}</text>'
        )
    return parts


def _colour(name: str, default: str) -> str:
    """Return a colour of pyte's, a name or six hex digits, as six hex digits."""
    return default if name == "default" else COLOURS.get(name, name)
