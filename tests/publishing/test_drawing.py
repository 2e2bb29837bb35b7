"""The page drawn in characters: what a reader sees at any width, and nothing to be obeyed."""

from __future__ import annotations

import pytest
from anything import FOLDERS, publication, published
from hypothesis import given, settings

from miljo_tui.model.escape_controls import visible
from miljo_tui.model.folder import Folder
from miljo_tui.publishing import drawn_page

DrawnLine = tuple[tuple[str, str], ...]

MEASURE = """\
title = "Ängar [/x]"
areas = ["pollinering"]
start = 2022
end = 2025
responsible = "Parkenheten"
description = "Fyra ytor sköts som äng."
[[indicators]]
name = "Yta"
unit = "ha"
target = 4
[[indicators.values]]
year = 2022
value = 1
[[indicators.values]]
year = 2023
value = 2
[[funding]]
source = "LONA"
amount = 120000
note = "Hälften"
[[follow_ups]]
year = 2023
status = "H"
comment = "Två ytor är klara."
"""


def text(lines: list[DrawnLine]) -> str:
    return "\n".join("".join(text for text, _look in line) for line in lines)


def page(width: int = 78) -> str:
    return text(drawn_page(publication(MEASURE, agreement_text=AGREEMENT), width))


AGREEMENT = """\
title = "Avtal"
start = 2022
end = 2025
areas = ["pollinering"]
[page]
introduction = "Kort om det."
how_we_work = ["Ett", "Två"]
"""


def test_a_reader_sees_headings_lists_tables_and_bars_and_no_markup() -> None:
    shown = page()
    assert "#" not in shown and "**" not in shown and "| ---" not in shown
    assert "Hur långt har vi kommit?\n────────────────────────\n" in shown
    assert "• Ett\n• Två\n" in shown
    assert "Pollinering\nH▇▇▇▇" in shown
    assert "2022  ▇▇▇▇▇▇▇▇▇▇" + "·" * 29 + "│" in shown
    assert "▸ Ängar [/x]\n  H\u00a0Till hälften eller mer 2023 · 2022–2025 · Parkenheten" in shown
    assert "2023  H\u00a0Till hälften eller mer\n        Två ytor är klara." in shown
    head = next(line for line in shown.splitlines() if line.startswith("Område "))
    assert head.split() == ["Område", "G", "H", "P", "E", "–", "·", "Alla"]


@pytest.mark.parametrize("width", [37, 78, 118, 198])
def test_no_line_is_wider_than_the_window(width: int) -> None:
    lines = page(width).splitlines()
    assert max(map(len, lines)) <= width
    assert "Fyra ytor" in page(width)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(FOLDERS)
def test_whatever_stands_in_the_files_is_drawn_harmless(folder: Folder) -> None:
    for line in drawn_page(published(folder), 60):
        for part, _look in line:
            assert "\n" not in part and visible(part) == part
