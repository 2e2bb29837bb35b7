"""An agreement larger than the first paint: the rest follows by itself."""

from __future__ import annotations

from pathlib import Path

from seat import Sit

from miljo_tui.tui.host import FEW


async def test_every_measure_comes_in_the_end(agreement: Path, sit: Sit) -> None:
    for number in range(FEW + 50):
        file = agreement / "measures" / f"nummer-{number:03}.toml"
        file.write_text(f'title = "Nummer {number:03}"\n', "utf-8")
    async with sit(agreement) as seat:
        assert str(FEW + 53) in seat.text
        await seat.press("down", "enter", "end")
        assert "Ökad växtlighet" in seat.text
        await seat.press("slash")
        await seat.type("nummer 069")
        assert f"1 of {FEW + 53}" in seat.text
