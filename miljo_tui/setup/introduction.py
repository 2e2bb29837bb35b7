"""The person at the keyboard, made known to git where it does not know who that is."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from miljo_tui.frozen import frozen
from miljo_tui.repository import identity
from miljo_tui.repository.state import Repository, locate


@frozen
class Introduction:
    """What git knows of the person so far, and whose settings it is to be written into."""

    where: Repository
    name: str
    email: str
    is_shared: bool
    """Whether other people use the clone: then the person's own settings, else the clone's."""

    @classmethod
    def of(cls, agreement: Path) -> Self:
        """Return what there is to write. Raises Missing, BadState where git cannot look."""
        where = locate(agreement)
        return cls(
            where,
            identity.known(where, "user.name"),
            identity.known(where, "user.email"),
            identity.is_shared(where),
        )

    def make(self, name: str, email: str) -> None:
        """Make the person known. Raises WrongUse for no name or address, BadState."""
        identity.introduce(self.where, name, email)
