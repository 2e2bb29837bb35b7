"""Settings in git's configuration: what a person has chosen, and what a clone has."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.repository.git_process import GitFailed, ask


def personal_setting(folder: Path, key: str) -> str:
    """Return a setting of the person or the computer, nothing where there is none.

    A clone's own never counts: what came with it must not decide what the program does.
    """
    return _setting(folder, "--global", key) or _setting(folder, "--system", key)


def clone_setting(folder: Path, key: str) -> str:
    """Return a setting of a clone's own, nothing where there is none."""
    return _setting(folder, "--local", key)


def _setting(folder: Path, scope: str, key: str) -> str:
    try:
        return ask(folder, "config", scope, "--includes", "--get", key).decode().strip()
    except (GitFailed, UnicodeDecodeError):
        return ""
