"""The times that commits carry: whatever somebody wrote there, none of them stops a history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

NEVER = datetime.min.replace(tzinfo=UTC)
"""What stands for a time that is none, or that no calendar here knows."""


def moment(text: str) -> datetime:
    """Read a time as git stores it, seconds and a zone; in UTC where there is no such zone.

    Git's own ISO form ends the whole reading at the first time that it takes for impossible.
    """
    seconds, _space, zone = text.partition(" ")
    try:
        return datetime.fromtimestamp(int(seconds), _zone(zone))
    except (ValueError, OverflowError, OSError):
        return NEVER


@cache
def _zone(text: str) -> timezone:
    try:
        hours, minutes = int(text[1:-2]), int(text[-2:])
        away = timedelta(hours=hours, minutes=minutes)
        return timezone(-away if text.startswith("-") else away)
    except (ValueError, OverflowError):
        return UTC
