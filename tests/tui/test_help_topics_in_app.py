"""The help topics from F1: found by a word, read whole, left by Esc."""

from __future__ import annotations

from pathlib import Path

from seat import Sit


async def test_a_topic_is_found_by_a_word_in_it(agreement: Path, sit: Sit) -> None:
    async with sit(agreement, lang="sv") as seat:
        await seat.press("f1")
        assert "t ämnen" in seat.text
        await seat.press("t")
        assert "Överenskommelsens filer" in seat.text and "Dela med andra" in seat.text
        assert "Sökord (alla måste finnas)" in seat.text
        await seat.type("putty")
        assert "Dela med andra" not in seat.text
        await seat.press("enter")
        assert "Över SSH" in seat.text and "Remote character set" in seat.text
        before = seat.text
        await seat.press("j")
        assert seat.text != before
        await seat.press("escape")
        assert "─ Hjälp ─" in seat.text
