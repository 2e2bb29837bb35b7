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
    is put together by it and started by `do`, without the program `env` in between: that took a
    tenth of a commit.
    """

    listener: Listener | None = None
    """Hears git's messages while it runs."""
    silence = PATIENCE
    """Seconds after which it is ended where nothing comes from it."""

    def execute(self, *arguments: Any, **how: Any) -> Any:
        """Run a command to its end, as GitPython has put it together; `istream` is what it reads.

        Raises GitFailed, Missing, BadState.
        """
        ((_program, *words),) = arguments
        # Of what led GitPython's caller to another repository nothing is passed on.
        added = {name: text for name, text in self.environment().items() if name not in INHERITED}
        return do(
            Path(os.fspath(self.working_dir or "")),
            *map(str, words),
            given=how.get("istream", b""),
            surroundings=added,
            listener=self.listener,
            silence=self.silence,
        )


class Repo(git.Repo):
    """A repository, opened at the folder that was meant: its work tree, or a bare repository.

    GitPython would read `$NAME` in the folder's name as a variable, and have its git run above a
    bare repository that does not call itself bare.
    """

    GitCommandWrapperType = OwnGit
    git: OwnGit

    def __init__(self, folder: Path, **_how: Any) -> None:
        """Open a repository. Raises BadState where GitPython takes the folder for none."""
        try:
            super().__init__(folder, search_parent_directories=False, expand_vars=False)
        except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
            raise BadState(
                message(_("Git cannot read {folder}"), folder=folder),
                message(_("What git says stands above; mend that first.")),
                str(error),
            ) from None
        self.git = OwnGit(folder)

    @classmethod
    def made(cls, folder: Path, *options: str) -> Self:
        """Make a repository in a folder, with more options of `git init`. Raises GitFailed.

        No template: nothing that this computer's settings would plant comes along. `Repo.init`
        would read variables into the folder's name.
        """
        OwnGit(folder).init("--quiet", "--initial-branch=main", "--template=", *options)
        return cls(folder)
