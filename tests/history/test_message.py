"""The text of a commit: people read the top, machines the last paragraph, and nobody forges it."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from miljo_tui.history.message import TrailerChange, compose, new_operation, parse_change, trailers
from miljo_tui.model.literals import brief, literal

CHANGES = [TrailerChange("end", "2023", "2025"), TrailerChange("title", "(none)", '"a -> b"')]
RECORDS = [("measures/angar", CHANGES)]


def test_the_shape() -> None:
    text = compose("angar: slut 2023 → 2025", "Beslut.\n", "KS2022/123", RECORDS, "op")
    assert text == (
        "angar: slut 2023 → 2025\n"
        "\n"
        "Beslut.\n"
        "\n"
        "Diarienummer: KS2022/123\n"
        "Miljo-Record: measures/angar\n"
        "Miljo-Change: end = 2023 -> 2025\n"
        'Miljo-Change: title = (none) -> "a -> b"\n'
        "Miljo-Operation: op\n"
        "Miljo-Format: 1\n"
    )


def test_without_reason_and_case() -> None:
    text = compose("x", "", " ", RECORDS, "op")
    assert text.startswith("x\n\nMiljo-Record:")


def test_a_long_subject_ends_at_a_word() -> None:
    subject = compose("angar: " + "ord " * 40, "", "", RECORDS, "op").split("\n")[0]
    assert len(subject) <= 72 and subject.endswith("ord…")


REASONS = st.text(max_size=80) | st.sampled_from(
    [
        "Miljo-Change: end = 1 -> 2",
        "Skäl\n\nMiljo-Record: measures/falsk\nMiljo-Format: 1",
        "---\nSigned-off-by: x",
        "# rad",
        "\x1b[2J\u202e\r\n\x9b",
    ]
)


@settings(derandomize=True, deadline=None)
@given(REASONS, st.text(max_size=30), st.text(max_size=30))
@example("Skäl\n\nMiljo-Record: measures/falsk", "KS 1\nMiljo-Format: 9", "a\nb")
def test_no_reason_case_or_subject_forges_a_trailer(reason: str, case: str, subject: str) -> None:
    text = compose(subject or "x", reason, case, RECORDS, "op")
    found = trailers(text)
    assert [value for key, value in found if key == "Miljo-Record"] == ["measures/angar"]
    changes = [parse_change(value) for key, value in found if key == "Miljo-Change"]
    assert changes == CHANGES
    assert found[-1] == ("Miljo-Format", "1")
    assert not set(text) & {"\x1b", "\u202e", "\x9b", "\r", "\0"}


VALUES = st.recursive(
    st.text(max_size=30) | st.integers() | st.booleans() | st.dates() | st.none(),
    lambda inner: st.lists(inner.filter(lambda value: value is not None), max_size=3),
)


@settings(derandomize=True, deadline=None)
@given(VALUES, VALUES)
@example(" -> ", '" -> "')
@example("a = 1 -> 2", None)
def test_changes_are_read_back(old: object, new: object) -> None:
    change = TrailerChange("key", literal(old), literal(new))
    read = parse_change(f"key = {change.old} -> {change.new}")
    assert read == change
    if new is not None:
        assert tomllib.loads(f"x = {change.new}")["x"] == new


def test_long_texts_are_told_by_their_fingerprint() -> None:
    change = parse_change(f"description = {brief('x' * 500)} -> {brief('a' + chr(10) + 'b')}")
    assert change is not None
    assert change.old.startswith("(text 500 characters sha256:")


@pytest.mark.parametrize("reason", ["Beslut.", "Rad\n\n---\n\nRad", "Key: value", "# rad"])
def test_git_reads_the_same_trailers(reason: str, tmp_path: Path) -> None:
    text = compose("x", reason, "KS1", RECORDS, "op")
    told = subprocess.run(
        ["git", "interpret-trailers", "--parse", "--no-divider"],
        input=text,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told.splitlines() == [f"{key}: {value}" for key, value in trailers(text)]


def test_operations_sort_by_time_and_never_meet() -> None:
    made = [new_operation() for _ in range(50)]
    assert len(set(made)) == 50
    assert [text[14] for text in made] == ["7"] * 50
    assert [text[:13] for text in made] == sorted(text[:13] for text in made)
