"""Reading tells what is wrong with a file, never waits for it and never changes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.store.reading import LARGEST_FILE, Source, folder_fault, parse, read, toml_files

GOOD = '#:schema x\r\ntitle = "Äng"\r\n'.encode()


def _words(source: Source) -> str:
    assert source.fault is not None
    assert source.raw == {}
    say = language("en").say
    return f"{say(source.fault.message)} {say(source.fault.remedy)}"


def _place(source: Source) -> tuple[str, int, int]:
    assert source.fault is not None
    return source.fault.code, source.fault.line, source.fault.column


def test_a_good_file_gives_its_bytes_its_text_and_its_data(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(GOOD)
    before = path.stat()
    assert read(path) == Source(GOOD, GOOD.decode(), {"title": "Äng"}, None)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_mode) == (before.st_mtime_ns, before.st_mode)


def test_an_empty_file_is_an_empty_record(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"")
    assert read(path) == Source(b"", "", {}, None)


def test_latin_1_is_told_with_its_byte_and_its_letter() -> None:
    source = parse('a = 1\nå = "Äng'.encode() + b"\xe5" + b'"\n')
    assert _place(source) == ("not-utf8", 2, 9)
    assert "Byte E5" in _words(source) and "“å”" in _words(source)
    assert source.data is not None and source.text is None


def test_a_byte_that_is_nothing_is_told_without_a_guess() -> None:
    source = parse(b'x = "\x81"')
    assert _place(source) == ("not-utf8", 1, 6)
    assert "Byte 81 is not UTF-8." in _words(source)


def test_utf_16_is_told() -> None:
    assert "UTF-16" in _words(parse("x = 1".encode("utf-16")))


def test_a_byte_order_mark_is_no_part_of_the_toml() -> None:
    source = parse(b"\xef\xbb\xbf" + GOOD)
    assert source.fault is None and source.raw == parse(GOOD).raw
    assert source.text == "\ufeff" + GOOD.decode()


@pytest.mark.parametrize("fault", [b"x = ja", b'x = "\xe5"'])
def test_a_byte_order_mark_moves_no_fault(fault: bytes) -> None:
    assert _place(parse(b"\xef\xbb\xbf" + fault)) == _place(parse(fault))


def test_a_broken_file_keeps_its_text() -> None:
    source = parse(b"x = ja\n")
    assert source.text == "x = ja\n"
    assert _place(source) == ("toml-syntax", 1, 5)


@pytest.mark.parametrize("kind", ["fifo", "folder", "link", "dangling", "missing", "device"])
def test_what_is_no_file_is_told_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.toml"
    (tmp_path / "real").write_bytes(GOOD)
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(tmp_path / "real")
        case "dangling":
            path.symlink_to(tmp_path / "nothing")
        case "device":
            path = Path("/dev/zero")
    source = read(path)
    assert _place(source) == ("unreadable", 1, 1)
    assert source.data is None
    assert _words(source)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    source = read(path)
    assert _place(source) == ("too-large", 1, 1)
    assert str(LARGEST_FILE + 1) in _words(source)
    assert source.data is None


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * LARGEST_FILE)
    assert read(path).fault is None


def test_files_are_listed_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", ".hidden.toml", "notes.txt", "A.toml"):
        (tmp_path / name).touch()
    assert toml_files(tmp_path) == ["A.toml", "a.toml", "b.toml"]


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert toml_files(tmp_path / "measures") == []
    (tmp_path / "file").touch()
    assert toml_files(tmp_path / "file") == []


@pytest.mark.parametrize("kind", ["loop", "link", "dangling", "file"])
def test_what_stands_in_the_place_of_a_folder_is_told(tmp_path: Path, kind: str) -> None:
    place, other = tmp_path / "measures", tmp_path / "other"
    other.mkdir()
    (other / "a.toml").touch()
    match kind:
        case "loop":
            place.symlink_to(place)
        case "link":
            place.symlink_to(other)
        case "dangling":
            place.symlink_to("nothing")
        case "file":
            place.touch()
    assert toml_files(place) == []
    assert folder_fault(place) is not None
    assert folder_fault(other) is None and folder_fault(tmp_path / "absent") is None


def test_reading_loads_neither_tomlkit_nor_the_explanations() -> None:
    code = (
        "import sys; from miljo_tui.store.reading import parse; parse(b'x = 1');"
        "import miljo_tui.store.positions, miljo_tui.store.editing;"
        "print([m for m in sys.modules if 'tomlkit' in m or 'mistakes' in m])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert result.stdout.strip() == "[]"
