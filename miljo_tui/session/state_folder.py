"""Where a person's drafts and intents lie: a folder of one's own for each agreement."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path


def state_folder(agreement: Path, environment: Mapping[str, str]) -> Path:
    """Return the folder for an agreement, in XDG_STATE_HOME or ~/.local/state."""
    state = environment.get("XDG_STATE_HOME") or ""
    home = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    name = hashlib.sha256(os.fsencode(agreement.resolve())).hexdigest()[:16]
    return home / "miljo-tui" / "drafts" / name
