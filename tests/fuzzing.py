"""How many random examples are drawn, and what became of the edits among them.

`pytest --hypothesis-profile=long` draws twenty times as many, other ones every time.
"""

from __future__ import annotations

from collections import Counter

from hypothesis import settings

ORDINARY = 100
"""The examples of a test in an ordinary run that says no other number."""

MADE, REFUSED = Counter[str](), Counter[str]()
"""The edits that were tried, by what was edited, and those that were refused."""


def profiles() -> None:
    """Make the two lengths of a run known; the ordinary one draws the same every time."""
    settings.register_profile("ordinary", max_examples=ORDINARY, derandomize=True, deadline=None)
    settings.register_profile("long", max_examples=20 * ORDINARY, deadline=None, print_blob=True)
    settings.load_profile("ordinary")


def examples(count: int) -> settings:
    """Return the settings of a test that draws so many examples in an ordinary run."""
    return settings(max_examples=count * settings().max_examples // ORDINARY)


def is_long() -> bool:
    """Tell whether the run is one of those before a release, which may take its time."""
    return settings().max_examples > ORDINARY


def tally(what: str, *, refused: bool) -> None:
    """Count an edit."""
    MADE[what] += 1
    REFUSED[what] += refused


def counts() -> list[tuple[str, int, int]]:
    """Return what was edited, how often, and how many of them were refused."""
    return [(what, MADE[what], REFUSED[what]) for what in sorted(MADE)]


def add(counted: list[tuple[str, int, int]]) -> None:
    """Add what was counted elsewhere."""
    for what, made, refused in counted:
        MADE[what] += made
        REFUSED[what] += refused


def told() -> list[str]:
    """Say how many edits there were, and how many of them were refused."""
    return [f"{made} random edits of {what}, {refused} refused" for what, made, refused in counts()]
