"""The history, beside a bare script that reads the same commits and files with git and tomllib."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.comparison import Comparison, medians
from tests.benchmarks.running import bare, seconds
from tests.benchmarks.samples import git, measure
from tests.benchmarks.surroundings import program
from tests.benchmarks.watching import Watched

Env = Mapping[str, str]

HOT = 7
"""The measure that is changed often."""

USUALLY = 50
"""Of so many commits one changes it."""

BARE = """
import re, subprocess, sys, tomllib
limit, *paths = sys.argv[1:]
limits = [f"-n{limit}"] if limit else []
paths = paths or ["agreement.toml", "areas", "measures"]
command = ["git", "log", "-z", "--raw", "--no-abbrev", *limits, "HEAD", "--", *paths]
told = subprocess.run(command, capture_output=True, check=True).stdout
blobs = {blob for pair in re.findall(rb":\\d+ \\d+ (\\w+) (\\w+) ", told) for blob in pair}
given = b"\\n".join(blob for blob in blobs if blob.strip(b"0")) + b"\\n"
batch = ["git", "cat-file", "--batch"]
out = subprocess.run(batch, input=given, capture_output=True, check=True).stdout
while out:
    head, _, out = out.partition(b"\\n")
    size = int(head.split()[2])
    tomllib.loads(out[:size].decode())
    out = out[size + 1 :]
"""

"""Reads so many commits, or all of them, and parses each version that they name once."""

MESSAGE = """\
{id}: kriterium {old} → {new}

Enligt beslut i nämnden.

Diarienummer: KS2022/{case}
Miljo-Record: measures/{id}
Miljo-Change: criterion = {old} -> {new}
Miljo-Operation: {number}
Miljo-Format: 1
"""


def remember(folder: Path, measures: int, commits: int, often: int = USUALLY) -> Path:
    """Give an agreement so many more commits, each of which changes one field; return the folder.

    The filters for paths are written, as `init` writes them.
    """
    stream = b"".join(_commits(measures, commits, often))
    subprocess.run(
        ["git", "fast-import", "--quiet", "--force"], cwd=folder, input=stream, check=True
    )
    git(folder, "checkout", "--quiet", "past")
    git(folder, "commit-graph", "write", "--reachable", "--changed-paths")
    return folder


def _commits(measures: int, commits: int, often: int) -> Iterator[bytes]:
    given: dict[int, str] = {}
    for number in range(1, commits + 1):
        subject = HOT if number % often == 0 else number * 31 % measures + 1
        old, new = given.get(subject, "(none)"), f'"Minst {number} ytor"'
        given[subject] = new
        id = f"atgard-{subject:05}"
        text = MESSAGE.format(id=id, old=old, new=new, case=number % 500, number=number)
        held = measure(subject).replace("\nobjectives", f"\ncriterion = {new}\nobjectives", 1)
        begin = "from HEAD^0\n" if number == 1 else ""
        author = f"Person {number % 5} <p{number % 5}@example.org> {1700000000 + number * 60} +0100"
        message, data = text.encode(), held.encode()
        yield (
            f"commit refs/heads/past\nauthor {author}\ncommitter {author}\n"
            f"data {len(message)}\n{text}\n{begin}"
            f"M 100644 inline measures/{id}.toml\ndata {len(data)}\n{held}\n"
        ).encode()


def remembering(runs: int, env: Env, agreements: Mapping[str, Path]) -> list[Comparison]:
    """Compare the first 50 entries, of everything and of one record, with the bare script."""
    comparisons = []
    hot = f"atgard-{HOT:05}"
    for name, folder in agreements.items():
        for what, ours, paths in (
            ("all", program("log", "-n", "50", "--json"), []),
            ("one", program("log", hot, "-n", "50", "--json"), [f"measures/{hot}.toml"]),
        ):
            figures = medians(
                runs,
                partial(seconds, ours, env, folder),
                partial(seconds, bare(BARE, "50", *paths), env, folder),
            )
            comparisons.append(
                Comparison(f"first 50, {what}, {name}", figures[0] * 1e3, figures[1] * 1e3, 2)
            )
    return comparisons


def extending(runs: int, folder: Path) -> list[Comparison]:
    """Compare learning of one new commit with `git log OLD..HEAD`."""
    from miljo_tui.audit.chronicle import Chronicle
    from miljo_tui.audit.history_cache import HistoryCache

    seen = HistoryCache()
    with Chronicle.open(folder) as chronicle:
        for _shown in seen.read(chronicle):
            pass

        def extend() -> float:
            git(folder, "commit", "--quiet", "--allow-empty", "-m", "x")
            file = folder / "measures" / f"atgard-{HOT:05}.toml"
            file.write_text(file.read_text("utf-8") + "# x\n", encoding="utf-8", newline="\n")
            git(folder, "commit", "--quiet", "--all", "-m", "En kommentar")
            began = time.perf_counter()
            for _shown in seen.read(chronicle):
                pass
            return time.perf_counter() - began

        def log() -> float:
            began = time.perf_counter()
            git(folder, "log", "HEAD~2..HEAD")
            return time.perf_counter() - began

        ours, floor = medians(runs, extend, log)
    return [Comparison("one new commit", ours * 1e3, floor * 1e3, 3)]


def keys_while_reading(keys: int, env: Env, folder: Path) -> list[Comparison]:
    """Return how long the slowest twentieth of keys takes to be painted while entries come."""
    times: list[float] = []
    with Watched(program("-C", str(folder)), env, folder) as app:
        app.settle()
        app.answer_time(b"h", 0.05)
        for stroke in b"jk" * (keys // 2):
            times.append(app.first_answer(bytes([stroke])))
    times.sort()
    return [
        Comparison("key while reading, median", median(times) * 1e3, 50, 1),
        Comparison("key while reading, p95", times[int(len(times) * 0.95)] * 1e3, 50, 1),
    ]
