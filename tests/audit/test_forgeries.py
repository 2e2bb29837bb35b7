"""Every forgery is found or noted, and no honest habit of git's users is accused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from told import ALFA, BETA, Told, measure, said

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.locale import language

END = "end = 2028 -> 2029"
SUBJECT = "alfa: slut 2028 → 2029"
TRUE = said(SUBJECT, END)
LATER = {f"{ALFA}.toml": measure("Alfa", end=2029)}
LATEST = {f"{ALFA}.toml": measure("Alfa", end=2030)}
BETA_LATER = {f"{BETA}.toml": measure("Beta", end=2029)}
BETA_TRUE = said("beta: slut 2028 → 2029", END, record=BETA)
AGAIN = said("alfa: slut 2029 → 2030", "end = 2029 -> 2030")
NOBODY = "deadbeef" * 5


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Two measures, made with the program."""
    return Told(tmp_path / "avtal")


def verified(told: Told, folder: str = ".") -> VerificationReport:
    """Verify all that was told."""
    told.ids()
    with Chronicle.open(told.folder / folder) as chronicle:
        return VerificationReport.of(chronicle, [])


Row = Callable[[Told], object]


def sides(told: Told, files: dict[str, str], message: str = "Merge b1") -> None:
    """Let two measures be changed on two sides, and join them as files say."""
    ours = told.commit(BETA_TRUE, BETA_LATER, 1)
    theirs = told.commit(TRUE, LATER, 1, branch="b1")
    told.commit(message, files, ours, theirs)


def octopus(told: Told, **evil: str) -> None:
    """Join two sides at once."""
    one = told.commit(TRUE, LATER, 1, branch="b1")
    other = told.commit(BETA_TRUE, BETA_LATER, 1, branch="b2")
    told.commit("Merge", {**LATER, **BETA_LATER, **evil}, 1, one, other)


def replaced(told: Told) -> None:
    """Hide a forged commit behind a true one."""
    told.commit(TRUE, LATER, 1, branch="true")
    told.commit(TRUE.replace("-> 2029", "-> 2027"), LATER, 1)
    ids = told.ids()
    told.git("replace", ids[3], ids[2])


def linked(told: Told, target: str) -> None:
    """Say of an honest change that it undoes something."""
    told.commit(said(SUBJECT, END, links=[("Miljo-Undoes", target)]), LATER)


def without_claims(told: Told) -> None:
    """Put true claims above the last paragraph."""
    claims = f"Miljo-Record: {ALFA}\nMiljo-Change: {END}"
    told.commit(f"a\n\n{claims}\n\nSigned-off-by: x <x@example.org>\n", LATER)


FOUND: dict[str, Row] = {
    "false trailer value": lambda told: told.commit(TRUE.replace("-> 2029", "-> 2027"), LATER),
    "names another record": lambda told: told.commit(TRUE.replace(ALFA, BETA), LATER),
    "octopus merge with evil change": lambda told: octopus(
        told, **{f"{ALFA}.toml": measure("Alfa", end=2031)}
    ),
    "evil merge": lambda told: sides(
        told, LATER | {f"{BETA}.toml": measure("Beta", end=2029, responsible='"EVIL"')}
    ),
    "merge -s ours drops a side": lambda told: sides(told, {}),
    "git replace hides the forged commit": replaced,
    "Miljo-Undoes of an unrelated commit": lambda told: linked(told, told.ids()[1]),
    "Miljo-Undoes of nothing": lambda told: linked(told, NOBODY),
    "Miljo-Undoes of a name": lambda told: linked(told, "HEAD"),
    "non-UTF-8 message": lambda told: told.commit(
        said("alfa: slut", "end = 2028 -> 2027", reason="åäö").encode("latin-1"), LATER
    ),
    "two contradictory trailers": lambda told: told.commit(
        TRUE.replace(f"Change: {END}", f"Change: {END}\nMiljo-Change: end = 2028 -> 2027"), LATER
    ),
    "keys with a space before the colon": lambda told: told.commit(
        TRUE.replace("Change:", "Change :").replace("-> 2029", "-> 2027"), LATER
    ),
    "homoglyph record id": lambda told: told.commit(TRUE.replace("es/a", "es/а"), LATER),
    "claim without record": lambda told: told.commit('t\n\nMiljo-Change: title = "x" -> "y"\n', {}),
    "fixup: two saves into one": lambda told: told.commit(TRUE, LATEST),
}
"""What ends with 1. The last one is honest; its message says what the file does not."""

NOTED: dict[str, tuple[Row, str]] = {
    "edit without any trailer": (lambda told: told.commit("tidy", LATER), "no changes are stated"),
    "encoding UTF-16": (
        lambda told: told.commit(
            TRUE.replace("-> 2029", "-> 2027").encode("utf-16"), LATER, encoding="UTF-16"
        ),
        "no changes are stated",
    ),
    "homoglyph trailer key": (
        lambda told: told.commit(TRUE.replace("Miljo-Change", "Mіljo-Change"), LATER),
        "Changes are stated outside the trailers",
    ),
    "file with a homoglyph id": (
        lambda told: told.commit("x", {"measures/аlfa.toml": measure("Alfa")}),
        "no changes are stated",
    ),
    "first line lies": (
        lambda told: told.commit(said("alfa: slut 2028 → 2027", END), LATER),
        "The first line says 2028 → 2027",
    ),
    "claims not in the last paragraph": (without_claims, "Changes are stated outside the trailers"),
    "claims below the scissors": (
        lambda told: told.commit(f"{TRUE}# {'-' * 24} >8 {'-' * 24}\n\n{AGAIN}", LATER),
        "Changes are stated outside the trailers",
    ),
    "git revert": (
        lambda told: (
            told.commit(TRUE, LATER),
            told.commit('Revert "x"', {f"{ALFA}.toml": measure("Alfa")}),
        ),
        "no changes are stated",
    ),
    "merge --squash": (
        lambda told: told.commit(f"Squashed commit of the following:\n\n{indented(TRUE)}", LATER),
        "Changes are stated outside the trailers",
    ),
    "squash as a forge does": (
        lambda told: told.commit(f"All of it (#12)\n\n{TRUE}\n{AGAIN}", LATEST),
        "Changes are stated outside the trailers",
    ),
    "formatting only": (
        lambda told: told.commit(
            "format", {f"{ALFA}.toml": measure("Alfa").replace("end =", "end  =")}
        ),
        "no changes are stated",
    ),
    "git mv": (
        lambda told: told.commit(
            "mv", {f"{ALFA}.toml": None, "measures/alfa-ny.toml": measure("Alfa")}
        ),
        "no changes are stated",
    ),
}

UNSEEN: dict[str, Row] = {
    "author and date rewritten": lambda told: told.commit(TRUE, LATER),
    "newest commit thrown away": lambda told: None,
    "reason and operation rewritten": lambda told: told.commit(
        said(SUBJECT, END, reason="Enligt beslut"), LATER
    ),
    "octopus merge": octopus,
    "encoding latin-1": lambda told: told.commit(
        said("alfa: slut", END, reason="åäö").encode("latin-1"), LATER, encoding="ISO-8859-1"
    ),
    "cherry-pick -x": lambda told: (
        told.commit(BETA_TRUE, BETA_LATER),
        told.commit(f"{TRUE}(cherry picked from commit {NOBODY})\n", LATER),
    ),
    "amend --signoff": lambda told: told.commit(f"{TRUE}Signed-off-by: x <x@example.org>\n", LATER),
    "an unrelated file": lambda told: told.commit("A file", {"lasmig.txt": "x\n"}),
}
"""What only a signature or an id seen earlier can show, and what is as it should be."""


def indented(text: str) -> str:
    """Return a text as git quotes it when it squashes."""
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


FOLDED: dict[str, tuple[list[str], dict[str, str | None]]] = {
    "two values after one another": ([TRUE, AGAIN], LATEST),
    "two records": ([TRUE, AGAIN, BETA_TRUE], LATEST | BETA_LATER),
    "there and back": (
        [
            BETA_TRUE,
            TRUE,
            said("alfa: slut", "end = 2029 -> 2028", links=[("Miljo-Undoes", NOBODY)]),
        ],
        dict(BETA_LATER),
    ),
    "changed and taken away": (
        [TRUE, said("alfa: borttagen", '(record) = (none) -> "removed"')],
        {f"{ALFA}.toml": None},
    ),
    "taken away and made again": (
        [
            TRUE,
            said("alfa: borttagen", '(record) = (none) -> "removed"'),
            said("alfa: ny", '(record) = (none) -> "created"'),
        ],
        dict(LATER),
    ),
    "one taken away and another made": (
        [
            said("alfa: borttagen", '(record) = (none) -> "removed"'),
            said("ny", '(record) = (none) -> "created"', record="measures/ny"),
            said("ny", 'actions[X].title = (none) -> "X"', record="measures/ny"),
        ],
        {
            f"{ALFA}.toml": None,
            "measures/ny.toml": f'{measure("Alfa")}\n[[actions]]\ntitle = "X"\n',
        },
    ),
    "made and taken away": (
        [
            said("ny", '(record) = (none) -> "created"', record="measures/ny"),
            said("ny", '(record) = (none) -> "removed"', record="measures/ny"),
            TRUE,
        ],
        dict(LATER),
    ),
    "made and changed": (
        [
            said("ny", '(record) = (none) -> "created"', record="measures/ny"),
            said("ny", END, record="measures/ny"),
        ],
        {"measures/ny.toml": measure("Ny", end=2029)},
    ),
}
"""Messages that somebody has joined, and what the one commit then holds."""


@pytest.mark.parametrize("name", FOUND)
def test_a_forgery_is_found(told: Told, name: str) -> None:
    FOUND[name](told)
    assert verified(told).findings


@pytest.mark.parametrize("name", NOTED)
def test_what_is_no_proof_is_noted(told: Told, name: str) -> None:
    tell, text = NOTED[name]
    tell(told)
    report = verified(told)
    assert report.findings == ()
    assert text in " ".join(language("en").say(note.message) for note in report.notes)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_true_as_it_stands_is_not_accused(told: Told, name: str) -> None:
    UNSEEN[name](told)
    report = verified(told)
    assert (report.findings, report.notes) == ((), ())


@pytest.mark.parametrize("name", FOLDED)
def test_folded_commits_are_not_accused(told: Told, name: str) -> None:
    messages, files = FOLDED[name]
    told.commit("\n".join(["All of it (#12)\n", *messages]), files)
    assert verified(told).findings == ()


@pytest.mark.parametrize(
    ("message", "files"),
    [
        (f"x\n\n{TRUE}\n{AGAIN}", LATER),
        (f"x\n\n{AGAIN}\n{TRUE}", LATEST),
        (f"x\n\n{TRUE}\n{BETA_TRUE}", LATEST | BETA_LATER),
    ],
)
def test_folded_lies_are_found(told: Told, message: str, files: dict[str, str]) -> None:
    told.commit(message, files)
    assert verified(told).findings


MOVED = {
    "a settled conflict": (
        {f"{ALFA}.toml": measure("Alfa", end=2026)},
        TRUE,
        LATER,
    ),
    "the same value on both sides": (
        LATER,
        said("alfa: slut, titel", END, 'title = "Alfa" -> "Ny"'),
        {f"{ALFA}.toml": measure("Ny", end=2029)},
    ),
    "the same value on both sides, and another record": (
        LATER,
        TRUE.replace(
            "Miljo-Operation", f"Miljo-Record: {BETA}\nMiljo-Change: {END}\nMiljo-Operation"
        ),
        BETA_LATER,
    ),
    "the same removal, and another record": (
        {f"{ALFA}.toml": None},
        TRUE.replace(
            f"Change: {END}",
            f'Change: (record) = (none) -> "removed"\nMiljo-Record: {BETA}\nMiljo-Change: {END}',
        ),
        BETA_LATER,
    ),
    "the same new record": (
        {"measures/ny.toml": measure("Vår")},
        said("ny", '(record) = (none) -> "created"', record="measures/ny"),
        {"measures/ny.toml": measure("Deras")},
    ),
}
"""What others had made first, and a commit that a rebase has put on top of it."""


@pytest.mark.parametrize("name", MOVED)
def test_what_a_rebase_has_moved_is_noted(told: Told, name: str) -> None:
    theirs, message, ours = MOVED[name]
    told.commit("theirs", theirs)
    told.commit(message, ours)
    report = verified(told)
    assert report.findings == ()
    (note, _theirs) = report.notes
    assert "the new value is right, the old one was another" in language("en").say(note.message)


def test_a_value_that_the_file_does_not_hold_is_found(told: Told) -> None:
    told.commit("theirs", {f"{ALFA}.toml": measure("Alfa", end=2026)})
    told.commit(TRUE, {f"{ALFA}.toml": measure("Alfa", end=2027)})
    (finding,) = verified(told).findings
    assert (finding.claimed, finding.actual) == (END, "end = 2026 -> 2027")


def test_a_claim_that_names_no_record_is_told_as_that(told: Told) -> None:
    told.commit('t\n\nMiljo-Change: title = "x" -> "y"\n', {})
    (finding,) = verified(told).findings
    text = 'The message states title = "x" -> "y", but names no record'
    assert language("en").say(finding.message) == text


def test_a_claim_that_cannot_be_read_is_told_as_it_stands(told: Told) -> None:
    told.commit(f"t\n\nMiljo-Record: {ALFA}\nMiljo-Change: end blev 2029\n", {})
    (finding,) = verified(told).findings
    assert finding.claimed == "end blev 2029"


def test_grafts_change_nothing(told: Told) -> None:
    told.commit(TRUE, LATER)
    told.commit(AGAIN, LATEST)
    ids = told.ids()
    before = verified(told)
    (told.folder / ".git" / "info" / "grafts").write_text(f"{ids[3]} {ids[1]}\n")
    assert verified(told) == before and before.checked == 3


def test_a_folder_that_was_moved_is_not_accused(told: Told) -> None:
    told.commit(TRUE, LATER)
    files = {"agreement.toml": 'title = "Avtal"\n', f"{ALFA}.toml": LATER[f"{ALFA}.toml"]}
    files[f"{BETA}.toml"] = measure("Beta")
    gone = dict.fromkeys(files)
    told.commit("mv", gone | {f"sub/{name}": text for name, text in files.items()})
    (told.folder / "sub").mkdir()
    assert verified(told, "sub").findings == ()


@pytest.mark.parametrize(
    ("subject", "changes", "told_of"),
    [
        ("alfa: slut 2028 → 2029, start 2026 → 2025", [END, "start = 2026 -> 2025"], []),
        ("alfa: slut 2027 → 2029", [END], ["2027 → 2029"]),
        ("alfa: slut 2028 → 2029-01-01", ["end = 2028 -> 2029-01-01"], []),
        ("alfa: slut 2028 → 2029-02-01", ["end = 2028 -> 2029-01-01"], ["2028 → 2029-02-01"]),
        ("alfa: värde 1,5 → 2,0", ["indicators[a].baseline = 1.5 -> 2.0"], []),
        ("alfa: slut 2028 → (tom)", ["end = 2028 -> (none)"], []),
        ("2 poster: slut → 2029", [END], []),
        ("2 poster: slut → 2030", [END], ["slut → 2030"]),
        ("alfa: titel Etapp 1 → 2", ['title = "Etapp 1" -> "2"'], []),
        ("alfa: titel A → Energi 5 → 7", ['title = "A" -> "Energi 5 → 7"'], []),
        (
            "alfa: follow-ups 2022, 2023 → 2023, 2022",
            ['x = ["2022", "2023"] -> ["2023", "2022"]'],
            [],
        ),
        ("alfa: the text was changed, 5 → 7 characters", [END], []),
        ("alfa: slut 2028 → 20…", [END], []),
        ("anything else: 5 → 7", ['(record) = (none) -> "created"'], []),
    ],
)
def test_a_first_line_is_held_against_plain_values_only(
    told: Told, subject: str, changes: list[str], told_of: list[str]
) -> None:
    told.commit(said(subject, *changes), LATER)
    notes = [language("en").say(note.message) for note in verified(told).notes]
    lines = [note for note in notes if note.startswith("The first line")]
    assert lines == [
        f"The first line says {text}, but the stated changes do not" for text in told_of
    ]
