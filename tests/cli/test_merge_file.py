"""Git joins two branches field by field, and marks what conflicts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
NAME = "measures/angar.toml"


@pytest.fixture
def branches(agreement: Path, git: Git) -> Callable[[list[str], list[str]], int]:
    """Change a measure on two branches and merge them; return git's exit code."""
    program = f"PYTHONPATH={ROOT} {sys.executable} -m miljo_tui"
    git(agreement, "config", "merge.miljo-tui.driver", f"{program} merge-file %O %A %B %P")
    (agreement / ".gitattributes").write_text("*.toml merge=miljo-tui\n")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Attribut")

    def merged(ours: list[str], theirs: list[str]) -> int:
        git(agreement, "switch", "--quiet", "--create", "deras")
        assert run(["-C", str(agreement), "set", "angar", *theirs, "--reason", "x"]) == 0
        git(agreement, "switch", "--quiet", "main")
        assert run(["-C", str(agreement), "set", "angar", *ours, "--reason", "x"]) == 0
        return subprocess.run(
            ["git", "merge", "--quiet", "--no-edit", "deras"],
            cwd=agreement,
            env=os.environ,
            capture_output=True,
            check=False,
        ).returncode

    return merged


def test_two_branches_that_are_valid_alone_are_told_to_be_invalid_together(
    agreement: Path, git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["-C", str(agreement), "--lang", "en"]
    git(agreement, "switch", "--quiet", "--create", "deras")
    assert run([*at, "remove", "areas/giftfri-vardag", "--reason", "x"]) == 0
    git(agreement, "switch", "--quiet", "main")
    assert run([*at, "set", "angar", "areas+=giftfri-vardag", "--reason", "x"]) == 0
    git(agreement, "merge", "--quiet", "--no-edit", "deras")
    capsys.readouterr()
    assert run([*at, "check"]) == 1
    (said,) = (line for line in capsys.readouterr().out.splitlines() if " error: " in line)
    assert said.startswith(f"{NAME}:") and "giftfri-vardag" in said


def held(agreement: Path) -> dict[str, Any]:
    """Return the measure as its file has it."""
    return tomllib.loads((agreement / NAME).read_text("utf-8"))


def test_neighbouring_lines_go_together(
    agreement: Path, branches: Callable[[list[str], list[str]], int], git: Git
) -> None:
    ours, theirs = (
        ["end=2025", "follow_ups[2024].status=G"],
        ["start=2021", "follow_ups[2025].status=H"],
    )
    assert branches(ours, theirs) == 0
    values = held(agreement)
    assert (values["start"], values["end"]) == (2021, 2025)
    assert [entry["year"] for entry in values["follow_ups"]] == [2022, 2023, 2024, 2025]
    assert "# Första året." in (agreement / NAME).read_text("utf-8")
    assert git(agreement, "status", "--porcelain") == ""
    assert run(["-C", str(agreement), "check"]) == 0


def test_a_conflict_gets_marks_that_the_check_points_at(
    agreement: Path,
    branches: Callable[[list[str], list[str]], int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert branches(["end=2025"], ["end=2026"]) == 1
    text = (agreement / NAME).read_text("utf-8")
    marks = ("<<<<<<< ours", "||||||| base\nend = 2023\n=======", ">>>>>>> theirs")
    assert all(mark in text for mark in marks)
    assert run(["-C", str(agreement), "--lang", "en", "check"]) == 1
    assert f"{NAME}:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "code", "words"),
    [
        (
            "title = 'a'\n",
            "title = 'a'\nend = 1999\n",
            "title = 'b'\n",
            0,
            "title = 'b'\nend = 1999\n",
        ),
        ("title = 'a'\n", "title = 'b'\n", "title = \n", 1, "<<<<<<<"),
        (
            "title = 'a'\nown = 1\n",
            "title = 'a'\nown = 1\nend = 2\n",
            "title = 'a'\nown = 2\n",
            0,
            "own = 2\nend = 2\n",
        ),
    ],
)
def test_by_hand(tmp_path: Path, base: str, ours: str, theirs: str, code: int, words: str) -> None:
    files = []
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        file = tmp_path / f"{name}.toml"
        file.write_text(re.sub("^t$", "title = 'a'", text, flags=re.M) + "\n", "utf-8")
        files.append(str(file))
    assert run(["merge-file", *files, "measures/x.toml"]) == code
    assert words in Path(files[1]).read_text("utf-8")


def test_a_new_agreement_has_the_driver(tmp_path: Path, git: Git) -> None:
    assert run(["init", str(tmp_path / "ny")]) == 0
    folder = tmp_path / "ny"
    assert "merge-file %O %A %B %P" in git(folder, "config", "merge.miljo-tui.driver")
    told = git(folder, "check-attr", "merge", "agreement.toml", "schema/area.schema.json")
    assert told.splitlines()[0].endswith(": miljo-tui")
    assert told.splitlines()[1].endswith(": unspecified")
