"""The main job from first key to commit, as a technician does it over SSH."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from screen import Terminal
from waiting import until

from miljo_tui.locale import language

Start = Callable[..., Terminal]
Git = Callable[..., str]

RECORD = "measures/pollinatorsprojekt"
REASON = "Förlängt enligt beslut i kommunstyrelsen."
FILTER = "/pollinators\r"  # the filter forgives the missing dots
FORM = "\re"
TO_RESPONSIBLE, TO_END = "\t" * 3, "\x1b[B" * 4
UNTIL_2020, UNTIL_2025 = "\x7f\x7f20", "\x7f\x7f25"
REVIEW, COMMIT = "\x1bOQ", "\x1b[19~"

SIZES = [(80, 24), (120, 40)]


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_the_story_in_swedish_with_a_look_at_every_step(
    app: Start, agreement: Path, git: Git, columns: int, lines: int
) -> None:
    say = language("sv").say
    before = git("rev-parse", "HEAD")
    program = app("sv", columns=columns, lines=lines)

    program.type("/pollinators")
    assert "Pollinatörsprojekt" in program.wait_for(say("{left} of {all}", left=1, all=r"\d+"))
    program.press("enter", "enter", "e")
    program.wait_for(re.escape(f"{RECORD}.toml"))

    program.type(TO_RESPONSIBLE + "Tekniska" + TO_END + UNTIL_2020)
    told = _broken(say("End {end} lies before start {start}", end=2020, start=2021))
    program.wait_for(told)
    assert f"•!{say('End')}" in program.text
    program.type(UNTIL_2025)
    program.wait_for(rf"•[! ]{say('End')} +\W* *2025")
    until(lambda: not re.search(told, program.text), "the problem is gone")

    program.press("f2")
    text = program.wait_for(say("Review") + " · ")
    assert f"• {say('End')}: 2023 → 2025" in text
    assert f"• {say('Responsible')}: " in text and "→ Tekniska" in text
    assert git("rev-parse", "HEAD") == before, "the review alone commits nothing"

    program.type(REASON + "\tKS2022/123")
    program.press("f8")
    program.wait_for(_broken(say("Committed as {commit}", commit="")))
    program.press("q")
    assert program.exit_code() == 0
    _one_clean_commit(agreement, git, before)


@pytest.mark.parametrize(("columns", "lines"), SIZES)
def test_the_story_in_english_typed_as_one_burst(
    app: Start, agreement: Path, git: Git, columns: int, lines: int
) -> None:
    before = git("rev-parse", "HEAD")
    program = app(columns=columns, lines=lines)
    program.type(
        FILTER + FORM + TO_RESPONSIBLE + "Tekniska" + TO_END + UNTIL_2020 + UNTIL_2025 + REVIEW
        + REASON + "\tKS2022/123" + COMMIT
    )  # fmt: skip
    program.wait_for("Committed as [0-9a-f]{10}")
    program.press("q")
    assert program.exit_code() == 0
    _one_clean_commit(agreement, git, before)


def _broken(sentence: str) -> str:
    """Return a pattern for a sentence, wherever its lines are broken."""
    return r"\s+".join(map(re.escape, sentence.split()))


def _one_clean_commit(agreement: Path, git: Git, before: str) -> None:
    """Exactly one commit of exactly one file says what changed and why; nothing else moved."""
    spoken = language("sv").say
    assert git("rev-list", "HEAD", f"^{before.strip()}").count("\n") == 1
    assert git("status", "--porcelain") == ""
    numbers = git("diff", "--numstat", before.strip(), "HEAD").split()
    assert numbers == ["2", "1", f"{RECORD}.toml"]
    text = (agreement / f"{RECORD}.toml").read_text(encoding="utf-8")
    assert '\nresponsible = "Tekniska"\n' in text and "\nend = 2025\n" in text

    subject, reason, trailers = git("log", "-1", "--format=%B").strip().split("\n\n")
    assert subject.startswith("pollinatorsprojekt: ")
    assert f"{spoken('End').lower()} 2023 → 2025" in subject
    assert reason == REASON
    operation = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    assert re.fullmatch(
        "Diarienummer: KS2022/123\n"
        f"Miljo-Record: {RECORD}\n"
        r'Miljo-Change: responsible = \(none\) -> "Tekniska"' "\n"
        "Miljo-Change: end = 2023 -> 2025\n"
        f"Miljo-Operation: {operation}\n"
        "Miljo-Format: 1",
        trailers,
    )  # fmt: skip
