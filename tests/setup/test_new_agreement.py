"""What a new agreement takes over from another, to the byte, and what it leaves."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.editing.opening import Snapshot
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState, Refused, WrongUse
from miljo_tui.setup.new_agreement import SEVEN_AREAS, create_agreement, create_like, create_next
from miljo_tui.setup.period import Period, read_period

Git = Callable[..., str]
ENGLISH = language("en")
TEMPLATE = b'# V\xc3\xa5r mall.\ntitle = ""\ncriterion = ""\n'


def put(file: Path, text: str | bytes) -> None:
    """Write a file of the old agreement."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the bytes and the time of every file below a folder."""
    return {
        str(file.relative_to(folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in folder.rglob("*")
        if file.is_file()
    }


def toml(file: Path) -> dict[str, Any]:
    """Return what stands in a file."""
    return tomllib.loads(file.read_text("utf-8"))


def next_one(old: Path, period: str = "2026-2029", folder: Path | None = None) -> Path:
    """Make the next agreement and return its folder."""
    return create_next(folder, Snapshot.open(old), period, ENGLISH).folder


def test_the_seven_areas_are_there_and_none_is_chosen(tmp_path: Path) -> None:
    made = create_agreement(tmp_path / "ny", ENGLISH)

    ids = {area.id for area in SEVEN_AREAS}
    folder = Snapshot.open(made.folder).folder
    assert (len(ids), set(folder.areas), folder.chosen) == (7, ids, ())
    raw = toml(made.folder / "agreement.toml")
    assert list(raw)[:4] == ["format", "title", "start", "end"]
    assert raw["page"]["why"] == "" and raw["page"]["how_we_work"] == []


def test_like_another_takes_areas_and_terms_and_leaves_its_work(
    agreement: Path, tmp_path: Path
) -> None:
    area = '# Länets nummer.\r\nname = "Grönska" # kort\r\nnumber=4\r\n\r\n[working_group]\r\n'
    put(
        agreement / "areas" / "gronska.toml",
        f'{area}name = "AG 4"\r\n\r\n# Vårt första.\r\n[[meetings]]\r\ntitle = "Uppstart"\r\n',
    )
    put(agreement / "templates" / "measure.toml", TEMPLATE)
    old = (agreement / "agreement.toml").read_text("utf-8")
    put(agreement / "agreement.toml", old.replace("areas =", 'counterpart = "Länet"\nareas =', 1))

    made = create_like(tmp_path / "ny", Snapshot.open(agreement), ENGLISH).folder

    assert (made / "areas" / "gronska.toml").read_bytes() == f'{area}name = "AG 4"\r\n'.encode()
    assert (made / "areas" / "pollinering.toml").read_bytes() == (
        agreement / "areas" / "pollinering.toml"
    ).read_bytes()
    assert (made / "templates" / "measure.toml").read_bytes() == TEMPLATE
    assert not (made / "measures").exists()
    raw = toml(made / "agreement.toml")
    assert raw["commitments"] == ["Genomföra åtgärder.", "Följa upp arbetet."]
    assert (raw["counterpart"], raw["language"], raw["reason_required"]) == ("Länet", "sv", True)
    assert "actor" not in raw and raw["areas"] == [] and not any(raw["page"].values())


@pytest.mark.parametrize("years", [1, -1])
def test_like_another_takes_a_period_that_is_not_over(
    agreement: Path, tmp_path: Path, years: int
) -> None:
    this = date.today().year
    old = (agreement / "agreement.toml").read_text("utf-8")
    old = old.replace("2022-01-01", f"{this - 3}-02-01").replace("2025", f"{this + years}")
    put(agreement / "agreement.toml", old)

    raw = toml(
        create_like(tmp_path / "ny", Snapshot.open(agreement), ENGLISH).folder / "agreement.toml"
    )

    over = (date(this, 1, 1), date(this + 3, 12, 31))
    goes_on = (date(this - 3, 2, 1), date(this + years, 12, 31))
    assert (raw["start"], raw["end"]) == (goes_on if years > 0 else over)
    assert str(raw["end"].year) in raw["title"]


def test_the_next_agreement_is_the_old_one_with_another_period(
    agreement: Path, tmp_path: Path
) -> None:
    old = (agreement / "agreement.toml").read_text("utf-8")
    put(
        agreement / "agreement.toml",
        old.replace("start =", "# Tecknad i Karlstad.\nsigned = 2022-02-22\nstart =").replace(
            "[page]",
            '[contact]\nurl = "https://example.org/avtal"\n\n[page]',
        )
        + '\n[[milestones]]\ntitle = "Start"\n\n[[links]]\ntitle = "M"\nurl = "https://e.org"\n',
    )
    before = contents(agreement)

    made = next_one(agreement)

    assert (made / "agreement.toml").read_text("utf-8") == old.replace(
        "2022–2025", "2026–2029"
    ).replace("start = 2022-01-01", "# Tecknad i Karlstad.\nstart = 2026-01-01").replace(
        "2025-12-31", "2029-12-31"
    ).replace("[page]", '[contact]\nurl = "https://example.org/avtal"\n\n[page]') + (
        '\n[[earlier_rounds]]\ntitle = "Miljööverenskommelsen 2022–2025"\n'
        "start = 2022-01-01\nend = 2025-12-31\nsigned = 2022-02-22\n"
        'sources = ["https://example.org/avtal"]\n'
        '\n[[links]]\ntitle = "M"\nurl = "https://e.org"\n'
    )
    assert contents(agreement) == before


def test_a_period_in_years_stays_in_years(agreement: Path) -> None:
    old = (agreement / "agreement.toml").read_text("utf-8")
    old = old.replace("2022-01-01", "2022").replace("2025-12-31", "2025")
    put(agreement / "agreement.toml", old.replace(" 2022–2025", ""))

    raw = toml(next_one(agreement) / "agreement.toml")

    assert (raw["start"], raw["end"], raw["title"]) == (2026, 2029, "Miljööverenskommelsen")
    assert raw["earlier_rounds"][-1]["start"] == 2022


def test_a_carried_measure_loses_its_follow_ups_and_no_other_byte(agreement: Path) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8")
    odd = (
        '# Topp.\r\ntitle="Udda"   # så här\r\n\r\n\r\n[[follow_ups]]\r\nyear=2023\r\n'
        'status = "P"\r\n# Nästa år.\r\n[[follow_ups]]\r\nyear = 2024\r\n\r\n'
        '[[links]] # länk\r\n title = "M"\r\n url = "https://e.org"'
    )
    put(agreement / "measures" / "udda.toml", odd)

    made = next_one(agreement)

    kept = text[: text.index("\n# Första året.")]
    assert (made / "measures" / "angar.toml").read_text("utf-8") == kept
    new = (made / "measures" / "udda.toml").read_bytes().decode()
    assert new.startswith('# Topp.\r\ntitle="Udda"   # så här\r\n')
    assert new.endswith('\r\n[[links]] # länk\r\n title = "M"\r\n url = "https://e.org"')
    assert "follow_ups" not in new and "\n" not in new.replace("\r\n", "")


CASES = {
    "klar": (False, [(2023, "H"), (2024, "G")]),
    "inte-aktuell": (False, [(2024, "not_relevant")]),
    "klar-igen": (False, [(2024, "G"), (2023, "P")]),
    "lopande": (True, [(2024, "G")]),
    "ateropnad": (False, [(2023, "G"), (2024, "H")]),
    "aldrig": (False, []),
    "inte-paborjad": (False, [(2024, "E")]),
}


def test_the_newest_status_decides_which_measures_come_along(agreement: Path) -> None:
    for id, (continuous, follow_ups) in CASES.items():
        lines = [f'title = "{id}"', f"continuous = {str(continuous).lower()}"]
        for year, status in follow_ups:
            lines += ["[[follow_ups]]", f"year = {year}", f'status = "{status}"']
        put(agreement / "measures" / f"{id}.toml", "\n".join(lines))

    made = create_next(None, Snapshot.open(agreement), "2026-2029", ENGLISH)

    assert {measure.id for measure in made.left} == {"klar", "inte-aktuell", "klar-igen"}
    carried = {measure.id for measure in made.carried}
    assert carried >= {"lopande", "ateropnad", "aldrig", "inte-paborjad", "angar", "atervinning"}
    assert {file.stem for file in (made.folder / "measures").iterdir()} == carried


def test_the_first_commit_says_what_came_along(agreement: Path, git: Git) -> None:
    put(
        agreement / "measures" / "klar.toml",
        'title = "K"\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n',
    )
    swedish = language("sv")

    text = git(next_one(agreement), "log", "--format=%B")

    assert text.startswith(
        swedish.say("A new agreement for {first}–{last}", first=2026, last=2029) + "\n\n"
    )
    assert "Miljööverenskommelsen 2022–2025" in text and "klar" in text
    assert text.count("Miljo-Record: measures/") == 3


def test_without_a_folder_it_lies_beside_the_old_repository(
    agreement: Path, tmp_path: Path, git: Git
) -> None:
    assert next_one(agreement) == tmp_path / "avtal-2026-2029"
    top = tmp_path / "miljo-2022-2025"
    agreement.rename(tmp_path / "agreement")
    top.mkdir()
    (tmp_path / "agreement").rename(top / "agreement")
    (top / "agreement" / ".git").rename(top / ".git")

    assert next_one(top / "agreement") == tmp_path / "miljo-2026-2029"


def test_an_old_agreement_needs_no_repository(agreement: Path, tmp_path: Path) -> None:
    (agreement / ".git").rename(tmp_path / "undan")

    assert (next_one(agreement) / ".git").is_dir()
    create_like(tmp_path / "ny", Snapshot.open(agreement), ENGLISH)


def test_an_agreement_is_not_made_within_another(agreement: Path) -> None:
    for make in (create_like, lambda *rest: create_next(*rest[:2], "2026-2029", rest[2])):
        with pytest.raises(BadState, match="lies inside"):
            make(agreement / "ny", Snapshot.open(agreement), ENGLISH)

    assert not (agreement / "ny").exists()


def test_an_agreement_is_not_made_within_the_repository_of_another(
    agreement: Path, tmp_path: Path
) -> None:
    (agreement / ".git").rename(tmp_path / ".git")

    with pytest.raises(BadState, match="lies in a git repository"):
        next_one(agreement, folder=tmp_path / "ny")

    assert not (tmp_path / "ny").exists()


@pytest.mark.parametrize("name", ["areas/gronska.toml", "measures/angar.toml", "agreement.toml"])
def test_what_cannot_be_read_or_is_wrong_is_named_and_nothing_is_made(
    agreement: Path, tmp_path: Path, name: str
) -> None:
    good = (agreement / name).read_bytes()
    for bad, failure in ((b"title = \n", BadState), (b"title = 1\nname = 1\n", Refused)):
        put(agreement / name, bad)
        with pytest.raises(failure) as caught:
            next_one(agreement)
        assert name in ENGLISH.say(caught.value.message)
    put(agreement / name, good)
    assert not (tmp_path / "avtal-2026-2029").exists()


def test_errors_of_what_stays_behind_are_no_hindrance(agreement: Path) -> None:
    put(
        agreement / "measures" / "klar.toml",
        'title = "K"\nstart = "x"\n[[follow_ups]]\nyear = 2024\nstatus = "G"\n',
    )
    next_one(agreement)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-2029", Period(2026, 2029)),
        ("2026–2029", Period(2026, 2029)),
        (" 2026 — 2029 ", Period(2026, 2029)),
        ("2026 till 2029", Period(2026, 2029)),
        ("2026-2026", Period(2026, 2026)),
        ("2026-03-01--2029-12-31", Period(date(2026, 3, 1), date(2029, 12, 31))),
        ("2026-03-01–2029-12-31", Period(date(2026, 3, 1), date(2029, 12, 31))),
        ("2026-03-01 - 2029-12-31", Period(date(2026, 3, 1), date(2029, 12, 31))),
        ("2026-03-01/2029-12-31", Period(date(2026, 3, 1), date(2029, 12, 31))),
        ("2026-03-01--2029", Period(date(2026, 3, 1), 2029)),
    ],
)
def test_a_period_is_read_as_people_write_it(text: str, period: Period) -> None:
    assert read_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2029-2026",
        "2026-02-30--2029",
        "0026-2029",
        "2026-9999",
    ],
)
def test_what_is_no_period_is_wrong_use_with_an_example(text: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_period(text)
    assert "2026-2029" in ENGLISH.say(caught.value.remedy or "")


def test_the_next_period_comes_after_the_old_one(agreement: Path, tmp_path: Path) -> None:
    for text in ("2025-2028", "2022-2025", "2018-2021"):
        with pytest.raises(WrongUse) as caught:
            next_one(agreement, text)
        assert "2026-2029" in ENGLISH.say(caught.value.remedy or "")
    assert next_one(agreement, "2027-03-01--2028-12-31").name == "avtal-2027-2028"
