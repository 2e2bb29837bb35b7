"""What was made outside the app is told in words, checked, and committed as it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from as_proposals import as_proposals
from trailing import trailers
from traps import lay_traps

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.outside_changes import OutsideChanges, saved_together
from miljo_tui.editing.proposals import Proposal, Why
from miljo_tui.editing.save_conflicts import NotCommitted
from miljo_tui.editing.saving import Unacceptable, save
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Refused

Git = Callable[..., str]
SWEDISH, ENGLISH = language("sv"), language("en")
WHY = Why("Rättat för hand.")
NAME = "measures/angar.toml"


def change(agreement: Path, old: str, new: str, name: str = NAME) -> bytes:
    """Change a file by hand; return its bytes."""
    file = agreement / name
    file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))
    return file.read_bytes()


def made(agreement: Path, address: str = "measures/angar") -> Proposal | None:
    """Return what was made of a record outside the app."""
    snapshot = Snapshot.open(agreement)
    (record,) = snapshot.folder.find(address)
    return OutsideChanges(snapshot).of(record)


def said(proposal: Proposal | None) -> list[str]:
    """Return a proposal in words."""
    assert proposal is not None
    return [ENGLISH.say(each) for each in proposal.words]


def committed(agreement: Path, *proposals: Proposal | None) -> None:
    """Commit proposals."""
    assert save(
        Snapshot.open(agreement), as_proposals(*[each for each in proposals if each]), WHY, SWEDISH
    )


def test_the_file_is_committed_as_it_stands(agreement: Path, git: Git) -> None:
    bytes_now = change(agreement, "end = 2023", "end   = 2024  # förlängd")
    times = (agreement / NAME).stat()
    proposal = made(agreement)
    assert said(proposal) == ["End: 2023 → 2024"]
    committed(agreement, proposal)
    assert (agreement / NAME).read_bytes() == bytes_now
    now = (agreement / NAME).stat()
    assert (now.st_mtime_ns, now.st_ino) == (times.st_mtime_ns, times.st_ino)
    text = git(agreement, "log", "-1", "--format=%B")
    assert text.startswith("angar: slut 2023 → 2024\n\nRättat för hand.\n")
    assert dict(trailers(text))["Miljo-Change"] == "end = 2023 -> 2024"
    assert git(agreement, "status", "--porcelain") == ""
    assert made(agreement) is None


@pytest.mark.parametrize("staged", [False, True])
def test_made_removed_and_mended_are_told_as_that(
    agreement: Path, git: Git, *, staged: bool
) -> None:
    (agreement / NAME).write_text("title = ", "utf-8")
    git(agreement, "commit", "--quiet", "--all", "-m", "Trasig")
    change(agreement, "title = ", 'title = "Ängar"\n')
    (agreement / "measures" / "ny.toml").write_text('title = "Ny"\n', "utf-8")
    (agreement / "measures" / "atervinning.toml").unlink()
    change(agreement, "\n", "\n# rad\n", "areas/gronska.toml")
    if staged:
        git(agreement, "add", "--all")
    snapshot = Snapshot.open(agreement)
    found = OutsideChanges(snapshot).all
    told = {each.record.address: said(each) for each in found}
    assert told == {
        "areas/gronska": ["Only comments, order or spaces"],
        "measures/angar": ["Can be read again, after it was committed broken"],
        "measures/ny": ["New: Measure, file measures/ny.toml", "Title: Ny"],
        "measures/atervinning": [
            "Removes: Measure Återvinning, file measures/atervinning.toml; its history stays"
        ],
    }
    for each in found:
        committed(agreement, each)
    assert git(agreement, "status", "--porcelain") == ""
    claims = [
        line.removeprefix("Miljo-Change: ")
        for line in git(agreement, "log", "-4", "--format=%B").splitlines()
        if line.startswith("Miljo-Change: ")
    ]
    assert sorted(claims) == [
        '(record) = "unreadable" -> "mended"',
        '(record) = (none) -> "created"',
        '(record) = (none) -> "removed"',
    ]
    with Chronicle.open(agreement) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


def test_a_file_with_another_name_is_never_one_commit(agreement: Path) -> None:
    (agreement / NAME).rename(agreement / "measures" / "blommor.toml")
    found = OutsideChanges(Snapshot.open(agreement)).all
    assert [each.is_end for each in found] == [False, True]
    committed(agreement, *saved_together(found))
    (left,) = OutsideChanges(Snapshot.open(agreement)).all
    assert left.is_end and saved_together([left]) == [left]
    committed(agreement, left)
    with Chronicle.open(agreement) as chronicle:
        assert VerificationReport.of(chronicle, []).findings == ()


def test_errors_forbid_it_and_older_ones_do_not(agreement: Path, git: Git) -> None:
    change(agreement, "end = 2023", "end = 2021")
    with pytest.raises(Unacceptable) as caught:
        committed(agreement, made(agreement))
    assert [problem.code for problem in caught.value.problems] == ["end-before-start"]
    git(agreement, "commit", "--quiet", "--all", "-m", "Förbi appen")
    change(agreement, "Parkenheten", "Gatukontoret")
    committed(agreement, made(agreement))


def test_what_it_means_for_others_is_checked_too(agreement: Path) -> None:
    (agreement / "areas" / "gronska.toml").unlink()
    snapshot = Snapshot.open(agreement)
    (gone,) = OutsideChanges(snapshot).all
    assert {each.code for each in Proposal.consequences(as_proposals(gone), snapshot.folder)} == {
        "unknown-area"
    }
    with pytest.raises(Unacceptable) as caught:
        committed(agreement, gone)
    assert {problem.code for problem in caught.value.problems} == {"referred-to"}
    change(agreement, '    "gronska",\n', "", "agreement.toml")
    change(agreement, '"gronska", ', "", "measures/okad-vaxtlighet.toml")
    committed(agreement, *OutsideChanges(Snapshot.open(agreement)).all)


@pytest.mark.parametrize(
    "text", ["title = ", 'x = """\n<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n"""\n']
)
def test_what_cannot_be_read_is_not_committed(agreement: Path, git: Git, text: str) -> None:
    (agreement / NAME).write_text(text, "utf-8")
    proposal = made(agreement)
    assert proposal is not None and saved_together([proposal]) == []
    with pytest.raises(Unacceptable):
        committed(agreement, proposal)
    git(agreement, "commit", "--quiet", "--all", "-m", "Trasig")
    (agreement / NAME).write_text(text + "\n", "utf-8")
    with pytest.raises(Unacceptable):
        committed(agreement, made(agreement))
    (agreement / NAME).unlink()
    (agreement / NAME).mkdir()
    with pytest.raises(Refused):  # no file, and yet not removed
        made(agreement)


def test_what_changes_meanwhile_is_looked_at_again(agreement: Path, git: Git) -> None:
    change(agreement, "end = 2023", "end = 2024")
    proposal = made(agreement)
    later = change(agreement, "end = 2024", "end = 2025")
    with pytest.raises(BadState):
        committed(agreement, proposal)
    proposal = made(agreement)
    git(agreement, "commit", "--quiet", "--all", "-m", "Någon annan")
    with pytest.raises(BadState):
        committed(agreement, proposal)
    assert (agreement / NAME).read_bytes() == later
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_another_version_that_is_staged_is_not_lost(agreement: Path, git: Git) -> None:
    change(agreement, "end = 2023", "end = 2024")
    git(agreement, "add", NAME)
    change(agreement, "end = 2024", "end = 2025")
    with pytest.raises(BadState):
        committed(agreement, made(agreement))
    git(agreement, "add", NAME)
    committed(agreement, made(agreement))
    assert git(agreement, "status", "--porcelain") == ""


def test_a_refused_commit_leaves_the_file_alone(agreement: Path, git: Git) -> None:
    hook = agreement / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    bytes_now = change(agreement, "end = 2023", "end = 2024")
    (agreement / "measures" / "ny.toml").write_text('title = "Ny"\n', "utf-8")
    with pytest.raises(BadState):
        committed(agreement, *OutsideChanges(Snapshot.open(agreement)).all)
    assert (agreement / NAME).read_bytes() == bytes_now
    assert git(agreement, "status", "--porcelain") == f" M {NAME}\n?? measures/ny.toml\n"


def test_a_draft_waits_for_it_and_is_kept(agreement: Path, git: Git) -> None:
    change(agreement, "Parkenheten", "Gatukontoret")
    workspace = Workspace(agreement, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    draft = workspace.draft(workspace.agreement.record("measures/angar"))
    draft.write(("end",), "2025")
    with pytest.raises(NotCommitted) as caught:
        workspace.save(as_proposals(draft), WHY)
    assert "Responsible: Parkenheten → Gatukontoret" in ENGLISH.say(caught.value.remedy or "")
    assert workspace.save(as_proposals(caught.value.proposal), WHY)
    workspace.saved(as_proposals(caught.value.proposal))
    assert workspace.drafts.unsaved() == [draft]
    assert workspace.save(as_proposals(draft), WHY)
    assert git(agreement, "rev-list", "--count", "HEAD") == "3\n"


def test_a_draft_of_a_file_that_git_does_not_know_makes_the_record(
    agreement: Path, git: Git
) -> None:
    (agreement / "measures" / "ny.toml").write_text('title = "Ny"\nend = 2024\n', "utf-8")
    workspace = Workspace(agreement, SWEDISH)
    draft = workspace.draft(workspace.agreement.record("measures/ny"))
    draft.write(("end",), "2025")
    assert workspace.save(as_proposals(draft), WHY)
    text = git(agreement, "log", "-1", "--format=%B")
    assert dict(trailers(text))["Miljo-Change"] == '(record) = (none) -> "created"'


def test_f2_takes_the_nearest_that_there_is(agreement: Path) -> None:
    workspace = Workspace(agreement, SWEDISH)
    workspace.repository.state = workspace.repository.ask()
    angar, other = (
        workspace.agreement.record(f"measures/{id}") for id in ("angar", "okad-vaxtlighet")
    )
    change(agreement, "end = 2023", "end = 2024")
    change(agreement, "2024-10-31", "2024-11-30", "measures/okad-vaxtlighet.toml")
    workspace.take(workspace.read_anew())
    (found,) = workspace.to_review(angar)
    assert found.record.address == "measures/angar"
    both = workspace.to_review(workspace.agreement.record("measures/atervinning"))
    assert [each.record.id for each in both] == ["angar", "okad-vaxtlighet"]
    draft = workspace.draft(workspace.agreement.record("measures/atervinning"))
    draft.write(("title",), "Återbruk")
    assert workspace.to_review(workspace.folder.agreement) == [draft.proposal()]
    assert [each.record.id for each in workspace.to_review(other)] != [draft.record.id]


def test_looking_runs_no_program_that_the_repository_names(
    agreement: Path, tmp_path: Path, git: Git
) -> None:
    git(agreement, "commit", "--quiet", "--allow-empty", "-m", "Andra")
    trapped = lay_traps(agreement, tmp_path / "twin", tmp_path / "traps", git)
    change(agreement, "end = 2023", "end = 2024")
    (agreement / "areas" / "gronska.toml").unlink()
    assert said(made(agreement)) == ["End: 2023 → 2024"]
    found = OutsideChanges(Snapshot.open(agreement)).all
    assert {each.record.id for each in found} == {"angar", "gronska"}
    assert trapped.sprung() == []
