"""What a person has chosen for the program, in git's global or system configuration alone."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.repository.git_process import GitFailed, ask


def personal_setting(folder: Path, key: str) -> str:
    """Return a setting of the person or the computer, nothing where there is none.

    A clone's own never counts: what came with it must not decide what the program does.
    """
    for scope in ("--global", "--system"):
        try:
            return ask(folder, "config", scope, "--includes", "--get", key).decode().strip()
        except (GitFailed, UnicodeDecodeError):
            continue
    return ""
