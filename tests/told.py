"""Histories told to git in one go, honest or forged, by `git fast-import`."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from miljo_tui.repository.message import TrailerChange, compose

Files = Mapping[str, str | None]
"""Texts by path; None takes a file away."""

ALFA, BETA = "measures/alfa", "measures/beta"


def measure(title: str, **values: object) -> str:
    """Return the text of a measure's file."""
    shown = {"responsible": '"T"', "start": 2026, "end": 2028} | values
    lines = [f"{key} = {value}" for key, value in shown.items()]
    return "\n".join([f'title = "{title}"', *lines, ""])


def said(
    subject: str,
    *changes: str,
    record: str = ALFA,
    reason: str = "r",
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """Return a message as the program writes it, of changes such as `end = 2028 -> 2029`."""
    parts = [change.replace(" -> ", " = ").split(" = ") for change in changes]
    claims = [TrailerChange(*part) for part in parts]
    return compose(subject, reason, "", [(record, claims)], "0", links)


class Told:
    """A repository with an agreement of two measures, to which commits are added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stream: list[bytes] = []
        self._count = itertools.count(1)
        self._day = itertools.count(1_600_000_000, 3600)
        self._marks = folder / ".git" / "marks"
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        made = [
            (record, [TrailerChange("(record)", "(none)", '"created"')])
            for record in ("agreement", ALFA, BETA)
        ]
        self.commit(
            compose("start", "s", "", made, "0"),
            {
                "agreement.toml": 'title = "Avtal"\n',
                f"{ALFA}.toml": measure("Alfa"),
                f"{BETA}.toml": measure("Beta"),
            },
        )

    def commit(
        self,
        message: str | bytes,
        files: Files,
        *parents: int,
        branch: str = "main",
        encoding: str = "",
    ) -> int:
        """Add a commit to the newest, or to the parents that are given; return its number."""
        mark, when = next(self._count), next(self._day)
        text = message.encode() if isinstance(message, str) else message
        who = f"T <t@example.org> {when} +0000"
        lines = [
            f"commit refs/heads/{branch}",
            f"mark :{mark}",
            f"author {who}",
            f"committer {who}",
        ]
        lines += [f"encoding {encoding}"] if encoding else []
        self._stream += [line.encode() + b"\n" for line in lines]
        self._stream.append(b"data %d\n%s\n" % (len(text), text))
        before = parents or (mark - 1,)
        for word, parent in zip(["from", *["merge"] * len(before)], before, strict=False):
            self._stream += [f"{word} :{parent}\n".encode()] if parent else []
        for path, content in files.items():
            data = (content or "").encode()
            name = path.encode()
            self._stream.append(
                b"D %s\n" % name
                if content is None
                else b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(data), data)
            )
        self._stream.append(b"\n")
        return mark

    def ids(self) -> dict[int, str]:
        """Let git have what was told so far; return the ids of all commits by their numbers."""
        marks = [f"--export-marks={self._marks}"]
        marks += [f"--import-marks={self._marks}"] if self._marks.exists() else []
        self.git("fast-import", "--quiet", "--force", *marks, given=b"".join(self._stream))
        self._stream = []
        lines = self._marks.read_text("ascii").split("\n")[:-1]
        return {int(line.split()[0][1:]): line.split()[1] for line in lines}

    def git(self, *arguments: str, given: bytes = b"") -> str:
        """Run git, and return what it says."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, input=given, capture_output=True, check=True
        )
        return done.stdout.decode().strip()
