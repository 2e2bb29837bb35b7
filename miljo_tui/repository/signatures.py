"""The signatures of commits, judged by a file of allowed signers that the person names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.git_process import ask

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


_FORMAT = "format:%H%x00%G?%x00%GS%x00%ae%x00%ce%x00"
_FIELDS = _FORMAT.count("%x00")


class Trust(StrEnum):
    """What a signature is worth; the values are the codes of findings."""

    GOOD = "good"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown-signer"
    BAD = "bad-signature"
    UNCHECKED = "unchecked-signature"
    ANOTHER = "another-signer"


_TRUST = {"G": Trust.GOOD, "N": Trust.UNSIGNED, "U": Trust.UNKNOWN, "B": Trust.BAD}
"""By git's letters; X, Y and R are good ones of a key that is no longer, E what it cannot check."""


@frozen
class Signature:
    """What a commit's signature is worth, and the name of its signer where it is known."""

    trust: Trust
    signer: str
    author: str
    """The address of who has made the change, by the commit's own words."""
    committer: str
    """The address of who has put it into the history: that is who signs."""
    is_by_author: bool


def signatures(root: Path, revisions: Sequence[str], allowed: Path) -> dict[str, Signature]:
    """Return the signature of each commit of a range, by the SSH keys in a file of allowed signers.

    Neither a program nor a file that the repository's configuration names has a part in it: only
    `ssh-keygen` runs, and a signature of another kind counts as one that cannot be checked.
    """
    settings = {
        "gpg.ssh.allowedSignersFile": str(allowed.resolve()),
        "gpg.ssh.program": "ssh-keygen",
        "gpg.ssh.revocationFile": "",
        "gpg.program": "false",
        "gpg.openpgp.program": "false",
        "gpg.x509.program": "false",
    }
    output = ask(root, "log", "-z", f"--format={_FORMAT}", *revisions, "--", settings=settings)
    parts = output.decode("utf-8", "replace").split("\0")
    signers = Signers(allowed)
    return {
        id.strip(): _signature(signers, *rest)
        for id, *rest in zip(
            *(parts[place :: _FIELDS + 1] for place in range(_FIELDS)), strict=False
        )
    }


def _signature(
    signers: Signers, letter: str, signer: str, author: str, committer: str
) -> Signature:
    trust = _TRUST.get(letter, Trust.UNCHECKED)
    if trust is Trust.GOOD and not signers.signs_for(signer, committer):
        trust = Trust.ANOTHER
    is_by_author = trust is not Trust.GOOD or signers.signs_for(signer, author)
    return Signature(trust, signer, author, committer, is_by_author)
