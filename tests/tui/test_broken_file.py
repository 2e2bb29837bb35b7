"""Broken files on the screen: counted, explained, settled, committed, and taken back."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit
from shapes import SHAPES, broken, mend, plant

from miljo_tui.cli.main import run

Git = Callable[..., str]
NAME = "measures/angar.toml"
MARKED = """\
title = "Ängar i tätorten"
areas = ["pollinering"]
<<<<<<< HEAD
end = 2025
||||||| bas
end = 2023
=======
end = 2026
contact = "Växeln"
>>>>>>> en gren
"""
WORDS = {
    "toml-syntax": ("! measures/{id}.toml:", "F4 opens the file"),
    "merge-conflict": (
        "left over from a merge conflict",
        "with e in the program",
        "F4 opens the file",
    ),
    "not-utf8": ("UTF", "F4 opens the file"),
    "too-large": ("50000000 bytes", "F4 opens the file"),
    "unreadable": ("not a file", "Put an ordinary file in its place"),
}
"""What is said of each, in the detail panel."""


def flat(seat: Seat) -> str:
    """Return the screen as one line."""
    return " ".join(seat.text.replace("│", " ").split())


def message(seat: Seat) -> str:
    """Return the passing message, which covers a part of the lines."""
    parts = (line.partition("▌")[2].rstrip("│╯─ ") for line in seat.lines)
    return " ".join(" ".join(parts).split())


async def test_each_broken_shape_stands_in_its_place(agreement: Path, sit: Sit, git: Git) -> None:
    plant(agreement)
    names = broken(agreement)
    async with sit(agreement, size=(80, 40)) as seat:
        assert f"{len(names) + 1} broken files" in seat.lines[0]
        rows = {line.strip("│▶ ").partition("  ")[0]: line for line in seat.lines}
        assert f"{len(names)} ✗✗✗✗✗✗✗✗" in next(r for r in rows.values() if "Cannot be read" in r)
        assert "! " in next(line for line in seat.lines if "giftfri-vardag" in line)
        assert "2 ··  " in next(line for line in seat.lines if "Outside every area" in line)
        await seat.press("end", "up", "enter")
        shown = set[str]()
        for _row in range(len(names) + 1):
            lines = (line.strip("│▶ ").removeprefix("!  ✗   ") for line in seat.lines)
            shown |= {line.split("  ")[0] for line in lines}
            await seat.press("down")
        assert names.keys() <= shown
        for id, code in names.items():
            seat.app.go_to(f"measures/{id}")
            await seat.settle()
            assert all(word.format(id=id) in flat(seat) for word in WORDS[code]), id
        for id in {code: id for id, code in names.items()}.values():  # one of each kind
            seat.app.go_to(f"measures/{id}")
            await seat.press("y", "f2", "e")
            if names[id] == "unreadable":
                assert f"measures/{id}.toml: This is" in message(seat)
            await seat.press("escape")
        seat.app.go_to("measures/angar")
        await seat.press("enter", "end")
        await seat.type("!")
        await seat.press("f2")
        await seat.type("Bredvid")
        await seat.press("f8")
        assert "Committed as" in seat.text
        assert git(agreement, "show", "--format=", "--name-only") == f"{NAME}\n"
        mend(agreement)
        until = time.monotonic() + 4
        while "broken" in seat.lines[0] and time.monotonic() < until:
            await seat.pilot.pause(0.05)
        assert "broken" not in seat.lines[0]
    assert SHAPES.keys() > {"ror", "mapp"}


async def test_a_broken_agreement_leaves_the_rest_to_be_edited(agreement: Path, sit: Sit) -> None:
    (agreement / "agreement.toml").write_text("title = ", "utf-8")
    async with sit(agreement) as seat:
        assert "1 broken file ·" in seat.lines[0]
        await seat.press("enter")
        assert "! agreement.toml:1:" in seat.text
        seat.app.go_to("measures/angar")
        await seat.press("enter", "end")
        await seat.type("!")
        await seat.press("f2", "f8")
        assert "Give a reason." in seat.text
        await seat.type("Bredvid")
        await seat.press("f8")
        assert "Committed as" in seat.text


async def test_what_was_made_by_hand_is_reviewed_and_committed(
    agreement: Path, sit: Sit, git: Git
) -> None:
    file = agreement / NAME
    file.write_text(file.read_text("utf-8").replace("end = 2023", "end = 2024"), "utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "f2")
        assert "Made outside the program" in seat.text and "End: 2023 → 2024" in seat.text
        await seat.press("f4")
        assert "+end = 2024" in seat.text
        await seat.type("För hand")
        await seat.press("escape", "f2")
        assert "För hand" in seat.text  # nothing that was typed is lost
        await seat.press("f8")
        assert "Committed as" in seat.text
        await seat.press("f2")
        assert "nothing to review" in message(seat)
    assert git(agreement, "status", "--porcelain") == ""


async def test_a_draft_lets_what_was_made_by_hand_go_first(
    agreement: Path, sit: Sit, git: Git
) -> None:
    file = agreement / NAME
    file.write_text(file.read_text("utf-8").replace("Parkenheten", "Gatukontoret"), "utf-8")
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "e", "end")
        await seat.type("!")
        await seat.press("f2")
        await seat.type("Titeln")
        await seat.press("f2")
        assert "Nothing that was changed outside the program is in the way" in message(seat)
        await seat.press("f8")
        assert "Responsible: Parkenheten → Gatukontoret" in flat(seat)
        await seat.press("f2")
        assert "Made outside the program" in seat.text
        await seat.type("För hand")
        await seat.press("f8")
        assert "Titeln" in seat.text and "made outside the program" not in seat.text
        await seat.press("f8")
        assert "Committed as" in seat.text
    said = git(agreement, "log", "-2", "--format=%b")
    assert said.index("Titeln") < said.index("För hand")


async def test_marks_are_settled_side_by_side_and_committed(
    agreement: Path, sit: Sit, git: Git
) -> None:
    (agreement / NAME).write_text(MARKED, "utf-8")
    async with sit(agreement) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("e")
        assert "two versions that git could not join" in seat.lines[0]
        assert "en gren" in seat.lines[1] and "HEAD" in seat.lines[1]
        assert "○ 2026" in seat.lines[2] and "● 2025" in seat.lines[2]
        assert "Was: 2023" in seat.text and "Contact: (empty) → Växeln" in seat.text
        await seat.press("escape", "e", "space", "f2")
        assert "End: 2023 → 2026" in seat.text
        assert "<<<<<<<" in (agreement / NAME).read_text("utf-8")
        await seat.type("Valt")
        await seat.press("f8")
        assert "Committed as" in seat.text and "broken" not in seat.lines[0]
    assert (agreement / NAME).read_text("utf-8") == (
        'title = "Ängar i tätorten"\nareas = ["pollinering"]\ncontact = "Växeln"\nend = 2026\n'
    )
    assert git(agreement, "status", "--porcelain") == ""


async def test_what_goes_together_needs_no_question(agreement: Path, sit: Sit) -> None:
    (agreement / NAME).write_text(MARKED.replace("2026", "2025"), "utf-8")
    async with sit(agreement) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("e")
        assert "Review" in seat.lines[0] and "Contact: (empty) → Växeln" in seat.text


@pytest.mark.parametrize("ends", ["2026", "2025"])
async def test_in_a_merge_the_commit_is_left_to_git(
    agreement: Path, sit: Sit, git: Git, ends: str
) -> None:
    file = agreement / NAME
    git(agreement, "switch", "--quiet", "--create", "deras")
    before = file.read_text("utf-8")
    for branch, end, contact in (("deras", ends, 'contact = "Växeln"\n'), ("main", "2025", "")):
        git(agreement, "switch", "--quiet", branch)
        file.write_text(before.replace("end = 2023\n", f"end = {end}\n{contact}"), "utf-8")
        git(agreement, "commit", "--quiet", "--all", "-m", branch)
    subprocess.run(["git", "merge", "--quiet", "deras"], cwd=agreement, capture_output=True)
    async with sit(agreement) as seat:
        assert "1 broken file" in seat.lines[0]
        seat.app.go_to("measures/angar")
        await seat.press("e")
        is_asked = ends != "2025"
        assert ("No field has two values" in flat(seat)) != is_asked
        await seat.press(*["space"] * is_asked, "f2")
        assert "ended with: git commit" in message(seat)
        assert "broken" not in seat.lines[0]
        await seat.press("e")
        assert "merge is under way" in message(seat)
    assert "Växeln" in file.read_text("utf-8") and f"end = {ends}" in file.read_text("utf-8")
    assert git(agreement, "status", "--porcelain") == f"M  {NAME}\n"


async def test_marks_that_do_not_fit_are_left_to_the_editor(agreement: Path, sit: Sit) -> None:
    (agreement / NAME).write_text(MARKED.replace("=======", "======"), "utf-8")
    async with sit(agreement) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("e")
        assert "the marks do not fit each other" in message(seat) and "F4 opens it" in message(seat)


async def test_a_draft_on_a_file_that_breaks_is_kept(agreement: Path, sit: Sit) -> None:
    file = agreement / NAME
    before = file.read_bytes()
    async with sit(agreement, size=(80, 40)) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("enter", "end")
        await seat.type("!")
        await seat.press("escape")
        file.write_bytes(before + b"title = ")
        await seat.press("f5")
        assert "1 broken file" in seat.lines[0] and "1 unsaved" in seat.lines[0]
        assert "Ängar i tätorten!" in seat.text
        assert "! measures/angar.toml:" in seat.text
        await seat.press("f2")
        await seat.type("Titeln")
        await seat.press("f8")
        assert "was changed by somebody else meanwhile" in flat(seat)
        file.write_bytes(before)
        await seat.press("f8")
        assert "Committed as" in seat.text
    assert file.read_bytes() == before.replace(b'rten"', b'rten!"')


@pytest.mark.parametrize("yes", [True, False])
async def test_in_a_rebase_the_corrected_message_is_shown_and_after_a_yes_committed(
    agreement: Path, sit: Sit, git: Git, *, yes: bool
) -> None:
    at = ["-C", str(agreement)]
    git(agreement, "switch", "--quiet", "--create", "deras")
    assert run([*at, "set", "angar", "end=2024", "--reason", "Deras"]) == 0
    git(agreement, "switch", "--quiet", "main")
    mine = ["end=2025", "start=2021", "contact=Växeln", "global_goals=15", "local_goals=Ett"]
    assert run([*at, "set", "angar", *mine, "--reason", "Vårt"]) == 0
    subprocess.run(["git", "rebase", "--quiet", "deras"], cwd=agreement, capture_output=True)
    async with sit(agreement, size=(80, 24)) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("e", "space", "f2")
        assert "no longer changes what its message states" in flat(seat)
        assert "Ctrl+X  Commit with this message" in seat.text and "Esc " in seat.text
        await seat.press("end")
        assert "Miljo-Change: end = 2024 -> 2025" in seat.text
        await seat.press("ctrl+x" if yes else "enter")
        await seat.settle()
        assert ("Committed as" in message(seat)) == yes
        assert "git rebase --continue" in message(seat)
    git(agreement, "-c", "core.editor=:", "rebase", "--continue")
    told = git(agreement, "log", "-1", "--format=%B")
    assert ("Miljo-Change: end = 2024 -> 2025" in told) == yes
    assert git(agreement, "status", "--porcelain") == ""


async def test_a_conflict_that_shows_no_marks_is_settled_too(
    agreement: Path, sit: Sit, git: Git
) -> None:
    git(agreement, "config", "merge.miljo-tui.driver", "gone/miljo-tui merge-file %O %A %B %P")
    (agreement / ".git" / "info" / "attributes").write_text("*.toml merge=miljo-tui\n")
    file = agreement / NAME
    before = file.read_text("utf-8")
    git(agreement, "switch", "--quiet", "--create", "deras")
    for branch, end in (("deras", 2026), ("main", 2025)):
        git(agreement, "switch", "--quiet", branch)
        file.write_text(before.replace("2023", str(end), 1), "utf-8")
        git(agreement, "commit", "--quiet", "--all", "-m", branch)
    subprocess.run(["git", "merge", "--quiet", "deras"], cwd=agreement, capture_output=True)
    async with sit(agreement, size=(80, 40)) as seat:
        seat.app.go_to("measures/angar")
        await seat.settle()
        assert "Git waits for a conflict here" in flat(seat)
        await seat.press("e")
        assert "○ 2026" in seat.text and "● 2025" in seat.text
        await seat.press("space", "f2")
        assert "ended with: git commit" in message(seat)
        assert "Git waits" not in flat(seat)
    assert file.read_text("utf-8") == before.replace("2023", "2026", 1)
    assert git(agreement, "status", "--porcelain") == f"M  {NAME}\n"
