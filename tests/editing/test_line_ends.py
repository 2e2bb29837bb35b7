"""A clone whose files git stores otherwise than the disk has them is worked in like any other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from miljo_tui.repository.commit_files import is_committed
from miljo_tui.repository.state import look
from miljo_tui.repository.stored_content import filters, is_stored

Git = Callable[..., str]
Tell = Callable[..., tuple[int, str, str]]

NAME = "measures/angar.toml"
WHY = ("--reason", "x")

CRLF = {
    "core.autocrlf": (("core.autocrlf", "true"), ""),
    "eol=crlf": (None, "*.toml text eol=crlf\n"),
    "core.eol": (("core.eol", "crlf"), "* text=auto\n"),
}
"""What has git write other line ends: a setting of the clone, or attributes."""

WAYS = {**CRLF, "ident": (None, "*.toml ident\n"), "input": (("core.autocrlf", "input"), "")}


@pytest.fixture
def converted(agreement: Path, tmp_path: Path, git: Git, request: pytest.FixtureRequest) -> Path:
    """A clone of the agreement as one of the ways has it on the disk."""
    setting, attributes = WAYS[request.param]
    if attributes:
        (agreement / ".gitattributes").write_text(attributes, "utf-8")
    with (agreement / NAME).open("a", encoding="utf-8") as file:
        file.write("# $Id$\n")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "-m", "Attribut")
    options = ["-c", "=".join(setting)] if setting else []
    git(tmp_path, "clone", "--quiet", *options, str(agreement), str(tmp_path / "klon"))
    return tmp_path / "klon"


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command about an agreement; returns its code and what it printed."""

    def given(folder: Path, *words: str) -> tuple[int, str, str]:
        code = run(["-C", str(folder), "--lang", "en", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return given


def done(told: tuple[int, str, str]) -> str:
    """Return what a command printed that went well and had nothing to complain of."""
    assert (told[0], told[2]) == (0, ""), told
    return told[1]


@pytest.mark.parametrize("converted", WAYS, indirect=True)
def test_a_year_in_such_a_clone(converted: Path, git: Git, tell: Tell) -> None:
    file = converted / NAME
    before, stored = file.read_bytes(), git(converted, "show", f"HEAD:{NAME}")

    assert "Nothing to commit" in done(tell(converted, "commit", *WHY))
    assert done(tell(converted, "diff", "HEAD")) == "Nothing differs\n"
    done(tell(converted, "set", "angar", "end=2025", *WHY))
    assert file.read_bytes() == before.replace(b"end = 2023", b"end = 2025")
    assert git(converted, "show", f"HEAD:{NAME}") == stored.replace("end = 2023", "end = 2025")
    assert git(converted, "status", "--porcelain") == ""
    assert "End: 2023 → 2025" in done(tell(converted, "diff", "HEAD~1"))

    done(tell(converted, "undo", *WHY))
    assert git(converted, "show", f"HEAD:{NAME}") == stored
    assert (b"\r\n" in file.read_bytes()) == (b"\r\n" in before)
    done(tell(converted, "redo", *WHY))
    done(tell(converted, "set", "angar", "description=Två\nrader", *WHY))
    assert file.read_bytes().count(b"\r") in (0, file.read_bytes().count(b"\n"))
    done(tell(converted, "add", "measure", "Ny", *WHY))
    done(tell(converted, "undo", *WHY))
    done(tell(converted, "remove", "angar", *WHY))
    done(tell(converted, "undo", *WHY))
    assert git(converted, "status", "--porcelain") == ""
    done(tell(converted, "verify"))


@pytest.mark.parametrize("converted", WAYS, indirect=True)
def test_what_was_made_by_hand_is_told_and_committed(converted: Path, git: Git, tell: Tell) -> None:
    file = converted / NAME
    file.write_bytes(file.read_bytes().replace(b"end = 2023", b"end = 2024"))

    code, _out, err = tell(converted, "set", "angar", "start=2021", *WHY)
    assert code == 3 and "They are: End: 2023 → 2024." in err
    assert "End: 2023 → 2024" in done(tell(converted, "diff", "HEAD"))
    assert "End: 2023 → 2024" in done(tell(converted, "commit", *WHY))
    assert git(converted, "show", "--format=", "--name-only") == f"{NAME}\n"
    assert git(converted, "status", "--porcelain") == ""


@pytest.mark.parametrize("converted", CRLF, indirect=True)
def test_line_ends_on_the_disk_are_what_git_has_written(converted: Path) -> None:
    assert b"end = 2023\r\n" in (converted / NAME).read_bytes()


@pytest.mark.parametrize("converted", ["core.autocrlf"], indirect=True)
def test_schema_files_are_up_to_date_whatever_their_line_ends(
    converted: Path, git: Git, tell: Tell
) -> None:
    done(tell(converted, "schema", "--write"))
    git(converted, "add", ".")
    git(converted, "commit", "--quiet", "-m", "Scheman")
    shutil.rmtree(converted / "schema")
    git(converted, "restore", ".")

    assert b"\r\n" in (converted / "schema" / "measure.schema.json").read_bytes()
    assert tell(converted, "schema", "--check")[0] == 0


class TestAForeignFilter:
    """A filter of the clone is named, and does not run before the person's own git runs it."""

    @pytest.fixture
    def filtered(self, agreement: Path, tmp_path: Path, git: Git) -> Path:
        """An agreement whose files go through a filter, as a clone has them."""
        git(agreement, "config", "filter.shout.clean", f"touch {tmp_path}/ran; tr a-z A-Z")
        git(agreement, "config", "filter.shout.required", "true")
        (agreement / ".gitattributes").write_text("*.toml filter=shout\n", "utf-8")
        os.utime(agreement / NAME)
        git(agreement, "add", ".")
        git(agreement, "commit", "--quiet", "-m", "Filter")
        (tmp_path / "ran").unlink()
        return agreement

    @pytest.mark.parametrize("command", [("set", "angar", "end=2025"), ("commit",)])
    def test_is_named_with_the_line_that_ends_it(
        self, filtered: Path, tmp_path: Path, git: Git, tell: Tell, command: tuple[str, ...]
    ) -> None:
        code, _out, err = tell(filtered, *command, *WHY)

        assert code == 3 and ".toml goes through the filter “shout”" in err
        assert "this line last in .gitattributes: *.toml -filter; then give: " in err
        assert command[0] == "commit" or not (tmp_path / "ran").exists()
        with (filtered / ".gitattributes").open("a", encoding="utf-8") as file:
            file.write("*.toml -filter\n")
        git(filtered, "add", "--renormalize", ".")
        done(tell(filtered, "commit", "angar", *WHY))
        done(tell(filtered, "set", "angar", "end=2025", *WHY))
        assert git(filtered, "show", f"HEAD:{NAME}") == (filtered / NAME).read_text("utf-8")

    def test_beside_line_ends_does_not_run(self, agreement: Path, tmp_path: Path, git: Git) -> None:
        for key in ("clean", "smudge", "process"):
            git(agreement, "config", f"filter.a.b=c.{key}", f"touch {tmp_path}/ran; cat")
        (agreement / ".gitattributes").write_text("*.toml text filter=a.b=c\n", "utf-8")
        data = (agreement / NAME).read_bytes()
        blob = git(agreement, "rev-parse", f"HEAD:{NAME}").strip()

        assert is_stored(agreement, NAME, data.replace(b"\n", b"\r\n"), blob)
        assert not is_stored(agreement, NAME, data.replace(b"\n", b"\r\n\n"), blob)
        assert is_committed(look(agreement), agreement / NAME, data.replace(b"\n", b"\r\n"))
        assert filters(agreement, [NAME, "finns inte"]) == {NAME: "a.b=c"}
        assert not (tmp_path / "ran").exists()


def test_a_name_that_git_would_quote(agreement: Path, git: Git, tell: Tell) -> None:
    git(agreement, "config", "core.autocrlf", "true")
    odd = agreement / "measures" / 'å "b"\\\n.toml'
    odd.write_bytes(b'title = "Udda"\r\n')
    subprocess.run(["git", "add", "."], cwd=agreement, check=True, capture_output=True)
    git(agreement, "commit", "--quiet", "-m", "Udda")

    assert "Nothing to commit" in done(tell(agreement, "commit", *WHY))
