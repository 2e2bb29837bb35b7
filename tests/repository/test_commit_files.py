"""A commit takes the named file alone; what fails leaves everything as it was and says why."""

from __future__ import annotations

import os
import pwd
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Failure, Missing
from miljo_tui.repository import commit_files
from miljo_tui.repository.commit_files import committed, staged_differently
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import State, look

Git = Callable[..., str]
Hook = Callable[[Path, str, str], Path]
Everything = Callable[[Path], object]

TEXT = "ett: titel ett → två\n\n# Därför, rad ett.\n\nMiljo-Format: 1\n"


def commit(state: State, files: Sequence[Path], text: str) -> str:
    """Commit files with the bytes they have."""
    meant = [(file, file.read_bytes()) for file in files]
    with Objects(state.root) as objects:
        return commit_files.commit(state, meant, text, objects).id


def holds(state: State, files: Sequence[tuple[Path, bytes | None]]) -> bool:
    """Tell whether commit and index hold these bytes, as a git says that was just started."""
    with Objects(state.root) as objects:
        return commit_files.holds(state, files, objects)


def change(repository: Path, name: str = "ett.toml") -> Path:
    """Change a file of a repository on disk."""
    file = repository / name
    file.write_text("changed = 1\n", encoding="utf-8")
    return file


def spoken(failure: Failure) -> str:
    """Return the message as a person reads it."""
    return language("en").say(failure.message)


def test_the_commit_holds_the_file_and_the_text_as_they_are(repository: Path, git: Git) -> None:
    file = change(repository)

    made = commit(look(repository), [file], TEXT)

    assert git(repository, "rev-parse", "main").strip() == made
    assert git(repository, "show", "--name-only", "--format=", "-z", made) == "ett.toml\0"
    assert git(repository, "cat-file", "commit", made).partition("\n\n")[2] == TEXT
    assert git(repository, "log", "-1", "--format=%an <%ae> %cn") == (
        "Test Person <test@example.org> Test Person\n"
    )
    assert git(repository, "status", "--porcelain") == ""


def test_several_files_are_one_commit(repository: Path, git: Git) -> None:
    files = [change(repository, "ett.toml"), change(repository, "mapp/ny.toml")]

    made = commit(look(repository), files, TEXT)

    names = git(repository, "show", "--name-only", "--format=", "-z", made)
    assert names == "ett.toml\0mapp/ny.toml\0"


def test_what_many_files_hold_is_stored_in_one_piece(repository: Path, git: Git) -> None:
    """Git has the disk keep each object by itself, one after the other."""
    files = [repository / f"mapp/{number}.toml" for number in range(2 * commit_files.MANY)]
    for file in files:
        file.write_text(f'title = "Å {file.stem}"\n', encoding="utf-8")
    before = len(list(repository.glob(".git/objects/??/*")))

    commit(look(repository), files, TEXT)

    assert len(list(repository.glob(".git/objects/??/*"))) - before < 5
    assert all(committed(look(repository), file) == file.read_bytes() for file in files)
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "fsck", "--no-dangling") == ""


@pytest.mark.parametrize("name", ["[et]*.toml", "*.toml", ":(top)x.toml", "-f.toml", 'å "b".toml'])
def test_a_name_is_a_name(repository: Path, name: str, git: Git) -> None:
    change(repository, "ett.toml")
    file = change(repository, name)
    state = look(repository)

    made = commit(state, [file], TEXT)

    assert git(repository, "show", "--name-only", "--format=", "-z", made) == f"{name}\0"
    assert committed(state, file) == b"changed = 1\n"
    assert git(repository, "status", "--porcelain", "-z") == " M ett.toml\0"


@pytest.mark.parametrize("name", ["ett.toml", "mapp/helt-ny.toml"])
def test_the_work_of_others_survives(crowded: Path, name: str, git: Git) -> None:
    def others() -> tuple[list[str], str, str]:
        status = git(crowded, "status", "--porcelain=v2", "-z", "--untracked-files=all")
        return (
            [line for line in status.split("\0") if not line.endswith(name)],
            git(crowded, "diff", "--cached", "--binary"),
            git(crowded, "diff", "--binary", "--", "två.toml", "mapp/tre.toml"),
        )

    file = change(crowded, name)
    if name == "ett.toml":
        before = others()
    else:
        file.unlink()
        before = others()
        change(crowded, name)

    made = commit(look(crowded), [file], TEXT)

    assert others() == before
    assert git(crowded, "show", "--name-only", "--format=", "-z", made) == f"{name}\0"


def test_the_first_commit_of_a_branch(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    file = change(tmp_path)
    state = look(tmp_path)
    assert committed(state, file) is None

    made = commit(state, [file], TEXT)

    assert git(tmp_path, "log", "--format=%H").split() == [made]
    assert committed(state, file) == b"changed = 1\n"


def test_a_linked_work_tree_commits_on_its_own_branch_with_hooks(
    repository: Path, tmp_path: Path, git: Git, hook: Hook
) -> None:
    ran = tmp_path / "ran"
    hook(repository, "pre-commit", f"echo ran > {ran}")
    git(repository, "worktree", "add", "--quiet", "-b", "side", str(tmp_path / "linked"))
    main = git(repository, "rev-parse", "main")

    made = commit(look(tmp_path / "linked"), [change(tmp_path / "linked")], TEXT)

    assert git(repository, "rev-parse", "side").strip() == made
    assert git(repository, "rev-parse", "main") == main
    assert ran.exists()


def test_a_repository_with_long_ids(tmp_path: Path, git: Git) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256")

    assert len(commit(look(tmp_path), [change(tmp_path)], TEXT)) == 64


def test_the_message_is_utf8_whatever_the_repository_says(repository: Path, git: Git) -> None:
    git(repository, "config", "i18n.commitEncoding", "ISO-8859-1")

    commit(look(repository), [change(repository)], TEXT)

    assert (
        git(repository, "log", "-1", "--format=%s", "--encoding=UTF-8") == "ett: titel ett → två\n"
    )


def test_what_was_committed_is_told_apart_from_what_was_not(repository: Path) -> None:
    state = look(repository)
    change(repository)

    assert committed(state, repository / "ett.toml") == b'title = "ett.toml"\n'
    assert committed(state, change(repository, "ny.toml")) is None
    assert committed(state, repository / "mapp" / "saknas.toml") is None


def test_a_damaged_object_is_no_absent_file(repository: Path, git: Git) -> None:
    blob = git(repository, "rev-parse", "HEAD:ett.toml").strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(Failure):
        committed(look(repository), repository / "ett.toml")


def test_a_file_outside_of_the_repository(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(BadState):
        committed(look(repository), change(tmp_path, "utanför.toml"))


def test_another_staged_version_of_the_file_is_noticed(repository: Path, git: Git) -> None:
    state = look(repository)
    file = change(repository)
    assert not staged_differently(state, file)

    git(repository, "add", "ett.toml")

    assert staged_differently(state, file)


def test_a_new_file_may_be_staged_as_it_stands_and_not_otherwise(
    repository: Path, git: Git
) -> None:
    state = look(repository)
    file = change(repository, "ny.toml")
    assert not staged_differently(state, file)
    git(repository, "add", "--intent-to-add", "ny.toml")
    assert not staged_differently(state, file)
    git(repository, "add", "ny.toml")
    assert not staged_differently(state, file)

    file.write_text("changed = 2\n", encoding="utf-8")

    assert staged_differently(state, file)


def test_bytes_are_held_where_commit_and_index_agree_on_them(repository: Path, git: Git) -> None:
    state = look(repository)
    file = repository / "ett.toml"
    old = file.read_bytes()
    assert holds(state, [(file, old)])
    change(repository)
    assert holds(state, [(file, old)])
    assert not holds(state, [(file, file.read_bytes())])

    git(repository, "add", "ett.toml")

    assert not holds(state, [(file, old)])
    assert not holds(state, [(file, file.read_bytes())])
    assert not holds(state, [(change(repository, "ny.toml"), b"changed = 1\n")])


@pytest.mark.parametrize("name", ["ett.toml", "ny.toml"])
@pytest.mark.parametrize("which", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses(
    crowded: Path, name: str, which: str, hook: Hook, everything: Everything
) -> None:
    hook(crowded, which, "echo 'The design of the sign failed.'; echo 'empty ident' >&2; exit 1")
    file = change(crowded, name)
    before = everything(crowded)

    with pytest.raises(BadState) as caught:
        commit(look(crowded), [file], TEXT)

    assert spoken(caught.value) == "A hook of the git repository refused the commit"
    assert caught.value.detail == "The design of the sign failed.\nempty ident"
    assert everything(crowded) == before


def test_a_new_file_that_fails_is_not_left_in_the_index(
    repository: Path, hook: Hook, everything: Everything
) -> None:
    hook(repository, "pre-commit", "exit 1")
    file = change(repository, "mapp/ny.toml")
    before = everything(repository)

    with pytest.raises(BadState):
        commit(look(repository), [file], TEXT)

    assert everything(repository) == before


@pytest.mark.parametrize(
    "settings",
    [
        {"gpg.format": "ssh", "user.signingKey": "/nonexistent/key"},
        {"gpg.format": "ssh"},
        {"gpg.program": "/bin/false"},
        {"gpg.program": "/nonexistent/gpg"},
    ],
)
def test_a_signer_that_fails(
    repository: Path, settings: dict[str, str], git: Git, everything: Everything
) -> None:
    for key, value in {"commit.gpgSign": "true", **settings}.items():
        git(repository, "config", key, value)
    file = change(repository)
    before = everything(repository)

    with pytest.raises(BadState) as caught:
        commit(look(repository), [file], TEXT)

    assert spoken(caught.value) == "Git could not sign the commit"
    assert caught.value.detail
    assert everything(repository) == before


def test_nobody_at_the_keyboard(
    repository: Path, tmp_path: Path, everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = change(repository, "ny.toml")
    before = everything(repository)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("EMAIL", raising=False)

    with pytest.raises(Missing, match="who you are"):
        commit(look(repository), [file], TEXT)

    assert everything(repository) == before


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once: the tests need not wait as people do."""
    monkeypatch.setattr(commit_files, "PAUSES", (0.01, 0.01))


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("name", ["ett.toml", "ny.toml"])
@pytest.mark.parametrize("lock", ["index.lock", "refs/heads/main.lock", "HEAD.lock"])
def test_the_lock_of_another_program_is_named_and_left_alone(
    repository: Path, name: str, lock: str, everything: Everything
) -> None:
    held = repository / ".git" / lock
    file = change(repository, name)
    held.touch()
    os.utime(held, (0, held.stat().st_mtime - 600))
    before = everything(repository)

    with pytest.raises(BadState) as caught:
        commit(look(repository), [file], TEXT)

    said = spoken(caught.value)
    owner = pwd.getpwuid(held.stat().st_uid).pw_name
    assert f"{held}, made by {owner} 10 minutes ago, has been left behind" in said
    assert language("en").say(caught.value.remedy or "").endswith(f": rm '{held}'")
    assert held.exists()
    if lock != "index.lock":  # with that one there, git itself cannot take the new file out
        assert everything(repository) == before
    held.unlink()
    assert commit(look(repository), [file], TEXT)


def test_a_lock_that_goes_away_is_waited_for(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = repository / ".git" / "index.lock"
    held.touch()
    file = change(repository)
    monkeypatch.setattr(commit_files, "PAUSES", (0.05,) * 100)
    releasing = threading.Timer(0.2, held.unlink)
    releasing.start()

    assert commit(look(repository), [file], TEXT)
    releasing.join()


def test_a_branch_that_moves_meanwhile_loses_nothing(
    repository: Path, hook: Hook, git: Git, tmp_path: Path
) -> None:
    once = tmp_path / "once"
    hook(
        repository,
        "pre-commit",
        f"test -e {once} && exit 0; touch {once}; unset GIT_INDEX_FILE\n"
        "git update-ref refs/heads/main $(git commit-tree -p HEAD -m Other HEAD^{tree})",
    )

    made = commit(look(repository), [change(repository)], TEXT)

    subjects = git(repository, "log", "--format=%s", made).splitlines()
    assert subjects == ["ett: titel ett → två", "Other", "Start"]


@pytest.mark.usefixtures("impatient")
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a disk that is full")
@pytest.mark.parametrize("name", ["ett.toml", "ny.toml"])
def test_a_full_disk(repository: Path, tmp_path: Path, name: str, git: Git) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk of its own to fill")
    try:
        git(tmp_path, "clone", "--quiet", str(repository), str(disk / "clone"))
        file = change(disk / "clone", name)
        head = git(disk / "clone", "rev-parse", "HEAD")
        with pytest.raises(OSError):
            (disk / "filling").write_bytes(b"x" * 4_000_000)

        with pytest.raises(BadState) as caught:
            commit(look(disk / "clone"), [file], TEXT)

        assert "The disk is full" in spoken(caught.value)
        (disk / "filling").unlink()
        assert git(disk / "clone", "rev-parse", "HEAD") == head
        assert git(disk / "clone", "ls-files", "ny.toml") == ""
        assert commit(look(disk / "clone"), [file], TEXT)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_file_that_git_ignores_is_no_refusing_hook(
    repository: Path, everything: Everything
) -> None:
    (repository / ".gitignore").write_text("ny.toml\n", encoding="utf-8")
    file = change(repository, "ny.toml")
    before = everything(repository)

    with pytest.raises(BadState) as caught:
        commit(look(repository), [file], TEXT)

    assert spoken(caught.value) == "Git could not commit"
    assert "ignored" in caught.value.detail
    assert everything(repository) == before


def test_no_change_is_no_refusing_hook(repository: Path, everything: Everything) -> None:
    before = everything(repository)

    with pytest.raises(BadState) as caught:
        commit(look(repository), [repository / "ett.toml"], TEXT)

    assert spoken(caught.value) == "Git could not commit"
    assert everything(repository) == before


def test_a_filter_that_changes_the_bytes_is_told(repository: Path, git: Git) -> None:
    (repository / ".gitattributes").write_text("*.toml filter=shout\n", encoding="utf-8")
    git(repository, "config", "filter.shout.clean", "tr a-z A-Z")

    with pytest.raises(BadState, match="other bytes"):
        commit(look(repository), [change(repository)], TEXT)


def test_the_persons_own_signature_is_made(repository: Path, tmp_path: Path, git: Git) -> None:
    key = tmp_path / "key"
    try:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    except FileNotFoundError:
        pytest.skip("no ssh-keygen")
    for name, value in {
        "commit.gpgSign": "true",
        "gpg.format": "ssh",
        "user.signingKey": str(key),
    }.items():
        git(repository, "config", name, value)

    made = commit(look(repository), [change(repository)], TEXT)

    assert "-----BEGIN SSH SIGNATURE-----" in git(repository, "cat-file", "commit", made)
