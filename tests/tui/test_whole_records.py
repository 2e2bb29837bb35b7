"""Records made, copied, removed, areas chosen, one field set on several: each one commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from seat import Seat, Sit

Git = Callable[..., str]


async def commit(seat: Seat, reason: str = "Beslut") -> None:
    """Give a reason and commit the review on the screen; warnings are accepted."""
    await seat.type(reason)
    await seat.press("f8")
    if seat.app.screen.query("#reason"):
        await seat.press("f8")


def changed_files(git: Git, agreement: Path) -> list[str]:
    """Return what the newest commit touched."""
    told = git(agreement, "show", "--name-status", "--format=", "HEAD")
    return told.split("\n")[:-1]


async def test_a_new_measure_is_in_the_area_it_was_made_in(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "n")
        await seat.type("Ängar i tätorten")
        await seat.press("enter")
        assert "measures/angar-i-tatorten.toml" in seat.lines[0]
        assert "new, not committed" in seat.lines[0] and "Pollinering" in seat.text
        await seat.press("f2")
        assert "New: Measure, file measures/angar-i-tatorten.toml" in seat.text
        await commit(seat)
        assert "Ängar i tätorten" in seat.text
    text = (agreement / "measures" / "angar-i-tatorten.toml").read_text("utf-8")
    assert text == (
        '#:schema ../schema/measure.schema.json\ntitle = "Ängar i tätorten"\n'
        'areas = ["pollinering"]\n'
    )
    log = git(agreement, "log", "-1", "--format=%B")
    assert 'Miljo-Change: (record) = (none) -> "created"' in log
    assert changed_files(git, agreement) == ["A\tmeasures/angar-i-tatorten.toml"]


async def test_a_new_measure_whose_id_somebody_else_has_taken_gets_another(
    agreement: Path, sit: Sit, git: Git
) -> None:
    theirs = agreement / "measures" / "solceller.toml"
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "n")
        await seat.type("Solceller")
        await seat.press("enter")
        theirs.write_text('title = "Solceller på skolan"\n', encoding="utf-8")
        git(agreement, "add", ".")
        git(agreement, "commit", "-qm", "Theirs")
        await seat.press("f2")
        await commit(seat)
        assert "Make it as measures/solceller-2" in seat.text
        await seat.press("ctrl+x")
        assert "file measures/solceller-2.toml" in seat.text and "Beslut" in seat.text
        await seat.press("f8", "f8")
        await seat.press("escape")
        assert "Solceller på skolan" in seat.text and "unsaved" not in seat.lines[0]
        assert not seat.app.workspace.drafts and not seat.app.workspace.drafts.recovered()
    assert theirs.read_text("utf-8") == 'title = "Solceller på skolan"\n'
    assert changed_files(git, agreement) == ["A\tmeasures/solceller-2.toml"]
    assert "Beslut" in git(agreement, "log", "-1", "--format=%B")


async def test_a_new_record_that_is_left_stays_as_a_draft(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("N")
        await seat.type("Klimatanpassning")
        await seat.press("enter")
        assert next(line for line in seat.lines if "Number" in line).rstrip("│ ").endswith(" 7")
        await seat.press("escape")
        assert "1 unsaved" in seat.lines[0] and "Klimatanpassning" in seat.text
        await seat.press("f5")
        await seat.press("escape")
        assert "Klimatanpassning" in seat.text
        assert not (agreement / "areas" / "klimatanpassning.toml").exists()
        await seat.press("delete", "ctrl+x")
        assert "Klimatanpassning" not in seat.text and "unsaved" not in seat.lines[0]


async def test_no_title_no_record(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "n", "enter")
        assert not seat.app.workspace.drafts.unsaved()
        await seat.press("n")
        await seat.type("...")
        await seat.press("enter")
        assert "“...” is no title" in seat.text and not seat.app.workspace.drafts.unsaved()


async def test_a_copy_begins_without_what_was_reported(agreement: Path, sit: Sit, git: Git) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "d", "enter", "f2")
        await commit(seat)
    copy = (agreement / "measures" / "angar-i-tatorten.toml").read_text("utf-8")
    assert "# Ängarna sköts" in copy and "[[actions]]" in copy and "follow_ups" not in copy
    assert changed_files(git, agreement) == ["A\tmeasures/angar-i-tatorten.toml"]


async def test_a_measure_is_removed_and_its_history_stays(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "delete")
        assert "Removes: Measure Ängar i tätorten" in seat.text
        await commit(seat)
        await seat.press("up")  # the line that says what was committed goes
        assert "Ängar i tätorten" not in seat.text
    assert changed_files(git, agreement) == ["D\tmeasures/angar.toml"]
    assert git(agreement, "status", "--porcelain") == ""


async def test_an_area_that_others_refer_to_is_not_removed(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "delete")
        assert "Ängar i tätorten refers to it" in seat.text
        await commit(seat)
        assert "3 errors are in the way" in seat.text
    assert git(agreement, "rev-list", "--count", "HEAD") == "1\n"


async def test_what_leaving_an_area_means_is_shown_first(
    agreement: Path, sit: Sit, git: Git
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "c")
        assert "Chosen areas: removed Pollinering" in seat.text
        assert "What this means for others" in seat.text
        assert "! Ängar i tätorten belongs to the area Pollinering" in " ".join(seat.text.split())
        await commit(seat)
        assert "✓ 6 Pollinering" not in seat.text
        await seat.press("c")
        assert "Chosen areas: added Pollinering" in seat.text
    assert changed_files(git, agreement) == ["M\tagreement.toml"]


async def test_one_field_is_set_on_the_marked_measures(agreement: Path, sit: Sit, git: Git) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "a", "space")
        assert "■ 2" in seat.text
        await seat.press("m")
        await seat.type("resp")
        await seat.press("enter")
        assert "2 measures · Responsible" in seat.lines[0]
        assert "Different values: Parkenheten (1), Planenheten (1)" in seat.text
        await seat.type("Park")
        await seat.press("enter")
        assert "and 1 more" in seat.lines[0]
        await commit(seat)
    assert changed_files(git, agreement) == [
        "M\tmeasures/angar.toml",
        "M\tmeasures/okad-vaxtlighet.toml",
    ]
    log = git(agreement, "log", "-1", "--format=%B")
    assert log.startswith("2 poster: ansvarig → Park\n")
    assert log.count("Miljo-Record: ") == 2 and log.count("Miljo-Change: responsible") == 2


async def test_leaving_the_one_field_changes_nothing(agreement: Path, sit: Sit) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "enter", "a", "m")
        await seat.type("resp")
        await seat.press("enter")
        await seat.type("Park")
        await seat.press("escape")
        assert not seat.app.workspace.drafts.unsaved()
        await seat.press("m")
        await seat.type("resp")
        await seat.press("enter")
        await seat.type("en")
        assert "Parken" in seat.text and "gatan" not in seat.text


async def set_on_all(seat: Seat, field: str) -> None:
    """Mark all measures and choose a field of theirs."""
    await seat.press("down", "enter", "a", "m")
    await seat.type(field)
    await seat.press("enter")
    assert seat.lines[0].startswith(" 3 measures ·")


async def test_a_field_of_several_is_emptied_only_after_a_question(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await set_on_all(seat, "responsible")
        await seat.press("enter")
        assert "No value is given" in seat.text
        await seat.press("enter")
        assert seat.lines[0].startswith(" 3 measures ·") and not seat.app.workspace.drafts.unsaved()
        await seat.press("f2", "ctrl+x")
        assert "• Responsible: Planenheten → (empty)" in seat.text
        assert len(seat.app.workspace.drafts.unsaved()) == 2


@pytest.mark.parametrize(
    ("field", "held", "keys", "said"),
    [
        ("start", "Different values: ", ["2", "0", "2", "2", "enter"], "Start: 2023-04-01 → 2022"),
        ("continuous", "All have: (empty)", ["right", "enter"], "Continuous: (empty) → yes"),
        ("areas", "Different values: ", ["enter", "enter", "f2", "enter"], "Areas: added"),
        (
            "participants",
            "All have: (empty)",
            ["X", "enter", "Y", "f2"],
            "Participants: added X, Y",
        ),
        (
            "description",
            "Different values: ",
            ["X", "enter", "Y", "f2"],
            "Description: (empty) → X",
        ),
        ("start", "Different values: ", ["s", "enter"], "“s” cannot be understood"),
    ],
)
async def test_any_field_of_several_begins_empty_and_goes_on_to_the_review(
    agreement: Path, sit: Sit, field: str, held: str, keys: list[str], said: str
) -> None:
    async with sit(agreement) as seat:
        await set_on_all(seat, field)
        assert held in seat.text and seat.app.focused.text == ""
        await seat.press(*keys)
        assert said in seat.text


async def test_the_reason_for_a_removal_survives_leaving_its_review(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("down", "down", "enter", "delete")
        await seat.type("Beslut")
        await seat.press("escape", "delete")
        assert "Beslut" in seat.text


async def test_in_an_empty_list_nothing_is_removed_that_nobody_sees(
    agreement: Path, sit: Sit
) -> None:
    async with sit(agreement) as seat:
        await seat.press("end", "up", "enter")
        assert "There is no measure here yet" in seat.text
        for key in ("delete", "d", "c", "e", "m"):
            await seat.press(key)
            assert len(seat.app.screen_stack) == 1 and not seat.app.workspace.drafts.unsaved()
            assert "There is no record here" in seat.text
