"""A repository as GitPython's `Repo` knows it, whose git runs as the person would run it.

Imported through `gitpython.opened` only, which loads GitPython first.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Self

import git

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.repository.git_process import INHERITED, PATIENCE, Listener, do


class OwnGit(git.Git):
    """The git of a repository: each of its commands is a method, and returns git's output as bytes.

    GitPython would have git speak English, also to hooks and signers, and can take nothing out of
    the surroundings: it leaves prompts, patience and calling off to its caller, too. So a command
    is put together by it and started by `do`, without the program `env` in between, which took a
    twentieth of a commit.
    """

    listener: Listener | None = None
    """Hears git's messages while it runs."""
    silence = PATIENCE
    """Seconds after which it is ended where nothing comes from it."""

    def execute(self, *arguments: Any, **how: Any) -> Any:
        """Run a command to its end, as GitPython has put it together; `istream` is its input.

        Raises GitFailed, Missing, BadState.
        """
        ((_program, *words),) = arguments
        given = how["istream"].read() if how.get("istream") else b""
        # Of what led GitPython's caller to another repository nothing is passed on.
        added = {name: text for name, text in self.environment().items() if name not in INHERITED}
        return do(
            Path(os.fspath(self.working_dir or "")),
            *words,
            given=given,
            surroundings=added,
            listener=self.listener,
            silence=self.silence,
        )


class Repo(git.Repo):
    """A repository; what else its folder's name looks like, or lies above it, has no part in it."""

    GitCommandWrapperType = OwnGit
    git: OwnGit

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Open the repository whose work tree, or bare repository, a folder is. Raises BadState."""
        try:
            return cls(folder, search_parent_directories=False, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise BadState(
                message(_("Git cannot read {folder}"), folder=folder),
                message(_("What git says stands above; mend that first.")),
                str(error),
            ) from None
