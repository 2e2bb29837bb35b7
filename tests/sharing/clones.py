"""Somebody with a clone of their own, for every test of what is shared."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run


class Person:
    """Somebody with a clone of the agreement."""

    def __init__(self, name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.name = name
        self.folder = folder
        self.out = ""
        self.err = ""
        self._capsys = capsys

    def git(self, *arguments: str, given: str | None = None) -> str:
        """Run git in the clone, and return what it prints."""
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, input=given, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def app(self, *arguments: str) -> int:
        """Run a command of the program in the clone, in English, and return its exit code."""
        self._capsys.readouterr()
        code = run(["-C", str(self.folder), "--lang", "en", *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: str) -> Any:
        """Run a command and return its JSON."""
        self.app(*arguments, "--json")
        return json.loads(self.out)

    def set(self, record: str, *changes: str) -> str:
        """Set fields through the program; return the commit's id."""
        assert self.app("set", record, *changes, "--reason", f"{self.name} vet") == 0, self.err
        return self.head

    def by_hand(self, name: str, old: str, new: str) -> str:
        """Change a file in an editor and commit it with git; return the commit's id."""
        self.write(name, self.text(name).replace(old, new))
        self.git("add", "--all")
        self.git("commit", "--quiet", "--all", "--message", f"{self.name}: {name}")
        return self.head

    def text(self, name: str) -> str:
        """Return what stands in a file of the clone."""
        return (self.folder / name).read_text("utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the clone."""
        (self.folder / name).write_text(text, "utf-8", newline="\n")

    @property
    def head(self) -> str:
        """The id of the clone's newest commit."""
        return self.git("rev-parse", "HEAD")

    @property
    def tree(self) -> str:
        """The id of all that the newest commit holds."""
        return self.git("rev-parse", "HEAD^{tree}")
