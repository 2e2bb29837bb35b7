"""An agreement in a bare repository, which has a history and no files beside it."""

from __future__ import annotations

import os
from pathlib import Path

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.bare import bare_around, folders_with
from miljo_tui.repository.git_process import GitFailed
from miljo_tui.repository.objects import file_at
from miljo_tui.store.reading import Source, parse


def find_in_bare(named: str | None, here: Path) -> Path | None:
    """Return where an agreement would lie in a bare repository, None where there is no such one.

    The folder is the repository's own with the path inside its newest commit, and is not on the
    disk. Raises WrongUse where there are several agreements, BadState, Missing.
    """
    try:
        folder = Path(named or here).expanduser().absolute()
        where = bare_around(folder)
    except (RuntimeError, ValueError):  # ~somebody whom nobody knows, a NUL
        return None
    if where is None:
        return None
    try:
        found = folders_with(where, "HEAD", AGREEMENT_FILE)
    except GitFailed:  # nothing has been pushed yet
        return None
    inside = Path(os.path.relpath(folder.resolve(), where.root.resolve())).as_posix()
    wanted = "" if inside == "." else inside
    fitting = [each for each in found if each in (wanted, f"{wanted}/agreement".lstrip("/"))]
    if not fitting and not wanted:
        fitting = found
    if len(fitting) > 1 and not wanted:
        raise WrongUse(
            message(_("{folder} holds several agreements"), folder=folder),
            message(
                _("Name one with -C: {folders}"),
                folders=[pasted(where.root / each) for each in fitting],
            ),
        )
    return where.root / fitting[0] if fitting else None


def nothing_beside(folder: Path) -> BadState:
    """Return the failure that a bare repository has no files that could be read or changed."""
    return BadState(
        message(_("{folder} lies in a bare git repository: there are no files"), folder=folder),
        message(_("Name a point with --at, such as --at HEAD, or clone the repository.")),
    )


def newest_file(folder: Path, name: str) -> Source:
    """Return a file of an agreement as the newest commit has it, an empty one where it has none."""
    where = bare_around(folder)
    try:
        if where is not None:
            path = (folder / name).relative_to(where.root).as_posix()
            return parse(file_at(where.root, "HEAD", path))
    except GitFailed:
        pass
    return parse(b"")
