"""Every way in which a record's file can be broken, planted into an agreement at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

GOOD = 'title = "Lagad"\nareas = ["pollinering"]\n'


def _link(to: str) -> Callable[[Path], None]:
    return lambda file: file.symlink_to(to)


def _bytes(data: bytes) -> Callable[[Path], None]:
    return lambda file: file.write_bytes(data) and None


def _huge(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(50_000_000)


def _forbidden(file: Path) -> None:
    file.write_text(GOOD, "utf-8")
    file.chmod(0)


SHAPES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "avhuggen": ("toml-syntax", _bytes(b'title = "Avhuggen"\ndescription = """\nMitt i\n')),
    "djup": ("toml-syntax", _bytes(b"x = " + b"[" * 10_000 + b"]" * 10_000)),
    "forbjuden": ("unreadable", _forbidden),
    "latin": ("not-utf8", _bytes('title = "Åtgärd"\n'.encode("latin-1"))),
    "lank": ("unreadable", _link("angar.toml")),
    "lank-ingenstans": ("unreadable", _link("ingen.toml")),
    "lank-ut": ("unreadable", _link("/etc/hosts")),
    "mapp": ("unreadable", Path.mkdir),
    "marken": (
        "merge-conflict",
        _bytes(b'title = "A"\n<<<<<<< HEAD\nend = 2023\n=======\nend = 2024\n>>>>>>> deras\n'),
    ),
    "nollor": ("toml-syntax", _bytes(b"\0" * 4096)),
    "ror": ("unreadable", os.mkfifo),
    "stor": ("too-large", _huge),
    "utf16": ("not-utf8", _bytes('title = "Åtgärd"\n'.encode("utf-16"))),
}
"""The code of the finding for each, and how it is made."""

READABLE: dict[str, tuple[str, bytes]] = {
    "bom": ("", b"\xef\xbb\xbf" + GOOD.encode()),
    "crlf": ("", GOOD.replace("\n", "\r\n").encode()),
    "tom": ("missing-required", b""),
    "Inget id": ("file-name", GOOD.encode()),
    "ANGAR": ("case-clash", GOOD.encode()),
}
"""What is odd, but can be read and shown whole."""


def broken(agreement: Path) -> dict[str, str]:
    """Return the codes of those that are broken for this user, by id; nothing is forbidden root."""
    found = {id: code for id, (code, _make) in SHAPES.items()}
    if os.access(agreement / "measures" / "forbjuden.toml", os.R_OK):
        del found["forbjuden"]
    return found


def plant(agreement: Path) -> None:
    """Put all of them among the measures, and a broken area among the areas."""
    for id, (_code, make) in SHAPES.items():
        make(agreement / "measures" / f"{id}.toml")
    for id, (_code, data) in READABLE.items():
        (agreement / "measures" / f"{id}.toml").write_bytes(data)
    (agreement / "areas" / "giftfri-vardag.toml").write_text('name = "Gift\n', "utf-8")


def mend(agreement: Path) -> None:
    """Put an ordinary file in the place of every broken one, or give the right to read it back."""
    for id in SHAPES:
        file = agreement / "measures" / f"{id}.toml"
        if id == "forbjuden":
            file.chmod(0o644)
            continue
        if file.is_dir():
            file.rmdir()
        else:
            file.unlink()
        file.write_text(GOOD, "utf-8")
    (agreement / "areas" / "giftfri-vardag.toml").write_text('name = "Giftfri vardag"\n', "utf-8")
