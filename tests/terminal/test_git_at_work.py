"""What git runs for a save does not draw over the screen, and nobody has to wait for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal

Start = Callable[..., Terminal]
Git = Callable[..., str]

ASKING = """#!/bin/sh
printf 'Passphrase: ' >/dev/tty
read -r answer </dev/tty || exit 1
printf 'Passphrase: ' >&2
exit 1
"""
HANGING = "#!/bin/sh\nsleep 60\n"


@pytest.fixture
def review(app: Start) -> Callable[[], Terminal]:
    """Open the app, change a title, and commit it from the review."""

    def start() -> Terminal:
        program = app()
        program.type("/pollinators\r\re")
        program.wait_for("^ F2 ")
        program.type("Nya ")
        program.press("f2")
        program.wait_for("Review")
        program.type("Beslut")
        program.press("f8", "f8")
        return program

    return start


@pytest.fixture
def hangs(agreement: Path) -> None:
    """A hook that does not end."""
    hook = agreement / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HANGING, "utf-8")
    hook.chmod(0o755)


def test_a_signer_that_asks_fails_at_once_and_stays_off_the_screen(
    review: Callable[[], Terminal], agreement: Path, git: Git
) -> None:
    signer = agreement.with_name("signer")
    signer.write_text(ASKING, "utf-8")
    signer.chmod(0o755)
    git("config", "commit.gpgSign", "true")
    git("config", "gpg.program", str(signer))
    program = review()
    program.wait_for("Git could not sign the commit")
    assert b"Passphrase" not in program.bytes
    assert git("status", "--porcelain") == ""
    program.press("escape")
    program.wait_for("^. Title")


@pytest.mark.usefixtures("hangs")
def test_escape_calls_a_save_off(review: Callable[[], Terminal], git: Git) -> None:
    program = review()
    program.wait_for("Saving")
    program.press("escape")
    program.wait_for("Git was stopped before it had finished")
    assert git("status", "--porcelain") == ""
    assert git("rev-list", "--count", "HEAD") == "1\n"


@pytest.mark.usefixtures("hangs")
def test_leaving_waits_for_no_hook(review: Callable[[], Terminal], git: Git) -> None:
    program = review()
    program.wait_for("Saving")
    program.press("ctrl+q")
    program.wait_for("Quit and discard them")
    begun = time.monotonic()
    program.press("ctrl+x")
    assert program.exit_code() == 0
    assert time.monotonic() - begun < 5
    assert git("status", "--porcelain") == ""
