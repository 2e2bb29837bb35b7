"""Commits as no program of ours would write them: each is told, and none hides the others."""

from __future__ import annotations

import json
import subprocess

import pytest
from past import Past

ANGAR = "measures/angar"


def planted(past: Past, year: int, who: str, message: bytes = b"Planterad\n") -> str:
    """Commit another year as an author line and a message have it; return the commit's id."""
    file = past.folder / f"{ANGAR}.toml"
    file.write_text(file.read_text("utf-8").replace(f"end = {year - 1}", f"end = {year}"), "utf-8")
    past.git("add", "--", f"{ANGAR}.toml")
    tree, parent = past.git("write-tree"), past.head
    head = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\n".encode()
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=past.folder,
        input=head + message,
        capture_output=True,
        check=True,
    )
    id = made.stdout.decode().strip()
    past.git("update-ref", "HEAD", id)
    return id


TIMES = {
    "1900000000 +0130": "2030-03-17T19:16:40+01:30",
    "1900000000 +9999": "2030-03-17T17:46:40+00:00",
    "0 -2300": "1969-12-31T01:00:00-23:00",
    "253402300799 +0000": "9999-12-31T23:59:59+00:00",
    "253402300799 +0100": "0001-01-01T00:00:00+00:00",
    "99999999999999999999 +0100": "1970-01-01T00:00:00+00:00",
    "-5 +0100": "0001-01-01T00:00:00+00:00",
    "igår": "0001-01-01T00:00:00+00:00",
}
"""What a commit says of its time, and what is told of it; the sixth is git's own 0."""


def test_no_time_of_a_commit_hides_the_history(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [
        planted(past, 2024 + place, f"Bo <bo@example.org> {time}")
        for place, time in enumerate(TIMES)
    ]
    capsys.readouterr()
    assert past.app("anna", "log", "--json") == 0
    found = json.loads(capsys.readouterr().out)["entries"]
    assert {each["commit"]: each["date"] for each in found[:-1]} == dict(
        zip(ids, TIMES.values(), strict=True)
    )
    assert past.app("anna", "log", "angar", "-n", "1") == 0
    assert "  ! The commit's date is impossible" in capsys.readouterr().out
    assert past.app("anna", "blame", "angar") == 0
    rows = [" ".join(row.split()) for row in capsys.readouterr().out.splitlines()]
    assert f"0001-01-01 {ids[-1][:10]} Bo End: 2031 Planterad" in rows
