"""Two people change one record: what goes together is joined, what does not is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.locale import language
from miljo_tui.model.wording import words
from miljo_tui.session.drafting import Draft
from miljo_tui.session.guarding import ChangedUnderneath
from miljo_tui.session.opening import Workspace, open_agreement
from miljo_tui.session.proposing import Why
from miljo_tui.session.rebasing import settle
from miljo_tui.session.removing import Removal
from miljo_tui.session.saving import Unacceptable, save

Git = Callable[..., str]
Path_ = tuple[str | int, ...]
ENGLISH, SWEDISH = language("en"), language("sv")
WHY = Why("Beslut")
NAME = "measures/angar.toml"


@pytest.fixture
def windows(agreement: Path) -> tuple[Workspace, Workspace]:
    """The agreement, opened in two windows."""
    return open_agreement(agreement), open_agreement(agreement)


def draft(workspace: Workspace, *values: tuple[Path_, Any]) -> Draft:
    """Return a draft of the measure with entries."""
    drafted = Draft(workspace.folder.measures["angar"], workspace.folder)
    for path, value in values:
        drafted.put(path, value)
        drafted.pause()
    return drafted


def held(agreement: Path) -> dict[str, Any]:
    """Return the measure as its file has it."""
    return tomllib.loads((agreement / NAME).read_text("utf-8"))


def test_different_fields_go_together(
    windows: tuple[Workspace, Workspace], agreement: Path, git: Git
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("end",), 2025))
    assert save(theirs, [draft(theirs, (("responsible",), "Gatukontoret"))], WHY, SWEDISH)
    saved = save(mine, [ours], WHY, SWEDISH)
    assert saved and [ENGLISH.say(words(change)) for change in saved.joined] == [
        "Responsible: Parkenheten → Gatukontoret"
    ]
    assert held(agreement)["end"] == 2025 and held(agreement)["responsible"] == "Gatukontoret"
    log = git(agreement, "log", "-1", "--format=%B")
    assert "Miljo-Change: end = 2023 -> 2025" in log and "responsible" not in log
    assert git(agreement, "rev-list", "--count", "HEAD") == "3\n"


def test_comments_of_the_other_stay(
    windows: tuple[Workspace, Workspace], agreement: Path, git: Git
) -> None:
    file = agreement / NAME
    ours = draft(windows[0], (("follow_ups", 1, "status"), "G"))
    file.write_text(file.read_text("utf-8").replace("# Första året.", "# Året efter."), "utf-8")
    git(agreement, "commit", "--quiet", "--all", "-m", "För hand")
    assert save(windows[0], [ours], WHY, SWEDISH)
    text = file.read_text("utf-8")
    assert "# Året efter." in text and held(agreement)["follow_ups"][1]["status"] == "G"


def test_the_same_change_is_made_once(
    windows: tuple[Workspace, Workspace], agreement: Path, git: Git
) -> None:
    drafts = [draft(window, (("end",), 2025)) for window in windows]
    assert save(windows[0], [drafts[0]], WHY, SWEDISH)
    assert save(windows[1], [drafts[1]], WHY, SWEDISH) is None
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_entries_added_by_both(windows: tuple[Workspace, Workspace], agreement: Path) -> None:
    drafts = [draft(window) for window in windows]
    drafts[0].insert(("follow_ups",), {"year": 2024, "status": "G"})
    drafts[1].insert(("follow_ups",), {"year": 2025, "status": "H"})
    for window, each in zip(windows, drafts, strict=True):
        assert save(window, [each], WHY, SWEDISH)
    years = [entry["year"] for entry in held(agreement)["follow_ups"]]
    assert years == [2022, 2023, 2024, 2025]


@pytest.mark.parametrize(("takes_theirs", "end"), [(True, 2024), (False, 2025)])
def test_a_conflict_is_settled_by_the_person(
    windows: tuple[Workspace, Workspace], agreement: Path, takes_theirs: bool, end: int
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("end",), 2025), (("start",), 2021))
    assert save(theirs, [draft(theirs, (("end",), 2024))], WHY, SWEDISH)
    with pytest.raises(ChangedUnderneath) as caught:
        save(mine, [ours], WHY, SWEDISH)
    rebased = caught.value.rebased
    assert rebased and held(agreement)["end"] == 2024
    (conflict,) = rebased.conflicts
    assert (conflict.base, conflict.theirs, conflict.ours) == (2023, 2024, 2025)
    assert save(mine, [settle(rebased, [takes_theirs])], WHY, SWEDISH)
    assert held(agreement)["end"] == end and held(agreement)["start"] == 2021


@pytest.mark.parametrize("takes_theirs", [True, False])
def test_an_entry_removed_here_and_changed_there(
    windows: tuple[Workspace, Workspace], agreement: Path, takes_theirs: bool
) -> None:
    mine, theirs = windows
    ours = draft(mine)
    ours.remove(("actions", 0))
    assert save(theirs, [draft(theirs, (("actions", 0, "status"), "H"))], WHY, SWEDISH)
    with pytest.raises(ChangedUnderneath) as caught:
        save(mine, [ours], WHY, SWEDISH)
    assert caught.value.rebased
    save(mine, [settle(caught.value.rebased, [takes_theirs])], WHY, SWEDISH)
    left = held(agreement).get("actions", [])
    assert left == ([{"title": "Slåtter", "status": "H"}] if takes_theirs else [])


def test_a_record_that_somebody_removed_is_not_made_again(
    windows: tuple[Workspace, Workspace], agreement: Path
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("end",), 2025))
    gone = Removal(theirs.folder.measures["angar"], theirs.folder)
    assert save(theirs, [gone], WHY, SWEDISH)
    with pytest.raises(Exception, match="changed by somebody else"):
        save(mine, [ours], WHY, SWEDISH)
    assert not (agreement / NAME).exists()


def test_a_removal_does_not_take_a_change_along(windows: tuple[Workspace, Workspace]) -> None:
    mine, theirs = windows
    assert save(theirs, [draft(theirs, (("end",), 2025))], WHY, SWEDISH)
    gone = Removal(mine.folder.measures["angar"], mine.folder)
    with pytest.raises(ChangedUnderneath):
        save(mine, [gone], WHY, SWEDISH)


def test_two_valid_changes_that_are_invalid_together(
    windows: tuple[Workspace, Workspace], agreement: Path, git: Git
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("areas",), ["pollinering", "giftfri-vardag"]))
    gone = Removal(theirs.folder.areas["giftfri-vardag"], theirs.folder)
    assert save(theirs, [gone], WHY, SWEDISH)
    with pytest.raises(Unacceptable) as caught:
        save(mine, [ours], WHY, SWEDISH)
    said = ENGLISH.say(caught.value.problems[0].message)
    assert "Ängar i tätorten" in said and "giftfri-vardag" in said
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_the_other_way_round(windows: tuple[Workspace, Workspace], git: Git) -> None:
    mine, theirs = windows
    gone = Removal(mine.folder.areas["giftfri-vardag"], mine.folder)
    changed = draft(theirs, (("areas",), ["pollinering", "giftfri-vardag"]))
    assert save(theirs, [changed], WHY, SWEDISH)
    with pytest.raises(Unacceptable) as caught:
        save(mine, [gone], WHY, SWEDISH)
    assert "measures/angar" in ENGLISH.say(caught.value.problems[0].message)
