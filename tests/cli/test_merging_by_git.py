"""Git merges through the driver, wherever it is found, and what is left can be settled."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from miljo_tui.setup import merge_driver_command

Git = Callable[..., str]
Command = Callable[..., tuple[int, str]]
NAME = "measures/angar.toml"
BY_NAME = "miljo-tui merge-file %O %A %B %P"
"""The driver as older versions have told git of it."""


@pytest.fixture
def command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in English; return its exit code and all that it printed."""

    def given(*arguments: str) -> tuple[int, str]:
        code = run(["-C", str(agreement), "--lang", "en", *arguments])
        told = capsys.readouterr()
        return code, told.out + told.err

    return given


@pytest.fixture
def driven(agreement: Path, command: Command, git: Git) -> Path:
    """The agreement with the driver, in a history without remarks."""
    (agreement / ".gitattributes").write_text("* -text\n*.toml merge=miljo-tui\n")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Attribut")
    assert command("merge-file", "--install")[0] == 0
    return agreement


def change(agreement: Path, *changes: tuple[str, str]) -> None:
    """Change the measure by hand."""
    text = (agreement / NAME).read_bytes().decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (agreement / NAME).write_bytes(text.encode())


def branch(
    agreement: Path, git: Git, ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    """Change the measure on `deras` and on `main`, and stay there."""
    git(agreement, "switch", "--quiet", "--create", "deras")
    change(agreement, *theirs)
    git(agreement, "commit", "--quiet", "--all", "-m", "Deras")
    git(agreement, "switch", "--quiet", "main")
    change(agreement, *ours)
    git(agreement, "commit", "--quiet", "--all", "-m", "Vår")


def call(
    agreement: Path, *arguments: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a git command that may stop, with no editor and only the system's programs."""
    env = {**os.environ, "GIT_EDITOR": "true", "PATH": path or os.environ["PATH"]}
    return subprocess.run(
        ["git", *arguments], cwd=agreement, env=env, capture_output=True, text=True, check=False
    )


REMARK = [("title =", "# Beslutat i KS\ntitle ="), ("# fyra ytor", "# sex ytor")]
VALUE = [("year = 2023", "year = 2024")]


def test_what_only_git_moves_keeps_the_remarks_of_both(driven: Path, git: Git) -> None:
    before = (driven / NAME).read_text("utf-8")
    both = before
    for old, new in (*REMARK, *VALUE):
        both = both.replace(old, new, 1)
    branch(driven, git, VALUE, REMARK)
    # A commit of remarks alone is not dropped, nor are remarks that were put away.
    assert call(driven, "cherry-pick", "deras").returncode == 0
    assert (driven / NAME).read_text("utf-8") == both
    git(driven, "reset", "--quiet", "--hard", "HEAD~1")
    git(driven, "switch", "--quiet", "deras")
    assert call(driven, "rebase", "main").returncode == 0
    assert (driven / NAME).read_text("utf-8") == both
    assert git(driven, "rev-list", "--count", "main..deras") == "1\n"
    git(driven, "switch", "--quiet", "main")
    change(driven, *REMARK)
    git(driven, "stash", "--quiet")
    change(driven, ('"H"', '"G"'))
    git(driven, "commit", "--quiet", "--all", "-m", "Mer")
    assert call(driven, "stash", "pop").returncode == 0
    assert (driven / NAME).read_text("utf-8") == both.replace('"H"', '"G"')


@pytest.mark.parametrize("mended", [False, True])
def test_the_remarks_in_the_marked_lines_stay_when_it_is_settled(
    driven: Path, command: Command, git: Git, *, mended: bool
) -> None:
    theirs = [('responsible = "Parkenheten"', '# enligt KS\nresponsible = "M" # ny enhet')]
    ours = [('responsible = "Parkenheten"', f'responsible = "L"{" # vår" * mended}')]
    branch(driven, git, ours, theirs)
    assert call(driven, "merge", "deras").returncode == 1
    assert command("settle", "angar", "--theirs", "responsible")[0] == 0
    text = (driven / NAME).read_text("utf-8")
    assert '# enligt KS\nresponsible = "M" # ny enhet\n' in text
    assert ("# vår\n# enligt KS" in text) == mended


def test_git_finds_the_program_without_a_path_and_from_a_folder_with_any_name(
    tmp_path: Path, git: Git
) -> None:
    folder = tmp_path / "av tal'et %P"
    assert run(["init", str(folder)]) == 0
    at = ["-C", str(folder)]
    new = ["add", "measure", "Ängar", "areas=pollinering", "end=2024", "responsible=K"]
    assert run([*at, *new, "--reason", "x"]) == 0
    (folder / "miljo_tui").mkdir()  # what is merged is not what merges
    (folder / "miljo_tui" / "__main__.py").write_text("raise SystemExit(0)\n")
    git(folder, "switch", "--quiet", "--create", "deras")
    assert run([*at, "set", "angar", "end=2025", "--reason", "x"]) == 0
    git(folder, "switch", "--quiet", "main")
    assert run([*at, "set", "angar", "responsible=T", "--reason", "x"]) == 0
    assert call(folder, "merge", "--no-edit", "deras", path="/usr/bin:/bin").returncode == 0
    values = tomllib.loads((folder / NAME).read_text("utf-8"))
    assert (values["end"], values["responsible"]) == (2025, "T")


@pytest.mark.parametrize("program", ["/gone/python", "/bin/false", "/bin/true; false"])
def test_without_the_program_git_merges_the_lines(
    driven: Path, git: Git, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", "/gone/python")
    git(
        driven,
        "config",
        "merge.miljo-tui.driver",
        merge_driver_command().replace("/gone/python", program),
    )
    branch(driven, git, [("end = 2023", "end = 2025")], [("start = 2022", "start = 2021"), *REMARK])
    assert call(driven, "merge", "deras").returncode == 1
    text = (driven / NAME).read_text("utf-8")
    assert "# Beslutat i KS\n" in text and "# sex ytor" in text
    marks = ("<<<<<<< ours\nstart = 2022\nend = 2025", ">>>>>>> theirs")
    assert all(mark in text for mark in marks)
    git(driven, "merge", "--abort")
    git(driven, "reset", "--quiet", "--hard", "HEAD~1")
    change(driven, *VALUE)
    git(driven, "commit", "--quiet", "--all", "-m", "Annat")
    assert call(driven, "merge", "--no-edit", "deras").returncode == 0


def test_what_an_older_driver_has_left_without_marks_is_told_and_settled(
    driven: Path, command: Command, git: Git
) -> None:
    git(driven, "config", "merge.miljo-tui.driver", BY_NAME)
    branch(driven, git, [("Parkenheten", "T")], [("end = 2023", "end = 2025"), *REMARK])
    assert call(driven, "merge", "deras", path="/usr/bin:/bin").returncode == 1
    assert "<<<<" not in (driven / NAME).read_text("utf-8")
    code, text = command("check")
    assert code == 1 and f"{NAME}:1:1: unmerged error: Git waits for a conflict here" in text
    assert "miljo-tui merge-file --install" in text
    code, text = command("settle", "angar")
    assert code == 0 and "No field has two values" in text
    assert command("settle", "angar", "--ours")[0] == 0
    text = (driven / NAME).read_text("utf-8")
    values = tomllib.loads(text)
    assert (values["end"], values["responsible"]) == (2025, "T")
    assert "# Beslutat i KS\n" in text and "# sex ytor" in text
    assert command("check")[0] == 0
    assert git(driven, "status", "--porcelain") == f"M  {NAME}\n"
    assert command("merge-file", "--install")[0] == 0
    assert git(driven, "config", "merge.miljo-tui.driver").rstrip("\n") == merge_driver_command()


def test_two_values_are_chosen_from_where_there_are_no_marks(
    driven: Path, command: Command, git: Git
) -> None:
    git(driven, "config", "merge.miljo-tui.driver", BY_NAME)
    change(driven, ("end = 2023", "end = 2031"))
    git(driven, "stash", "--quiet")
    change(driven, ("end = 2023", "end = 2032"))
    git(driven, "commit", "--quiet", "--all", "-m", "Under tiden")
    assert call(driven, "stash", "pop", path="/usr/bin:/bin").returncode == 1
    code, text = command("settle", "angar")
    assert code == 1 and "end\n  Was: 2023\n  ours: 2032\n  theirs: 2031\n" in text
    assert command("set", "angar", "end=2040", "--reason", "x")[0] == 3
    assert command("settle", "angar", "--theirs", "--reason", "Fram igen")[0] == 0
    assert "end = 2031" in (driven / NAME).read_text("utf-8")
    assert git(driven, "status", "--porcelain") == ""


def test_what_was_settled_by_hand_is_not_written_over(
    driven: Path, command: Command, git: Git
) -> None:
    branch(driven, git, [("end = 2023", "end = 2025")], [("end = 2023", "end = 2026")])
    assert call(driven, "merge", "deras").returncode == 1
    git(driven, "checkout", "--quiet", "--ours", NAME)
    change(driven, ("end = 2025", "end = 2027"))
    code, text = command("check")
    assert code == 0 and "unmerged warning: Git waits to be told" in text
    code, text = command("settle", "angar", "--theirs")
    assert code == 3 and f"git -C {driven} add {NAME}" in text
    assert "end = 2027" in (driven / NAME).read_text("utf-8")
    subprocess.run(f"git -C {driven} add {NAME}", shell=True, check=True)
    assert "unmerged" not in command("check")[1]


@pytest.mark.parametrize("ends", ["add", "rm"])
def test_a_record_that_one_side_has_removed_is_told(
    driven: Path, command: Command, git: Git, ends: str
) -> None:
    git(driven, "switch", "--quiet", "--create", "deras")
    git(driven, "rm", "--quiet", NAME)
    git(driven, "commit", "--quiet", "-m", "Bort")
    git(driven, "switch", "--quiet", "main")
    change(driven, ("end = 2023", "end = 2025"))
    git(driven, "commit", "--quiet", "--all", "-m", "Vår")
    assert call(driven, "merge", "deras").returncode == 1
    code, text = command("check")
    assert code == 1 and "One side has removed measures/angar.toml" in text
    code, text = command("settle", "angar")
    assert code == 3 and f"git -C {driven} {ends} {NAME}" in text
    subprocess.run(f"git -C {driven} {ends} {NAME}", shell=True, check=True, capture_output=True)
    assert "unmerged" not in command("check")[1]
    assert call(driven, "commit", "--no-edit").returncode == 0


def in_rebase(driven: Path, command: Command, git: Git, *ours: str) -> None:
    """Have a rebase stop at our change of `end`, which upstream has changed too."""
    git(driven, "switch", "--quiet", "--create", "deras")
    assert command("set", "angar", "end=2024", "start=2021", "--reason", "Deras")[0] == 0
    git(driven, "switch", "--quiet", "main")
    os.environ["GIT_AUTHOR_NAME"], os.environ["GIT_AUTHOR_DATE"] = "Åsa", "2001-02-03T04:05:06+0300"
    try:
        how = ("--reason", "Vårt\n\nSkäl.", "--case", "KS2022/1")
        assert command("set", "angar", *(ours or ("end=2025", "contact=V")), *how)[0] == 0
    finally:
        del os.environ["GIT_AUTHOR_NAME"], os.environ["GIT_AUTHOR_DATE"]
    assert call(driven, "rebase", "deras").returncode == 1


def test_a_stopped_commit_is_made_with_claims_that_hold(
    driven: Path, command: Command, git: Git
) -> None:
    in_rebase(driven, command, git)
    folder = driven / ".git" / "rebase-merge"
    held = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    code, text = command("settle", "angar", "--ours")
    assert code == 0 and "Commit with it: miljo-tui settle angar --yes" in text
    assert "Miljo-Change: contact" in text and "Miljo-Change: end" not in text
    assert git(driven, "log", "-1", "--format=%s") == git(
        driven, "log", "-1", "--format=%s", "deras"
    )
    code, text = command("settle", "angar", "--yes")
    assert code == 0 and "The rebase goes on with: git rebase --continue" in text
    assert held == {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    assert call(driven, "rebase", "--continue").returncode == 0
    assert not folder.exists() and git(driven, "status", "--porcelain") == ""
    told = git(driven, "log", "-1", "--format=%an %aI%n%B")
    assert told.startswith(
        "Åsa 2001-02-03T04:05:06+03:00\nangar: kontakt (tomt) → V\n\nVårt\n\nSkäl.\n\n"
    )
    assert "Diarienummer: KS2022/1\nMiljo-Record: measures/angar\nMiljo-Change: contact" in told
    assert git(driven, "rev-list", "--count", "deras..main") == "1\n"
    code, text = command("verify")
    assert code == 0 and "0 findings" in text
    assert command("settle", "angar")[0] == 2


@pytest.mark.parametrize("kind", ["yes", "json"])
def test_it_is_made_at_once_after_a_yes(
    driven: Path, command: Command, git: Git, kind: str
) -> None:
    in_rebase(driven, command, git)
    code, text = command("settle", "angar", "--theirs", "--yes", *["--json"] * (kind == "json"))
    assert code == 0
    assert ('"committed": true' in text) == (kind == "json")
    assert call(driven, "rebase", "--continue").returncode == 0
    assert "Miljo-Change: end = 2024 -> 2025" in git(driven, "log", "-1", "--format=%B")
    assert command("verify")[0] == 0


def test_a_commit_that_changes_nothing_any_more_is_left_to_git(
    driven: Path, command: Command, git: Git
) -> None:
    in_rebase(driven, command, git, "end=2025")
    code, text = command("settle", "angar", "--ours", "--yes")
    assert code == 0 and "What holds is" not in text
    assert call(driven, "rebase", "--continue").returncode == 0
    assert git(driven, "rev-parse", "main") == git(driven, "rev-parse", "deras")


def test_a_hook_that_refuses_it_is_heard(
    driven: Path, command: Command, git: Git, hook: Callable[[Path, str, str], Path]
) -> None:
    in_rebase(driven, command, git)
    refusing = hook(driven, "pre-commit", "echo så inte >&2; exit 1")
    code, text = command("settle", "angar", "--theirs", "--yes")
    assert code == 3 and "så inte" in text
    refusing.unlink()
    assert command("settle", "angar", "--yes")[0] == 0
    assert call(driven, "rebase", "--continue").returncode == 0


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (["cherry-pick", "main"], "cherry-pick"),
        (["rebase", "--apply", "deras", "main"], "rebase"),
        (
            ["-c", "sequence.editor=sed -i 2s/pick/squash/", "rebase", "-i", "deras", "main"],
            "rebase",
        ),
    ],
    ids=["cherry-pick", "apply", "squash"],
)
def test_what_git_itself_makes_is_left_to_git(
    driven: Path, command: Command, git: Git, begin: list[str], end: str
) -> None:
    git(driven, "switch", "--quiet", "--create", "deras")
    assert command("set", "angar", "end=2024", "--reason", "Deras")[0] == 0
    git(driven, "switch", "--quiet", "main")
    assert command("set", "atervinning", "end=2023", "--reason", "Före")[0] == 0
    assert command("set", "angar", "end=2025", "--reason", "Vårt")[0] == 0
    if end == "cherry-pick":
        git(driven, "switch", "--quiet", "deras")
    assert call(driven, *begin).returncode != 0
    code, text = command("settle", "angar", "--theirs", "--yes")
    assert code == 0 and f"git {end} --continue" in text and "What holds is" not in text
    assert call(driven, end, "--continue").returncode == 0
    assert git(driven, "status", "--porcelain") == ""
    assert "end = 2025" in (driven / NAME).read_text("utf-8")
