"""A save is one file and one commit, or nothing at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from as_proposals import as_proposals
from trailing import trailers

from miljo_tui.editing.draft import Draft
from miljo_tui.editing.opening import Snapshot
from miljo_tui.editing.proposals import Why
from miljo_tui.editing.save_conflicts import ChangedUnderneath
from miljo_tui.editing.saving import Saved, Unacceptable, save
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Missing, Refused, WrongUse
from miljo_tui.model.wording import words
from miljo_tui.setup.new_agreement import create_agreement

Git = Callable[..., str]
SWEDISH, ENGLISH = language("sv"), language("en")
WHY = Why("Förlängt enligt beslut.", "KS2022/123")
NAME = "measures/angar.toml"


def drafted(agreement: Path) -> tuple[Snapshot, Draft]:
    """A draft that prolongs the measure."""
    snapshot = Snapshot.open(agreement)
    draft = Draft(snapshot.folder.measures["angar"], snapshot.folder)
    draft.write(("end",), "2025")
    return snapshot, draft


def test_one_file_one_commit_its_own_bytes(agreement: Path, git: Git) -> None:
    before = (agreement / NAME).read_bytes()
    snapshot, draft = drafted(agreement)
    saved = save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert isinstance(saved, Saved)
    assert (agreement / NAME).read_bytes() == before.replace(b"end = 2023", b"end = 2025")
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"
    assert git(agreement, "show", "--format=", "--name-only") == f"{NAME}\n"
    text = git(agreement, "log", "-1", "--format=%B")
    assert text.startswith("angar: slut 2023 → 2025\n\nFörlängt enligt beslut.\n\n")
    keys = dict(trailers(text.rstrip("\n") + "\n"))
    assert keys["Diarienummer"] == "KS2022/123"
    assert keys["Miljo-Record"] == "measures/angar"
    assert keys["Miljo-Change"] == "end = 2023 -> 2025"
    assert git(agreement, "rev-parse", "HEAD").startswith(saved.commit)
    assert git(agreement, "status", "--porcelain") == ""


def test_nothing_changed_is_no_commit(agreement: Path, git: Git) -> None:
    snapshot = Snapshot.open(agreement)
    draft = Draft(snapshot.folder.measures["angar"], snapshot.folder)
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH) is None
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"


def test_errors_block_and_warnings_do_not(agreement: Path, git: Git) -> None:
    snapshot, draft = drafted(agreement)
    draft.write(("end",), "2021")
    with pytest.raises(Unacceptable) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert [problem.code for problem in caught.value.problems] == ["end-before-start"]
    draft.write(("end",), "2027")
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH)


def test_the_agreement_wants_a_reason(agreement: Path) -> None:
    snapshot, draft = drafted(agreement)
    with pytest.raises(WrongUse):
        save(snapshot, as_proposals(draft), Why(" "), SWEDISH)


def test_changed_underneath_is_refused_with_both_values(agreement: Path, git: Git) -> None:
    snapshot, draft = drafted(agreement)
    file = agreement / NAME
    theirs = file.read_bytes().replace(b"end = 2023", b"end = 2024")
    file.write_bytes(theirs)
    with pytest.raises(ChangedUnderneath) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert [ENGLISH.say(words(change)) for change in caught.value.theirs] == ["End: 2023 → 2024"]
    assert [ENGLISH.say(words(change)) for change in draft.changes] == ["End: 2023 → 2025"]
    assert file.read_bytes() == theirs
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"


def test_changes_from_outside_that_are_not_committed_are_not_mixed_in(agreement: Path) -> None:
    file = agreement / NAME
    file.write_bytes(file.read_bytes().replace(b"Parkenheten", b"Gatukontoret"))
    snapshot, draft = drafted(agreement)
    with pytest.raises(BadState) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    remedy = ENGLISH.say(caught.value.remedy or "")
    assert "Responsible: Parkenheten → Gatukontoret" in remedy


def test_a_refused_commit_rolls_the_file_back_and_keeps_the_draft(agreement: Path) -> None:
    hook = agreement / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho nej >&2\nexit 1\n")
    hook.chmod(0o755)
    file = agreement / NAME
    file.chmod(0o640)
    before = file.read_bytes()
    snapshot, draft = drafted(agreement)
    with pytest.raises(BadState) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert caught.value.detail == "nej"
    assert file.read_bytes() == before and file.stat().st_mode & 0o777 == 0o640
    assert draft.changed
    hook.unlink()
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH)


def test_without_a_repository_init_is_named_and_makes_one(agreement: Path, git: Git) -> None:
    shutil.rmtree(agreement / ".git")
    snapshot, draft = drafted(agreement)
    with pytest.raises(Missing) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert "miljo-tui init" in ENGLISH.say(caught.value.remedy or "")
    create_agreement(agreement, SWEDISH)
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert git(agreement, "rev-list", "--count", "HEAD") == "2\n"


def test_files_of_a_newer_format_are_not_written(agreement: Path) -> None:
    file = agreement / "agreement.toml"
    file.write_bytes(file.read_bytes().replace(b"format = 1", b"format = 2"))
    snapshot, draft = drafted(agreement)
    with pytest.raises(BadState) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert "newer" in ENGLISH.say(caught.value.message)


def test_a_full_disk_loses_nothing(agreement: Path, git: Git) -> None:
    before = (agreement / NAME).read_bytes()
    script = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from miljo_tui.cli.main import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    arguments = ["set", "angar", "end=2025", "--reason", "x"]
    done = subprocess.run(
        [sys.executable, "-c", script, "-C", str(agreement), "--lang", "en", *arguments],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
            # Compiled modules would be cut off like everything else.
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=False,
    )
    assert done.returncode == 3 and "Traceback" not in done.stderr, done.stderr
    assert "the disk of " in done.stderr and " is full" in done.stderr
    assert (agreement / NAME).read_bytes() == before
    assert sorted(os.listdir(agreement / "measures")) == [
        "angar.toml",
        "atervinning.toml",
        "okad-vaxtlighet.toml",
    ]
    assert git(agreement, "status", "--porcelain") == ""


@pytest.mark.parametrize("spoilt", ["reason_required = tru", 'reason_required = "ja"'])
def test_where_it_cannot_be_read_whether_a_reason_is_wanted_it_is(
    agreement: Path, git: Git, spoilt: str
) -> None:
    file = agreement / "agreement.toml"
    file.write_text(file.read_text("utf-8").replace("reason_required = true", spoilt), "utf-8")
    snapshot, draft = drafted(agreement)
    with pytest.raises(WrongUse, match="A reason is missing"):
        save(snapshot, as_proposals(draft), Why(" "), SWEDISH)
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"
    assert save(snapshot, as_proposals(draft), WHY, SWEDISH)


def test_no_reason_is_wanted_where_the_agreement_says_so(agreement: Path) -> None:
    file = agreement / "agreement.toml"
    file.write_text(file.read_text("utf-8").replace("reason_required = true\n", ""), "utf-8")
    snapshot, draft = drafted(agreement)
    assert save(snapshot, as_proposals(draft), Why(), SWEDISH)


def test_what_cannot_be_edited_safely_is_refused_and_untouched(agreement: Path, git: Git) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\ndecision = { body = "KS" } # fattat\n', "utf-8")
    git(agreement, "commit", "--quiet", "--all", "-m", "För hand")
    before = file.read_bytes()
    snapshot = Snapshot.open(agreement)
    draft = Draft(snapshot.folder.measures["atervinning"], snapshot.folder)
    draft.put(("decision", "registry_number"), "KS2022/1")
    with pytest.raises(Refused) as caught:
        save(snapshot, as_proposals(draft), WHY, SWEDISH)
    assert "decision.registry_number" in ENGLISH.say(caught.value.remedy or "")
    assert file.read_bytes() == before and git(agreement, "status", "--porcelain") == ""
