"""`miljo-tui init`: a whole agreement in a repository of its own, or nothing at all."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run
from miljo_tui.locale import language

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "agreement"


class Told:
    """What one run of a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err

    @property
    def json(self) -> Any:
        """The output as data."""
        return json.loads(self.out)


Command = Callable[..., Told]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Command:
    """Run a command in an empty folder, in English."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def told(*arguments: str, lang: str = "en") -> Told:
        try:
            code = run(["--lang", lang, *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        return Told(code, *capsys.readouterr())

    return told


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, its repository's too, by name."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def assert_sound(command: Command, git: Git, folder: str) -> None:
    """Hold a new agreement against the check, the schemas and its own first commit."""
    assert "0 errors" in command("-C", folder, "check").out
    assert command("-C", folder, "schema", "--check").code == 0
    assert git(Path(folder), "status", "--porcelain", "--ignored") == ""
    assert git(Path(folder), "rev-list", "--count", "HEAD") == "1\n"


def test_a_new_agreement_has_all_it_needs(command: Command, git: Git) -> None:
    told = command("init", "ny")

    assert (told.code, told.err) == (0, "")
    assert_sound(command, git, "ny")
    names = git(Path("ny"), "ls-files").split()
    assert names[:3] == [".gitattributes", "README.md", "agreement.toml"]
    assert len([name for name in names if name.startswith("areas/")]) == 7
    assert "templates/measure.toml" in names and "schema/measure.schema.json" in names
    assert command("-C", "ny", "add", "measure", "Äng", "--reason", "Ny").code == 0


def test_the_first_commit_names_every_record(command: Command, git: Git) -> None:
    command("init", "ny")

    records = git(Path("ny"), "log", "--format=%(trailers:key=Miljo-Record,valueonly)").split()
    assert records[:2] == ["agreement", "areas/drivmedel-och-laddning"] and len(records) == 8


def test_git_keeps_the_bytes_where_it_is_told_to_change_line_endings(
    command: Command, git: Git, tmp_path: Path
) -> None:
    git(tmp_path, "config", "--global", "core.autocrlf", "true")
    command("init", "ny")
    git(tmp_path, "clone", "--quiet", "here/ny", "copy")

    assert b"\r" not in (tmp_path / "copy" / "agreement.toml").read_bytes()
    assert command("-C", str(tmp_path / "copy"), "schema", "--check").code == 0


def test_the_guide_speaks_the_language_of_the_agreement(command: Command) -> None:
    command("init", "english")
    command("init", "svensk", lang="sv")

    guide = Path("english", "README.md").read_text("utf-8")
    assert guide.startswith("# An environmental agreement\n\n")
    assert "\n    miljo-tui check\n    git add --all\n" in guide
    assert "`miljo-tui list measures`" in guide
    assert max(map(len, guide.splitlines())) <= 92
    heading = language("sv").say("An environmental agreement")
    assert Path("svensk", "README.md").read_text("utf-8").startswith(f"# {heading}\n\n")
    assert "\n- `areas/`: " in guide and guide.count("\n\n- ") == 1
    assert 'language = "sv"' in Path("svensk", "agreement.toml").read_text("utf-8")


def test_an_empty_folder_will_do_and_a_full_one_will_not(command: Command) -> None:
    Path("tom").mkdir()
    Path("full").mkdir()
    Path("full", "x").touch()
    Path("fil").touch()

    assert command("init", "tom").code == 0
    before = contents(Path())
    for folder in ("full", "fil", "fil/under", "tom/under", "x" * 300):
        told = command("init", folder)
        assert told.code == 3 and told.err.strip(), folder
    assert contents(Path()) == before


def test_an_agreement_without_a_repository_gets_one_and_stays_as_it_is(
    command: Command, agreement: Path, git: Git
) -> None:
    git(agreement.parent, "clone", "--quiet", str(agreement), "copy")
    subprocess.run(["rm", "-rf", agreement.parent / "copy" / ".git"], check=True)
    copy = agreement.parent / "copy"
    before = contents(copy)

    assert command("init", str(copy)).code == 0

    assert {name: data for name, data in contents(copy).items() if ".git/" not in name} == before
    assert "measures/angar\n" in git(copy, "log", "--format=%(trailers:key=Miljo-Record,valueonly)")


def test_nobody_at_the_keyboard_leaves_nothing(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.delenv("EMAIL", raising=False)
    Path("tom").mkdir()

    for folder in ("djup/ner/ny", "tom"):
        assert command("init", folder).code == 4

    assert sorted(Path().rglob("*")) == [Path("tom")]


def test_a_refused_commit_leaves_nothing(command: Command, git: Git, tmp_path: Path) -> None:
    hook(git, tmp_path, "echo nej; exit 1")
    Path("tom").mkdir()

    for folder in ("djup/ner/ny", "tom"):
        told = command("init", folder)
        assert told.code == 3 and "nej" in told.err

    assert sorted(Path().rglob("*")) == [Path("tom")]


def test_a_full_disk_leaves_nothing(command: Command) -> None:
    done = apart("ulimit -f 4", "djup/ny")  # blocks of 512 or 1024 bytes; a schema has more

    assert done.returncode == 3, done.stderr
    assert "was not written" in done.stderr
    assert list(Path().iterdir()) == []


def test_ctrl_c_leaves_nothing(command: Command, git: Git, tmp_path: Path) -> None:
    hook(git, tmp_path, 'kill -INT "$INIT"; sleep 60')

    done = apart("export INIT=$$", "djup/ny")

    assert done.returncode == 130, done.stderr
    assert list(Path().iterdir()) == []


def hook(git: Git, tmp_path: Path, script: str) -> None:
    """Have every commit of this computer run a script first."""
    file = tmp_path / "hooks" / "pre-commit"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    git(tmp_path, "config", "--global", "core.hooksPath", str(file.parent))


def apart(before: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `init` as a process of its own, after a command of the shell."""
    start = f'{before}; exec "$0" -m miljo_tui --lang en init "$@"'
    return subprocess.run(
        ["/bin/sh", "-c", start, sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_one_like_the_shipped_agreement_is_sound(command: Command, git: Git) -> None:
    told = command("init", "ny", "--like", str(ROOT), "--json")

    assert told.code == 0
    assert told.json["folder"] == "ny" and told.json["carried"] == told.json["left"] == []
    assert git(Path("ny"), "rev-parse", "HEAD").startswith(told.json["commit"])
    assert_sound(command, git, "ny")
    for file in (SHIPPED / "areas").iterdir():
        if b"[[meetings]]" not in file.read_bytes():
            theirs = re.sub(rb"(?ms)^chosen_by = \[\n.*?^\]\n", b"", file.read_bytes())
            assert Path("ny", "areas", file.name).read_bytes() == theirs, "who chose it is theirs"
    assert not Path("ny", "measures").exists()


def test_the_one_after_the_shipped_agreement_is_sound(command: Command, git: Git) -> None:
    before = contents(SHIPPED)
    told = command("-C", str(SHIPPED), "init", "ny", "--next", "2026–2029")

    assert (told.code, told.err) == (0, "")
    assert_sound(command, git, "ny")
    assert contents(SHIPPED) == before
    carried = sorted(file.stem for file in Path("ny", "measures").iterdir())
    left = sorted({file.stem for file in (SHIPPED / "measures").iterdir()} - set(carried))
    lines = told.out.splitlines()
    assert lines[1] == f"{len(carried)} unfinished measures were carried over."
    assert lines[2] == f"{len(left)} finished measure was not carried over:"
    assert [line.split()[0] for line in lines[3 : 3 + len(left)]] == left
    assert "read them through" in told.out
    command("-C", str(SHIPPED), "init", "igen", "--next", "2026-2029")
    told = command("-C", str(SHIPPED), "init", "json", "--next", "2026-2029", "--json")
    assert (told.json["carried"], told.json["left"]) == (carried, left)


def test_only_texts_that_came_along_are_to_be_read_through(command: Command) -> None:
    command("init", "ny")
    told = command("-C", "ny", "init", "--next", "2090–2093")

    assert told.out.splitlines()[1:] == [
        "0 unfinished measures were carried over.",
        f"Open it with: miljo-tui -C {Path.cwd() / 'ny-2090-2093'}",
    ]


def test_what_init_cannot_do_is_said_with_the_right_code(command: Command, agreement: Path) -> None:
    assert command("init").code == 2
    assert command("init", "ny", "--like", str(agreement), "--next", "2026-2029").code == 2
    assert command("init", "ny", "--next", "2026-2029").code == 4
    assert command("init", "ny", "--like", "ingen").code == 4
    told = command("-C", str(agreement), "init", "ny", "--next", "2026-snart")
    assert told.code == 2 and "“2026-snart”" in told.err
    told = command("-C", str(agreement), "init", str(agreement / "ny"), "--next", "2026-2029")
    assert told.code == 3 and "lies inside the agreement" in told.err
    assert not list(Path().iterdir())


def test_a_folder_with_spaces_is_named_so_that_it_can_be_opened(command: Command) -> None:
    assert "miljo-tui -C 'vårt avtal'\n" in command("init", "vårt avtal").out
