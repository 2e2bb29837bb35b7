"""Random pasts on two branches: every change is told once, of the commit that made it."""

from __future__ import annotations

import subprocess
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fuzzing import examples
from hypothesis import given
from hypothesis import strategies as st

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.entries import Entry
from miljo_tui.audit.field_origins import FieldOrigin
from miljo_tui.model.records import MEASURE

KEYS = ("responsible", "end", "criterion")
TEXT = "".join(f"Rad {number} sägs aldrig om.\n" for number in range(12))

Told = tuple[str, str, Any, Any]
State = dict[str, dict[str, Any]]

edits = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 1), st.sampled_from(KEYS), st.integers(1, 3)),
        st.tuples(st.sampled_from(["make", "comment"])),
    ),
    min_size=1,
    max_size=4,
)
"""What may happen on each of two sides without anybody having to be asked."""

steps = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 5), st.sampled_from(KEYS), st.integers(1, 3)),
        st.tuples(st.sampled_from(["rename", "remove", "break"]), st.integers(0, 5)),
        st.tuples(st.just("part"), edits, edits),
    ),
    min_size=2,
    max_size=8,
)


class Lived:
    """A repository in which things happen, and what has happened, written down on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.truth: dict[str, list[Told]] = {}
        self._made = 0
        (folder / "measures").mkdir()
        (folder / "agreement.toml").write_text('title = "Avtal"\n', "utf-8")
        self._git("init", "--quiet", "--initial-branch=main")
        self._commit([("agreement", "(record)", None, "created")])
        self.make()
        self.make()

    def do(self, name: str, *values: Any) -> None:
        """Let something happen, if it can."""
        getattr(self, f"{name}_" if name in ("set", "break") else name)(*values)

    def set_(self, number: int, key: str, value: int) -> None:
        """Give a field a value."""
        if name := self._any(number):
            data = {**self._read(name), key: 2020 + value if key == "end" else f"Nr {value}"}
            old = self._read(name).get(key)
            self._write(name, data)
            self._commit([(name, key, old, data[key])] if old != data[key] else [])

    def make(self) -> None:
        """Make a record."""
        self._made += 1
        name = f"atgard-{self._made}"
        self._write(name, {"title": f"Åtgärd {self._made}"})
        self._commit([(name, "(record)", None, "created")])

    def rename(self, number: int) -> None:
        """Give a file another name."""
        if name := self._any(number):
            self._made += 1
            new = f"atgard-{self._made}"
            self._git("mv", f"measures/{name}.toml", f"measures/{new}.toml")
            self._commit([(new, "(record)", f"measures/{name}", f"measures/{new}")])

    def remove(self, number: int) -> None:
        """Remove a record."""
        if name := self._any(number):
            (self.folder / "measures" / f"{name}.toml").unlink()
            self._commit([(name, "(record)", None, "removed")])

    def break_(self, number: int) -> None:
        """Break a file and mend it again."""
        if name := self._any(number):
            file = self.folder / "measures" / f"{name}.toml"
            whole = file.read_text("utf-8")
            file.write_text(f"{whole}end = snart\n", "utf-8")
            self._commit([(name, "(record)", None, "unreadable")])
            file.write_text(whole, "utf-8")
            self._commit([(name, "(record)", "unreadable", "mended")])

    def comment(self) -> None:
        """Change what is no record."""
        (self.folder / "LÄSMIG").write_text(str(len(self.truth)), "utf-8")
        self._commit([])

    def part(self, theirs: list[tuple[Any, ...]], ours: list[tuple[Any, ...]]) -> None:
        """Part, and join again; where lines conflict, the other side's change is dropped."""
        self._made += 1
        side = f"sida-{self._made}"
        base = self._git("rev-parse", "HEAD")
        self._git("switch", "--quiet", "--create", side)
        for step in theirs:
            self.do(*step)
        self._git("switch", "--quiet", "main")
        for step in ours:
            self.do(*step)
        states = [self._at(each) for each in (base, "main", side)]
        self._git("merge", "--quiet", "--no-edit", "--no-ff", "-X", "ours", side)
        after = self._at("HEAD")
        if self._git("rev-parse", "HEAD") not in self.truth:  # there was something to join
            self._note([told for name in after for told in _own(name, *states, after)])

    def _at(self, commit: str) -> State:
        names = self._git("ls-tree", "--name-only", commit, "measures/").split("\n")
        return {
            Path(name).stem: tomllib.loads(self._git("show", f"{commit}:{name}"))
            for name in names
            if name
        }

    def _any(self, number: int) -> str | None:
        names = sorted(file.stem for file in (self.folder / "measures").glob("*.toml"))
        return names[number % len(names)] if names else None

    def _read(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / "measures" / f"{name}.toml").read_text("utf-8"))

    def _write(self, name: str, data: dict[str, Any]) -> None:
        lines = [f'title = "{data["title"]}"', f'description = """\n{TEXT}"""']
        for key in KEYS:
            value = data.get(key)
            if value is not None:
                lines.append(f"{key} = {value}" if key == "end" else f'{key} = "{value}"')
        text = "\n".join(lines) + "\n"
        file = self.folder / "measures" / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)  # git has taken it away with its last file
        file.write_text(text, "utf-8")

    def _commit(self, told: list[Told]) -> None:
        self._git("add", "--all")
        self._git("commit", "--quiet", "--allow-empty", "--message", f"Nr {len(self.truth)}")
        self._note(told)

    def _note(self, told: list[Told]) -> None:
        self.truth[self._git("rev-parse", "HEAD")] = told

    def _git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()


def _own(name: str, base: State, ours: State, theirs: State, after: State) -> Iterator[Told]:
    """Yield what a merge made of fields beyond taking what a side had made of them."""
    for key in KEYS:
        was, mine, their, now = (
            state.get(name, {}).get(key) for state in (base, ours, theirs, after)
        )
        changed = {value for value in (mine, their) if value != was} or {was}
        if now not in changed:
            yield name, key, next(iter(changed)), now


def told(entry: Entry) -> list[Told]:
    """Return the changes of an entry."""
    return [(record.id, *value) for record in entry.records for value in record.values()]


@given(steps)
@examples(25)
def test_every_change_stands_once_at_the_commit_that_made_it(steps: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        lived = Lived(Path(place))
        for step in steps:
            lived.do(*step)
        with Chronicle.open(lived.folder) as chronicle:
            found = {entry.commit: told(entry) for entry in chronicle.entries()}
            assert found == {commit: told for commit, told in lived.truth.items() if told}
            for file in (lived.folder / "measures").glob("*.toml"):
                _blamed(lived, chronicle, file)


def _blamed(lived: Lived, chronicle: Chronicle, file: Path) -> None:
    """Hold who is named for each value against the commit, and against the values over time."""
    address = f"measures/{file.stem}"
    for origin in FieldOrigin.of_record(chronicle, MEASURE, address):
        key, value = origin.field.key, origin.field.new
        if key not in KEYS:
            continue
        at = origin.entry.commit
        named = [(name, change, old, new) for name, change, old, new in lived.truth[at]]
        assert any(change == key and new == value for _name, change, _old, new in named) or any(
            change == "(record)" and new == "created" for _name, change, _old, new in named
        ), (key, value, named)
