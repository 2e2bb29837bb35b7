"""Several users of one computer, each at the keyboard in turn: what only root can try."""

from __future__ import annotations

import os
import pkgutil
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

import miljo_tui
from miljo_tui.locale import LANGUAGES, language

TEAM = 61000
"""The group that shares; its number is no account's."""


class Person:
    """A user of the computer in a group of their own, who is in the team too."""

    def __init__(self, number: int, home: Path) -> None:
        self.number = number
        self.home = home
        home.mkdir()
        (home / "gitconfig").write_text(
            f"[user]\n\tname = Person {number}\n\temail = {number}@example.org\n"
            "[safe]\n\tdirectory = *\n",
            "utf-8",
        )
        for path in (home, home / "gitconfig"):
            os.chown(path, number, number)

    @contextmanager
    def at_the_keyboard(self, umask: int = 0o022) -> Iterator[None]:
        """Be this person while the block runs."""
        before = os.umask(umask)
        groups = os.getgroups()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", str(self.home))
            patch.setenv("GIT_CONFIG_GLOBAL", str(self.home / "gitconfig"))
            os.setgroups([TEAM])
            os.setresgid(self.number, self.number, 0)
            os.setresuid(self.number, self.number, 0)
            try:
                yield
            finally:
                os.setresuid(0, 0, 0)
                os.setresgid(0, 0, 0)
                os.setgroups(groups)
                os.umask(before)


@contextmanager
def place_to_share() -> Iterator[Path]:
    """Give a folder that everybody can reach and the team may write in; skip without root."""
    if os.geteuid() != 0:
        pytest.skip("only root can be several users")
    _load_everything()
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        shared = folder / "shared"
        shared.mkdir()
        os.chown(shared, 0, TEAM)
        shared.chmod(0o2775)
        yield shared
    finally:
        shutil.rmtree(folder)


def _load_everything() -> None:
    """Load what is loaded when it is used: the interpreter may lie where only root can read."""
    for module in pkgutil.walk_packages(miljo_tui.__path__, "miljo_tui."):
        if not module.name.startswith(("miljo_tui.tui", "miljo_tui.__main__")):
            import_module(module.name)
    for name in ("csv", "difflib", "git", "hashlib", "json", "secrets", "tempfile", "uuid"):
        import_module(name)
    for code in LANGUAGES:
        language(code)
