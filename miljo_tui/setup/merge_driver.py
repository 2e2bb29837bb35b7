"""The merge driver: how git is told to join two versions of a record field by field."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.repository.git_process import ask
from miljo_tui.repository.line_merge import ORDER
from miljo_tui.repository.settings import configure
from miljo_tui.repository.state import locate
from miljo_tui.store.conflict_markers import OURS

MERGE_DRIVER = "miljo-tui"
"""What `.gitattributes` calls it; there it is said for which files."""

MERGE_ATTRIBUTE = f"*.toml merge={MERGE_DRIVER}"


def settings() -> dict[str, str]:
    """Return what a clone's settings are to hold."""
    return {
        f"merge.{MERGE_DRIVER}.name": "field by field",
        f"merge.{MERGE_DRIVER}.driver": merge_driver_command(),
    }


def merge_driver_command() -> str:
    """Return the command that git runs: this very program, wherever PATH leads.

    Where it is gone, or fails before there are marks, git merges the lines as it does without a
    driver: else our version alone would stand there. Never from the folder that is being merged.
    """
    program = shlex.join([sys.executable or "python3", "-P", "-m", "miljo_tui"]).replace("%", "%%")
    return (
        f"{program} merge-file %O %A %B %P"
        f" || {{ ! grep -q '^<<<<<<< {OURS}' %A && git {shlex.join(ORDER)} %A %O %B; }} || false"
    )


def install_merge_driver(folder: Path) -> bool:
    """Have the driver in the settings of a clone; tell whether `.gitattributes` asks for it.

    Raises what looking at the repository does, and GitFailed.
    """
    configure(locate(folder).root, settings())
    told = ask(folder, "check-attr", "-z", "merge", "--", AGREEMENT_FILE).split(b"\0")
    return told[2:3] == [MERGE_DRIVER.encode()]
