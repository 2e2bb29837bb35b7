"""`miljo-tui publish` as people and scripts use it: where it writes, what it refuses, the tags."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Told = tuple[int, str, str]
Command = Callable[..., Told]
TAG = f"publicerad/{date.today()}"


@pytest.fixture
def publish(agreement: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Run the command on the agreement, in English."""

    def told(*arguments: str) -> Told:
        try:
            code = run(["-C", str(agreement), "--lang", "en", "publish", *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return told


def test_a_file_gets_what_standard_output_would(publish: Command, tmp_path: Path) -> None:
    code, out, err = publish("html")
    assert (code, err) == (0, "") and out.startswith("<!DOCTYPE html>\n")
    file = tmp_path / "sida.html"
    file.write_text("gammalt", "utf-8")
    file.chmod(0o640)
    assert publish("html", "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8") == out
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in tmp_path.glob("*.*")) == ["sida.html"]


def test_what_is_no_ordinary_file_is_left_alone(
    publish: Command, agreement: Path, tmp_path: Path
) -> None:
    (tmp_path / "mapp").mkdir()
    (tmp_path / "annan.html").write_text("annan", "utf-8")
    (tmp_path / "lank.html").symlink_to("annan.html")
    for name in ("mapp", "lank.html", "saknas/sida.html"):
        code, _out, err = publish("html", "-o", str(tmp_path / name))
        assert code == 3 and err
    assert (tmp_path / "annan.html").read_text("utf-8") == "annan"
    record = agreement / "measures" / "angar.toml"
    before = record.read_bytes()
    code, _out, err = publish("html", "-o", str(record))
    assert code == 2 and "is a file of the agreement" in err and record.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Give a format"),
        (("html", "--since-last"), 2, "Give a format"),
        (("pdf",), 2, "invalid choice"),
        (("html", "--at", "ingen"), 2, "is no point of the history"),
        (("html", "--report", "2030"), 2, "2030 is no year of the agreement"),
        (("--since-last",), 2, "No publication has been tagged yet"),
    ],
)
def test_refusals(publish: Command, arguments: tuple[str, ...], code: int, words: str) -> None:
    told = publish(*arguments)
    assert (told[0], told[1]) == (code, "") and words in told[2]


def test_outside_git_something_is_missing(tmp_path: Path, publish: Command) -> None:
    (tmp_path / "avtal" / ".git").rename(tmp_path / "git")
    os.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path)
    try:
        assert publish("html")[0] == 4
    finally:
        del os.environ["GIT_CEILING_DIRECTORIES"]


def test_since_the_last_publication(publish: Command, agreement: Path, git: Git) -> None:
    code, _out, err = publish("html", "--tag")
    assert code == 0 and f"Published as {TAG}" in err
    assert git(agreement, "cat-file", "-t", TAG) == "tag\n"
    assert "Test Person" in git(agreement, "cat-file", "-p", TAG)
    assert publish("--since-last") == (0, f"Since {TAG}:\nNothing differs\n", "")
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace("end = 2023", 'end = 2025\ninternal_note = "Tyst"')
    file.write_text(text, "utf-8")
    (agreement / "measures" / "atervinning.toml").unlink()
    (agreement / "measures" / "sol.toml").write_text('title = "Solceller"\n', "utf-8")
    git(agreement, "add", "--all")
    git(agreement, "commit", "-qm", "Mer")
    _code, out, _err = publish("--since-last")
    assert out.splitlines() == [
        f"Since {TAG}:",
        "Ängar i tätorten (measures/angar)",
        "  End: 2023 → 2025",
        "Solceller (measures/sol)",
        "  New",
        "Återvinning (measures/atervinning)",
        "  Removed",
    ]
    assert f"Published as {TAG}-2" in publish("md", "--tag")[2]
    assert publish("--since-last")[1] == f"Since {TAG}-2:\nNothing differs\n"
    assert publish("--since-last", "--at", "HEAD~1")[1] == f"Since {TAG}:\nNothing differs\n"


def test_nothing_is_tagged_that_was_not_written(
    publish: Command, agreement: Path, git: Git, tmp_path: Path
) -> None:
    assert publish("html", "-o", str(tmp_path / "saknas" / "x.html"), "--tag")[0] == 3
    assert git(agreement, "tag") == ""


def test_a_tag_wants_an_identity(publish: Command, surroundings: Path, agreement: Path) -> None:
    (surroundings / "gitconfig").write_text("", "utf-8")
    code, _out, err = publish("html", "--tag")
    assert code == 4 and "does not know who you are" in err


def test_a_tag_that_git_refuses_is_told(publish: Command, agreement: Path, git: Git) -> None:
    git(agreement, "tag", "publicerad")  # where a folder of tags would have to be
    code, out, err = publish("html", "--tag")
    assert code == 3 and out.startswith("<!DOCTYPE html>")
    assert f"could not set the tag {TAG}" in err


def test_nothing_is_written_inside_a_git_directory(
    publish: Command, agreement: Path, tmp_path: Path, git: Git
) -> None:
    git(agreement, "worktree", "add", "--quiet", "-b", "sida", str(tmp_path / "trad"))
    git(tmp_path, "init", "--quiet", "--bare", "arkiv")
    (tmp_path / "genom").symlink_to(agreement / ".git" / "hooks")
    (agreement / ".git" / "hooks").mkdir(exist_ok=True)
    (tmp_path / ".GIT").mkdir()
    (tmp_path / "arkiv" / "HEAD").touch()
    pointer = (tmp_path / "trad" / ".git").read_bytes()
    for name in (
        agreement / ".git" / "config",
        agreement / ".git" / "sida.html",
        agreement / "measures" / ".." / ".git" / "hooks" / "pre-commit",
        tmp_path / "genom" / "pre-commit",
        agreement / ".git" / "worktrees" / "trad" / "HEAD",
        tmp_path / "trad" / ".git",
        tmp_path / "arkiv" / "sida.html",
        tmp_path / "arkiv" / "refs" / "heads" / "main",
        tmp_path / ".GIT" / "sida.html",
    ):
        before = name.read_bytes() if name.is_file() else None
        code, _out, err = publish("html", "-o", str(name))
        assert code == 2 and "would lie in a git directory" in err, name
        assert (name.read_bytes() if name.is_file() else None) == before
    assert (tmp_path / "trad" / ".git").read_bytes() == pointer
    assert publish("html", "-o", str(tmp_path / "trad" / "sida.html"))[0] == 0
    assert publish("html", "-o", str(tmp_path / "git.git.html"))[0] == 0
