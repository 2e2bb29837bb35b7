"""What changes outside is noticed by its folder at once, and by its file when that is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from miljo_tui.editing import Workspace, watcher
from miljo_tui.locale import language


def test_folders_tell_all_but_what_is_written_into_a_file(
    agreement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "SHARE", 1e9)  # as if there were very many files
    looking = Workspace(agreement, language("en")).watcher
    looking.note_footprint()
    measures = agreement / "measures"
    assert looking.outside_changes(closely=False) is None

    other = measures / "angar.toml.new"
    other.write_bytes((measures / "angar.toml").read_bytes() + b"\n")
    other.rename(measures / "angar.toml")
    assert looking.outside_changes(closely=False) is not None
    (agreement / "areas" / "ny.toml").write_text('name = "Ny"\n', "utf-8")
    assert looking.outside_changes(closely=False) is not None
    (agreement / "areas" / "ny.toml").unlink()
    assert looking.outside_changes(closely=False) is not None

    with (measures / "angar.toml").open("ab") as file:
        file.write(b"\n")
    assert looking.outside_changes(closely=False) is None
    assert looking.outside_changes() is not None
    assert looking.outside_changes() is None


def test_few_files_are_looked_at_each_time(
    agreement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "SHARE", 0)
    looking = Workspace(agreement, language("en")).watcher
    looking.note_footprint()
    with (agreement / "measures" / "angar.toml").open("ab") as file:
        file.write(b"\n")
    assert looking.outside_changes(closely=False) is not None
