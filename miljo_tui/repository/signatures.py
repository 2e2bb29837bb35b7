"""Whose signatures commits carry, by a list of signers that the person names."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.repository.allowed_signers import Signers
from miljo_tui.repository.git_process import ask

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
    told = ask(root, "log", "-z", f"--format={_FORMAT}", *revisions, "--", settings=settings)
    parts = told.decode("utf-8", "replace").split("\0")
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
