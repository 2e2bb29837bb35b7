"""What a commit holds besides what was reviewed is named at once, and the index follows it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]
Hook = Callable[[Path, str, str], Path]
Tell = Callable[..., tuple[int, str, str]]

NAME = "measures/angar.toml"
OTHER = "measures/okad-vaxtlighet.toml"
SET = ("set", "angar", "end=2025", "--reason", "x")
STAGES_ANOTHER = f"echo '# av hook' >> {OTHER}; git add {OTHER}"
ONLY_IN_THE_INDEX = (
    f"blob=$(sed s/2025/2099/ {NAME} | git hash-object -w --stdin)\n"
    f"git update-index --cacheinfo 100644,$blob,{NAME}"
)


@pytest.fixture
def tell(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Give a command; returns its code and what it printed."""

    def given(*words: str) -> tuple[int, str, str]:
        code = run(["-C", str(agreement), "--lang", "en", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return given


def test_another_record_in_the_commit_is_named(
    agreement: Path, git: Git, hook: Hook, tell: Tell
) -> None:
    planted = hook(agreement, "pre-commit", STAGES_ANOTHER)

    code, out, err = tell(*SET)

    head = git(agreement, "rev-parse", "HEAD")[:10]
    assert code == 0 and f"Committed as {head}" in out
    assert f"The commit holds what nobody reviewed: {OTHER} (changed)" in err
    assert f"git show {head}" in err
    assert git(agreement, "status", "--porcelain") == ""
    planted.unlink()
    code, out, _err = tell("verify")
    assert code == 1 and "measures/okad-vaxtlighet" in out


@pytest.mark.parametrize(
    ("script", "path", "words"),
    [
        ("date > other.txt; git add other.txt", "other.txt", "(new)"),
        (f"git rm -q {OTHER}", OTHER, "(removed)"),
        (f"git rm -q --cached {OTHER}", OTHER, "(removed)"),
        (f"chmod +x {NAME}; git add {NAME}", NAME, "(mode 100644 → 100755)"),
        ("ln -s x länk; git add länk", "länk", "(new)"),
        ("echo > '*.toml'; git add ':(literal)*.toml'", "*.toml", "(new)"),
    ],
)
def test_whatever_it_is(
    agreement: Path, git: Git, hook: Hook, tell: Tell, script: str, path: str, words: str
) -> None:
    hook(agreement, "pre-commit", script)

    code, out, err = tell(*SET, "--json")

    assert code == 0 and json.loads(out)["unreviewed"] == [path]
    assert f"{path} {words}" in err
    assert git(agreement, "diff", "--cached", "--name-only") == ""


def test_nothing_is_said_where_there_is_nothing_more(tell: Tell) -> None:
    code, out, err = tell(*SET, "--json")

    assert (code, err) == (0, "") and json.loads(out)["unreviewed"] == []


def test_a_mode_from_the_disk_is_named(agreement: Path, tell: Tell) -> None:
    (agreement / NAME).chmod(0o755)

    assert "(mode 100644 → 100755)" in tell(*SET)[2]


def test_what_somebody_has_staged_stays_staged(
    agreement: Path, git: Git, hook: Hook, tell: Tell
) -> None:
    file = agreement / OTHER
    file.write_text(file.read_text("utf-8") + "# min\n", "utf-8")
    git(agreement, "add", OTHER)
    staged = git(agreement, "rev-parse", f":0:{OTHER}")
    hook(agreement, "pre-commit", STAGES_ANOTHER)

    assert OTHER in tell(*SET)[2]

    assert git(agreement, "rev-parse", f":0:{OTHER}") == staged


def test_a_hook_that_writes_the_file_anew(
    agreement: Path, git: Git, hook: Hook, tell: Tell
) -> None:
    planted = hook(agreement, "pre-commit", f"sed -i s/2025/2026/ {NAME}; git add {NAME}")

    code, _out, err = tell(*SET)

    head = git(agreement, "rev-parse", "HEAD").strip()
    assert code == 3 and f"other bytes of {NAME} than were meant" in err
    assert "  | -end = 2025\n  | +end = 2026\n" in err
    assert git(agreement, "status", "--porcelain") == ""
    assert f"mend the hook, then: miljo-tui undo {head}" in err
    planted.unlink()
    assert tell("undo", head, "--reason", "x")[0] == 0
    assert "end = 2023" in git(agreement, "show", f"HEAD:{NAME}")


@pytest.mark.parametrize("way", ["commit", "restore"])
def test_a_hook_that_changes_only_what_is_committed(
    agreement: Path, git: Git, hook: Hook, tell: Tell, way: str
) -> None:
    planted = hook(agreement, "pre-commit", ONLY_IN_THE_INDEX)

    code, _out, err = tell(*SET)

    assert code == 3 and "  | -end = 2025\n  | +end = 2099\n" in err
    assert git(agreement, "status", "--porcelain") == f" M {NAME}\n"
    planted.unlink()
    if way == "commit":
        assert "Mend the hook, then: miljo-tui commit." in err
        assert tell("commit", "--reason", "x")[0] == 0
        assert "end = 2025" in git(agreement, "show", f"HEAD:{NAME}")
    else:
        assert f"git restore {NAME}" in err
        git(agreement, "restore", NAME)
        assert "end = 2099" in (agreement / NAME).read_text("utf-8")
    assert git(agreement, "status", "--porcelain") == ""


def test_what_else_is_in_such_a_commit_is_named_too(
    agreement: Path, hook: Hook, tell: Tell
) -> None:
    hook(agreement, "pre-commit", f"{STAGES_ANOTHER}; {ONLY_IN_THE_INDEX}")

    assert f"other bytes of {NAME}, {OTHER} than were meant" in tell(*SET)[2]


def test_a_filter_is_named_with_the_line_that_ends_it(
    agreement: Path, git: Git, tell: Tell
) -> None:
    attributes = agreement / ".gitattributes"
    attributes.write_text("*.toml filter=shout\n", "utf-8")
    git(agreement, "config", "filter.shout.clean", "tr a-z A-Z")

    code, _out, err = tell(*SET)

    assert code == 3 and "The filter shout changed them" in err and "*.toml -filter" in err
    attributes.write_text("*.toml filter=shout\n*.toml -filter\n", "utf-8")
    assert tell("commit", "--reason", "x")[0] == 0
    assert "end = 2025" in git(agreement, "show", f"HEAD:{NAME}")


def test_line_ends_in_what_differs_are_shown(agreement: Path, hook: Hook, tell: Tell) -> None:
    hook(agreement, "pre-commit", f"sed -i 's/2025$/2025\\r/' {NAME}; git add {NAME}")

    assert "  | -end = 2025\n  | +end = 2025\\r\n" in tell(*SET)[2]


def test_a_hook_that_amends_the_commit(agreement: Path, git: Git, hook: Hook, tell: Tell) -> None:
    hook(
        agreement,
        "post-commit",
        "test -e other.txt && exit; date > other.txt; git add other.txt\n"
        "git commit --quiet --amend --no-edit",
    )

    code, out, err = tell(*SET)

    head = git(agreement, "rev-parse", "HEAD")[:10]
    assert code == 0 and f"Committed as {head}" in out and "other.txt (new)" in err
    assert git(agreement, "status", "--porcelain") == ""
    assert git(agreement, "log", "--oneline").count("\n") == 2


def test_what_somebody_commits_after_it_is_not_held_against_it(
    agreement: Path, git: Git, hook: Hook, tell: Tell
) -> None:
    hook(
        agreement,
        "post-commit",
        "test -e other.txt && exit; date > other.txt; git add other.txt; git commit -qm Annat",
    )

    code, out, err = tell(*SET)

    assert (code, err) == (0, "")
    assert f"Committed as {git(agreement, 'rev-parse', 'HEAD^')[:10]}" in out
