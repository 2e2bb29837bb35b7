"""The save of one field, beside the `git commit` that it runs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from miljo_tui.cli.assignments import assign
from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.saving import save
from miljo_tui.locale import language
from miljo_tui.repository import save_lock
from miljo_tui.repository.state import State
from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.samples import git

SUBJECT = "atgard-00007"


def saves(runs: int, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare saves with commits; both write everything through to the disk (core.fsync=all)."""
    comparisons = []
    for name, folder in agreements.items():
        bench = _Bench(Snapshot.open(folder))
        bench.save(), bench.commit()  # what is loaded once is not measured
        ours, floor = medians(runs, bench.save, bench.commit)
        comparisons.append(
            Comparison(f"save, lock to verified, {name}", ours * 1000, floor * 1000, 1.8)
        )
    return comparisons


@contextmanager
def _watched_lock() -> Iterator[list[float]]:
    """Note how long the lock of a save is held: from when it is asked for until all is verified."""
    exclusive, held = save_lock.exclusive, list[float]()

    @contextmanager
    def watched(state: State, wait: float = 10.0) -> Iterator[None]:
        began = time.perf_counter()
        with exclusive(state, wait):
            yield
        held.append(time.perf_counter() - began)

    save_lock.exclusive = watched
    try:
        yield held
    finally:
        save_lock.exclusive = exclusive


class _Bench:
    """One measure whose end goes to and fro."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.amount = 1

    def save(self) -> float:
        """Save a change and return the seconds it takes."""
        record = self.snapshot.folder.measures[SUBJECT]
        self.snapshot = self.snapshot.reread(record)
        draft = Draft(self.snapshot.folder.measures[SUBJECT], self.snapshot.folder)
        self.amount += 1
        assign(draft, f"criterion=Minst {self.amount} ytor")
        speaker = language("sv")
        with _watched_lock() as held:
            save(self.snapshot, [draft.proposal()], Why("Enligt beslut i nämnden."), speaker)
        (seconds,) = held
        return seconds

    def commit(self) -> float:
        """Commit a change with git alone and return the seconds it takes."""
        file = self.snapshot.file(self.snapshot.folder.measures[SUBJECT])
        self.amount += 1
        text = file.read_text(encoding="utf-8").replace("ytor", f"{self.amount} ytor", 1)
        file.write_text(text, encoding="utf-8", newline="\n")
        name = str(file.relative_to(self.snapshot.path))
        began = time.perf_counter()
        git(
            self.snapshot.path,
            "commit", "--quiet", "--only", "-F", "-", "--", name,
            text="Ändra kriteriet\n",
        )  # fmt: skip
        return time.perf_counter() - began
