"""When saved changes are shared, as the person has chosen once for all agreements."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Self

from miljo_tui.repository.settings import Settings

KEY = "miljo-tui.sync"


class SharingChoice(StrEnum):
    """The values of the setting."""

    ASK = "ask"
    ON_SAVE = "on-save"
    OFF = "off"

    @classmethod
    def of(cls, agreement: Path) -> Self:
        """Return what was chosen; what is none of these is as if nothing was: `ask`."""
        return cls.among(Settings.of(agreement))

    @classmethod
    def among(cls, settings: Settings) -> Self:
        """Return what these settings say."""
        chosen = settings.personal(KEY)
        return cls(chosen) if chosen in list(cls) else cls("ask")
