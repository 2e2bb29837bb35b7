"""Whose address a key may sign for, by a file of allowed signers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_LINE = re.compile(r'\s*(?:"([^"]*)"|([^\s"#]\S*))\s(?:.*\s)?(AAAA[A-Za-z0-9+/=]+)(?:\s|\Z)')
"""Addresses, options, the kind of key, the key and a comment; only `ssh-keygen` judges them."""


class Signers:
    """The addresses of each key in a file of allowed signers."""

    def __init__(self, allowed: Path) -> None:
        """Read the file; what is no line of it is left to `ssh-keygen`, which trusts nobody."""
        self._keys: dict[str, list[Sequence[str]]] = {}
        try:
            text = allowed.read_text("utf-8", "replace")
        except OSError:
            return
        for line in text.split("\n"):
            if found := _LINE.match(line):
                addresses = (found[1] or found[2] or "").split(",")
                self._keys.setdefault(found[3], []).append(addresses)

    def signs_for(self, signer: str, address: str) -> bool:
        """Tell whether a key of this signer may sign for an address.

        The signer is the first of a key's addresses, which may be patterns. One whose keys have
        only names, and no address at all, is known to sign for everybody.
        """
        lists = [
            each
            for lines in self._keys.values()
            if any(signer in each for each in lines)
            for each in lines
        ]
        if not any("@" in pattern for each in lists for pattern in each):
            return True
        return any(_fits(each, address) for each in lists)


def _fits(patterns: Sequence[str], address: str) -> bool:
    """Tell whether an address fits a list as SSH reads it: one with ! before it is left out."""
    fitting = {pattern[:1] == "!" for pattern in patterns if _is_like(pattern, address)}
    return fitting == {False}


def _is_like(pattern: str, address: str) -> bool:
    like = re.escape(pattern.removeprefix("!")).replace(r"\*", ".*").replace(r"\?", ".")
    return re.fullmatch(like, address, re.IGNORECASE | re.DOTALL) is not None
