"""Pictures of the main screens on a real terminal, each with the lines that it must have.

They lie as SVG files in the folders that `pytest --basetemp FOLDER` names.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal

Start = Callable[..., Terminal]

PANELS = {
    (
        80,
        24,
    ): r"^╭─ 1 Områden ─.*╮$[\s\S]*^╭─ 2 Åtgärder ─.*╮$[\s\S]*^╭─ 3 Pollinatörsprojekt ─.*╮$",
    (120, 40): r"^╭─ 1 Områden ─+╮╭─ 3 Pollinatörsprojekt ─+╮$[\s\S]*^╭─ 2 Åtgärder ─+╮│",
}


@pytest.mark.parametrize(("columns", "lines"), PANELS)
def test_the_main_screens_have_their_lines_and_their_pictures(
    app: Start, tmp_path: Path, columns: int, lines: int
) -> None:
    program = app("sv", columns=columns, lines=lines)

    def shows(name: str, pattern: str, *more: str) -> None:
        """Wait for what the screen must have, and draw it."""
        program.wait_for(pattern)
        text = program.text
        for each in more:
            assert re.search(each, text, re.MULTILINE), (name, each, text)
        picture = tmp_path / f"{name}-{columns}x{lines}.svg"
        program.svg(picture)
        drawn = "".join(ET.parse(picture).getroot().itertext())
        assert "F1" in drawn and "Hjälp" in drawn

    program.type("/pollinators\r\r")
    shows(
        "browse",
        PANELS[columns, lines],
        r"G Genomförd \(2023\) · Pollinering",
        r"^ / Filter  e Ändra .* F1 Hjälp",
    )
    program.press("e")
    shows(
        "form",
        r"^ Pollinatörsprojekt · (.* · )?measures/pollinatorsprojekt\.toml",
        r"▶  Åtgärd +│  Titel\* +█ Pollinatörsprojekt$"
        if columns >= 120
        else r"^  Titel\* +█ Pollinatörsprojekt$",
        r"Ansvarig ",
        r"^ F2 Granska…  Esc Tillbaka .* F1 Hjälp",
    )
    program.type("\t" * 3 + "Tekniska enheten")
    program.press("f2")
    shows(
        "review",
        r"^ Granska · Pollinatörsprojekt",
        r"^ • Ansvarig: \(tomt\) → Tekniska enheten$",
        r"^ F8 Spara i git .* F1 Hjälp",
    )
    program.type("Ny ansvarig enhet.")
    program.press("f8")
    program.wait_for("U ångrar")
    program.press("h")
    shows(
        "history",
        r"^ Historik · Pollinatörsprojekt · 2",
        r"^▶ .* \d\d:\d\d Ansvarig: \(tomt\) → Tekniska enheten",
        r"· Ny ansvarig enhet\.",
        r"Skäl: Ny ansvarig enhet\.",
    )
    program.press("escape")
    program.wait_for("3 Pollinatörsprojekt")
    program.press("f")
    shows("round", r"^ Uppföljning", r"2022 .*2023 .*2024", r"Pollinatörsprojekt")
    program.press("escape")
    program.wait_for("3 Pollinatörsprojekt")
    program.press("o")
    shows("overview", r"^ Översikt", r"Genomförd", r"Pollinering")
    program.press("q")
    assert program.exit_code() == 0
