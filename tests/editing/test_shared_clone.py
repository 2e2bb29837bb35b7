"""Two users of one computer in one clone: nobody's umask locks the other out."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from people import TEAM, Person, place_to_share

from miljo_tui.cli.main import run
from miljo_tui.editing import save_recovery
from miljo_tui.repository import commit_files
from miljo_tui.repository.save_lock import NAME

Git = Callable[..., str]
RELA, RELB = 61001, 61002


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the team's, and the keyboard in it."""
    with place_to_share() as folder:
        monkeypatch.chdir(folder)
        yield folder


@pytest.fixture
def people(shared: Path) -> tuple[Person, Person]:
    """Two who share a clone and nothing else."""
    return (
        Person(RELA, shared.parent / "rela"),
        Person(RELB, shared.parent / "relb"),
    )


def modes(folder: Path) -> dict[str, str]:
    """Return the modes of what is in a work tree, and of our own files in its git directory."""
    own = [*(folder / ".git").glob("miljo_tui*")]
    there = [each for each in folder.rglob("*") if ".git" not in each.parts]
    return {
        str(each.relative_to(folder)): stat.filemode(each.stat().st_mode) for each in (*there, *own)
    }


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command in English; return its code and all that it said."""
    code = run(["--lang", "en", *arguments])
    return code, "".join(capsys.readouterr())


@pytest.mark.parametrize("umask", [0o002, 0o022, 0o077])
def test_saving_in_turns(
    shared: Path,
    people: tuple[Person, Person],
    umask: int,
    git: Git,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rela, _relb = people
    with rela.at_the_keyboard(umask):
        git(shared, "init", "--quiet", "--shared", "avtal")
        code, told = said(capsys, "init", "avtal")
        assert code == 0, told
    folder = shared / "avtal"

    for turn, person in enumerate((*people, *people)):
        with person.at_the_keyboard(umask):
            for order in (
                ("add", "measure", f"Ny {turn}", "areas=gronska"),
                ("set", "agreement", f"actor=Kommun {turn}"),
                ("set", f"ny-{max(turn - 1, 0)}", f"responsible=Enhet {turn}"),
            ):
                code, told = said(capsys, "-C", "avtal", *order, "--reason", "Beslut")
                assert code == 0, told
            code, told = said(capsys, "-C", "avtal", "check")
            assert code == 0 and "0 errors" in told, told
    with rela.at_the_keyboard(umask):
        assert git(folder, "status", "--porcelain") == ""
        assert git(folder, "rev-list", "--count", "HEAD") == "13\n"
        assert len(git(folder, "log", "--format=%an").split("Person 61002")) == 7
        assert said(capsys, "-C", "avtal", "remove", "ny-1", "--reason", "Beslut")[0] == 0
    for name, mode in modes(folder).items():
        wanted = "drwxrws" if mode.startswith("d") else "-rw-rw-"
        assert mode.startswith(wanted), name
    assert {each.stat().st_gid for each in folder.rglob("*")} == {TEAM}
    assert (folder / ".git" / NAME).exists()


def test_a_folder_above_that_is_not_shared_keeps_the_umask(
    shared: Path, people: tuple[Person, Person], capsys: pytest.CaptureFixture[str]
) -> None:
    rela, _relb = people
    for umask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
        folder = rela.home / f"avtal{mode:o}"
        with rela.at_the_keyboard(umask):
            assert said(capsys, "init", str(folder))[0] == 0
            add = ("-C", str(folder), "add", "measure", "Ny", "--reason", "Beslut")
            assert said(capsys, *add)[0] == 0
        assert stat.S_IMODE((folder / "measures" / "ny.toml").stat().st_mode) == mode
        assert stat.S_IMODE((folder / "measures").stat().st_mode) == mode | (mode & 0o444) >> 2


@pytest.mark.parametrize(
    ("setting", "file", "folder"),
    [
        ("all", 0o664, 0o2775),
        ("0640", 0o640, 0o2750),
        ("0660", 0o660, 0o2770),
        ("1", 0o660, 0o2770),
    ],
)
def test_what_git_is_told_counts(
    shared: Path,
    people: tuple[Person, Person],
    setting: str,
    file: int,
    folder: int,
    git: Git,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rela, _relb = people
    with rela.at_the_keyboard(0o077):
        assert said(capsys, "init", "avtal")[0] == 0
        git(shared / "avtal", "config", "core.sharedRepository", setting)
        assert said(capsys, "-C", "avtal", "add", "measure", "Ny", "--reason", "Beslut")[0] == 0
    made = shared / "avtal" / "measures"
    assert stat.S_IMODE((made / "ny.toml").stat().st_mode) == file
    assert stat.S_IMODE(made.stat().st_mode) == folder


def test_a_refusal_says_permission_owner_and_group_and_its_remedy_works(
    shared: Path, people: tuple[Person, Person], git: Git, capsys: pytest.CaptureFixture[str]
) -> None:
    rela, relb = people
    with rela.at_the_keyboard():
        git(shared, "init", "--quiet", "--shared", "avtal")
        assert said(capsys, "init", "avtal")[0] == 0
        add = ("-C", "avtal", "add", "measure", "Ny", "--reason", "Beslut")
        assert said(capsys, *add)[0] == 0
    file = shared / "avtal" / "measures" / "ny.toml"
    save = ("-C", "avtal", "add", "measure", "Annan", "--reason", "Beslut")
    whose = "belongs to 61001, group 61000, with the permission"

    for path, mode, command, shown in (
        (file, 0o600, ("-C", "avtal", "show", "ny"), "-rw-------"),
        (file, 0o600, ("-C", "avtal", "check"), "-rw-------"),
        (file, 0o600, ("-C", "avtal", "set", "ny", "end=2027", "--reason", "B"), ""),
        (file.parent, 0o2700, ("-C", "avtal", "check"), "drwx--S---"),
        (file.parent, 0o2755, save, "drwxr-sr-x"),
        (shared / "avtal" / ".git", 0o2755, save, "drwxr-sr-x"),
        (shared / "avtal" / ".git" / NAME, 0o600, save, "-rw-------"),
        (shared / "avtal" / ".git" / "refs" / "heads", 0o2755, save, "drwxr-sr-x"),
    ):
        before = stat.S_IMODE(path.stat().st_mode)
        path.chmod(mode)
        with relb.at_the_keyboard():
            _code, told = said(capsys, *command)
        assert not shown or f"{path} {whose} {shown}" in told, told
        assert "editor" not in told and "Ask 61001 to run: chmod " in told, told
        remedy = told.partition("Ask 61001 to run: chmod ")[2].splitlines()[0].rstrip(".")
        assert remedy == f"g+{remedy[2:].split()[0]} {path}"
        with rela.at_the_keyboard():
            assert os.waitstatus_to_exitcode(os.system(f"chmod {remedy}")) == 0
        with relb.at_the_keyboard():
            _code, told = said(capsys, *command)
        assert whose not in told
        path.chmod(before)


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("ny", ("set", "ny", "responsible=Enhet")),
        ("annan", ("add", "measure", "Annan")),
        ("ny", ("remove", "ny")),
    ],
)
def test_what_a_killed_save_of_a_colleague_has_left_is_said_to_be_that(
    shared: Path,
    people: tuple[Person, Person],
    name: str,
    order: tuple[str, ...],
    git: Git,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rela, relb = people
    monkeypatch.setattr(save_recovery, "SETTLING", 0.0)
    here, why = ("-C", "avtal"), ("--reason", "Beslut")
    with rela.at_the_keyboard(0o077):
        git(shared, "init", "--quiet", "--shared", "avtal")
        assert said(capsys, "init", "avtal")[0] == 0
        assert said(capsys, *here, "add", "measure", "Ny", *why)[0] == 0
        with monkeypatch.context() as patch:
            patch.setattr(commit_files, "commit", lambda *_rest: os._exit(9))
            if (child := os.fork()) == 0:
                run([*here, *order, *why])
                os._exit(0)
            assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9

    left = f"measures/{name}.toml was left like this by an interrupted save of 61001"
    with relb.at_the_keyboard():
        _code, told = said(capsys, *here, "commit", "--dry-run")
        assert left in told
        if order[0] != "remove":
            _code, told = said(capsys, *here, "set", name, "criterion=Andra", *why)
            assert left in told
        assert said(capsys, *here, "set", "gronska", "focus_area=Grönt", *why)[0] == 0
    with rela.at_the_keyboard(0o077):
        # What was left is taken back before the next save.
        assert said(capsys, *here, "set", "gronska", "focus_area=Grön", *why)[0] == 0
        assert git(shared / "avtal", "status", "--porcelain") == ""
    assert [*(shared / "avtal" / ".git").glob("miljo_tui*")] == [shared / "avtal" / ".git" / NAME]


def test_a_state_folder_of_somebody_else_is_refused(
    shared: Path,
    people: tuple[Person, Person],
    git: Git,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rela, relb = people
    monkeypatch.setenv("XDG_STATE_HOME", str(shared / "state"))
    (shared / "state").mkdir()
    os.chown(shared / "state", 0, TEAM)
    (shared / "state").chmod(0o2775)
    add = ("-C", "avtal", "add", "measure", "Ny", "--reason", "Beslut")
    with rela.at_the_keyboard(0o002):
        git(shared, "init", "--quiet", "--shared", "avtal")
        assert said(capsys, "init", "avtal")[0] == 0
        assert said(capsys, *add)[0] == 0
    own = shared / "state" / "miljo-tui"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (own, *own.rglob("*"))} == {0o700}

    with relb.at_the_keyboard():
        assert said(capsys, "-C", "avtal", "check")[0] == 0
        for order in (add, ("-C", "avtal", "drafts")):
            code, told = said(capsys, *order)
            assert code == 3
            assert f"the folder {own} belongs to 61001, not to you" in told
        monkeypatch.setenv("XDG_STATE_HOME", str(relb.home / "state"))
        assert said(capsys, "-C", "avtal", "remove", "ny", "--reason", "Beslut")[0] == 0
    made = relb.home / "state"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (made, *made.rglob("*"))} == {0o700}
