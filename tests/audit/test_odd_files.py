"""What stands where a record's file stood: a link, a folder, a submodule, or another mode."""

from __future__ import annotations

import pytest
from past import Past

ANGAR = "measures/angar"
FILE = f"{ANGAR}.toml"


def told(past: Past, capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """Return what a command says."""
    capsys.readouterr()
    assert past.app("anna", *command) == 0
    return capsys.readouterr().out


def test_what_a_link_says_is_no_record(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    file = past.folder / FILE
    held = file.read_bytes()
    file.unlink()
    file.symlink_to('title = "Planterad"\n')
    past.commit("eva", "Länk")
    file.unlink()
    file.symlink_to('title = "Igen"\n')
    past.commit("eva", "En länk till")
    log = told(past, capsys, "log", "angar", "-n", "2")
    assert "Planterad" not in log and "Igen" not in log and "Removed" in log
    assert told(past, capsys, "blame", "angar").startswith("The record is not in the newest")
    file.unlink()
    file.write_bytes(held)
    past.commit("bo", "Fil igen")
    assert "    New\n" in told(past, capsys, "log", "angar", "-n", "1")
    assert "Bo  End: 2023  Fil igen" in told(past, capsys, "blame", "angar")


def test_a_submodule_in_its_place(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    entry = f"160000,{past.head},{FILE}"
    (past.folder / FILE).unlink()
    past.git("update-index", "--cacheinfo", entry)
    past.git("commit", "--quiet", "--message", "Modul", who="eva")
    assert "Removed" in told(past, capsys, "log", "angar", "-n", "1")
    assert "    New\n" not in told(past, capsys, "log", "-n", "1")


def test_only_a_mode_was_changed(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    (past.folder / FILE).chmod(0o755)
    past.commit("eva", "Körbar")
    log = told(past, capsys, "log", "-n", "1")
    assert "Only the file's permissions" in log and "comments" not in log
    assert "Eva" not in told(past, capsys, "blame", "angar")


def test_a_name_with_a_line_break(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    name = "measures/a\nb.toml"
    (past.folder / name).write_text('title = "Brutet"\nend = 2023\n', "utf-8")
    past.git("add", name)
    past.commit("eva", "Nytt")
    past.by_hand("bo", name, "end = 2023", "end = 2024", "Ändrat")
    lines = told(past, capsys, "blame", "a\nb").splitlines()
    assert [" ".join(line[10:].split()) for line in lines] == [
        f"{past.git('rev-parse', '--short=10', 'HEAD~1')} Eva Title: Brutet Nytt",
        f"{past.head[:10]} Bo End: 2024 Ändrat",
    ]
