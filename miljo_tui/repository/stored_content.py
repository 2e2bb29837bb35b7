"""The content that git stores of a file: line ends and `$Id$` may differ from those on the disk.

No filter of the clone runs for it: what one of those would make of a file is not known.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.objects import blob_id

_DRIVERS = r"^filter\..*\.(clean|process|required)$"

_CONVERTED = re.compile(rb"\r\n|\$Id")
"""Content that git may store differently: CRLF line ends and `$Id`."""

_NO_FILTER = ("unspecified", "unset", "set")
"""What the attribute says where it names none."""


def is_stored(root: Path, path: str, data: bytes | None, blob: str | None) -> bool:
    """Tell whether a blob is what git stores of these bytes at a path; None stands for no file.

    Raises GitFailed.
    """
    if data is None or blob is None:
        return data is None and blob is None
    if blob_id(data, like=blob) == blob:
        return True
    if not _CONVERTED.search(data):
        return False
    hashed = ("hash-object", "--stdin", f"--path={path}")
    output = ask(root, *hashed, given=data, settings=_without_filters(root))
    return output.decode("ascii").strip() == blob


def differing(root: Path, files: Mapping[str, tuple[bytes, str]]) -> list[str]:
    """Return the paths of files on the disk, with their bytes, that their blobs do not stand for.

    Raises GitFailed.
    """
    others = [path for path, (data, blob) in files.items() if blob_id(data, like=blob) != blob]
    asked = [path for path in others if files[path][1] and _CONVERTED.search(files[path][0])]
    if not asked:
        return others
    given = b"".join(_quoted(path) + b"\n" for path in asked)
    hashed = ("hash-object", "--stdin-paths")
    ids = ask(root, *hashed, given=given, settings=_without_filters(root)).decode("ascii").split()
    like = {path for path, id in zip(asked, ids, strict=True) if files[path][1] == id}
    return [path for path in others if path not in like]


def filters(root: Path, paths: Sequence[str]) -> dict[str, str]:
    """Return the filter that git runs over each file, for those that have one. Raises GitFailed."""
    given = os.fsencode("".join(f"{path}\0" for path in paths))
    output = ask(root, "check-attr", "--stdin", "-z", "filter", given=given)
    values = os.fsdecode(output).split("\0")  # a path, `filter` and its value, in turns
    drivers = {key.split(".", 1)[1].rpartition(".")[0] for key in _configured(root)}
    named = zip(values[0::3], values[2::3], strict=False)
    return {path: name for path, name in named if name not in _NO_FILTER and name in drivers}


def filtered(root: Path, paths: Sequence[str]) -> Message | None:
    """Return which filter files go through on their way into git, and what ends that.

    None where there is none. Raises GitFailed.
    """
    for path, name in filters(root, paths).items():
        return message(
            _(
                "{file} goes through the filter “{filter}” on its way into git. If that is not "
                "meant for the agreement, write this line last in {attributes}: *.toml -filter; "
                "then give: git add --renormalize ."
            ),
            file=path,
            filter=name,
            attributes=_attributes(root, path),
        )
    return None


def _attributes(root: Path, path: str) -> str:
    """Return the file of attributes in the work tree that has the last word on a path."""
    for folder in PurePosixPath(path).parents:
        name = str(folder / ".gitattributes")
        if (root / name).exists():
            return name
    return ".gitattributes"


def _without_filters(root: Path) -> dict[str, str]:
    """Return settings under which no filter runs, and none is missed."""
    return {key: "false" if key.endswith(".required") else "" for key in _configured(root)}


def _configured(root: Path) -> Iterable[str]:
    try:
        output = ask(root, "config", "-z", "--name-only", "--get-regexp", _DRIVERS)
    except GitFailed as failure:
        if failure.code != 1:
            raise
        return []
    return dict.fromkeys(os.fsdecode(output).split("\0")[:-1])


def _quoted(path: str) -> bytes:
    """Return a path as git reads it from a list, whatever is in it."""
    kept = os.fsencode(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"' + kept + b'"'
