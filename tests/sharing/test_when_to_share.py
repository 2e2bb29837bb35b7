"""`miljo-tui.sync`: saved changes are shared when the person has chosen, never by a clone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from clones import Person

Git = Callable[..., str]


@pytest.fixture
def choose(tmp_path: Path) -> Callable[[str], None]:
    """Choose once for all agreements of the person."""

    def chosen(value: str) -> None:
        command = ["git", "config", "--global", "miljo-tui.sync", value]
        subprocess.run(command, check=True, env=os.environ)

    return chosen


def shared(server: Path, git: Git) -> str:
    """What the server's branch holds."""
    return git(server, "show", "main:measures/angar.toml")


def test_nothing_is_sent_until_it_is_asked_for(
    anna: Person, server: Path, git: Git, choose: Callable[[str], None]
) -> None:
    for value in ("ask", "off", "nonsense"):
        choose(value)
        anna.set("angar", f"actions+={value}")
        assert value not in shared(server, git)
    assert anna.app("sync") == 0 and "nonsense" in shared(server, git)


def test_on_save_shares_each_saved_change_with_what_others_have_shared(
    anna: Person, bo: Person, server: Path, git: Git, choose: Callable[[str], None]
) -> None:
    bo.set("angar", "start=2021")
    assert bo.app("sync") == 0
    choose("on-save")
    anna.set("angar", "end=2024")
    assert "All is shared" in anna.err
    assert "end = 2024" in shared(server, git) and "start = 2021" in shared(server, git)
    assert "start = 2021" in anna.text("measures/angar.toml")


def test_a_list_that_is_brought_in_is_shared_at_once(
    anna: Person, server: Path, git: Git, tmp_path: Path, choose: Callable[[str], None]
) -> None:
    choose("on-save")
    file = tmp_path / "lista.csv"
    file.write_text("Åtgärd\nFler ängar\n", "utf-8")
    assert anna.app("import", str(file), "--reason", "Lista") == 0
    assert "All is shared" in anna.err
    assert "Fler ängar" in git(server, "show", "HEAD:measures/fler-angar.toml")


def test_what_cannot_be_shared_is_saved_all_the_same(
    anna: Person, server: Path, choose: Callable[[str], None]
) -> None:
    choose("on-save")
    server.rename(server.with_name("borta"))
    anna.set("angar", "end=2024")
    assert "Saved, but not shared: " in anna.err
    assert "end = 2024" in anna.git("show", "HEAD:measures/angar.toml")


def test_a_clone_cannot_choose(anna: Person, server: Path, git: Git) -> None:
    anna.git("config", "--local", "miljo-tui.sync", "on-save")
    anna.set("angar", "end=2024")
    assert "end = 2024" not in shared(server, git)
