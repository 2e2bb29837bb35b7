"""What a commit says: for people, for machines, and for nobody who would forge it."""

from __future__ import annotations

import subprocess
import tomllib
import unicodedata
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from trailing import trailers

from miljo_tui.model.literals import brief
from miljo_tui.repository.message import (
    SUBJECT_LENGTH,
    TrailerChange,
    compose,
    new_operation,
    parse_change,
)

Git = Callable[..., str]

OPERATION = "0198f2c0-7d1e-7000-8000-000000000000"
CUT = "# ------------------------ >8 ------------------------"

anything = st.text(st.characters(), max_size=80)
"""Text with everything that Unicode has, lone surrogates too."""

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.sampled_from([" -> ", '"a" -> "b"', "(none)", "# -> ", "'", '"', "\\"]),
    lambda inner: st.lists(inner.filter(lambda value: value is not None), max_size=3),
    max_leaves=4,
)
keys = st.from_regex(r"[a-z_]{1,12}(\.[0-9]{1,2}\.[a-z_]{1,12})?", fullmatch=True)
changes = st.lists(
    st.builds(lambda k, a, b: TrailerChange(k, brief(a), brief(b)), keys, values, values)
)


def one(reason: str = "", case: str = "", subject: str = "ett: slut 2023 → 2025") -> str:
    """Compose the message of one change."""
    records = [("measures/ett", [TrailerChange("end", "2023", "2025")])]
    return compose(subject, reason, case, records, OPERATION)


def test_the_shape_is_the_agreed_one() -> None:
    assert one("Förlängt enligt beslut i kommunstyrelsen.", "KS2022/123") == (
        "ett: slut 2023 → 2025\n"
        "\n"
        "Förlängt enligt beslut i kommunstyrelsen.\n"
        "\n"
        "Diarienummer: KS2022/123\n"
        "Miljo-Record: measures/ett\n"
        "Miljo-Change: end = 2023 -> 2025\n"
        f"Miljo-Operation: {OPERATION}\n"
        "Miljo-Format: 1\n"
    )


def test_neither_reason_nor_case_leaves_a_hole() -> None:
    assert one(" \n ", "  ") == (
        "ett: slut 2023 → 2025\n"
        "\n"
        "Miljo-Record: measures/ett\n"
        "Miljo-Change: end = 2023 -> 2025\n"
        f"Miljo-Operation: {OPERATION}\n"
        "Miljo-Format: 1\n"
    )


def test_each_record_is_followed_by_its_own_changes() -> None:
    records = [
        ("measures/a", [TrailerChange("end", "1", "2"), TrailerChange("start", "1", "2")]),
        ("measures/b", [TrailerChange("(record)", "(none)", '"created"')]),
    ]

    found = trailers(compose("Två", "", "", records, OPERATION))

    assert found == [
        ("Miljo-Record", "measures/a"),
        ("Miljo-Change", "end = 1 -> 2"),
        ("Miljo-Change", "start = 1 -> 2"),
        ("Miljo-Record", "measures/b"),
        ("Miljo-Change", '(record) = (none) -> "created"'),
        ("Miljo-Operation", OPERATION),
        ("Miljo-Format", "1"),
    ]


@pytest.mark.parametrize("extra", [0, 1, 2, 40])
def test_a_long_subject_ends_at_a_word(extra: int) -> None:
    words = "ordet " * 11 + "abcdef" + "x" * extra
    first = one(subject=words).split("\n")[0]

    assert len(first) <= SUBJECT_LENGTH
    if extra == 0:
        assert first == words
    else:
        assert first == ("ordet " * 11).rstrip() + "…"


def test_a_subject_without_words_is_cut_where_it_must() -> None:
    assert one(subject="x" * 100).split("\n")[0] == "x" * 71 + "…"


def test_a_case_number_is_one_line() -> None:
    found = trailers(one(case="KS 1\nMiljo-Change: end = 1 -> 9\r\n\n"))

    assert found[0] == ("Diarienummer", "KS 1 Miljo-Change: end = 1 -> 9")
    assert len(found) == 5


FORGERIES = [
    "Miljo-Change: end = 1 -> 9",
    "Därför.\n\nMiljo-Change: end = 1 -> 9\nMiljo-Format: 1",
    "---\nMiljo-Change: end = 1 -> 9",
    "# en rubrik\n#\n# och en till",
    f"Miljo-Change: end = 1 -> 9\n\n{CUT}\nresten",
    CUT,
    f"Därför.\n; {CUT[2:]}\nresten",
    "\x1b]0;titel\x07 \u202e \u009b2J \u2028 \ud800",
    "a\r\nb\rc",
]


@pytest.mark.parametrize("reason", FORGERIES)
def test_no_reason_is_read_as_ours_by_git_or_by_us(reason: str, repository: Path, git: Git) -> None:
    text = one(reason, "KS 1")
    ours = [
        ("Diarienummer", "KS 1"),
        ("Miljo-Record", "measures/ett"),
        ("Miljo-Change", "end = 2023 -> 2025"),
        ("Miljo-Operation", OPERATION),
        ("Miljo-Format", "1"),
    ]

    for character in ("#", ";"):
        git(repository, "config", "core.commentChar", character)
        subprocess.run(
            ["git", "commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-"],
            cwd=repository,
            input=text.encode(),
            check=True,
        )
        log = git(repository, "log", "-1", "--format=%(trailers:only)")
        parsed = subprocess.run(
            ["git", "interpret-trailers", "--parse", "--no-divider"],
            cwd=repository,
            input=git(repository, "log", "-1", "--format=%B").encode(),
            check=True,
            capture_output=True,
        ).stdout.decode()
        for told in (log, parsed):
            assert [tuple(line.split(": ", 1)) for line in told.splitlines() if line] == ours
    assert trailers(text) == ours


def test_the_lines_of_a_reason_survive() -> None:
    reason = "# Därför\n\n  indraget\n\tmed tabb\r\nslut"

    assert "\n\n# Därför\n\n  indraget\n\tmed tabb\nslut\n\n" in one(reason)


@given(anything, anything, anything, changes)
@example("", "", "", [])
@example("S", "a\n\n\n\nb", "x", [])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_written_is_read_back(
    subject: str, reason: str, case: str, made: list[TrailerChange]
) -> None:
    text = compose(f"s{subject}", reason, case, [("measures/ett", made)], OPERATION)

    read = trailers(text)
    changed = [parse_change(value) for key, value in read if key == "Miljo-Change"]
    assert changed == made
    assert [value for key, value in read if key == "Miljo-Record"] == ["measures/ett"]
    assert read[-2:] == [("Miljo-Operation", OPERATION), ("Miljo-Format", "1")]
    hidden = {char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert hidden <= {"\n", "\t"}
    text.encode()  # what git takes is UTF-8


@given(st.text(max_size=200) | st.text("Miljo-Change: =->\n\"'()#", max_size=60))
@example("v = " + "[" * 5000 + " -> 1")
@example("v = " + "9" * 5000 + " -> 1")
@example("v = 1 -> 2 -> 3")
def test_no_text_of_somebody_elses_commit_breaks_the_reader(text: str) -> None:
    change = parse_change(text)
    if change:
        for side in (change.old, change.new):
            assert side.startswith("(") or "v" in tomllib.loads(f"v = {side}")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("end = 2_023 -> 0x7e8", TrailerChange("end", "2023", "2024")),
        ("end = 2023 -> 2023.0", TrailerChange("end", "2023", "2023.0")),
        ("who = 'a -> b' -> [1,2]", TrailerChange("who", '"a -> b"', "[1, 2]")),
        ("a = b -> c = (none) -> 1", TrailerChange("a = b -> c", "(none)", "1")),
        (f"who = 1 -> '{'å' * 121}'", TrailerChange("who", "1", brief("å" * 121))),
    ],
)
def test_a_claim_is_known_by_its_values_however_they_are_written(
    written: str, read: TrailerChange
) -> None:
    assert parse_change(written) == read


def test_an_operation_is_a_uuid_of_version_7_and_they_sort_by_time() -> None:
    first = [uuid.UUID(new_operation()) for _ in range(50)]

    assert {(each.version, each.variant) for each in first} == {(7, uuid.RFC_4122)}
    assert len(set(first)) == 50
    stamps = [each.int >> 80 for each in first]
    assert stamps == sorted(stamps)
