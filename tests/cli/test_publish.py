"""What is published: the same bytes of the same commit, and nothing that is internal."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from miljo_tui.cli.main import run
from miljo_tui.session.publishing import FORMS

Git = Callable[..., str]
ROOT = Path(__file__).resolve().parents[2]
SECRET = "HEMLIGT-4711"


@pytest.fixture
def published(agreement: Path, tmp_path: Path) -> Callable[..., bytes]:
    """Publish the agreement and return the file's bytes."""

    def publish(form: str, *options: str) -> bytes:
        file = tmp_path / f"ut.{form}"
        at = ["-C", str(agreement), "--lang", "sv"]
        assert run([*at, "publish", form, "-o", str(file), *options]) == 0
        return file.read_bytes()

    return publish


def text_of(form: str, data: bytes) -> str:
    """Return every text that a publication holds."""
    if form != "xlsx":
        return data.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(data))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    return "\n".join([*cells, *book.sheetnames, repr(vars(book.properties))])


@pytest.mark.parametrize("form", FORMS)
def test_one_commit_gives_the_same_bytes(
    form: str, agreement: Path, published: Callable[..., bytes]
) -> None:
    first = published(form)
    command = [sys.executable, "-m", "miljo_tui", "-C", str(agreement), "--lang", "sv"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run([*command, "publish", form], env=env, capture_output=True, check=True)
    assert done.stdout == first


@pytest.mark.parametrize("form", FORMS)
def test_nothing_internal_leaves(
    form: str, agreement: Path, git: Git, published: Callable[..., bytes]
) -> None:
    file = agreement / "measures" / "angar.toml"
    text = file.read_text("utf-8").replace(
        'status = "P"',
        f'status = "P"\nreported_by = "{SECRET}1"\ninternal_note = "{SECRET}2"\n'
        f'hemligt = "{SECRET}3"',
    )
    head = f'internal_note = "{SECRET}4"\n"okänt" = "{SECRET}5"\nresponsible = "Parkenheten"'
    file.write_text(text.replace('responsible = "Parkenheten"', head), "utf-8")
    area = agreement / "areas" / "pollinering.toml"
    area.write_text(f'{area.read_text("utf-8")}utkast = "{SECRET}6"\n', "utf-8")
    (agreement / "measures" / "trasig.toml").write_text(f'title = "{SECRET}7', "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "--quiet", "--message", f"{SECRET}8")
    (agreement / "measures" / "utkast.toml").write_text(f'title = "{SECRET}9"\n', "utf-8")
    shown = text_of(form, published(form))
    assert SECRET not in shown and "Ängar i tätorten" in shown


@pytest.mark.parametrize("form", FORMS)
def test_reporters_are_shown_where_they_are_public(
    form: str, agreement: Path, git: Git, published: Callable[..., bytes]
) -> None:
    at = ["-C", str(agreement), "set"]
    assert run([*at, "angar", "follow_ups[2023].reported_by=Anna Ek", "--reason", "x"]) == 0
    assert "Anna Ek" not in text_of(form, published(form))
    assert run([*at, "agreement", "reporters_public=ja", "--reason", "x"]) == 0
    assert ("Anna Ek" in text_of(form, published(form))) is (form != "csv")


def test_as_it_was_at_a_point(agreement: Path, git: Git, published: Callable[..., bytes]) -> None:
    before = published("json")
    change = ["-C", str(agreement), "set", "angar", "end=2025", "--reason", "x"]
    assert run(change) == 0
    assert published("json", "--at", "HEAD~1") == before
    now = json.loads(published("json"))
    assert now["commit"] == git(agreement, "rev-parse", "HEAD").strip()


def test_csv_is_read_back_by_anything(published: Callable[..., bytes]) -> None:
    data = published("csv", "--bom")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row["Id"] for row in rows] == ["angar", "atervinning", "okad-vaxtlighet"]
    assert rows[0]["Titel"] == "Ängar i tätorten"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["csv", "-o", "/nowhere/x.csv"], 3),
        (["csv", "-o", "/"], 3),
        (["csv", "--at", "nowhere"], 2),
        (["csv", "--at", "2001-01-01"], 2),
        (["html5"], 2),
    ],
)
def test_what_cannot_be(
    agreement: Path, options: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        ended = run(["-C", str(agreement), "publish", *options])
    except SystemExit as end:
        ended = int(end.code or 0)
    assert ended == code
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err


def test_a_file_is_replaced_whole_or_not_at_all(agreement: Path, tmp_path: Path) -> None:
    file = tmp_path / "ut" / "sida.json"
    file.parent.mkdir()
    file.write_text("före")
    at = ["-C", str(agreement), "publish", "json", "-o", str(file)]
    assert run([*at, "--at", "nowhere"]) == 2
    assert file.read_text() == "före"
    assert run(at) == 0
    assert file.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in file.parent.iterdir()] == ["sida.json"]
