"""Git's index as a file: whether it can hold conflicts, told without starting git.

That takes as long as reading all of a small agreement, and there are none as a rule.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

_TREE = re.compile(rb"TREE[\0-\xff]{4}\0\d+ ")
"""The index's summary of a commit's tree, with the number of files that it stands for. While there
is a conflict, or anything else is staged, git has none of the whole, and writes -1."""


def is_whole(folder: Path) -> bool:
    """Tell whether git can wait for no conflict in the repository around a folder, if any."""
    for above in (folder.absolute(), *folder.absolute().parents):
        own = above / ".git"
        if os.path.lexists(own):
            break
    else:
        return True
    try:
        if own.is_file():  # of a linked work tree, a submodule, or one that lies apart
            own = above / os.fsdecode(own.read_bytes()).removeprefix("gitdir: ").rstrip("\r\n")
        return bool(_TREE.search((own / "index").read_bytes()))
    except OSError:
        return False
