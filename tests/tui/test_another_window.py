"""Another window gets the focus and gives it back: nothing is painted for that."""

from __future__ import annotations

from pathlib import Path

from seat import Sit
from textual.events import AppBlur, AppFocus


async def test_the_focus_stays_where_it_is(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        focused = seat.app.focused
        for event in (AppBlur(), AppFocus()):
            seat.app.post_message(event)
            await seat.settle()
            assert focused is not None and seat.app.focused is focused
