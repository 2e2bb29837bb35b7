"""Two versions of a file become one with the joined values and every comment, or get marks."""

from __future__ import annotations

import re
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.editing.file_merge import MergedFile
from miljo_tui.model.merging import merge
from miljo_tui.model.records import MEASURE, Measure
from miljo_tui.model.values import same
from miljo_tui.store.conflict_markers import take_apart
from miljo_tui.store.merged_text import comments_of_both, with_moved_comments, written
from miljo_tui.store.reading import parse
from miljo_tui.store.scanner import Scan

NAME = "measures/t.toml"


def joined(base: str, ours: str, theirs: str, name: str = NAME) -> tuple[bool, str]:
    """Join three texts as git has it done; return whether they went together, and the text."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, each) for each in ("base", "ours", "theirs")]
        for file, text in zip(files, (base, ours, theirs), strict=True):
            file.write_bytes(text.encode())
        merged = MergedFile.of(*files, name)
        return merged.is_joined, merged.data.decode()


def by_lines(base: str, ours: str, theirs: str) -> tuple[bool, str]:
    """Return what plain git makes of three texts."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            Path(folder, name).write_bytes(text.encode())
        order = ["git", "merge-file", "-p", "-q", "ours", "base", "theirs"]
        done = subprocess.run(order, cwd=folder, capture_output=True, check=False)
        return done.returncode == 0, done.stdout.decode()


@dataclass(frozen=True)
class Line:
    """One value of a file, with the comments above and behind it."""

    key: str
    value: str
    above: tuple[str, ...] = ()
    behind: str = ""

    def text(self) -> str:
        """Return the lines as they stand in the file."""
        above = "".join(f"# {comment}\n" for comment in self.above)
        return f"{above}{self.key} = {self.value}{self.behind and f'  # {self.behind}'}\n"


@dataclass(frozen=True)
class Measured:
    """A measure as a file may have it: its root keys in any order, and its follow-ups."""

    root: tuple[Line, ...]
    entries: tuple[tuple[Line, ...], ...]

    def text(self) -> str:
        """Return the file."""
        root = "".join(line.text() for line in self.root)
        heads = ("".join(line.text() for line in entry) for entry in self.entries)
        return root + "".join(f"\n[[follow_ups]]\n{head}" for head in heads)


VALUES = {
    "title": ['"T # 1"', '"U"'],
    "start": ["2021", "2022"],
    "end": ["2024", "2025", "2026"],
    "responsible": ['"K"', '"L # x"', '"""\n# M\n"""'],
    "areas": ['["a"]', '[\n    "a",  # i listan\n    "b",\n]'],
    "own": ["1", "2"],
}
COMMENTS = st.sampled_from(["en", "två", "tre", "fyra", "åtta"])
ABOVE = st.lists(COMMENTS, max_size=2).map(tuple)
BEHIND = st.sampled_from(["", "", "bakom", "annat", "tredje"])


def line(key: str, values: list[str]) -> st.SearchStrategy[Line]:
    """Return lines of one key."""
    return st.builds(Line, st.just(key), st.sampled_from(values), ABOVE, BEHIND)


ENTRIES = st.lists(
    st.sampled_from([2022, 2023, 2024]).flatmap(
        lambda year: st.tuples(line("year", [str(year)]), line("status", ['"G"', '"P"']))
    ),
    max_size=3,
    unique_by=lambda entry: entry[0].value,
).map(tuple)
FILES = st.builds(
    Measured, st.tuples(*(line(key, values) for key, values in VALUES.items())), ENTRIES
)


@st.composite
def changed(draw: st.DrawFn, file: Measured) -> Measured:
    """Return a file after a few changes: of values, of comments, of the order, of entries."""
    root, entries = list(file.root), list(file.entries)
    for what in draw(st.lists(st.sampled_from("vcbxsena"), max_size=3)):
        place = draw(st.integers(0, len(root) - 1))
        was = root[place]
        if what == "v":
            root[place] = replace(was, value=draw(st.sampled_from(VALUES[was.key])))
        elif what == "c":
            root[place] = replace(was, above=draw(ABOVE))
        elif what == "b":
            root[place] = replace(was, behind=draw(BEHIND))
        elif what == "x" and len(root) > 1:
            del root[place]
        elif what == "s":
            root.insert(draw(st.integers(0, len(root) - 1)), root.pop(place))
        elif what in "en" and entries:
            number = draw(st.integers(0, len(entries) - 1))
            year, status = entries[number]
            status = replace(status, value=draw(st.sampled_from(['"E"', '"H"'])))
            entries[number] = (year, replace(status, behind=draw(BEHIND)))
        elif what == "a":
            new = draw(ENTRIES)
            entries = [
                *entries,
                *(e for e in new if e[0].value not in {h[0].value for h in entries}),
            ]
    return Measured(tuple(root), tuple(entries))


TRIPLES = FILES.flatmap(lambda file: st.tuples(st.just(file), changed(file), changed(file))).map(
    lambda files: tuple(file.text() for file in files)
)


@given(texts=TRIPLES)
def test_joined_are_the_values_and_the_comments_of_both_or_there_are_marks(
    texts: tuple[str, str, str],
) -> None:
    sources = [parse(text.encode()) for text in texts]
    fields = merge(Measure, *(source.raw for source in sources))
    is_joined, text = joined(*texts)
    if is_joined:
        source = parse(text.encode())
        assert source.fault is None and not fields.conflicts
        assert same(dict(source.raw), fields.raw)
    else:
        apart = take_apart(text)
        assert apart is not None
        versions = [parse(each.encode()) for each in (apart.ours, apart.theirs)]
        assert not any(version.fault for version in versions)
        again = merge(Measure, sources[0].raw, *(version.raw for version in versions))
        assert same(again.raw, fields.raw) and len(again.conflicts) == len(fields.conflicts)
    was, one, other = (set(Scan(each).comments) for each in texts)
    for comment in (one | other) - was | (one & other):
        assert comment in text
    clean, lines = by_lines(*texts)
    held = parse(lines.encode())
    if clean and not fields.conflicts and held.fault is None and same(dict(held.raw), fields.raw):
        assert text == lines
    elif is_joined:
        assert not comments_of_both(*texts) - comments_of_both(text, text, text)


BASE = 'title = "T"\nareas = ["a"]\nend = 2024 # k\n\n[[follow_ups]]\nyear = 2023\nstatus = "P"\n'


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        # Only comments and the order differ: git's lines.
        (
            BASE.replace("2023", "2022"),
            "# KS\n" + BASE.replace("# k", "# ny"),
            "# KS\n" + BASE.replace("# k", "# ny").replace("2023", "2022"),
        ),
        # Both at the end, each with a comment of its own: both entries as they were written.
        (
            BASE + '\n# vi\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n',
            BASE + '\n# de\n[[follow_ups]]\nyear = 2025\nstatus = "H" # än\n',
            BASE
            + '\n# vi\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n'
            + '\n# de\n[[follow_ups]]\nyear = 2025\nstatus = "H" # än\n',
        ),
        # Neighbouring lines, the comments on one side.
        (
            BASE.replace("2024", "2025"),
            BASE.replace('["a"]', '["b"]  # flyttad'),
            BASE.replace("2024", "2025").replace('["a"]', '["b"]  # flyttad'),
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_layout_and_comments_are_kept(ours: str, theirs: str, text: str, newline: str) -> None:
    texts = (each.replace("\n", newline) for each in (BASE, ours, theirs))
    assert joined(*texts) == (True, text.replace("\n", newline))


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        # Both have written a comment in one place.
        (BASE, BASE.replace("# k", "# vi"), BASE.replace("# k", "# de")),
        # Lines that go together where the fields do not.
        (
            BASE,
            BASE.replace("end", 'start = 2021\nresponsible = "A"\nend'),
            'responsible = "B"\n' + BASE,
        ),
        # Lines that go together to what is no TOML.
        (BASE, f"own = 1\n{BASE}", BASE.replace("\n[[", "own = 1\n[[")),
        # A base with the marks of a merge within the merge.
        (f"<<<<<<< a\n{BASE}=======\n>>>>>>> b\n", BASE, BASE.replace("2024", "2025")),
    ],
)
def test_what_does_not_go_together_gets_marks_with_all_of_both(
    base: str, ours: str, theirs: str
) -> None:
    is_joined, text = joined(base, ours, theirs)
    apart = take_apart(text)
    if is_joined:
        assert parse(text.encode()).raw["own"] == 1
        return
    assert apart is not None
    assert set(ours.splitlines()) <= set(apart.ours.splitlines())
    assert set(theirs.splitlines()) <= set(apart.theirs.splitlines())


def test_a_version_that_cannot_be_read_is_left_to_the_lines() -> None:
    ours, theirs = BASE.replace("2024 # k", ""), BASE.replace("2023", "2022")
    assert joined(BASE, ours, theirs)[0] is False
    mended = BASE.replace("2024 # k", "2026")
    assert joined(ours, mended, ours.replace("2023", "2022"))[0] is True


def test_what_is_no_record_is_joined_by_lines() -> None:
    ours, theirs = BASE.replace("2023", "2022"), "# x\n" + BASE
    assert joined(BASE, ours, theirs, "templates/x.toml") == (True, "# x\n" + ours)
    is_joined, text = joined("a = 1\n", "a = 2\n", "a = 3\n", "x.toml")
    assert not is_joined and re.search("^<<<<<<< ours$", text, re.M)


@given(texts=TRIPLES, takes_theirs=st.booleans())
def test_what_is_settled_has_the_chosen_values_and_every_comment(
    texts: tuple[str, str, str], *, takes_theirs: bool
) -> None:
    base = texts[0]
    apart = take_apart(by_lines(*texts)[1])
    if apart is None:
        return
    ours, theirs = (parse(each.encode()) for each in (apart.ours, apart.theirs))
    if ours.fault or theirs.fault:
        return
    order = (theirs.raw, ours.raw) if takes_theirs else (ours.raw, theirs.raw)
    wanted = merge(Measure, parse(base.encode()).raw, *order).raw
    kept = comments_of_both(base, apart.ours, apart.theirs)
    text = written(MEASURE, apart, wanted, kept)
    if text is None:
        text = with_moved_comments(MEASURE, apart, wanted, kept)
    assert text is not None
    assert same(dict(parse(text.encode()).raw), wanted)
    for comment in {*Scan(apart.ours).comments, *Scan(apart.theirs).comments}:
        assert comment in text or comment in base
