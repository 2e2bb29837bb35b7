"""Somebody in front of the application, for every test of the screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from seat import Seat, Sit

from miljo_tui.locale import language
from miljo_tui.tui.app import MiljoApp


@pytest.fixture
def sit() -> Sit:
    """Open an agreement: `async with sit(folder, size=(80, 24), lang="en") as seat`."""

    @asynccontextmanager
    async def opened(
        folder: Path, *, size: tuple[int, int] = (80, 24), lang: str = "en"
    ) -> AsyncIterator[Seat]:
        app = MiljoApp(folder, language(lang))
        async with app.run_test(size=size, notifications=True) as pilot:
            seat = Seat(app, pilot)
            await seat.settle()
            yield seat

    return opened
