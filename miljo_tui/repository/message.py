"""The text of a commit: a subject and a reason for people, trailers for machines."""

from __future__ import annotations

import os
import re
import time
import tomllib
from collections.abc import Sequence

from miljo_tui.frozen import frozen
from miljo_tui.model.escape_controls import one_line, visible
from miljo_tui.model.literals import NONE, brief

SUBJECT_LENGTH = 72
"""Characters of the longest subject."""

SHORT_ID = 10
"""Characters of a commit's short id."""

OPERATION = "Miljo-Operation"
"""The trailer that holds the id of the save."""

FORMAT = "1"
"""The version of the trailers."""

_LONG = re.compile(r"\(text \d+ characters sha256:[0-9a-f]+\)")
_PLAIN = re.compile(r'"[^"\\\x00-\x1f\x7f]*"|-?[1-9][0-9]{0,17}')
"""A text or a number that stands for itself, as most do: a parser takes ten times as long."""
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
    trailers = [f"Diarienummer: {one_line(case)}"] if case.strip() else []
    for address, changes in records:
        trailers.append(f"Miljo-Record: {one_line(address)}")
        trailers += [
            f"Miljo-Change: {one_line(change.key)} = {change.old} -> {change.new}"
            for change in changes
        ]
    trailers += [f"{name}: {one_line(commit)}" for name, commit in links]
    trailers += [f"{OPERATION}: {operation}", f"Miljo-Format: {FORMAT}"]
    return _whole(subject, reason, trailers)


def compose_note(subject: str, reason: str, links: Sequence[tuple[str, str]]) -> str:
    """Return the message of a commit that changes no record; `links` name other commits."""
    return _whole(subject, reason, [f"{name}: {one_line(commit)}" for name, commit in links])


def _whole(subject: str, reason: str, trailers: Sequence[str]) -> str:
    body = visible(reason.strip().replace("\r\n", "\n").replace("\r", "\n"), lines=True)
    parts = [_shortened(one_line(subject)), _SCISSORS.sub(" ", body), "\n".join(trailers)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _shortened(subject: str) -> str:
    if len(subject) <= SUBJECT_LENGTH:
        return subject
    cut = subject[: SUBJECT_LENGTH - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > SUBJECT_LENGTH // 2 else cut).rstrip(" ,:") + "…"


def parse_change(value: str) -> TrailerChange | None:
    """Read the value of a `Miljo-Change` trailer, None where it is not one.

    The arrow that parts the values is the one on both sides of which a value stands, and the key
    ends where such a pair begins. A value comes as this program writes it, however it stands.
    """
    for equals in re.finditer(" = ", value):
        key, rest = value[: equals.start()], value[equals.end() :]
        for arrow in re.finditer(" -> ", rest):
            old, new = _value(rest[: arrow.start()]), _value(rest[arrow.end() :])
            if old and new:
                return TrailerChange(key, old, new)
    return None


def _value(text: str) -> str | None:
    """Return a value as this program writes it, None for what is none."""
    if text == NONE or _LONG.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text):
        return brief(text[1:-1] if text[0] == '"' else int(text))
    try:
        found = tomllib.loads(f"value = {text}")
        return brief(found["value"]) if found.keys() == {"value"} else None
    except (ValueError, RecursionError):  # too long a number, too deep a list: by another hand
        return None


def new_operation() -> str:
    """Return a new id for a save, sortable by time (RFC 9562, UUID version 7)."""
    import uuid  # only a save wants it

    stamp = time.time_ns() // 1_000_000
    # What `secrets` draws from, without all that is loaded with it.
    drawn = int.from_bytes(os.urandom(10), "big")
    number = stamp << 80 | 0x7 << 76 | (drawn >> 68) << 64 | 0b10 << 62
    return str(uuid.UUID(int=number | drawn & ((1 << 62) - 1)))
