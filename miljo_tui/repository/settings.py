"""Git's settings, all of them from one question: what a person has chosen, and what a clone has."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from miljo_tui.frozen import frozen
from miljo_tui.model.failures import Missing
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened

QUESTION = ("config", "--list", "--show-scope", "-z")
"""What git is asked for all of them."""

_FILES = ("system", "global", "local", "worktree")
"""The scopes that are files; what this program tells git is none."""

_ANYBODY = re.compile("[A-Za-z0-9]")
"""What git leaves in a name or an address; it takes signs away, and refuses what is then empty."""

_OTHERS = ("author.name", "author.email", "committer.name", "committer.email")


@frozen
class Settings:
    """What git's files of settings say, for a folder."""

    held: tuple[tuple[str, str, str], ...]
    """Scope, key and value of each, the one that counts most last."""

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read the settings that apply in a folder; there are none where git cannot tell."""
        return cls.read(lambda: ask(folder, *QUESTION))

    @classmethod
    def read(cls, listed: Callable[[], bytes]) -> Self:
        """Read what git says to `QUESTION`; there are no settings where it fails to answer."""
        try:
            output = listed()
        except (GitFailed, Missing):
            return cls(())
        scope_and_entry = os.fsdecode(output).split("\0")  # in turns
        entries = zip(scope_and_entry[0::2], scope_and_entry[1::2], strict=False)
        parted = ((scope, *entry.partition("\n")) for scope, entry in entries if scope in _FILES)
        return cls(tuple((scope, key, value) for scope, key, _break, value in parted))

    def value(self, key: str, *scopes: str) -> str | None:
        """Return a setting, of these scopes only where any are named; None where there is none.

        The key is in small letters, as git tells it.
        """
        values = (
            value.strip()
            for scope, its_key, value in reversed(self.held)
            if its_key == key and (not scopes or scope in scopes)
        )
        return next(values, None)

    def personal(self, key: str) -> str:
        """Return a setting of the person or the computer, nothing where there is none.

        A clone's own never counts: what came with it must not decide what the program does.
        """
        return self.value(key, "system", "global") or ""

    def clone(self, key: str) -> str:
        """Return a setting of a clone's own, nothing where there is none."""
        return self.value(key, "local") or ""

    def name_the_user(self, environment: Mapping[str, str]) -> bool:
        """Tell whether the user's name and address are set, and are all that git goes by.

        Author and committer are then the same, whichever of them is asked for.
        """
        names = ("GIT_AUTHOR_", "GIT_COMMITTER_")
        return (
            all(_ANYBODY.search(self.value(key) or "") for key in ("user.name", "user.email"))
            and not any(key in _OTHERS for _scope, key, _value in self.held)
            and not any(name.startswith(names) for name in environment)
        )


def configure(root: Path, settings: Mapping[str, str]) -> None:
    """Put settings into those of one clone. Raises GitFailed, Missing."""
    with opened(root) as repo:
        for key, value in settings.items():
            repo.git.config("--local", key, value)
