"""Settings in git's configuration: what a person has chosen, and what a clone has."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.repository.git_process import GitFailed, ask


def personal_setting(folder: Path, key: str) -> str:
    """Return a setting of the person or the computer, nothing where there is none.

    A clone's own never counts: what came with it must not decide what the program does.
    """
    return _setting(folder, key, "system", "global")


def clone_setting(folder: Path, key: str) -> str:
    """Return a setting of a clone's own, nothing where there is none."""
    return _setting(folder, key, "local")


def _setting(folder: Path, key: str, *scopes: str) -> str:
    try:
        told = ask(folder, "config", "--show-scope", "-z", "--get-all", key).decode()
    except (GitFailed, UnicodeDecodeError):
        return ""
    scope_and_value = told.split("\0")  # in turns, the one that counts most last
    held = zip(scope_and_value[0::2], scope_and_value[1::2], strict=False)
    return next((value.strip() for scope, value in reversed([*held]) if scope in scopes), "")
