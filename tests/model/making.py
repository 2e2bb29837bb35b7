"""Records and agreements from a few lines of TOML, and what the check says of them."""

from __future__ import annotations

import tomllib
from typing import Any

from miljo_tui.locale import language
from miljo_tui.model.folder import Folder, Record
from miljo_tui.model.problems import Problem
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE, RecordKind
from miljo_tui.model.rules import check

ENGLISH = language("en")
PERIOD = 'title = "Avtal"\nstart = 2022-01-01\nend = 2025-12-31\n'
CHOSEN = PERIOD + 'areas = ["pollinering"]\n'


def record(kind: RecordKind, id: str, text: str) -> Record[Any]:
    """A record as it would be read from a file with this text."""
    raw = tomllib.loads(text)
    return Record[Any](kind, id, text.encode(), raw)


def folder(
    agreement: str = CHOSEN,
    areas: dict[str, str] | None = None,
    measures: dict[str, str] | None = None,
) -> Folder:
    """An agreement with the areas Pollinering, chosen, and Giftfri vardag, not chosen."""
    areas = {"pollinering": 'name = "Pollinering"', "giftfri": 'name = "Giftfri vardag"'} | (
        areas or {}
    )
    return Folder(
        record(AGREEMENT, "agreement", agreement),
        {id: record(AREA, id, text) for id, text in areas.items()},
        {id: record(MEASURE, id, text) for id, text in (measures or {}).items()},
    )


def problems_of_measure(text: str) -> list[Problem]:
    """Everything the check finds in an agreement with this one measure, called angar."""
    found = check(folder(measures={"angar": text}))
    assert set(found) <= {"measures/angar"}
    return found.get("measures/angar", [])


def said(problem: Problem) -> str:
    """What people read of a problem, message and remedy."""
    return f"{ENGLISH.say(problem.message)} | {ENGLISH.say(problem.remedy)}"
