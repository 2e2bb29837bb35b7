"""Saves that are killed at a step, one for each line that is read; told is how each ended.

Run as a program: it has everything loaded, so that each save is only a fork away.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from steps import Step, meddled, proposed, proposed_list

from miljo_tui.editing.proposals import Why


def save_killed_at(agreement: Path, number: int, *, is_list: bool) -> None:
    """Save, and be killed just before a step, if there are so many."""

    def meddle(step: Step, do: Callable[[], Any]) -> Any:
        if step.number == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return do()

    workspace, proposals = proposed_list(agreement) if is_list else proposed(agreement)
    with meddled(meddle):
        workspace.save(proposals, Why("Beslut"))
        workspace.saved(proposals)


def main() -> None:
    """Answer every line with `killed`, `done`, or `failed`; `list` saves many new records."""
    for name in ("git", "miljo_tui.repository.save_lock", "miljo_tui.editing.save_recovery"):
        import_module(name)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            save_killed_at(Path(sys.argv[1]), int(line), is_list="list" in sys.argv)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print({0: "done", -signal.SIGKILL: "killed"}.get(code, "failed"), flush=True)


if __name__ == "__main__":
    main()
