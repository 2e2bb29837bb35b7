"""Where git's own folder may not be read, that is said, and not that there is no repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Git = Callable[..., str]

WITHOUT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Lets root be stopped by permissions as everybody else is."""


def told(agreement: Path, *command: str) -> tuple[int, str]:
    """Give a command as somebody whom permissions stop; returns its code and its diagnostics."""
    if os.geteuid() == 0 and shutil.which(WITHOUT[0]) is None:
        pytest.skip("root reads everything, and there is no setpriv to take that away")
    done = subprocess.run(
        [
            *(WITHOUT if os.geteuid() == 0 else ()),
            *(sys.executable, "-m", "miljo_tui", "--lang", "en", *command),
        ],
        cwd=agreement,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize("part", [".git", ".git/HEAD", ".git/config", ".git/objects", ".git/refs"])
@pytest.mark.parametrize("command", [("log",), ("init", "ny")])
def test_the_permission_is_named(agreement: Path, part: str, command: tuple[str, ...]) -> None:
    shut = agreement / part
    mode = shut.stat().st_mode
    shut.chmod(0)

    code, err = told(agreement, *command)

    kind = "-" if shut.is_file() else "d"
    shut.chmod(mode)
    assert code == 3
    said = f"{shut} may not be read: {kind}---------, owner {shut.owner()}, group {shut.group()}"
    assert said in err
    assert "init" not in err and not (agreement / "ny").exists()


def test_what_stands_in_a_folder_apart(agreement: Path, tmp_path: Path, git: Git) -> None:
    git(agreement, "init", "--quiet", f"--separate-git-dir={tmp_path / 'apart'}")
    (tmp_path / "apart").chmod(0)

    _code, err = told(agreement, "log")

    (tmp_path / "apart").chmod(0o700)
    assert f"{tmp_path / 'apart'} may not be read: d---------" in err


def test_an_object_is_not_damaged_but_shut(agreement: Path, git: Git) -> None:
    head = git(agreement, "rev-parse", "HEAD").strip()
    shut = agreement / ".git" / "objects" / head[:2] / head[2:]
    shut.chmod(0)

    _code, err = told(agreement, "log")

    assert f"{shut} may not be read: ----------" in err and "fetch" not in err


def test_a_folder_in_no_repository_is_told_as_before(agreement: Path) -> None:
    shutil.rmtree(agreement / ".git")

    assert "is in no git repository" in told(agreement, "log")[1]
