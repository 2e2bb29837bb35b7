"""A small agreement in a real repository, and surroundings with nothing of the tester's own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fuzzing
import pytest
from past import Past, live

fuzzing.profiles()


def pytest_configure() -> None:
    """Hear Ctrl+C and a hang-up, and let programs hear them, also where pytest was put aside."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits for a terminal: left for the end, it would keep one process busy."""
    items.sort(key=lambda item: "terminal" not in item.path.parts)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand what was counted in a process of its own to the one that tells."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["edits"] = fuzzing.counts()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add what another process has counted."""
    fuzzing.add(getattr(node, "workeroutput", {}).get("edits", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many random edits there were, and how many of them were refused."""
    for line in fuzzing.told():
        terminalreporter.write_line(line)


FILES = {
    "agreement.toml": """\
#:schema schema/agreement.schema.json
format = 1
title = "Miljööverenskommelsen 2022–2025"
actor = "Provkommunen"
start = 2022-01-01
end = 2025-12-31
language = "sv"
areas = [
    "pollinering",
    "gronska",
]
reason_required = true
commitments = [
    "Genomföra åtgärder.",
    "Följa upp arbetet.",
]

[page]
introduction = "Kort om överenskommelsen."
published_by = ""
""",
    "areas/pollinering.toml": 'number = 6\nname = "Pollinering"\n',
    "areas/gronska.toml": 'number = 4\nname = "Grönska i planeringen"\n',
    "areas/giftfri-vardag.toml": 'number = 3\nname = "Giftfri vardag"\n',
    "measures/angar.toml": """\
#:schema ../schema/measure.schema.json
# Ängarna sköts av parkförvaltningen.
title = "Ängar i tätorten"   # fyra ytor
areas = ["pollinering"]
responsible = "Parkenheten"
start = 2022
end = 2023
description = \"\"\"
Fyra gräsytor sköts som äng.
Gräset samlas upp.
\"\"\"
objectives = [
    13,  # odlingslandskap
    16,
]

[[actions]]
title = "Slåtter"
status = "G"

# Första året.
[[follow_ups]]
year = 2022
status = "P"
comment = "Första säsongen."

[[follow_ups]]
year = 2023
status = "H"
""",
    "measures/okad-vaxtlighet.toml": """\
title = "Ökad växtlighet"
areas = ["gronska", "pollinering"]
responsible = "Planenheten"
start = 2023-04-01
end = 2024-10-31
""",
    "measures/atervinning.toml": 'title = "Återvinning"\n',
}
"""A clean agreement: no finding, one measure in two areas, one in none."""


@pytest.fixture(autouse=True)
def surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own, with a git identity and without the tester's settings."""
    home = tmp_path_factory.mktemp("home")
    config = home / "gitconfig"
    config.write_text(
        "[user]\n\tname = Test Person\n\temail = test@example.org\n"
        "[init]\n\tdefaultBranch = main\n",
        encoding="utf-8",
    )
    for name in list(os.environ):
        if name.startswith(("GIT_", "MILJO_TUI_", "TEXTUAL", "XDG_", "LC_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


@pytest.fixture
def git() -> Callable[..., str]:
    """Run git in a folder and return what it prints."""

    def run(folder: Path, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    return run


@pytest.fixture
def agreement(
    tmp_path: Path, git: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A clean agreement, committed in a repository of its own; made once, then copied."""
    made = tmp_path_factory.getbasetemp() / "small"
    if not made.exists():
        for name, text in FILES.items():
            file = made / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        git(made, "init", "--quiet")
        git(made, "add", ".")
        git(made, "commit", "--quiet", "-m", "Start")
    folder = tmp_path / "avtal"
    shutil.copytree(made, folder, symlinks=True)
    git(folder, "update-index", "--refresh")
    return folder


@pytest.fixture
def begun(agreement: Path, git: Callable[..., str]) -> Path:
    """The agreement, with a start for its one measure that has none: it owes every year."""
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\nstart = 2022\n', encoding="utf-8", newline="\n")
    git(agreement, "commit", "--quiet", "--all", "--amend", "--no-edit")
    return agreement


@pytest.fixture
def hook() -> Callable[[Path, str, str], Path]:
    """Give a repository a hook: `hook(repository, "pre-commit", "exit 1")`."""

    def write(repository: Path, name: str, script: str) -> Path:
        file = repository / ".git" / "hooks" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o755)
        return file

    return write


@pytest.fixture
def past(agreement: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """The small agreement, begun on the last day of 2020, and hands to change it with."""
    past = Past(agreement, monkeypatch)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", "2020-12-31T12:00:00+01:00")
    command = ["git", "commit", "--quiet", "--amend", "--no-edit", "--reset-author"]
    subprocess.run(command, cwd=agreement, check=True)
    return past


@pytest.fixture
def signing_key(tmp_path: Path) -> Path:
    """A new SSH key without a passphrase, and a file of allowed signers beside it."""
    file = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)],
        check=True,
        env={**os.environ},
    )
    public = file.with_suffix(".pub").read_text("utf-8")
    (tmp_path / "signers").write_text(f"anna@example.org {public}", "utf-8")
    return file


@pytest.fixture
def story(past: Past, signing_key: Path, tmp_path_factory: pytest.TempPathFactory) -> Past:
    """All that may happen to an agreement in a few years; lived once, then copied."""
    lived = tmp_path_factory.getbasetemp() / "story"
    if not lived.exists():
        live(past, signing_key)
        shutil.copytree(signing_key.parent, lived)
    for name in ("avtal", "signers"):
        shutil.rmtree(signing_key.parent / name, ignore_errors=True)
    shutil.copytree(lived / "avtal", past.folder, symlinks=True)
    shutil.copy(lived / "signers", signing_key.parent / "signers")
    return past
