"""A round trip without edits is no change, whatever stands in the records."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from anything import FOLDERS, published
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rewriting import rewritten

from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.model.folder import Folder
from miljo_tui.spreadsheets.files.list_file import ListFile
from miljo_tui.spreadsheets.published.edit_plan import held_against
from miljo_tui.spreadsheets.published.recognition import recognise_workbook
from miljo_tui.spreadsheets.published.workbook import workbook


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for files."""
    return tmp_path_factory.mktemp("filer")


@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(FOLDERS, st.integers(0, 10**6))
def test_nothing_changes_without_an_edit(workspace: Path, folder: Folder, seed: int) -> None:
    file = workspace / "avtal.xlsx"
    file.write_bytes(workbook(published(folder)))
    snapshot = Snapshot(workspace, folder)
    for each in (file, rewritten(file, Random(seed))):
        found = recognise_workbook(ListFile(each))
        assert found is not None
        planned = held_against(snapshot, found, folder)
        told = [(p.cell, language("en").say(p.message), p.found) for p in planned.problems]
        assert told == []
        assert [p.words for p in planned.proposals] == []
