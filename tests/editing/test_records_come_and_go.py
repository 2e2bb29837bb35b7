"""Records are made, copied and removed, several at once or none, in real repositories."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from as_proposals import as_proposals

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.new_records import NewRecords
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.save_conflicts import TakenUnderneath
from miljo_tui.editing.saving import Unacceptable, save
from miljo_tui.editing.stale_check import guarded
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Failure, WrongUse
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE
from miljo_tui.repository.objects import Objects
from miljo_tui.repository.state import State

Git = Callable[..., str]
ENGLISH, SWEDISH = language("en"), language("sv")
WHY = Why("Beslut i nämnden", "KS2022/1")


@pytest.fixture
def snapshot(agreement: Path) -> Snapshot:
    """The agreement, opened."""
    return Snapshot.open(agreement)


def measure_draft(snapshot: Snapshot, id: str, end: int) -> Draft:
    """Return a draft that gives a measure another end."""
    draft = Draft(snapshot.folder.measures[id], snapshot.folder)
    draft.put(("end",), end)
    return draft


def state(agreement: Path, git: Git) -> tuple[str, str, dict[str, bytes]]:
    """Return all that must be the same where nothing was done."""
    files = {str(file): file.read_bytes() for file in agreement.rglob("*.toml")}
    return git(agreement, "rev-parse", "HEAD"), git(agreement, "status", "--porcelain"), files


def test_several_records_are_one_commit_that_names_each(
    snapshot: Snapshot, agreement: Path, git: Git
) -> None:
    drafts = [measure_draft(snapshot, id, 2026) for id in ("angar", "atervinning")]
    new = NewRecords(snapshot, MEASURE).begin("Solceller")
    gone = Proposal.removing(snapshot.folder.measures["okad-vaxtlighet"], snapshot.folder)
    assert save(snapshot, as_proposals(*drafts, new, gone), WHY, SWEDISH)
    assert git(agreement, "show", "--name-status", "--format=", "HEAD").split() == [
        *("M", "measures/angar.toml", "M", "measures/atervinning.toml"),
        *("D", "measures/okad-vaxtlighet.toml", "A", "measures/solceller.toml"),
    ]
    log = git(agreement, "log", "-1", "--format=%B").split("\n")
    assert log[0] == "4 poster: angar, atervinning, solceller, okad-vaxtlighet"
    assert log[log.index("Miljo-Record: measures/solceller") + 1] == (
        'Miljo-Change: (record) = (none) -> "created"'
    )
    assert log[log.index("Miljo-Record: measures/okad-vaxtlighet") + 1] == (
        'Miljo-Change: (record) = (none) -> "removed"'
    )
    assert git(agreement, "status", "--porcelain") == ""


def test_the_same_change_of_several_is_said_once(
    snapshot: Snapshot, agreement: Path, git: Git
) -> None:
    drafts = [measure_draft(snapshot, id, 2026) for id in ("angar", "atervinning")]
    assert save(snapshot, as_proposals(*drafts), WHY, SWEDISH)
    assert git(agreement, "log", "-1", "--format=%s") == "2 poster: slut → 2026\n"


@pytest.mark.parametrize("hindrance", ["hook", "changed", "there already", "rule"])
def test_all_or_nothing(snapshot: Snapshot, agreement: Path, git: Git, hindrance: str) -> None:
    drafts = [
        measure_draft(snapshot, "angar", 2026),
        NewRecords(snapshot, MEASURE).begin("Solceller"),
    ]
    gone = Proposal.removing(snapshot.folder.measures["atervinning"], snapshot.folder)
    last = measure_draft(snapshot, "okad-vaxtlighet", 2026)
    if hindrance == "hook":
        hook = agreement / ".git" / "hooks" / "pre-commit"
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
    elif hindrance == "changed":
        file = agreement / "measures" / "okad-vaxtlighet.toml"
        file.write_text(file.read_text("utf-8") + "# x\n", "utf-8")
    elif hindrance == "there already":
        (agreement / "measures" / "solceller.toml").write_text('title = "Annat"\n', "utf-8")
    else:
        last.put(("end",), 1999)
    before = state(agreement, git)
    with pytest.raises(Failure):
        save(snapshot, as_proposals(*drafts, gone, last), WHY, SWEDISH)
    assert state(agreement, git) == before


def test_the_same_new_record_of_somebody_else_is_not_taken_back(
    snapshot: Snapshot, agreement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes at the last moment, when nobody looks any more."""
    new, file = (
        NewRecords(snapshot, MEASURE).begin("Solceller"),
        agreement / "measures/solceller.toml",
    )

    def late(
        repository: State, now: Snapshot, proposals: Sequence[Proposal], objects: Objects
    ) -> list[Proposal]:
        file.write_bytes(proposals[0].wanted or b"")
        return guarded(repository, now, proposals, objects)

    monkeypatch.setattr("miljo_tui.editing.saving.guarded", late)
    with pytest.raises(BadState):
        save(snapshot, as_proposals(new), WHY, SWEDISH)
    assert file.exists()


def test_a_new_record_that_stands_there_already_is_no_change(
    snapshot: Snapshot, agreement: Path, git: Git
) -> None:
    first, second, third = (NewRecords(snapshot, MEASURE).begin("Solceller") for _ in range(3))
    third.put(("end",), 2025)
    assert save(snapshot, as_proposals(first), WHY, SWEDISH)
    before = state(agreement, git)
    assert save(snapshot, as_proposals(second), WHY, SWEDISH) is None
    with pytest.raises(TakenUnderneath) as caught:
        save(snapshot, as_proposals(third), WHY, SWEDISH)
    assert caught.value.proposal == third.proposal()
    assert state(agreement, git) == before


def test_an_interrupted_save_leaves_nothing_behind(
    snapshot: Snapshot, agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = [NewRecords(snapshot, MEASURE).begin(title) for title in ("Ett", "Två")]
    before = state(agreement, git)

    def interrupted(*_arguments: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("miljo_tui.repository.commit_files.commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save(snapshot, as_proposals(*drafts), WHY, SWEDISH)
    assert state(agreement, git) == before


@pytest.mark.parametrize("place", [3, 29, 39])
def test_of_many_new_records_none_is_left_where_one_cannot_be_written(
    snapshot: Snapshot, agreement: Path, git: Git, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    makers, drafts = NewRecords(snapshot, MEASURE), []
    for number in range(40):
        drafts.append(makers.begin(f"Etapp {number}"))
        makers.keep(drafts[-1])
    file = agreement / "measures" / f"etapp-{place}.toml"

    def late(
        repository: State, now: Snapshot, proposals: Sequence[Proposal], objects: Objects
    ) -> list[Proposal]:
        file.write_text('title = "En annans"\n', "utf-8")
        return guarded(repository, now, proposals, objects)

    before = len(list((agreement / "measures").iterdir()))
    with monkeypatch.context() as patched:
        patched.setattr("miljo_tui.editing.saving.guarded", late)
        with pytest.raises(BadState):
            save(snapshot, as_proposals(*drafts), WHY, SWEDISH)
    assert file.read_text("utf-8") == 'title = "En annans"\n'
    assert len(list((agreement / "measures").iterdir())) == before + 1
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"
    file.unlink()
    assert git(agreement, "status", "--porcelain") == ""
    assert save(snapshot, as_proposals(*drafts), WHY, SWEDISH)
    assert git(agreement, "show", "--name-only", "--format=", "HEAD").count(".toml") == 40


def test_an_id_that_is_taken_gets_a_number(snapshot: Snapshot) -> None:
    taken: list[str] = []
    for _ in range(3):
        taken.append(NewRecords(snapshot, MEASURE, taken).begin("Ängar").record.id)
    assert taken == ["angar-2", "angar-3", "angar-4"]
    long = NewRecords(snapshot, MEASURE).begin("ord " * 30).record.id
    again = NewRecords(snapshot, MEASURE, [long]).begin("ord " * 30).record.id
    assert again.endswith("-2") and len(again) <= 60


def test_a_new_measure_begins_with_the_template(snapshot: Snapshot, agreement: Path) -> None:
    (agreement / "templates").mkdir()
    template = agreement / "templates" / "measure.toml"
    template.write_text('# vem svarar?\ncontact = "Växeln"\nour_own = 1\n', "utf-8")
    draft = NewRecords(snapshot, MEASURE).begin("Solceller")
    assert draft.problems() and not draft.errors()
    template.write_text("contact = ", "utf-8")
    with pytest.raises(BadState) as caught:
        NewRecords(snapshot, MEASURE).begin("Solceller")
    assert "templates/measure.toml, line 1" in ENGLISH.say(caught.value.message)
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH)
    text = (agreement / "measures" / "solceller.toml").read_text("utf-8")
    assert text == 'title = "Solceller"\n# vem svarar?\ncontact = "Växeln"\nour_own = 1\n'


def test_a_copy_leaves_what_was_reported_behind(snapshot: Snapshot) -> None:
    draft = NewRecords(snapshot, MEASURE).duplicate(snapshot.folder.measures["angar"], "Fler ängar")
    assert draft.record.id == "fler-angar" and "follow_ups" not in draft.result.raw
    assert draft.result.raw["actions"] == [{"title": "Slåtter", "status": "G"}]
    with pytest.raises(WrongUse):
        NewRecords(snapshot, AGREEMENT).duplicate(snapshot.folder.agreement, "Annan")


@pytest.mark.parametrize("title", ["", "  ", "…", "\n"])
def test_a_title_must_have_a_letter(snapshot: Snapshot, title: str) -> None:
    with pytest.raises(WrongUse):
        NewRecords(snapshot, AREA).begin(title)


def test_what_others_refer_to_stays(snapshot: Snapshot, agreement: Path, git: Git) -> None:
    gone = Proposal.removing(snapshot.folder.areas["gronska"], snapshot.folder)
    with pytest.raises(Unacceptable) as caught:
        save(snapshot, as_proposals(gone), WHY, SWEDISH)
    said = [ENGLISH.say(problem.message) for problem in caught.value.problems]
    assert said == [
        "Miljööverenskommelsen 2022–2025 refers to it: Chosen areas",
        "Ökad växtlighet refers to it: Areas",
    ]
    free = Proposal.removing(snapshot.folder.areas["giftfri-vardag"], snapshot.folder)
    assert save(snapshot, as_proposals(free), WHY, SWEDISH)
    assert not (agreement / "areas" / "giftfri-vardag.toml").exists()
    assert git(agreement, "status", "--porcelain") == ""


def test_what_is_in_no_commit_is_not_removed(agreement: Path) -> None:
    file = agreement / "measures" / "ny.toml"
    file.write_text('title = "Ny"\n', "utf-8")
    snapshot = Snapshot.open(agreement)
    with pytest.raises(BadState) as caught:
        save(
            snapshot,
            as_proposals(Proposal.removing(snapshot.folder.measures["ny"], snapshot.folder)),
            WHY,
            SWEDISH,
        )
    assert "not in the history" in ENGLISH.say(caught.value.message) and file.exists()
    with pytest.raises(WrongUse):
        Proposal.removing(snapshot.folder.agreement, snapshot.folder)


def test_a_broken_record_can_be_removed(agreement: Path, git: Git) -> None:
    file = agreement / "measures" / "angar.toml"
    file.write_text("title = ", "utf-8")
    git(agreement, "commit", "--quiet", "--all", "-m", "Trasig")
    snapshot = Snapshot.open(agreement)
    gone = Proposal.removing(snapshot.folder.measures["angar"], snapshot.folder)
    assert save(snapshot, as_proposals(gone), WHY, SWEDISH) and not file.exists()


def test_what_choosing_areas_means_for_measures(snapshot: Snapshot) -> None:
    draft = Draft(snapshot.folder.agreement, snapshot.folder)
    draft.put(("areas",), ["gronska"])
    found = Proposal.consequences(as_proposals(draft), snapshot.folder)
    assert [(each.code, each.file) for each in found] == [
        ("area-not-chosen", "measures/angar.toml"),
        ("area-not-chosen", "measures/okad-vaxtlighet.toml"),
    ]
    assert Proposal.consequences([measure_draft(snapshot, "angar", 2030)], snapshot.folder) == []
