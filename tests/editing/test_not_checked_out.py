"""Records that git was told not to check out are said to be so, and count as removed nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language

Git = Callable[..., str]
Tell = Callable[..., tuple[int, str, str]]

WHY = ("--reason", "x")
TWO = "2 records are not checked out and not counted here: areas/gronska, measures/angar"


@pytest.fixture(params=["patterns", "cone", "a mark on each"])
def sparse(agreement: Path, tmp_path: Path, git: Git, request: pytest.FixtureRequest) -> Path:
    """A clone in which a measure and an area are not checked out."""
    folder = tmp_path / "klon"
    git(tmp_path, "clone", "--quiet", str(agreement), str(folder))
    if request.param == "a mark on each":
        for name in ("areas/gronska.toml", "measures/angar.toml"):
            git(folder, "update-index", "--skip-worktree", name)
            (folder / name).unlink()
    else:
        patterns = ("/*", "!/areas/gronska.toml", "!/measures/angar.toml")
        how = ("--sparse-index",) if request.param == "cone" else ()
        git(folder, "sparse-checkout", "set", "--no-cone", *how, *patterns)
    return folder


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command about an agreement; returns its code and what it printed."""

    def given(folder: Path, *words: str) -> tuple[int, str, str]:
        code = run(["-C", str(folder), "--lang", "en", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return given


@pytest.mark.parametrize(
    "command",
    [("check",), ("list", "measures"), ("list", "areas"), ("show", "agreement")],
)
def test_what_is_left_out_is_said(sparse: Path, tell: Tell, command: tuple[str, ...]) -> None:
    code, _out, err = tell(sparse, *command)

    assert code == 0 and err == f"miljo-tui: {TWO}\n"


def test_an_area_that_is_elsewhere_is_no_unknown_one(sparse: Path, tell: Tell) -> None:
    assert json.loads(tell(sparse, "check", "--json")[1])["problems"] == []


def test_nothing_offers_to_remove_it(sparse: Path, git: Git, tell: Tell) -> None:
    assert "Nothing to commit" in tell(sparse, "commit", *WHY)[1]
    assert tell(sparse, "diff", "HEAD")[1] == "Nothing differs\n"
    workspace = Workspace(sparse, language("en"))
    workspace.repository.state = workspace.repository.ask()
    assert workspace.all_made_outside() == []
    (sparse / "measures" / "atervinning.toml").unlink()

    assert tell(sparse, "commit", *WHY)[0] == 0

    changed = git(sparse, "show", "--format=", "--name-only")
    assert changed == "measures/atervinning.toml\n"


@pytest.mark.parametrize(
    "command",
    [("show",), ("set", "end=2025", *WHY), ("remove", *WHY), ("restore", "--at", "HEAD", *WHY)],
)
def test_what_is_done_with_it_is_refused_with_the_way_to_it(
    sparse: Path, git: Git, tell: Tell, command: tuple[str, ...]
) -> None:
    code, _out, err = tell(sparse, command[0], "angar", *command[1:])

    assert code == 3 and "measures/angar is not checked out in this clone" in err
    if (sparse / ".git" / "info" / "sparse-checkout").exists():
        git(sparse, "sparse-checkout", "disable")
    else:
        for name in ("areas/gronska.toml", "measures/angar.toml"):
            git(sparse, "update-index", "--no-skip-worktree", name)
            git(sparse, "restore", name)
    assert tell(sparse, "set", "angar", "end=2025", *WHY)[0] == 0


def test_a_change_of_it_is_not_undone_as_if_it_were_gone(
    agreement: Path, tmp_path: Path, git: Git, tell: Tell
) -> None:
    assert tell(agreement, "set", "angar", "end=2025", *WHY)[0] == 0
    git(agreement, "sparse-checkout", "set", "--no-cone", "/*", "!/measures/angar.toml")

    code, _out, err = tell(agreement, "undo", *WHY)

    assert code == 3 and "measures/angar is not checked out" in err


def test_its_id_is_taken(sparse: Path, git: Git, tell: Tell) -> None:
    assert tell(sparse, "add", "measure", "Angar", *WHY)[0] == 0
    assert git(sparse, "show", "--format=", "--name-only") == "measures/angar-2.toml\n"


def test_an_area_stays_while_measures_are_elsewhere(agreement: Path, git: Git, tell: Tell) -> None:
    assert tell(agreement, "set", "agreement", "areas=gronska", *WHY)[0] == 0
    git(agreement, "sparse-checkout", "set", "--no-cone", "/*", "!/measures/angar.toml")

    code, _out, err = tell(agreement, "remove", "areas/giftfri-vardag", *WHY)

    assert code == 1 and "Measures that are not checked out may refer to it" in err


def test_other_records_are_worked_with_as_ever(sparse: Path, git: Git, tell: Tell) -> None:
    assert tell(sparse, "set", "okad-vaxtlighet", "end=2025", *WHY)[0] == 0

    assert git(sparse, "show", "--format=", "--name-only") == "measures/okad-vaxtlighet.toml\n"
    assert git(sparse, "status", "--porcelain") == ""


def test_a_file_that_git_leaves_alone_is_not_lost_in_a_commit_without_it(
    agreement: Path, git: Git, tell: Tell
) -> None:
    git(agreement, "update-index", "--skip-worktree", "measures/angar.toml")
    before = (agreement / "measures" / "angar.toml").read_bytes()

    code, _out, err = tell(agreement, "set", "angar", "end=2025", *WHY)

    assert code == 3 and "leave measures/angar.toml as it is in this clone" in err
    assert (agreement / "measures" / "angar.toml").read_bytes() == before
    git(agreement, "update-index", "--no-skip-worktree", "measures/angar.toml")
    assert tell(agreement, "set", "angar", "end=2025", *WHY)[0] == 0


def test_a_linked_work_tree_has_its_own(agreement: Path, tmp_path: Path, git: Git) -> None:
    linked = tmp_path / "gren"
    git(agreement, "worktree", "add", "--quiet", str(linked))
    git(linked, "sparse-checkout", "set", "--no-cone", "/*", "!/measures/angar.toml")

    assert Workspace(linked, language("en")).folder.elsewhere == ("measures/angar",)
    assert Workspace(agreement, language("en")).folder.elsewhere == ()
