"""Somebody in front of the application, for every test of the screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from seat import Seat, Sit
from textual.css.stylesheet import Stylesheet

from miljo_tui.locale import language
from miljo_tui.tui.app import MiljoApp


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> None:
    """Parse each style once for all applications, not for each anew: a fifth of every start."""
    parse, parsed = Stylesheet._parse_rules, {}

    def parse_rules(self: Stylesheet, *given: Any, **named: Any) -> Any:
        key = (given, *named.items(), *self._variables.items())
        if key not in parsed:
            parsed[key] = parse(self, *given, **named)
        return parsed[key]

    Stylesheet._parse_rules = parse_rules


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
