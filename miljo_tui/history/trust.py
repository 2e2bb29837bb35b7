"""Whose signatures commits carry, by a list of signers that the person names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.history.running import ask

_FORMAT = "format:%H%x00%G?%x00%GS%x00"


class Trust(StrEnum):
    """What a signature is worth; the values are the codes of findings."""

    GOOD = "good"
    UNSIGNED = "unsigned"
    UNKNOWN = "unknown-signer"
    BAD = "bad-signature"
    UNCHECKED = "unchecked-signature"


_TRUST = {"G": Trust.GOOD, "N": Trust.UNSIGNED, "U": Trust.UNKNOWN, "B": Trust.BAD}
"""By git's letters; X, Y and R are good ones of a key that is no longer, E what it cannot check."""


@frozen
class Signature:
    """What a commit's signature is worth, and the name of its signer where it is known."""

    trust: Trust
    signer: str


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
    named = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
    told = ask(root, *named, "log", "-z", f"--format={_FORMAT}", *revisions, "--")
    parts = told.decode("utf-8", "replace").split("\0")
    return {
        id.strip(): Signature(_TRUST.get(letter, Trust.UNCHECKED), signer)
        for id, letter, signer in zip(parts[::4], parts[1::4], parts[2::4], strict=False)
    }
