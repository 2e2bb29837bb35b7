"""Two people change one record: what goes together is joined, what does not is shown."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from as_proposals import as_proposals

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.save_conflicts import ChangedUnderneath, RemovedUnderneath
from miljo_tui.editing.saving import Unacceptable, save
from miljo_tui.locale import language
from miljo_tui.model.wording import words

Git = Callable[..., str]
Path_ = tuple[str | int, ...]
ENGLISH, SWEDISH = language("en"), language("sv")
WHY = Why("Beslut")
NAME = "measures/angar.toml"


@pytest.fixture
def windows(agreement: Path) -> tuple[Snapshot, Snapshot]:
    """The agreement, opened in two windows."""
    return Snapshot.open(agreement), Snapshot.open(agreement)


def draft(snapshot: Snapshot, *values: tuple[Path_, Any]) -> Draft:
    """Return a draft of the measure with entries."""
    drafted = Draft(snapshot.folder.measures["angar"], snapshot.folder)
    for path, value in values:
        drafted.put(path, value)
        drafted.pause()
    return drafted


def held(agreement: Path) -> dict[str, Any]:
    """Return the measure as its file has it."""
    return tomllib.loads((agreement / NAME).read_text("utf-8"))


def test_different_fields_go_together(
    windows: tuple[Snapshot, Snapshot], agreement: Path, git: Git
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("end",), 2025))
    assert save(
        theirs, as_proposals(draft(theirs, (("responsible",), "Gatukontoret"))), WHY, SWEDISH
    )
    saved = save(mine, as_proposals(ours), WHY, SWEDISH)
    assert saved and [ENGLISH.say(words(change)) for change in saved.joined] == [
        "Responsible: Parkenheten → Gatukontoret"
    ]
    assert held(agreement)["end"] == 2025 and held(agreement)["responsible"] == "Gatukontoret"
    log = git(agreement, "log", "-1", "--format=%B")
    assert "Miljo-Change: end = 2023 -> 2025" in log and "responsible" not in log
    assert git(agreement, "rev-list", "--count", "HEAD") == "3\n"


def test_comments_of_the_other_stay(
    windows: tuple[Snapshot, Snapshot], agreement: Path, git: Git
) -> None:
    file = agreement / NAME
    ours = draft(windows[0], (("follow_ups", 1, "status"), "G"))
    file.write_text(file.read_text("utf-8").replace("# Första året.", "# Året efter."), "utf-8")
    git(agreement, "commit", "--quiet", "--all", "-m", "För hand")
    assert save(windows[0], as_proposals(ours), WHY, SWEDISH)
    text = file.read_text("utf-8")
    assert "# Året efter." in text and held(agreement)["follow_ups"][1]["status"] == "G"


def test_the_same_change_is_made_once(
    windows: tuple[Snapshot, Snapshot], agreement: Path, git: Git
) -> None:
    drafts = [draft(window, (("end",), 2025)) for window in windows]
    assert save(windows[0], as_proposals(drafts[0]), WHY, SWEDISH)
    assert save(windows[1], as_proposals(drafts[1]), WHY, SWEDISH) is None
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_entries_added_by_both(windows: tuple[Snapshot, Snapshot], agreement: Path) -> None:
    drafts = [draft(window) for window in windows]
    drafts[0].insert(("follow_ups",), {"year": 2024, "status": "G"})
    drafts[1].insert(("follow_ups",), {"year": 2025, "status": "H"})
    for window, each in zip(windows, drafts, strict=True):
        assert save(window, as_proposals(each), WHY, SWEDISH)
    years = [entry["year"] for entry in held(agreement)["follow_ups"]]
    assert years == [2022, 2023, 2024, 2025]


def add_action(drafted: Draft, title: str) -> None:
    """Add an action at the end."""
    drafted.insert(("actions",), {"title": title})


def put(*path: str | int, value: Any) -> Callable[[Draft], None]:
    """Give a field a value."""
    return lambda drafted: drafted.put(path, value)


@pytest.mark.parametrize(
    ("ours", "theirs", "key", "joined"),
    [
        pytest.param(
            lambda drafted: add_action(drafted, "Sådd"),
            lambda drafted: add_action(drafted, "Skyltar"),
            "actions",
            [{"title": "Slåtter", "status": "G"}, {"title": "Skyltar"}, {"title": "Sådd"}],
            id="an entry added to one list by both",
        ),
        pytest.param(
            lambda drafted: drafted.move(("follow_ups", 0), 1),
            put("follow_ups", 0, "status", value="H"),
            "follow_ups",
            [
                {"year": 2023, "status": "H"},
                {"year": 2022, "status": "H", "comment": "Första säsongen."},
            ],
            id="one moves the entry that the other changes",
        ),
        pytest.param(
            put("follow_ups", 1, "status", value="G"),
            put("follow_ups", 1, "comment", value="Bra."),
            "follow_ups",
            [
                {"year": 2022, "status": "P", "comment": "Första säsongen."},
                {"year": 2023, "status": "G", "comment": "Bra."},
            ],
            id="two fields of one entry",
        ),
        pytest.param(
            lambda drafted: drafted.insert(("follow_ups",), {"year": 2024, "status": "G"}),
            lambda drafted: drafted.remove(("follow_ups", 0)),
            "follow_ups",
            [{"year": 2023, "status": "H"}, {"year": 2024, "status": "G"}],
            id="an entry added where the other removes one",
        ),
        pytest.param(
            put("areas", value=["pollinering", "gronska", "giftfri-vardag"]),
            put("areas", value=["pollinering", "gronska"]),
            "areas",
            ["pollinering", "gronska", "giftfri-vardag"],
            id="one item added to a list by both",
        ),
        pytest.param(
            put("objectives", value=[16]),
            put("objectives", value=[13, 16, 15]),
            "objectives",
            [16, 15],
            id="an item taken out where the other puts one in",
        ),
    ],
)
@pytest.mark.parametrize("is_mine_first", [False, True])
def test_what_a_person_would_expect(
    windows: tuple[Snapshot, Snapshot],
    agreement: Path,
    git: Git,
    ours: Callable[[Draft], object],
    theirs: Callable[[Draft], object],
    key: str,
    joined: list[Any],
    is_mine_first: bool,
) -> None:
    drafts = [draft(window) for window in windows]
    for change, each in zip((ours, theirs), drafts, strict=True):
        change(each)
    order = [(windows[1], drafts[1]), (windows[0], drafts[0])]
    for window, each in reversed(order) if is_mine_first else order:
        save(window, as_proposals(each), WHY, SWEDISH)
    entries = held(agreement)[key]
    if is_mine_first:  # what came first stands first
        entries, joined = sorted(entries, key=repr), sorted(joined, key=repr)
    assert entries == joined
    assert git(agreement, "status", "--porcelain") == ""


@pytest.mark.parametrize(("takes_theirs", "status"), [(True, "H"), (False, "G")])
def test_the_same_year_reported_by_both(
    windows: tuple[Snapshot, Snapshot], agreement: Path, takes_theirs: bool, status: str
) -> None:
    mine, theirs = (draft(window) for window in windows)
    mine.insert(("follow_ups",), {"year": 2024, "status": "G", "comment": "Klart."})
    theirs.insert(("follow_ups",), {"year": 2024, "status": "H"})
    assert save(windows[1], as_proposals(theirs), WHY, SWEDISH)
    with pytest.raises(ChangedUnderneath) as caught:
        save(windows[0], as_proposals(mine), WHY, SWEDISH)
    assert caught.value.rebased
    assert save(
        windows[0],
        as_proposals(caught.value.rebased.resolved([takes_theirs])),
        WHY,
        SWEDISH,
    )
    assert held(agreement)["follow_ups"][2:] == [
        {"year": 2024, "status": status, "comment": "Klart."}
    ]


@pytest.mark.parametrize(("takes_theirs", "end"), [(True, 2024), (False, 2025)])
def test_a_conflict_is_settled_by_the_person(
    windows: tuple[Snapshot, Snapshot], agreement: Path, takes_theirs: bool, end: int
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("end",), 2025), (("start",), 2021))
    assert save(theirs, as_proposals(draft(theirs, (("end",), 2024))), WHY, SWEDISH)
    with pytest.raises(ChangedUnderneath) as caught:
        save(mine, as_proposals(ours), WHY, SWEDISH)
    rebased = caught.value.rebased
    assert rebased and held(agreement)["end"] == 2024
    (conflict,) = rebased.conflicts
    assert (conflict.base, conflict.theirs, conflict.ours) == (2023, 2024, 2025)
    assert save(mine, as_proposals(rebased.resolved([takes_theirs])), WHY, SWEDISH)
    assert held(agreement)["end"] == end and held(agreement)["start"] == 2021


@pytest.mark.parametrize("takes_theirs", [True, False])
def test_an_entry_removed_here_and_changed_there(
    windows: tuple[Snapshot, Snapshot], agreement: Path, takes_theirs: bool
) -> None:
    mine, theirs = windows
    ours = draft(mine)
    ours.remove(("actions", 0))
    assert save(theirs, as_proposals(draft(theirs, (("actions", 0, "status"), "H"))), WHY, SWEDISH)
    with pytest.raises(ChangedUnderneath) as caught:
        save(mine, as_proposals(ours), WHY, SWEDISH)
    assert caught.value.rebased
    save(mine, as_proposals(caught.value.rebased.resolved([takes_theirs])), WHY, SWEDISH)
    left = held(agreement).get("actions", [])
    assert left == ([{"title": "Slåtter", "status": "H"}] if takes_theirs else [])


def test_a_record_that_somebody_removed_is_not_made_again_unasked(
    windows: tuple[Snapshot, Snapshot], agreement: Path, git: Git
) -> None:
    mine, theirs = windows
    before = (agreement / NAME).read_bytes()
    ours = draft(mine, (("end",), 2025))
    other = Draft(mine.folder.measures["atervinning"], mine.folder)
    other.put(("end",), 2024)
    assert save(
        theirs,
        as_proposals(Proposal.removing(theirs.folder.measures["angar"], theirs.folder)),
        WHY,
        SWEDISH,
    )
    with pytest.raises(RemovedUnderneath) as caught:
        save(mine, as_proposals(other, ours), WHY, SWEDISH)
    assert not (agreement / NAME).exists() and git(agreement, "status", "--porcelain") == ""
    assert ours.changed and caught.value.proposal == ours.proposal()
    assert save(mine, as_proposals(other, caught.value.again), WHY, SWEDISH)
    assert (agreement / NAME).read_bytes() == before.replace(b"end = 2023", b"end = 2025")
    assert git(agreement, "rev-list", "--count", "HEAD") == "3\n"


def test_a_record_that_both_remove_is_removed_once(
    windows: tuple[Snapshot, Snapshot], git: Git, agreement: Path
) -> None:
    gone = [Proposal.removing(window.folder.measures["angar"], window.folder) for window in windows]
    assert save(windows[0], as_proposals(gone[0]), WHY, SWEDISH)
    assert save(windows[1], as_proposals(gone[1]), WHY, SWEDISH) is None
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_a_removal_does_not_take_a_change_along(windows: tuple[Snapshot, Snapshot]) -> None:
    mine, theirs = windows
    assert save(theirs, as_proposals(draft(theirs, (("end",), 2025))), WHY, SWEDISH)
    gone = Proposal.removing(mine.folder.measures["angar"], mine.folder)
    with pytest.raises(ChangedUnderneath):
        save(mine, as_proposals(gone), WHY, SWEDISH)


def test_two_valid_changes_that_are_invalid_together(
    windows: tuple[Snapshot, Snapshot], agreement: Path, git: Git
) -> None:
    mine, theirs = windows
    ours = draft(mine, (("areas",), ["pollinering", "giftfri-vardag"]))
    gone = Proposal.removing(theirs.folder.areas["giftfri-vardag"], theirs.folder)
    assert save(theirs, as_proposals(gone), WHY, SWEDISH)
    with pytest.raises(Unacceptable) as caught:
        save(mine, as_proposals(ours), WHY, SWEDISH)
    said = ENGLISH.say(caught.value.problems[0].message)
    assert "Ängar i tätorten" in said and "giftfri-vardag" in said
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_the_other_way_round(windows: tuple[Snapshot, Snapshot], git: Git) -> None:
    mine, theirs = windows
    gone = Proposal.removing(mine.folder.areas["giftfri-vardag"], mine.folder)
    changed = draft(theirs, (("areas",), ["pollinering", "giftfri-vardag"]))
    assert save(theirs, as_proposals(changed), WHY, SWEDISH)
    with pytest.raises(Unacceptable) as caught:
        save(mine, as_proposals(gone), WHY, SWEDISH)
    assert "Ängar i tätorten" in ENGLISH.say(caught.value.problems[0].message)
