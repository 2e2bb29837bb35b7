"""A save is a plain `git commit` to the person's own hooks, signers and filters."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import Failure, Missing
from miljo_tui.repository import commit_files
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import look

Git = Callable[..., str]
Hook = Callable[[Path, str, str], Path]
Everything = Callable[[Path], object]

TEXT = "ett: titel ett → två\n"
HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit")

OF_THE_MOMENT = ("GIT_AUTHOR_DATE", "GIT_INDEX_FILE", "_")
"""What two commits in a row never have in common: a time, a number of a process, a shell's own."""

ALLOWED = {"GIT_TERMINAL_PROMPT", "GIT_CONFIG_PARAMETERS"}

CONFIGURED = {"core.fsync=all", "i18n.commitencoding=UTF-8"}

NOTE = """\
name=$(basename "$0")
env > "$SEEN/$name.env"
git config --list > "$SEEN/$name.config"
pwd > "$SEEN/$name.pwd"
"""

SIGN = "cat > /dev/null; echo; echo '[GNUPG:] SIG_CREATED ' >&2; echo '-----BEGIN PGP SIGNATURE'"


def change(repository: Path, text: str, name: str = "ett.toml") -> Path:
    """Change a file of a repository on disk."""
    file = repository / name
    file.write_text(text, encoding="utf-8")
    return file


def commit(repository: Path, file: Path) -> str:
    """Commit a file as it stands, as a save does."""
    state = look(file.parent)
    with Objects(state.root) as objects:
        return commit_files.commit(state, [(file, file.read_bytes())], TEXT, objects).id


def seen(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Return what each program found: its environment, git's settings and its folder."""
    found: dict[str, dict[str, set[str]]] = {}
    for file in sorted(folder.iterdir()):
        lines = set(file.read_text("utf-8").splitlines())
        kept = {line for line in lines if line.split("=")[0] not in OF_THE_MOMENT}
        found.setdefault(file.stem, {})[file.suffix] = kept
    return found


@pytest.mark.parametrize(
    "surroundings_of_the_person",
    [
        {},
        {"LANGUAGE": "sv", "LC_ALL": "C.UTF-8", "GIT_EDITOR": "vi"},
        {"GIT_LITERAL_PATHSPECS": "1", "GIT_AUTHOR_NAME": "Någon Annan"},
    ],
)
def test_what_runs_in_a_save_finds_what_it_finds_in_a_plain_commit(
    repository: Path,
    tmp_path: Path,
    git: Git,
    hook: Hook,
    monkeypatch: pytest.MonkeyPatch,
    surroundings_of_the_person: dict[str, str],
) -> None:
    for name in HOOKS:
        hook(repository, name, NOTE)
    for name, script in (("signer", NOTE + SIGN), ("cleaner", f"{NOTE}cat")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    git(repository, "config", "commit.gpgSign", "true")
    git(repository, "config", "gpg.program", str(tmp_path / "signer"))
    git(repository, "config", "filter.x.clean", str(tmp_path / "cleaner"))
    (repository / ".gitattributes").write_text("*.toml filter=x\n", "utf-8")
    for name, value in surroundings_of_the_person.items():
        monkeypatch.setenv(name, value)
    found = []
    for number, save in enumerate((_plainly, commit)):
        (folder := tmp_path / str(number)).mkdir()
        monkeypatch.setenv("SEEN", str(folder))
        save(repository, change(repository, f"changed = {number}\n", "mapp/tre.toml"))
        monkeypatch.delenv("SEEN")
        found.append(seen(folder))

    plain, ours = found
    assert set(plain) == {*HOOKS, "signer", "cleaner"} == set(ours)
    for who, there in ours.items():
        assert there[".pwd"] == plain[who][".pwd"] == {str(repository)}
        more = {line for line in there[".env"] - plain[who][".env"] if "SEEN=" not in line}
        less = {line for line in plain[who][".env"] - there[".env"] if "SEEN=" not in line}
        assert {line.split("=")[0] for line in more} <= ALLOWED, who
        assert less == set(), who
        assert there[".config"] - plain[who][".config"] == CONFIGURED, who
        assert plain[who][".config"] <= there[".config"], who


def _plainly(repository: Path, file: Path) -> None:
    """Commit a file by hand."""
    # What would be told of the names of files is not taken along; the rest of it is.
    surroundings = {
        name: value
        for name, value in os.environ.items()
        if not (name.startswith("GIT_") and name.endswith("_PATHSPECS"))
    }
    subprocess.run(
        ["git", "commit", "--quiet", "--only", "-m", "För hand", "--", str(file)],
        cwd=repository,
        env={**surroundings, "PWD": str(repository)},
        check=True,
    )


def test_nothing_is_left_in_our_own_surroundings(repository: Path) -> None:
    before = dict(os.environ)

    commit(repository, change(repository, "changed = 1\n"))

    assert dict(os.environ) == before


def test_a_hook_that_looks_for_files_by_a_pattern_finds_them(
    repository: Path, hook: Hook, everything: Everything
) -> None:
    hook(
        repository,
        "pre-commit",
        "git diff --cached -- '*.toml' | grep -q '^+.*2099' && echo 2099 nekas && exit 1; exit 0",
    )
    file = change(repository, "end = 2099\n")
    before = everything(repository)

    with pytest.raises(Failure) as caught:
        commit(repository, file)

    assert caught.value.detail == "2099 nekas"
    assert everything(repository) == before


def test_who_commits_is_never_guessed(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, everything: Everything
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "A")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "a@example.org")
    file = change(repository, "changed = 1\n")
    before = everything(repository)

    with pytest.raises(Missing, match="who you are"):
        commit(repository, file)

    assert everything(repository) == before


class TestWhoeverSpeaksSwedish:
    """Git speaks the person's language, and what it means is understood all the same."""

    @pytest.fixture(autouse=True)
    def swedish(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANGUAGE", "sv")
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        monkeypatch.setattr(commit_files, "PAUSES", (0.01,))
        told = subprocess.run(["git", "-C", tmp_path, "log"], capture_output=True, text=True)
        if "fatal: " in told.stderr:
            pytest.skip("this git does not speak Swedish")

    def said(self, repository: Path, file: Path) -> str:
        """Return what a person reads of a commit that cannot be made."""
        with pytest.raises(Failure) as caught:
            commit(repository, file)
        return language("en").say(caught.value.message)

    def test_a_new_file_is_committed(self, repository: Path, git: Git) -> None:
        made = commit(repository, change(repository, "changed = 1\n", "ny.toml"))

        assert git(repository, "rev-parse", "HEAD").strip() == made
        assert git(repository, "status", "--porcelain") == ""

    def test_the_first_commit_is_known(self, tmp_path: Path, git: Git) -> None:
        git(tmp_path, "init", "--quiet")

        made = commit(tmp_path, change(tmp_path, "changed = 1\n"))

        assert git(tmp_path, "log", "--format=%H").split() == [made]

    def test_a_hook_refuses(self, repository: Path, hook: Hook) -> None:
        hook(repository, "pre-commit", "exit 1")

        for name in ("ett.toml", "ny.toml"):
            said = self.said(repository, change(repository, "changed = 1\n", name))
            assert said == "A hook of the git repository refused the commit"

    def test_an_ignored_file_is_no_refusing_hook(self, repository: Path) -> None:
        (repository / ".gitignore").write_text("ny.toml\n", encoding="utf-8")

        said = self.said(repository, change(repository, "changed = 1\n", "ny.toml"))

        assert said == "Git could not commit"

    def test_no_change_is_no_refusing_hook(self, repository: Path) -> None:
        assert self.said(repository, repository / "ett.toml") == "Git could not commit"

    @pytest.mark.parametrize("lock", ["index.lock", "refs/heads/main.lock", "HEAD.lock"])
    def test_a_lock_is_named(self, repository: Path, lock: str) -> None:
        held = repository / ".git" / lock
        held.touch()

        said = self.said(repository, change(repository, "changed = 1\n"))

        assert f"The git repository is locked: {held}" in said

    def test_a_signer_fails(self, repository: Path, git: Git) -> None:
        git(repository, "config", "commit.gpgSign", "true")
        git(repository, "config", "gpg.program", "false")

        said = self.said(repository, change(repository, "changed = 1\n"))

        assert said == "Git could not sign the commit"
