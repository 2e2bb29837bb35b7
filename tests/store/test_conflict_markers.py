"""A file with git's marks is taken apart into whole versions, or not at all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.store.conflict_markers import take_apart
from miljo_tui.store.reading import parse

LINES = st.lists(
    st.sampled_from(["a = 1", "", " =======", "<<<<<<<<<", "|||||||||", "========", ">>>>>>"]),
    max_size=4,
)


def marked(folder: Path, base: str, ours: str, theirs: str, style: str) -> tuple[str, int]:
    """Return what git makes of three versions, and in how many places they conflict."""
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        ["git", "merge-file", "-p", *([f"--{style}"] if style else []), "ours", "base", "theirs"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(), done.returncode


BASE = "a = 1\nb = 1\nc = 1\nd = 1\ne = 1\nf = 1\ng = 1\n"
OURS = BASE.replace("a = 1", "a = 2").replace("g = 1", "g = 2")
THEIRS = BASE.replace("a = 1", "a = 3").replace("g = 1\n", "")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("style", ["", "diff3", "zdiff3"])
def test_what_git_writes_is_taken_apart(tmp_path: Path, style: str, newline: str) -> None:
    base, ours, theirs = (text.replace("\n", newline) for text in (BASE, OURS, THEIRS))
    text, places = marked(tmp_path, base, ours, theirs, style)
    versions = take_apart(text)
    assert places == 2 and versions is not None
    assert (versions.ours, versions.theirs) == (ours, theirs)
    assert versions.base == (base if style else None)
    assert (versions.our_label, versions.their_label) == ("ours", "theirs")


@given(
    places=st.lists(st.tuples(LINES, LINES, LINES, LINES), min_size=1, max_size=4),
    end=LINES,
    newline=st.sampled_from(["\n", "\r\n"]),
    has_base=st.booleans(),
)
def test_the_lines_of_each_version_come_back_in_their_order(
    places: list[tuple[list[str], ...]], end: list[str], newline: str, has_base: bool
) -> None:
    text: list[str] = []
    versions: tuple[list[str], ...] = ([], [], [])
    for around, *sides in places:
        text += around
        for mark, side in zip(("<<<<<<< HEAD", "||||||| 1a2b", "======="), sides, strict=True):
            if has_base or not mark.startswith("|"):
                text += [mark, *side]
        text.append(">>>>>>> en gren")
        for version, side in zip(versions, sides, strict=True):
            version += [*around, *side]
    found = take_apart("".join(line + newline for line in [*text, *end]))
    ours, base, theirs = (
        "".join(line + newline for line in [*version, *end]) for version in versions
    )
    assert found is not None
    assert (found.ours, found.theirs) == (ours, theirs)
    assert found.base == (base if has_base else None)
    assert (found.our_label, found.their_label) == ("HEAD", "en gren")


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\n",
        "a = 1\n=======\nb = 2\n",
        "<<<<<<< x\na = 1\n",
        "<<<<<<< x\na = 1\n=======\n",
        "<<<<<<< x\na = 1\n=======\nb\n=======\nc\n>>>>>>> y\n",
        "<<<<<<< x\n<<<<<<< x\n=======\n>>>>>>> y\n",
        "<<<<<<< x\na\n>>>>>>> y\n",
        " <<<<<<< x\na\n=======\nb\n>>>>>>> y\n",
        "<<<<<<<x\na\n=======\nb\n>>>>>>>y\n",
    ],
)
def test_what_does_not_fit_is_left_to_a_person(text: str) -> None:
    assert take_apart(text) is None


def test_the_marks_of_a_merge_within_a_merge_belong_to_its_base() -> None:
    inner = "<<<<<<<<< one\nb\n=========\nc\n>>>>>>>>> two\n"
    versions = take_apart(f"<<<<<<< x\na\n||||||| y\n{inner}=======\nd\n>>>>>>> z")
    assert versions is not None
    assert (versions.ours, versions.base, versions.theirs) == ("a\n", inner, "d\n")


def test_marks_inside_a_text_make_a_file_unreadable_too() -> None:
    text = 'title = "a"\nd = """\nx\n<<<<<<< HEAD\ny\n=======\nz\n>>>>>>> other\n"""\n'
    fault = parse(text.encode()).fault
    assert fault is not None
    assert (fault.code, fault.line, fault.column) == ("merge-conflict", 4, 1)
    assert parse(b'd = """\n<<<<<<< arrows\n"""\n').fault is None
