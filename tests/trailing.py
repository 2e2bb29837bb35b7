"""What a message claims, as git tells it."""

from __future__ import annotations

import subprocess


def trailers(text: str) -> list[tuple[str, str]]:
    """Return the trailers of a message, names and values."""
    done = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    lines = done.stdout.decode().splitlines()
    return [
        (name, value.strip()) for name, _colon, value in (each.partition(":") for each in lines)
    ]
