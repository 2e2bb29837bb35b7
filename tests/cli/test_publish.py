"""What is published by command: at any point, into a file that is whole, or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

Git = Callable[..., str]


@pytest.fixture
def published(agreement: Path, tmp_path: Path) -> Callable[..., bytes]:
    """Publish the agreement and return the file's bytes."""

    def publish(form: str, *options: str) -> bytes:
        file = tmp_path / f"ut.{form}"
        at = ["-C", str(agreement), "--lang", "sv"]
        assert run([*at, "publish", form, "-o", str(file), *options]) == 0
        return file.read_bytes()

    return publish


def test_as_it_was_at_a_point(agreement: Path, git: Git, published: Callable[..., bytes]) -> None:
    before = published("json")
    change = ["-C", str(agreement), "set", "angar", "end=2025", "--reason", "x"]
    assert run(change) == 0
    assert published("json", "--at", "HEAD~1") == before
    now = json.loads(published("json"))
    assert now["commit"] == git(agreement, "rev-parse", "HEAD").strip()


def test_csv_is_read_back_by_anything(published: Callable[..., bytes]) -> None:
    data = published("csv-bom")
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
