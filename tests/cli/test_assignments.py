"""Changes as commands write them: values, lists and entries, and what names nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from miljo_tui.cli.assignments import assign
from miljo_tui.editing import Draft, Snapshot
from miljo_tui.locale import language
from miljo_tui.model.changes import leaves
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.wording import words

ENGLISH = language("en")


@pytest.fixture
def draft(agreement: Path) -> Draft:
    """A draft of the measure with entries."""
    folder = Snapshot.open(agreement).folder
    return Draft(folder.measures["angar"], folder)


def said(draft: Draft) -> list[str]:
    """Return the changes in words."""
    return [ENGLISH.say(words(change)) for change in draft.changes]


def keys(draft: Draft) -> list[str]:
    """Return the changed keys as a commit names them."""
    return [leaf.key for change in draft.changes for leaf in leaves(change)]


def test_assignments_as_commands_write_them(draft: Draft) -> None:
    for assignment in (
        "end=2025",
        "objectives-=13",
        "objectives+=12",
        'participants+="Sunne, Torsby", Hagforshem',
        "decision.body=Kommunstyrelsen",
        "continuous=ja",
        "responsible=",
    ):
        assign(draft, assignment)
    assert draft.edits == {
        ("end",): 2025,
        ("objectives",): [16, 12],
        ("participants",): ["Sunne, Torsby", "Hagforshem"],
        ("decision", "body"): "Kommunstyrelsen",
        ("continuous",): True,
        ("responsible",): None,
    }


@pytest.mark.parametrize(
    ("assignment", "word"),
    [
        ("end", "KEY=VALUE"),
        ("ansvarig=x", "responsible"),
        ("responsable=x", "responsible"),
        ("follow_ups=x", "entries"),
        ("title+=x", "no list"),
        ("objectives-=1", "does not name"),
        ("objectives+=ett", "cannot be understood"),
        ("continuous=kanske", "cannot be understood"),
    ],
)
def test_wrong_assignments_say_what_is_right(draft: Draft, assignment: str, word: str) -> None:
    with pytest.raises(WrongUse) as caught:
        assign(draft, assignment)
    remedy = caught.value.remedy
    assert word in ENGLISH.say(caught.value.message) + (ENGLISH.say(remedy) if remedy else "")


@pytest.mark.parametrize(
    ("assignments", "lines", "trailers"),
    [
        (
            ["follow_ups[2023].status=G"],
            ["Follow-up 2023: Status: Half or more → Done"],
            ["follow_ups[2023].status"],
        ),
        (
            ["follow_ups[2024].status=H"],
            ["Follow-up 2024: added, Status Half or more"],
            ["follow_ups[2024].year", "follow_ups[2024].status"],
        ),
        (
            ["follow_ups[2023,Tekniska enheten].status=H"],
            ["Follow-up 2023 · Tekniska enheten: added, Status Half or more"],
            [
                "follow_ups[2023,Tekniska enheten].year",
                "follow_ups[2023,Tekniska enheten].status",
                "follow_ups[2023,Tekniska enheten].reported_by",
            ],
        ),
        (["actions+=Sådd"], ["Sub-action Sådd: added"], ["actions[Sådd].title"]),
        (["actions[slatter].status=H"], ["Sub-action Slåtter: Status: Done → Half or more"], None),
        (["actions[1].status="], ["Sub-action Slåtter: Status: Done → (empty)"], None),
        (["actions[1].title=Äng"], ["Sub-action Slåtter: Title: Slåtter → Äng"], None),
        (
            ["actions[Slåtter]-="],
            ["Sub-action Slåtter: removed"],
            ["actions[Slåtter].title", "actions[Slåtter].status"],
        ),
        (["actions-=Slåtter"], ["Sub-action Slåtter: removed"], None),
        (
            ["follow_ups[2023]@=1"],
            ["Follow-ups: 2022, 2023 → 2023, 2022"],
            ["follow_ups"],
        ),
        (
            ["indicators[Yta].values[2023].value=4,5"],
            ["Indicator Yta: added, Value 2023: added, Value 4.5"],
            [
                "indicators[Yta].name",
                "indicators[Yta].values[2023].year",
                "indicators[Yta].values[2023].value",
            ],
        ),
        (["decision.body=KS", "actions[Slåtter].status=G"], ["Decided by: (empty) → KS"], None),
    ],
)
def test_assignments_reach_into_entries(
    draft: Draft, assignments: list[str], lines: list[str], trailers: list[str] | None
) -> None:
    for assignment in assignments:
        assign(draft, assignment)
    assert said(draft) == lines
    if trailers is not None:
        assert keys(draft) == trailers
    assert draft.text()


@pytest.mark.parametrize(
    ("assignment", "words_"),
    [
        ("follow_ups[2021].status=", "There is no entry follow_ups[2021]"),
        ("follow_ups[2021]-=", "There is no entry follow_ups[2021]"),
        ("follow_ups[9].status=G", "There is no entry follow_ups[9]"),
        ("follow_ups[år].status=G", "“år” cannot be understood"),
        ("follow_ups[2023].statu=G", "has no key follow_ups[2023].statu"),
        ("follow_ups.status=G", "say which entry is meant"),
        ("follow_ups=2023", "is a list of entries"),
        ("follow_ups[2023]=G", "is a whole entry"),
        ("follow_ups[2023]@=x", "is a whole entry"),
        ("title[1]=x", "is not a list of entries"),
        ("[1]=x", "is no key"),
        ("decision=KS", "has no key decision"),
        ("follow_ups[2023].status+=G", "is no list"),
    ],
)
def test_what_names_nothing_is_said(draft: Draft, assignment: str, words_: str) -> None:
    with pytest.raises(WrongUse) as caught:
        assign(draft, assignment)
    assert words_ in ENGLISH.say(caught.value.message) and caught.value.remedy


def test_a_year_with_several_reporters_must_say_which(draft: Draft) -> None:
    assign(draft, "follow_ups[2023,A].status=G")
    with pytest.raises(WrongUse) as caught:
        assign(draft, "follow_ups[2023].status=P")
    remedy = ENGLISH.say(caught.value.remedy or "")
    assert "follow_ups[2], follow_ups[2023,A]" in remedy
    assign(draft, "follow_ups[2023,A].status=P")
    assert draft.value(("follow_ups", 2, "status")) == "P"
