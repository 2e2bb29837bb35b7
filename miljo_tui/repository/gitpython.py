"""GitPython, loaded when it is first wanted: a repository that is written to is opened with it."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from miljo_tui.repository.repo import Repo

_UNASKED = {"GIT_PYTHON_REFRESH": "quiet", "GIT_PYTHON_GIT_EXECUTABLE": os.devnull}
"""Under which it finds no git to ask for its version, and does not mind.

The version would only tell how to read what a fetch prints, which nobody here has it do.
"""

_LOADING = threading.Lock()


@contextmanager
def opened(folder: Path) -> Iterator[Repo]:
    """Open the repository whose work tree, or bare repository, a folder is; `locate` has found it.

    That takes half a millisecond, loading GitPython a tenth of a second. Raises BadState where
    GitPython does not take the folder for a repository.
    """
    with closing(_repo()(folder)) as repo:
        yield repo


@contextmanager
def created(folder: Path, *options: str) -> Iterator[Repo]:
    """Make a repository in a folder and open it, with more options of `git init`.

    Raises GitFailed, Missing.
    """
    with closing(_repo().made(folder, *options)) as repo:
        yield repo


def _repo() -> type[Repo]:
    load_gitpython()
    from miljo_tui.repository.repo import Repo  # it is made of GitPython's

    return Repo


def load_gitpython() -> None:
    """Import GitPython; what it is told for that is in nobody's surroundings afterwards."""
    with _LOADING:
        if "git" in sys.modules:
            return
        held = {name: os.environ.get(name) for name in _UNASKED}
        os.environ.update(_UNASKED)
        try:
            import_module("git")
        finally:
            for name, value in held.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
