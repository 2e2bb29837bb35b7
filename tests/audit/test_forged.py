"""Commits that lie, in every way that git lets them, and honest ones that look as if they did."""

from __future__ import annotations

import shutil

import pytest
from past import Past

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.audit.verification import VerificationReport
from miljo_tui.cli.main import run
from miljo_tui.locale import language

ANGAR = "measures/angar"
CHANGE = (f"{ANGAR}.toml", "end = 2023", "end = 2030")
TRUTH = f"Miljo-Record: {ANGAR}\nMiljo-Change: end = 2023 -> 2030\n"
LIE = TRUTH.replace("2030", "2040")
FORM = "Miljo-Operation: 0\nMiljo-Format: 1\n"
OTHER = "Miljo-Record: measures/okad-vaxtlighet\n"


def verified(past: Past, *revisions: str) -> VerificationReport:
    """Verify a range, or all that HEAD has."""
    with Chronicle.open(past.folder) as chronicle:
        return VerificationReport.of(chronicle, revisions)


@pytest.mark.parametrize(
    "trailers",
    [
        LIE,
        LIE + FORM,
        (LIE + FORM).lower(),
        (LIE + FORM).replace(": ", ":"),
        (LIE + FORM).replace(": ", " : "),
        (LIE + FORM).replace(" -> ", "\n  -> "),
        (LIE + FORM).replace("\n", "\r\n"),
        f"{LIE}{FORM}(cherry picked from commit 0123456789)\n",
        f"{LIE}{FORM}Said by the way\nSigned-off-by: Bo <bo@example.org>\n",
        f"{LIE}{FORM}# ------------------------ >8 ------------------------\n\n{TRUTH}{FORM}",
        f"{TRUTH}{FORM}\n{LIE}{FORM}",
        LIE.replace("2040", '"2030"') + FORM,
        LIE.replace("2040", "2030.0") + FORM,
        LIE.replace("2023", "2022") + FORM,
        FORM + LIE,
    ],
)
def test_a_lie_is_found_in_every_form_that_git_reads(past: Past, trailers: str) -> None:
    past.git("config", "commit.cleanup", "verbatim")
    past.forge("bo", CHANGE, f"angar: slut\n\nx\n\n{trailers}")
    (finding,) = verified(past).findings
    assert (finding.commit, finding.kind) == (past.head, "claimed-otherwise")
    assert finding.actual == "end = 2023 -> 2030"
    assert finding.claimed != finding.actual
    said = language("en").say(finding.message)
    assert said.startswith(f"{ANGAR}: the message states end = ") and "-> 2030" in said


@pytest.mark.parametrize(
    ("trailers", "kinds"),
    [
        (TRUTH + OTHER + FORM, ["claimed-only"]),
        (OTHER + FORM, ["claimed-only", "not-claimed"]),
        (OTHER + "Miljo-Format: 1\n", ["claimed-only", "not-claimed"]),
        (FORM, ["not-claimed"]),
        (TRUTH + TRUTH + FORM, ["claimed-only"]),
        (f"Miljo-Record: {ANGAR}\n{FORM}", ["not-claimed"]),
    ],
)
def test_a_record_that_is_named_was_touched(past: Past, trailers: str, kinds: list[str]) -> None:
    past.forge("bo", CHANGE, f"angar: slut\n\nx\n\n{trailers}")
    findings = verified(past).findings
    assert [finding.kind for finding in findings] == kinds
    named = {finding.record for finding in findings if finding.claimed}
    assert named <= {ANGAR, "measures/okad-vaxtlighet"}


def test_a_record_that_was_touched_is_named(past: Past) -> None:
    file = past.folder / "measures" / "okad-vaxtlighet.toml"
    file.write_text(f"# Tyst.\n{file.read_text('utf-8')}", "utf-8")
    past.forge("bo", CHANGE, f"angar: slut\n\nx\n\n{TRUTH}{FORM}")
    (finding,) = verified(past).findings
    assert (finding.kind, finding.record) == ("not-claimed", "measures/okad-vaxtlighet")
    assert finding.actual == "(file) = (before) -> (changed)"


@pytest.mark.parametrize(
    "trailers",
    [
        TRUTH + FORM,
        TRUTH.replace("2030", "2_030") + FORM,
        f"{TRUTH}{FORM}(cherry picked from commit 0123456789)\n",
        f"{TRUTH}{FORM}\n# A line of a hook\n",
    ],
)
def test_the_truth_is_known_in_every_form(past: Past, trailers: str) -> None:
    past.git("config", "commit.cleanup", "verbatim")
    past.forge("bo", CHANGE, f"angar: slut\n\nx\n\n{trailers}")
    report = verified(past, "HEAD~1..HEAD")
    assert (report.findings, report.notes) == ((), ())
    with Chronicle.open(past.folder) as chronicle:
        entry = next(chronicle.entries())
    assert (entry.reason, entry.operation) == ("x", "0")


def test_every_value_that_can_be_written_is_claimed_truly(past: Past) -> None:
    for edits in (
        ["actions+=Två  ord", 'responsible=a -> b = (none) -> "2"'],
        ["actions[Två  ord].status=H", "description=Rad\n\nMiljo-Change: end = 1 -> 2"],
        ["actions+=x = 1", "actions+=a -> b", "participants+=B -> C", "criterion= \u202ea\u2028"],
        ["indicators+=Antal", "indicators[Antal].baseline=1.0", f"responsible={'å' * 121}"],
        ["indicators[Antal].baseline=1", "actions[1]-="],
    ):
        assert past.app("anna", "set", "angar", *edits, "--reason", "Miljo-Record: x") == 0
    file = past.folder / f"{ANGAR}.toml"
    odd = 'status = "P"\n"k = 1 -> \\n" = [nan, inf, 1.0, true]\nx.y = 07:30:00\n'
    text = file.read_text("utf-8")
    file.write_text(text.replace('status = "P"\n', odd), "utf-8")
    assert past.app("cia", "commit", "--reason", "x") == 0
    file.write_text(file.read_text("utf-8").replace("# Första", "# Andra"), "utf-8")
    assert past.app("cia", "commit", "--reason", "x") == 0
    for command in ("undo", "undo", "redo", "undo"):
        assert past.app("cia", command, "--reason", "x") == 0
    assert verified(past).findings == ()


REMOVED = f'Miljo-Record: {ANGAR}\nMiljo-Change: (record) = (none) -> "removed"\n'
MADE = 'Miljo-Record: measures/ny\nMiljo-Change: (record) = (none) -> "created"\n'
RENAMED = f'Miljo-Record: measures/ny\nMiljo-Change: (record) = "{ANGAR}" -> "measures/ny"\n'


@pytest.mark.parametrize(
    ("trailers", "kinds"),
    [
        (REMOVED + MADE, []),
        (RENAMED + "Miljo-Change: end = 2023 -> 2030\n", []),
        (RENAMED, ["not-claimed"]),
        (REMOVED, ["not-claimed"]),
        (MADE, ["not-claimed"]),
        (REMOVED + MADE + "Miljo-Change: end = (none) -> 2030\n", []),
        (REMOVED + MADE + "Miljo-Change: end = 2023 -> 2040\n", ["claimed-only"]),
    ],
)
def test_another_name_is_only_gits_guess(past: Past, trailers: str, kinds: list[str]) -> None:
    past.git("mv", f"{ANGAR}.toml", "measures/ny.toml")
    change = ("measures/ny.toml", *CHANGE[1:])
    past.forge("bo", change, f"angar\n\nx\n\n{trailers}{FORM}")
    assert [finding.kind for finding in verified(past).findings] == kinds


@pytest.mark.parametrize(
    ("mended", "told"),
    [
        ("end = 2023", []),
        (
            "end = 2050",
            ["measures/angar can be read again, and differs from when it last could be: end"],
        ),
    ],
)
def test_no_value_is_changed_behind_a_broken_file(past: Past, mended: str, told: list[str]) -> None:
    past.by_hand("bo", f"{ANGAR}.toml", "end = 2023", "end = snart", "Trasig")
    past.by_hand("bo", f"{ANGAR}.toml", "end = snart", "end = strax", "Trasig än")
    claim = f'Miljo-Record: {ANGAR}\nMiljo-Change: (record) = "unreadable" -> "mended"\n'
    change = (f"{ANGAR}.toml", "end = strax", mended)
    past.forge("bo", change, f"angar: lagad\n\nx\n\n{claim}{FORM}")
    report = verified(past, "HEAD~1..HEAD")
    assert report.findings == ()
    assert [language("en").say(note.message) for note in report.notes] == told


def grown(past: Past, commit: str, *revisions: str) -> int:
    """Ask whether the history has grown from a commit; return the exit code."""
    return run(["-C", str(past.folder), "verify", f"--grown-from={commit}", *revisions])


def test_a_history_that_was_rewritten_cannot_pass_for_the_one_that_was_noted(past: Past) -> None:
    noted = past.set("anna", "angar", "end=2024", reason="x")
    for id in (noted, noted[:10], noted.upper()):
        assert grown(past, id) == 0
    past.git("reset", "--quiet", "--hard", "HEAD~1")
    past.set("bo", "angar", "end=2024", reason="y")
    past.git("tag", noted[:10])
    past.git("branch", noted[:12])
    for id in (noted, noted[:10], noted[:12]):
        assert grown(past, id) == 1


@pytest.mark.parametrize("name", ["", "HEAD", "main", "v1", "2099-01-01", "--all", "HEAD\n"])
def test_only_an_id_is_proof_of_growth(past: Past, name: str) -> None:
    past.git("tag", "v1")
    assert grown(past, name) == 2


def test_growth_is_that_of_the_range(past: Past) -> None:
    past.git("switch", "--quiet", "--create", "sida")
    theirs = past.set("eva", "angar", "end=2025", reason="x")
    past.git("switch", "--quiet", "main")
    assert (grown(past, theirs), grown(past, theirs, "main..sida")) == (1, 0)


def test_a_clone_that_is_cut_cannot_tell_of_growth(
    past: Past, capsys: pytest.CaptureFixture[str]
) -> None:
    noted = past.set("anna", "angar", "end=2024", reason="x")
    past.set("anna", "angar", "end=2025", reason="y")
    clone = past.folder.parent / "grund"
    past.git("clone", "--quiet", "--depth=1", f"file://{past.folder}", str(clone))
    assert run(["-C", str(clone), "--lang", "en", "verify", "--grown-from", noted]) == 1
    told = capsys.readouterr().out
    assert "this clone is cut" in told and "rewritten" not in told


@pytest.mark.parametrize("name", ["Miljo-Undoes", "Miljo-Redoes"])
@pytest.mark.parametrize("text", ["--output={file}", "--all", "HEAD", "nonsense"])
def test_what_a_commit_says_to_undo_is_no_order_to_git(past: Past, name: str, text: str) -> None:
    file = past.folder.parent / "written"
    link = f"{name}: {text.format(file=file)}\n"
    forged = past.forge("bo", CHANGE, f"angar: slut\n\nx\n\n{TRUTH}{link}{FORM}")
    assert past.app("anna", "undo", forged, "--reason", "fel") == 0
    message = past.git("log", "-1", "--format=%B")
    assert f"Miljo-Undoes: {forged}" in message and message.startswith("ångrat: angar: slut")
    assert not file.exists()


def test_what_undid_a_commit_that_is_lost_can_be_undone(past: Past) -> None:
    lost = past.set("anna", "angar", "end=2024", reason="x")
    assert past.app("anna", "undo", "--reason", "fel") == 0
    past.git("rebase", "--quiet", "--force-rebase", "--root")
    past.git("reflog", "expire", "--expire=now", "--all")
    past.git("gc", "--quiet", "--prune=now")
    assert past.app("anna", "redo", "--reason", "rätt") == 0
    assert f"Miljo-Redoes: {lost}" in past.git("log", "-1", "--format=%B")
    assert "end = 2024" in (past.folder / f"{ANGAR}.toml").read_text("utf-8")


def test_what_the_app_did_to_another_agreement_is_no_lie(past: Past) -> None:
    first, second = past.folder, past.folder / "nästa"
    for name in ("areas", "measures"):
        shutil.copytree(first / name, second / name)
    shutil.copy(first / "agreement.toml", second)
    past.git("add", ".")
    past.commit("cia", "Två i ett arkiv")
    for folder, end in ((first, "2024"), (second, "2025")):
        past.folder = folder
        past.set("anna", "angar", f"end={end}", reason="x")
    lie = f"angar: slut\n\nx\n\n{LIE}{FORM}"
    past.forge("bo", ("measures/angar.toml", "end = 2025", "end = 2030"), lie)
    for folder, count in ((first, 0), (second, 1)):
        past.folder = folder
        assert len(verified(past).findings) == count
