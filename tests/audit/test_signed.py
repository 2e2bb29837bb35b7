"""Whose signature a commit carries, and whether it is that of who says to have made it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.repository.signatures import Signers


@pytest.fixture
def signed(past: Past, signing_key: Path) -> Past:
    """A past in which whoever is at the keyboard signs with the one key that there is."""
    past.git("config", "gpg.format", "ssh")
    past.git("config", "user.signingkey", str(signing_key))
    past.git("config", "commit.gpgsign", "true")
    return past


def verified(past: Past, principals: str) -> VerificationReport:
    """Verify the newest commit, by a file that allows the key to whom it says."""
    signers = past.folder.parent / "signers"
    signers.write_text(f"{principals} {(signers.parent / 'key.pub').read_text('utf-8')}", "utf-8")
    with Chronicle.open(past.folder) as chronicle:
        return VerificationReport.of(chronicle, ["HEAD~1..HEAD"], signers=signers)


@pytest.mark.parametrize(
    "principals",
    [
        "anna@example.org",
        "ANNA@example.org",
        "bo@example.org,anna@example.org",
        '"a n,anna@example.org" namespaces="git"',
        "*@example.org",
        "????@*.org,!bo@example.org",
        "anna",
    ],
)
def test_who_may_sign_for_an_address_has_made_it(signed: Past, principals: str) -> None:
    signed.set("anna", "angar", "end=2024", reason="x")
    report = verified(signed, principals)
    assert (report.findings, report.notes) == ((), ())


@pytest.mark.parametrize("principals", ["bo@example.org", "*@example.com,b?@example.org"])
def test_nobody_signs_for_another(signed: Past, principals: str) -> None:
    signed.set("anna", "angar", "end=2024", reason="x")
    (finding,) = verified(signed, principals).findings
    assert (finding.kind, finding.claimed) == ("another-signer", "anna@example.org")
    assert finding.actual == principals.split(",")[0]


def test_who_names_another_author_is_told_of(signed: Past) -> None:
    author = "Anna <anna@example.org>"
    signed.git("commit", "--quiet", "--allow-empty", f"--author={author}", "-m", "x", who="bo")
    report = verified(signed, "bo@example.org")
    said = [note.message.values for note in report.notes if "signer" in note.message.values]
    assert report.findings == ()
    assert said == [{"person": "anna@example.org", "signer": "bo@example.org"}]


def test_a_signature_of_another_commit_is_bad(signed: Past) -> None:
    signed.set("anna", "angar", "end=2024", reason="x")
    theirs = signed.git("cat-file", "commit", "HEAD")
    signed.set("anna", "angar", "end=2025", reason="y")
    part = re.compile(r"gpgsig .*?\n\n", re.DOTALL)
    held = part.findall(theirs)[0]
    forged = part.sub(lambda _found: held, signed.git("cat-file", "commit", "HEAD"), count=1)
    made = signed.git("hash-object", "-t", "commit", "-w", "--stdin", given=forged)
    signed.git("reset", "--quiet", "--hard", made)
    (finding,) = verified(signed, "anna@example.org").findings
    assert finding.kind == "bad-signature"


@pytest.mark.parametrize(
    "principals",
    ['anna@example.org valid-before="20200101"', 'anna@example.org valid-after="20400101"'],
)
def test_a_key_that_is_out_of_date_signs_for_nobody(signed: Past, principals: str) -> None:
    signed.set("anna", "angar", "end=2024", reason="x")
    (finding,) = verified(signed, principals).findings
    assert finding.kind in ("unknown-signer", "unchecked-signature")


def test_all_the_addresses_of_a_key_count(tmp_path: Path) -> None:
    file = tmp_path / "signers"
    file.write_text(
        "# nobody@example.org ssh-ed25519 AAAAone\n\nnonsense\n"
        "a@example.org ssh-ed25519 AAAAone\nb@example.org ssh-ed25519 AAAAone x\n"
        "c@example.org ssh-ed25519 AAAAtwo\n",
        "utf-8",
    )
    signers = Signers(file)
    allowed = [who for who in "abc" if signers.signs_for("a@example.org", f"{who}@example.org")]
    assert allowed == ["a", "b"]
    assert not signers.signs_for("a@example.org", "nobody@example.org")
