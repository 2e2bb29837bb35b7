"""`commit` and `settle` by command: what they print, and how they end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
NAME = "measures/angar.toml"
MARKED = """\
title = "Ängar i tätorten"
<<<<<<< HEAD
end = 2025
start = 2021
||||||| bas
end = 2023
start = 2022
=======
end = 2026
contact = "Växeln"
start = 2020
>>>>>>> deras
"""


@pytest.fixture
def command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run a command in English; return its exit code and all that it printed."""

    def given(*arguments: str) -> tuple[int, str]:
        code = run(["-C", str(agreement), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return given


Command = Callable[..., tuple[int, str]]


def told(text: str) -> Any:
    """Read the JSON that stands before any complaint."""
    return json.JSONDecoder().raw_decode(text)[0]


def test_commit_takes_what_is_named_or_all(agreement: Path, command: Command, git: Git) -> None:
    for name, old, new in (
        (NAME, "end = 2023", "end = 2024"),
        ("areas/gronska.toml", "Grönska", "Mer grönska"),
    ):
        file = agreement / name
        file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    (agreement / "measures" / "trasig.toml").write_text("title = ", "utf-8")
    (agreement / "measures" / "ny.toml").write_text('title = "Ny"\n', "utf-8")
    (agreement / "measures" / "atervinning.toml").unlink()
    assert command("commit", "angar")[0] == 2  # the agreement wants a reason
    code, text = command("commit", "angar", "--dry-run")
    assert code == 0 and "End: 2023 → 2024" in text and "+end = 2024" in text
    code, text = command("commit", "angar", "--reason", "x", "--case", "KS2022/1")
    assert code == 0 and "Committed as" in text
    assert command("commit", "angar") == (
        0,
        "Nothing to commit: nothing was changed outside the program\n",
    )
    assert command("commit", "trasig", "--reason", "x")[0] == 1
    assert command("commit", "okand", "--reason", "x")[0] == 2
    assert command("commit", "ny", "atervinning", "--reason", "x")[0] == 2
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
    code, text = command("commit", "--reason", "allt")
    assert code == 0 and "areas/gronska: Name: " in text
    assert "atervinning.toml was removed, which is committed separately" in text
    assert "trasig.toml cannot be committed while it cannot be read" in text
    code, text = command("commit", "measures/atervinning.toml", "--reason", "bort", "--json")
    assert code == 0 and told(text)["records"][0]["what"] == "removed"
    assert git(agreement, "status", "--porcelain") == "?? measures/trasig.toml\n"
    assert git(agreement, "show", "--format=", "--name-only", "HEAD~1").split() == [
        "areas/gronska.toml",
        "measures/ny.toml",
    ]


def test_settle_lists_chooses_and_commits(agreement: Path, command: Command, git: Git) -> None:
    (agreement / NAME).write_text(MARKED, "utf-8")
    code, text = command("settle", "angar")
    assert code == 1
    assert "end\n  Was: 2023\n  HEAD: 2025\n  deras: 2026\n" in text and "start\n" in text
    code, text = command("settle", "angar", "--json")
    assert code == 1
    conflicts = told(text)["conflicts"]
    assert conflicts[0] == {"key": "end", "was": 2023, "ours": 2025, "theirs": 2026}
    assert (told(text)["ours"], told(text)["theirs"]) == ("HEAD", "deras")
    code, text = command("settle", "angar", "--theirs", "end", "--reason", "x")
    assert code == 1 and "start" in text and "end\n" not in text
    assert (agreement / NAME).read_text("utf-8") == MARKED
    code, text = command("settle", "angar", "--theirs", "end", "--ours", "--reason", "x")
    assert code == 0 and "Committed as" in text
    assert (agreement / NAME).read_text("utf-8") == (
        'title = "Ängar i tätorten"\ncontact = "Växeln"\nend = 2026\nstart = 2021\n'
    )
    assert git(agreement, "status", "--porcelain") == ""
    assert command("settle", "angar")[0] == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--theirs", "title"),
        ("--theirs", "okand"),
        ("--theirs", "end", "--ours", "end"),
        ("--theirs", "--ours"),
    ],
)
def test_settle_refuses_what_is_no_choice(
    agreement: Path, command: Command, arguments: tuple[str, ...]
) -> None:
    (agreement / NAME).write_text(MARKED, "utf-8")
    assert command("settle", "angar", *arguments, "--reason", "x")[0] == 2
    assert (agreement / NAME).read_text("utf-8") == MARKED


def test_what_goes_together_is_settled_when_a_side_is_named(
    agreement: Path, command: Command, git: Git
) -> None:
    agreed = MARKED.replace("2026", "2025").replace("2020", "2021")
    (agreement / NAME).write_text(agreed, "utf-8")
    code, text = command("settle", "angar")
    assert code == 0 and "--ours joins both changes" in text
    assert (agreement / NAME).read_text("utf-8") == agreed
    code, text = command("settle", "angar", "--ours", "--reason", "x")
    assert code == 0 and "Committed as" in text


def test_while_a_merge_is_under_way_it_is_left_to_that(
    agreement: Path, command: Command, git: Git
) -> None:
    file = agreement / NAME
    git(agreement, "switch", "--quiet", "--create", "deras")
    for branch, end in (("deras", "2026"), ("main", "2025")):
        git(agreement, "switch", "--quiet", branch)
        file.write_text(file.read_text("utf-8").replace("2023", end, 1), "utf-8")
        git(agreement, "commit", "--quiet", "--all", "-m", branch)
    subprocess.run(["git", "merge", "--quiet", "deras"], cwd=agreement, capture_output=True)
    assert command("commit", "--reason", "x")[0] == 3
    code, text = command("settle", "angar", "--theirs", "--dry-run")
    assert code == 0 and "+end = 2026" in text and "<<<<<<<" in file.read_text("utf-8")
    code, text = command("settle", "angar", "--theirs", "--json")
    answer = told(text)
    assert code == 0 and (answer["settled"], answer["end"]) == (True, "git commit")
    assert git(agreement, "ls-files", "--unmerged") == ""
    git(agreement, "commit", "--quiet", "--no-edit")
    assert "end = 2026" in git(agreement, "show", f"HEAD:{NAME}")
