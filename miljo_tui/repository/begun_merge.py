"""A merge that was begun in a work tree and is not committed: its open files, its commit."""

from __future__ import annotations

import os
from collections.abc import Mapping

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState
from miljo_tui.repository.commit_errors import explained
from miljo_tui.repository.git_process import NO_COMMAND, GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.index_conflicts import Stages
from miljo_tui.repository.state import Repository

ORDINARY = ("100644", "100755")


@frozen
class OpenFile:
    """A file that both sides of a merge have changed."""

    stages: Stages
    mode: str | None
    """The mode that it is to have, None where a version is a link or a submodule."""


def begin(where: Repository, theirs: str, name: str, driver: str) -> dict[str, OpenFile]:
    """Begin to merge a commit, and return the files that both sides have changed, by their paths.

    Git is kept from merging any of them itself: the driver `name` of the attributes leaves each
    file open, also where none is named. Where several bases are merged for it, `driver` does that.
    Raises BadState where the two histories have nothing in common, GitFailed.
    """
    settings = {
        f"merge.{name}.driver": "false",
        f"merge.{name}.recursive": f"{name}-base",
        f"merge.{name}-base.driver": driver,
        "merge.default": name,
        "rerere.enabled": "false",
        "merge.conflictStyle": "merge",
    }
    # A partial clone fetches what a merge asks for.
    given = [*(f"{key}={value}" for key, value in settings.items()), NO_COMMAND]
    order = ("--no-commit", "--no-ff", "--no-autostash", "--quiet", theirs)
    try:
        with opened(where.root) as repo:
            repo.git(c=given).merge(*order)
    except GitFailed as failure:
        if not (where.git_dir / "MERGE_HEAD").exists():
            raise BadState(
                message(_("Git cannot merge what came with what is here")),
                message(_("Look at what it says; nothing was changed.")),
                failure.messages,
            ) from None
    return _open(where)


def _open(where: Repository) -> dict[str, OpenFile]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for entry in filter(None, ask(where.root, "ls-files", "--unmerged", "-z").split(b"\0")):
        about, _tab, path = entry.partition(b"\t")
        mode, blob, stage = about.decode("ascii").split()
        found.setdefault(os.fsdecode(path), {})[stage] = (mode, blob)
    return {path: _open_file(stages) for path, stages in found.items()}


def _open_file(found: Mapping[str, tuple[str, str]]) -> OpenFile:
    none = ("", None)
    blobs = (found.get(stage, none)[1] for stage in "123")
    modes = {stage: mode for stage, (mode, _blob) in found.items()}
    is_plain = all(mode in ORDINARY for mode in modes.values())
    base, ours, theirs = map(modes.get, "123")
    mode = theirs if ours == base else ours
    return OpenFile(Stages(*blobs), mode if is_plain else None)


def settle(where: Repository, files: Mapping[str, tuple[str, bytes]]) -> None:
    """Settle open files, by their modes and their bytes; no path is opened that came from afar.

    Raises GitFailed.
    """
    if not files:
        return
    with opened(where.root) as repo:
        entries = b""
        for path, (mode, data) in files.items():
            blob = repo.git.hash_object("-w", "--no-filters", "--stdin", istream=data)
            entry = f"{mode} {blob.decode('ascii').strip()} 0\t"
            entries += entry.encode() + os.fsencode(path) + b"\0"
        repo.git.update_index("-z", "--index-info", istream=entries)
        paths = b"".join(os.fsencode(path) + b"\0" for path in files)
        repo.git.checkout_index("--force", "--quiet", "-z", "--stdin", istream=paths)


def tree_of(where: Repository) -> str:
    """Return the id of all that the index holds. Raises GitFailed while a file is open."""
    with opened(where.root) as repo:
        written: bytes = repo.git.write_tree()
    return written.decode("ascii").strip()


def commit(where: Repository, tree: str, text: str) -> str:
    """Commit the merge, with the person's hooks, signer and identity; return its id.

    Raises BadState where that is refused, or something else than the tree came of it.
    """
    order = ("--quiet", "--cleanup=verbatim", "--file=-")
    try:
        with opened(where.root) as repo:
            repo.git.commit(*order, istream=text.encode("utf-8", "replace"))
    except GitFailed as failure:
        is_hook = failure.code == 1 and not failure.output
        raise explained(where, failure, hook=is_hook) from None
    made, held = ask(where.root, "rev-parse", "HEAD", "HEAD^{tree}").decode("ascii").split()
    if held != tree:
        raise BadState(
            message(_("A hook has changed what was joined: it is not shared")),
            message(_("Look at the hooks of this clone; nothing was changed.")),
        )
    return made
