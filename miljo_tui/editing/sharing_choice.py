"""When saved changes are shared, as the person has chosen once for all agreements."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.repository.personal_settings import personal_setting

KEY = "miljo-tui.sync"

ASK, ON_SAVE, OFF = "ask", "on-save", "off"


def sharing_choice(agreement: Path) -> str:
    """Return `ask`, `on-save` or `off`; what is none of these is as if nothing was chosen."""
    chosen = personal_setting(agreement, KEY)
    return chosen if chosen in (ON_SAVE, OFF) else ASK
