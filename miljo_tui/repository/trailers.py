"""The trailers of a commit, read as git reads them."""

from __future__ import annotations

import re

READ = "%(trailers:only=yes,unfold=yes)"
"""The format for git: a line for each trailer, however it was folded."""

BLOCK = "%(trailers)"
"""The paragraph of the trailers as it is written, with whatever else is in it."""

OURS = {
    name.lower(): name
    for name in (
        "Diarienummer",
        "Miljo-Record",
        "Miljo-Change",
        "Miljo-Undoes",
        "Miljo-Redoes",
        "Miljo-Restores",
        "Miljo-Acknowledges",
        "Miljo-Operation",
        "Miljo-Format",
    )
}
"""The names that mean something here, by how git compares them."""

_CLAIM = re.compile(r"^[ \t]*(Miljo-(?:Record|Change))[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)


def trailers(listed: str) -> tuple[tuple[str, str], ...]:
    """Return names and values, from the lines that git prints."""
    found = (line.partition(":") for line in listed.split("\n") if ":" in line)
    return tuple((_name(name.strip()), value.strip()) for name, _colon, value in found)


def without(message: str, block: str) -> str:
    """Return a message without the paragraph of its trailers, and what stands below."""
    return message[: message.rindex(block)] if block.strip() and block in message else message


def beside(message: str, block: str) -> tuple[tuple[str, str], ...]:
    """Return what looks like a claim and is no trailer: git reads it as a part of the reason."""
    message, block = (text.replace("\r\n", "\n") for text in (message, block))
    before, _block, after = message.rpartition(block) if block.strip() else (message, "", "")
    outside = f"{before}\n{after}"
    found = _CLAIM.findall(outside) if "miljo-" in outside.lower() else ()
    return tuple((_name(name), value.strip()) for name, value in found)


def _name(text: str) -> str:
    return OURS.get(text.lower(), text)
