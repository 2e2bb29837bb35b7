"""The text of a commit: a subject and a reason for people, trailers for machines."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from miljo_tui.frozen import frozen
from miljo_tui.model.literals import NONE
from miljo_tui.model.visible import visible

SUBJECT_LENGTH = 72
"""Characters of the longest subject."""

OPERATION = "Miljo-Operation"
"""The trailer that holds the id of the save."""

FORMAT = "1"
"""The version of the trailers."""

_TRAILER = re.compile(r"([A-Za-z0-9-]+): (.*)")
_LONG = re.compile(r"\(text \d+ characters sha256:[0-9a-f]+\)")
_SCISSORS = re.compile(r"^(?=\S+ -{24} >8 -{24}$)", re.MULTILINE)
"""Where git thinks a message ends, and looks for the trailers above."""


@frozen
class TrailerChange:
    """One changed key: both values as TOML literals, `(none)`, or a long text's fingerprint."""

    key: str
    old: str
    new: str


def compose(
    subject: str,
    reason: str,
    case: str,
    records: Sequence[tuple[str, Sequence[TrailerChange]]],
    operation: str,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """Return the whole message; the last paragraph is ours alone, whatever the reason says.

    `links` are trailers that name other commits.
    """
    trailers = [f"Diarienummer: {_one_line(case)}"] if case.strip() else []
    for address, changes in records:
        trailers.append(f"Miljo-Record: {_one_line(address)}")
        trailers += [
            f"Miljo-Change: {_one_line(change.key)} = {change.old} -> {change.new}"
            for change in changes
        ]
    trailers += [f"{name}: {_one_line(commit)}" for name, commit in links]
    trailers += [f"{OPERATION}: {operation}", f"Miljo-Format: {FORMAT}"]
    body = visible(reason.strip().replace("\r\n", "\n").replace("\r", "\n"), lines=True)
    parts = [_shortened(_one_line(subject)), _SCISSORS.sub(" ", body), "\n".join(trailers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def _shortened(subject: str) -> str:
    if len(subject) <= SUBJECT_LENGTH:
        return subject
    cut = subject[: SUBJECT_LENGTH - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > SUBJECT_LENGTH // 2 else cut).rstrip(" ,:") + "…"


def trailers(text: str) -> list[tuple[str, str]]:
    """Return the trailers of a message: the lines of its last paragraph, if all are trailers."""
    head, _, last = text.rstrip("\n").rpartition("\n\n")
    found = [_TRAILER.fullmatch(line) for line in last.split("\n")]
    if not head or not all(found):
        return []
    return [(line[1], line[2]) for line in found if line]


def parse_change(value: str) -> TrailerChange | None:
    """Read the value of a `Miljo-Change` trailer, None where it is not one.

    The arrow that parts the values is the one on both sides of which a value stands.
    """
    key, equals, rest = value.partition(" = ")
    if not equals:
        return None
    for arrow in re.finditer(" -> ", rest):
        old, new = rest[: arrow.start()], rest[arrow.end() :]
        if _is_value(old) and _is_value(new):
            return TrailerChange(key, old, new)
    return None


def _is_value(text: str) -> bool:
    if text == NONE or _LONG.fullmatch(text):
        return True
    import tomllib  # only a claim wants it, and a save has it already

    try:
        return set(tomllib.loads(f"value = {text}")) == {"value"}
    except (ValueError, RecursionError):  # too long a number, too deep a list: by another hand
        return False


def new_operation() -> str:
    """Return a new id for a save, sortable by time (RFC 9562, UUID version 7)."""
    import secrets  # only a save wants them
    import uuid

    stamp = time.time_ns() // 1_000_000
    number = stamp << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62
    return str(uuid.UUID(int=number | secrets.randbits(62)))
