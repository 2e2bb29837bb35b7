"""A home of its own for every program that a test starts on a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from screen import Terminal

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Everything the program may know of its surroundings; nothing comes from the tester's own."""
    home = tmp_path / "home"
    home.mkdir()
    identity = home / "gitconfig"
    identity.write_text("[user]\n\tname = Test\n\temail = test@example.org\n", encoding="utf-8")
    rooms = {
        f"XDG_{room}": str(home / folder)
        for room, folder in {
            "CONFIG_HOME": ".config",
            "DATA_HOME": ".local/share",
            "STATE_HOME": ".local/state",
            "CACHE_HOME": ".cache",
            "RUNTIME_DIR": "run",
        }.items()
    }
    return {
        **rooms,
        "HOME": str(home),
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": str(CHECKOUT),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(identity),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "MILJO_TUI_DRIVER": os.environ.get("MILJO_TUI_DRIVER", ""),
    }


@pytest.fixture
def terminal(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start programs on terminals that close when the test ends; `env` adds to the surroundings."""
    with ExitStack() as stack:

        def start(*argv: str, env: dict[str, str] | None = None, **options: Any) -> Terminal:
            options.setdefault("cwd", tmp_path)
            return stack.enter_context(Terminal(argv, env=environment | (env or {}), **options))

        yield start


@pytest.fixture
def git(environment: dict[str, str], tmp_path: Path) -> Callable[..., str]:
    """Run git in the agreement's folder and return what it says."""

    def run(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments],
            cwd=tmp_path / "agreement",
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    return run


@pytest.fixture
def agreement(tmp_path: Path, git: Callable[..., str]) -> Path:
    """The shipped agreement in a repository of its own, with one commit."""
    folder = tmp_path / "agreement"
    shutil.copytree(CHECKOUT / "agreement", folder)
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=Start")
    return folder


@pytest.fixture
def app(terminal: Callable[..., Terminal], agreement: Path) -> Callable[..., Terminal]:
    """Open the agreement in the app and wait for the first frame."""

    def start(lang: str = "en", wait: str = "^ / Filter", **options: Any) -> Terminal:
        program = terminal(
            sys.executable, "-m", "miljo_tui", "-C", str(agreement), "--lang", lang, **options
        )
        program.wait_for(wait)
        return program

    return start
