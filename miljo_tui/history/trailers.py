"""The trailers of a commit as git reads them: what is claimed to git is claimed to the app too."""

from __future__ import annotations

READ = "%(trailers:only=yes,unfold=yes)"
"""What git is asked for: a line for each trailer, however it was folded."""

BLOCK = "%(trailers)"
"""Where they stand: the paragraph as it is written, with what else stands in it."""

OURS = {
    name.lower(): name
    for name in (
        "Diarienummer",
        "Miljo-Record",
        "Miljo-Change",
        "Miljo-Undoes",
        "Miljo-Redoes",
        "Miljo-Restores",
        "Miljo-Operation",
        "Miljo-Format",
    )
}
"""The names that mean something here, by how git compares them."""


def trailers(told: str) -> tuple[tuple[str, str], ...]:
    """Return names and values, from the lines that git tells."""
    found = (line.partition(":") for line in told.split("\n") if ":" in line)
    return tuple((_name(name.strip()), value.strip()) for name, _colon, value in found)


def without(message: str, block: str) -> str:
    """Return a message without the paragraph of its trailers, and what stands below."""
    return message[: message.rindex(block)] if block.strip() and block in message else message


def _name(text: str) -> str:
    return OURS.get(text.lower(), text)
