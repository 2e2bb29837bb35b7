"""`set` and `init` where something is unusual: lists, hostile words, others at work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "\x1b[2J\u202e\x9b\x07"
NAME = "measures/angar.toml"


@pytest.fixture
def told(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on the agreement, in English; return its code and what it prints."""

    def call(*arguments: str) -> tuple[int, str, str]:
        try:
            code = run(["-C", str(agreement), "--lang", "en", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return (code, *capsys.readouterr())

    return call


def test_lists_grow_and_shrink_and_an_empty_value_takes_the_key_away(
    agreement: Path, told: Run, git: Git
) -> None:
    code, out, err = told(
        "set",
        "angar",
        "areas+=gronska,pollinering",
        "objectives-=13,16",
        "responsible=",
        "--reason",
        "x",
        "--json",
    )
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert git(agreement, "rev-parse", "HEAD").startswith(answer["commit"])
    assert {change["key"]: change["new"] for change in answer["records"][0]["changes"]} == {
        "areas": ["pollinering", "gronska"],
        "objectives": None,
        "responsible": None,
    }
    text = (agreement / NAME).read_text("utf-8")
    assert "responsible" not in text and "objectives" not in text
    assert "# Ängarna sköts av parkförvaltningen." in text


def test_the_same_value_again_is_no_commit(told: Run, agreement: Path, git: Git) -> None:
    code, out, _ = told("set", "angar", "end=2023", "--reason", "x")
    assert code == 0 and "Nothing to change" in out
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("objectives-=1", "cannot be removed"),
        ("end+=2025", "is no list"),
        ("follow_ups=1", "list of entries"),
        ("end", "No change was given"),
    ],
)
def test_wrong_changes_are_two_and_write_nothing(
    told: Run, agreement: Path, git: Git, assignment: str, words: str
) -> None:
    code, out, err = told("set", "angar", assignment, "--reason", "x")
    assert (code, out) == (2, "") and words in err
    assert git(agreement, "status", "--porcelain") == ""


def test_a_change_underneath_is_three_and_shows_both(
    told: Run, agreement: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, file = shutil.which("git"), agreement / NAME
    other = tmp_path / "bin" / "git"
    other.parent.mkdir()
    # The first thing that a save asks git comes after the file was read.
    other.write_text(f"#!/bin/sh\nsed -i 's/end = 2023/end = 2024/' {file}\nexec {real} \"$@\"\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{other.parent}{os.pathsep}{os.environ['PATH']}")

    code, out, err = told("set", "angar", "end=2025", "--reason", "x")

    assert (code, out) == (3, "")
    assert "Yours: End: 2023 → 2025" in err and "Theirs: End: 2023 → 2024" in err
    assert "end = 2024" in file.read_text("utf-8")


def test_without_room_for_a_temporary_file_nothing_is_changed(
    agreement: Path, told: Run, git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "borta"))
    before = (agreement / NAME).read_bytes()
    code, _out, err = told("set", "angar", "end=2025", "--reason", "x")
    assert code == 3 and "no room for a temporary file" in err and "TMPDIR" in err
    assert (agreement / NAME).read_bytes() == before
    assert git(agreement, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "arguments",
    [
        [HOSTILE],
        ["check", HOSTILE],
        ["check", f"--{HOSTILE}"],
        ["list", HOSTILE],
        ["list", "measures", "--area", HOSTILE],
        ["show", HOSTILE],
        ["set", "angar", HOSTILE],
        ["set", "angar", f"{HOSTILE}=1", "--reason", "x"],
        ["set", "angar", f"end={HOSTILE}", "--reason", "x"],
        ["set", "angar", f"title={HOSTILE}", "--dry-run"],
        ["set", "angar", "end=2025", "--reason", HOSTILE, "--case", HOSTILE],
        ["init", f"/{HOSTILE}/{HOSTILE}/\0"],
    ],
)
def test_hostile_arguments_are_not_repeated_raw(
    told: Run, agreement: Path, git: Git, arguments: list[str]
) -> None:
    _, out, err = told(*arguments)
    assert out or err
    assert not set(out + err) & set("\x1b\u202e\x9b\x07")
    assert "Traceback" not in err
    assert not set(git(agreement, "log", "--format=%B")) & set("\x1b\u202e\x9b\x07")


def test_what_a_hook_says_and_how_a_file_is_called_is_shown_harmlessly(
    told: Run, agreement: Path
) -> None:
    hook = agreement / ".git" / "hooks" / "commit-msg"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\necho '{HOSTILE} nej' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    code, out, err = told("set", "angar", "end=2025", "--reason", "x")
    assert (code, out) == (3, "") and " nej" in err
    assert not set(err) & set(HOSTILE[0] + HOSTILE[4:])
    (agreement / "measures" / f"{HOSTILE}.toml").write_text('title = "x"\n', "utf-8")
    for arguments in (["check"], ["check", "--json"], ["list", "measures"]):
        _, out, err = told(*arguments)
        assert not set(out + err) & set(HOSTILE[0] + HOSTILE[4:])


def test_init_refuses_a_folder_inside_a_repository_and_a_nobody(
    told: Run, agreement: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: Git
) -> None:
    code, out, err = told("init", str(agreement / "inre"))
    assert (code, out) == (3, "") and str(agreement) in err
    assert not (agreement / "inre").exists()
    assert git(agreement, "status", "--porcelain") == ""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    code, out, err = told("init", str(tmp_path / "ny"))
    assert (code, out) == (4, "") and "user.email" in err
    assert not (tmp_path / "ny").exists()


def test_a_change_starts_five_gits(agreement: Path, tmp_path: Path) -> None:
    """Where it is, whose settings apply, what git holds, the commit, and what the commit holds."""
    (traces := tmp_path / "traces").mkdir()
    command = "from miljo_tui.cli.main import main; main()"
    subprocess.run(
        [sys.executable, "-c", command, "set", "angar", "end=2025", "--reason", "x"],
        cwd=agreement,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GIT_TRACE2_EVENT": str(traces)},
        check=True,
    )

    begun = [json.loads(file.read_text("utf-8").splitlines()[1]) for file in traces.iterdir()]
    # What git starts by itself has the name of its parent in its own.
    ours = [each["argv"] for each in begun if "/" not in each["sid"]]
    assert len(ours) == 5, ours
