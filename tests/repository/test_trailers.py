"""Trailers are read as git reads them: nobody can claim to the one what the other does not see."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.repository.commits import Commit, commits

Git = Callable[..., str]

RECORD, OPERATION = ("Miljo-Record", "a"), ("Miljo-Operation", "1")


@pytest.fixture
def committed(repository: Path) -> Callable[[str], Commit]:
    """Commit a message as it stands, and read it back."""

    def commit(message: str) -> Commit:
        command = ["git", "commit", "--quiet", "--allow-empty", "--allow-empty-message"]
        command += ["--cleanup=verbatim", "--file=-"]
        subprocess.run(command, cwd=repository, input=message.encode(), check=True)
        return next(commits(repository, ["HEAD"], ()))

    return commit


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ("Miljo-Record: a\nMiljo-Operation: 1", (RECORD, OPERATION)),
        ("miljo-record: a\nMILJO-OPERATION:1", (RECORD, OPERATION)),
        (
            "Miljo-Record: a\nMiljo-Operation: 1\n(cherry picked from commit 12)",
            (RECORD, OPERATION),
        ),
        ("Miljo-Record:\n a\nMiljo-Operation: 1\n\n# note", (RECORD, OPERATION)),
        ("Miljo-Record: a\nprosa\nSigned-off-by: A <a>", (RECORD, ("Signed-off-by", "A <a>"))),
        ("Other: x: y\nMiljo-Format:", (("Other", "x: y"), ("Miljo-Format", ""))),
    ],
)
def test_a_message_is_parted(
    committed: Callable[[str], Commit], last: str, found: tuple[tuple[str, str], ...]
) -> None:
    read = committed(f"s\n\nreason: x\ny\n\n{last}\n")
    assert (read.text, read.trailers) == ("s\n\nreason: x\ny\n\n", found)


@pytest.mark.parametrize(
    "message",
    ["", "Miljo-Format: 1\n", "s\n\na\n\n# b\n", "s\n\nMiljo-Record: a\nprosa\n", "s\n\n---\n"],
)
def test_a_message_without_trailers_stays_whole(
    committed: Callable[[str], Commit], message: str
) -> None:
    read = committed(message)
    assert (read.text, read.trailers) == (message, ())


def test_what_a_clone_takes_for_a_comment_changes_nothing(
    committed: Callable[[str], Commit], repository: Path, git: Git
) -> None:
    for character in (";", "M", "#"):
        git(repository, "config", "core.commentChar", character)
        read = committed("s\n\ny\n\nMiljo-Record: a\nMiljo-Operation: 1\n\n# note\n")
        assert (read.text, read.trailers) == ("s\n\ny\n\n", (RECORD, OPERATION))
