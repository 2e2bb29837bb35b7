"""A whole past, read as a reviewer reads it: each change once, and by whom it was made."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from past import Past

from miljo_tui.cli.main import run
from miljo_tui.locale import language
from miljo_tui.locale.help_topics import topic


@pytest.fixture
def told(story: Past, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command and return its exit code and its data."""
    capsys.readouterr()

    def tell(*arguments: str) -> tuple[int, Any]:
        code = run(["-C", str(story.folder), "--lang", "en", *arguments, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return tell


ANGAR, VAXT = "measures/angar", "measures/okad-vaxtlighet"
MADE = [
    (address, "(record)", None, "created")
    for address in (
        "agreement",
        "areas/giftfri-vardag",
        "areas/gronska",
        "areas/pollinering",
        ANGAR,
        "measures/atervinning",
        VAXT,
    )
]
STORY = [
    ("Anna", [(VAXT, "start", "2023-04-01", 2022)]),
    ("Anna", [("agreement", "reason_required", True, False)]),
    ("Anna", [(VAXT, "end", "2025-10-31", 2026)]),
    ("Bo", [(VAXT, "responsible", "Planenheten", "Parkenheten")]),
    ("Bo", [(ANGAR, "responsible", "Gatukontoret", "Parkenheten")]),
    (
        "Anna",
        [
            (ANGAR, "follow_ups[2024].year", None, 2024),
            (ANGAR, "follow_ups[2024].status", None, "G"),
        ],
    ),
    ("Eva", [(ANGAR, "actions[Slåtter].status", "G", "H")]),
    ("Dan", [("measures/aterbruk", "(record)", "measures/atervinning", "measures/aterbruk")]),
    ("Cia", [(VAXT, "end", "2024-10-31", "2025-10-31")]),
    ("Bo", [(ANGAR, "responsible", "Parkenheten", "Gatukontoret")]),
    ("Anna", [(ANGAR, "end", 2023, 2024)]),
    ("Test Person", MADE),
]


def changes(entry: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the changes of an entry as tuples."""
    return [tuple(change.values()) for change in entry["changes"]]


def test_each_change_stands_once_with_who_made_it(told: Any) -> None:
    code, data = told("log")
    assert code == 0 and data["format"] == 1
    assert [(entry["author"], changes(entry)) for entry in data["entries"]] == STORY


def test_an_entry_says_why_and_whether_it_is_signed(told: Any) -> None:
    entries = told("log")[1]["entries"]
    first = entries[-2]
    assert (first["reason"], first["case"], first["signature"]) == ("Förlängt", "KS2022/1", False)
    assert first["operation"] and first["date"] == "2021-01-01T01:00:00+01:00"
    (signed,) = (entry for entry in entries if entry["signature"])
    assert signed["reason"] == "Undertecknat"
    by_hand = entries[-4]
    assert (by_hand["reason"], by_hand["case"], by_hand["operation"]) == ("Rätt slut", None, None)
    assert entries[0]["reason"] == ""


@pytest.mark.parametrize(
    ("options", "authors"),
    [
        (["--author", "bo"], ["Bo", "Bo", "Bo"]),
        (["--author", "eva@example"], ["Eva"]),
        (["--case", "KS2022/1"], ["Anna"]),
        (["--case", "KS2022"], []),
        (["-n", "2"], ["Anna", "Anna"]),
        (["-n", "0"], []),
        (["--until", "2020-12-31"], ["Test Person"]),
        (["angar", "--key", "end"], ["Anna", "Test Person"]),
        (["angar", "--key", "follow_ups"], ["Anna", "Test Person"]),
        (["angar", "--key", "follow_ups[2024].status"], ["Anna"]),
        (["measures/aterbruk"], ["Dan", "Test Person"]),
        (["measures/atervinning"], ["Dan", "Test Person"]),
    ],
)
def test_the_log_is_narrowed(told: Any, options: list[str], authors: list[str]) -> None:
    code, data = told("log", *options)
    assert code == 0 and [entry["author"] for entry in data["entries"]] == authors


def test_all_values_of_a_field_over_time(told: Any) -> None:
    values = [changes(entry) for entry in told("log", "angar", "--key", "end")[1]["entries"]]
    assert values == [[(ANGAR, "end", 2023, 2024)], [(ANGAR, "end", None, 2023)]]


def test_blame_says_who_gave_each_field_its_value(told: Any) -> None:
    code, data = told("blame", "angar")
    who = {field["key"]: (field["author"], field["value"]) for field in data["fields"]}
    assert code == 0
    assert who["end"] == ("Anna", 2024) and who["actions[Slåtter].status"] == ("Eva", "H")
    assert who["responsible"] == ("Bo", "Parkenheten")
    assert who["title"] == ("Test Person", "Ängar i tätorten")
    assert who["follow_ups[2024].status"] == ("Anna", "G")
    assert who["follow_ups[2023].status"] == ("Test Person", "H")


def test_blame_follows_a_rename(told: Any) -> None:
    (field,) = told("blame", "aterbruk")[1]["fields"]
    assert (field["key"], field["author"]) == ("title", "Test Person")


def test_only_the_lie_is_a_finding(told: Any, story: Past) -> None:
    code, data = told("verify")
    assert code == 1
    (lie,) = {finding["commit"] for finding in data["findings"]}
    assert story.git("show", "--no-patch", "--format=%an %s", lie) == "Bo okad-vaxtlighet: slut"
    found = {finding["kind"]: finding for finding in data["findings"]}
    assert found.keys() == {"claimed-only", "not-claimed"}
    assert found["claimed-only"]["claimed"] == "end = 2025-10-31 -> 2030"
    assert found["claimed-only"]["actual"] == "(unchanged)"
    assert found["not-claimed"]["actual"] == 'responsible = "Planenheten" -> "Parkenheten"'
    assert {finding["record"] for finding in data["findings"]} == {VAXT}
    # By hand: the first, Cia's, Dan's, the revert and the switch of reasons.
    outside = [note for note in data["notes"] if "outside the program" in note["message"]]
    assert len(outside) == 5


def test_a_truthful_range_has_no_finding(told: Any) -> None:
    assert told("verify", "HEAD~2..HEAD")[0] == 0


def test_signatures_are_held_against_the_named_signers(told: Any, story: Past) -> None:
    signers = story.folder.parent / "signers"
    code, data = told("verify", "--allowed-signers", str(signers), "HEAD~3..HEAD")
    kinds = sorted(finding["kind"] for finding in data["findings"])
    assert code == 1 and kinds == ["unsigned", "unsigned"]
    signers.write_text("eva@example.org " + signers.read_text().split(" ", 1)[1][:40] + "\n")
    code, data = told("verify", "--allowed-signers", str(signers), "HEAD~3..HEAD")
    assert code == 1 and len(data["findings"]) == 3


def test_the_configuration_names_no_program_that_runs(told: Any, story: Past) -> None:
    trap = story.folder.parent / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {story.folder.parent}/ran\nexit 0\n")
    trap.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "gpg.x509.program", "log.showSignature"):
        story.git("config", name, "true" if name.startswith("log") else str(trap))
    story.git("config", "gpg.ssh.allowedSignersFile", "/dev/null")
    told("log")
    told("verify", "--allowed-signers", str(story.folder.parent / "signers"))
    assert not (story.folder.parent / "ran").exists()


def test_growth(told: Any, story: Past) -> None:
    known = story.git("rev-parse", "HEAD~1")
    assert told("verify", "--grown-from", known, "HEAD~1..HEAD")[0] == 0
    story.git("reset", "--quiet", "--hard", "HEAD~2")
    code, data = told("verify", "--grown-from", known, "HEAD~1..HEAD")
    assert code == 1 and "rewritten" in [finding["kind"] for finding in data["findings"]]


def test_two_points_compared(told: Any, story: Past) -> None:
    first = story.git("rev-list", "--max-parents=0", "HEAD")
    story.git("tag", "motet", first)
    data = told("diff", "motet", "HEAD")[1]
    assert [tuple(change.values()) for change in data["changes"]] == [
        ("agreement", "reason_required", True, False),
        (ANGAR, "end", 2023, 2024),
        (ANGAR, "actions[Slåtter].status", "G", "H"),
        (ANGAR, "follow_ups[2024].year", None, 2024),
        (ANGAR, "follow_ups[2024].status", None, "G"),
        ("measures/aterbruk", "(record)", "measures/atervinning", "measures/aterbruk"),
        (VAXT, "responsible", "Planenheten", "Parkenheten"),
        (VAXT, "start", "2023-04-01", 2022),
        (VAXT, "end", "2024-10-31", 2026),
    ]
    on_disk = story.folder / "measures" / "angar.toml"
    on_disk.write_text(on_disk.read_text("utf-8").replace("end = 2024", "end = 2027"), "utf-8")
    (story.folder / "measures" / "ny.toml").write_text('title = "Ny"\n', "utf-8")
    data = told("diff", "HEAD")[1]
    assert [tuple(change.values()) for change in data["changes"]] == [
        (ANGAR, "end", 2024, 2027),
        ("measures/ny", "(record)", None, "created"),
    ]


def test_a_date_is_the_end_of_its_day(told: Any) -> None:
    assert told("diff", "2020-12-31", "2021-01-31")[1]["changes"] != []
    assert told("diff", "2021-01-31", "HEAD")[1]["changes"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["diff", "nowhere"],
        ["diff", "--output=x"],
        ["diff", "HEAD", "HEAD\n"],
        ["blame", "nothing"],
        ["log", "../../etc/passwd"],
        ["log", "--since", "igår"],
        ["verify", "nowhere..HEAD"],
        ["verify", "--allowed-signers", "nowhere"],
        ["undo", "nowhere", "--reason", "x"],
        ["restore", "angar", "--at", "nowhere", "--reason", "x"],
    ],
)
def test_what_does_not_exist_is_wrong_use(
    story: Past, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = run(["-C", str(story.folder), *arguments])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code == 2 and "Traceback" not in capsys.readouterr().err


def test_the_lines_of_the_help_tell_the_same_with_git_alone(story: Past) -> None:
    told = topic("history", language("en")).text
    lines = re.findall(r"^    (git log .*)$", told, re.MULTILINE)
    here = {
        "agreement/measures/pollinatorsprojekt": ANGAR,
        "KS2022/123": "KS2022/1",
        "-- agreement": "-- .",
        "--since=2025": "--since=2020",
    }
    for theirs, ours in here.items():
        lines = [line.replace(theirs, ours) for line in lines]
    of_one, of_a_case, since = (story.git(*shlex.split(line, comments=True)[1:]) for line in lines)
    who = re.findall(r"^Author: (.+) <", of_one, re.MULTILINE)
    assert who == ["Bo", "Eva", "Anna", "Eva", "Bo", "Anna", "Test Person"]
    assert re.findall(r"^    (\w.*)", of_a_case, re.MULTILINE)[:3] == [
        "angar: slut 2023 → 2024",
        "Förlängt",
        "Diarienummer: KS2022/1",
    ]
    assert of_a_case.count("Author: ") == 1
    assert (
        " 2021-01-01 Bo\nMiljo-Record: measures/angar\n"
        'Miljo-Change: responsible = "Parkenheten" -> "Gatukontoret"\n'
    ) in since
