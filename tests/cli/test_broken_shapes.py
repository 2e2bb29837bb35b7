"""Every broken shape at once: the commands name each, and everything else works as ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from shapes import READABLE, broken, mend, plant

from miljo_tui.cli.main import run
from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language

Git = Callable[..., str]


@pytest.fixture
def command(agreement: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Run a command; return its exit code and what it printed, as JSON where that was asked for."""

    def given(*arguments: str) -> tuple[int, Any]:
        code = run(["-C", str(agreement), "--lang", "en", *arguments])
        out = capsys.readouterr().out
        return code, json.loads(out) if "--json" in arguments and out else out

    return given


Command = Callable[..., tuple[int, Any]]


def test_each_is_found_counted_and_shown(agreement: Path, command: Command) -> None:
    plant(agreement)
    wanted = {f"measures/{id}.toml": code for id, code in broken(agreement).items()}
    wanted["areas/giftfri-vardag.toml"] = "toml-syntax"
    odd = {f"measures/{id}.toml": code for id, (code, _data) in READABLE.items() if code}
    code, checked = command("check", "--json")
    assert code == 1
    assert {each["file"]: each["code"] for each in checked["problems"]} == wanted | odd
    assert len(command("check")[1]) < 20_000  # however long their lines are
    code, listed = command("list", "measures", "--json")
    assert code == 0
    found = {f"measures/{each['id']}.toml" for each in listed["measures"] if each["broken"]}
    assert found == wanted.keys() - {"areas/giftfri-vardag.toml"}
    assert len(listed["measures"]) == len(os.listdir(agreement / "measures"))
    areas = command("list", "areas", "--json")[1]["areas"]
    assert [each["id"] for each in areas if each["broken"]] == ["giftfri-vardag"]
    for name, wrong in wanted.items():
        assert command("show", name)[0] == 1
        code, shown = command("show", name, "--json")
        assert code == 1 and shown["values"] == {}
        assert [each["code"] for each in shown["problems"]] == [wrong]


def test_what_is_too_large_is_not_held_in_memory(agreement: Path) -> None:
    plant(agreement)
    script = (
        "import re, sys\n"
        "from miljo_tui.cli.main import run\n"
        "code = run(sys.argv[1:])\n"
        "peak = re.search('VmHWM:[^0-9]*([0-9]+)', open('/proc/self/status').read())\n"
        "print(code, int(peak[1]) // 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "-C", str(agreement), "check"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    code, megabytes = done.stdout.splitlines()[-1].split()
    assert code == "1" and int(megabytes) < 50


def test_a_list_that_may_lack_some_says_so(
    agreement: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(agreement)
    for arguments in (["measures", "--area", "pollinering"], ["measures", "--status", "H"]):
        assert run(["-C", str(agreement), "--lang", "en", "list", *arguments]) == 0
        assert f"{len(broken(agreement))} measures cannot be read" in capsys.readouterr().err
    assert run(["-C", str(agreement), "list", "measures", "--area", "-", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert not any(each["broken"] for each in told["measures"])


@pytest.mark.parametrize(
    "change",
    [
        ("set", "angar", "end=2024"),
        ("set", "crlf", "title=Ny titel"),
        ("set", "tom", "title=Inte tom"),
        ("set", "agreement", "actor=Kommunen"),
        ("set", "gronska", "focus_area=Staden"),
        ("add", "measure", "Solceller"),
        ("remove", "okad-vaxtlighet"),
    ],
    ids=" ".join,
)
def test_everything_else_is_committed_as_ever(
    agreement: Path, command: Command, git: Git, change: tuple[str, ...]
) -> None:
    plant(agreement)
    assert command(*change, "--reason", "x")[0] == 0
    assert len(git(agreement, "show", "--format=", "--name-only").split()) == 1


def test_what_is_mended_is_noticed(agreement: Path) -> None:
    plant(agreement)
    workspace = Workspace(agreement, language("en"))
    workspace.watcher.note_footprint()
    assert workspace.watcher.outside_changes() is None
    assert len(workspace.folder.broken()) == len(broken(agreement)) + 1
    mend(agreement)
    snapshot = workspace.watcher.outside_changes()
    assert snapshot is not None and snapshot.folder.broken() == []
    assert workspace.watcher.outside_changes() is None
    (agreement / "measures" / "angar.toml").chmod(0o600)  # who may read it, is a change too
    assert workspace.watcher.outside_changes() is not None


@pytest.mark.parametrize("kind", ["file", "link", "dangling", "fifo"])
def test_what_stands_in_the_place_of_the_measures_is_one_finding(
    agreement: Path, command: Command, kind: str
) -> None:
    folder = agreement / "measures"
    folder.rename(agreement / "undan")
    workspace = Workspace(agreement, language("en"))
    workspace.watcher.note_footprint()
    match kind:
        case "file":
            folder.touch()
        case "link":
            folder.symlink_to("undan")
        case "dangling":
            folder.symlink_to("ingenstans")
        case "fifo":
            os.mkfifo(folder)
    code, checked = command("check", "--json")
    assert code == 1
    assert [(each["code"], each["file"]) for each in checked["problems"]] == [
        ("unreadable", "measures")
    ]
    assert workspace.watcher.outside_changes() is not None
    assert command("add", "measure", "Ny", "--reason", "x")[0] == 3
    assert command("set", "gronska", "focus_area=Staden", "--reason", "x")[0] == 0
    folder.unlink()
    (agreement / "undan").rename(folder)
    snapshot = workspace.watcher.outside_changes()
    assert snapshot is not None and len(snapshot.folder.measures) == 3


def test_without_a_folder_there_are_no_measures_yet(agreement: Path, command: Command) -> None:
    for file in (agreement / "measures").iterdir():
        assert command("remove", f"measures/{file.stem}", "--reason", "x")[0] == 0
    (agreement / "measures").rmdir()
    assert command("check")[0] == 0
    assert command("add", "measure", "Ny", "--reason", "x")[0] == 0


def test_a_broken_agreement_costs_only_itself(agreement: Path, command: Command, git: Git) -> None:
    file = agreement / "agreement.toml"
    before = file.read_bytes()
    file.write_bytes(before + b"title = \n")
    code, checked = command("check", "--json")
    assert code == 1 and [each["file"] for each in checked["problems"]] == ["agreement.toml"]
    assert command("set", "angar", "end=2024")[0] == 2  # it may want a reason: nobody knows
    assert command("set", "angar", "end=2024", "--reason", "x")[0] == 0
    assert command("set", "agreement", "actor=x", "--reason", "x")[0] == 3
    file.unlink()
    file.mkdir()
    code, checked = command("check", "--json")
    assert code == 1 and [each["code"] for each in checked["problems"]] == ["unreadable"]


def test_a_newer_format_is_read_and_not_changed(agreement: Path, command: Command) -> None:
    file = agreement / "agreement.toml"
    file.write_bytes(file.read_bytes().replace(b"format = 1", b"format = 99"))
    code, checked = command("check", "--json")
    assert code == 1 and [each["code"] for each in checked["problems"]] == ["newer-format"]
    assert len(command("list", "measures", "--json")[1]["measures"]) == 3
    assert command("set", "angar", "end=2024", "--reason", "x")[0] == 3
    assert command("commit", "agreement", "--reason", "x")[0] == 3


def test_a_byte_order_mark_costs_nothing_and_stays(
    agreement: Path, command: Command, git: Git
) -> None:
    file = agreement / "measures" / "bom.toml"
    file.write_bytes(b'\xef\xbb\xbftitle = "T"\r\nareas = ["pollinering"]\r\nfel = 1\r\n')
    assert command("commit", "bom", "--reason", "x")[0] == 0
    code, shown = command("show", "bom", "--json")
    assert code == 0 and shown["values"]["title"] == "T"
    assert [(each["line"], each["column"]) for each in shown["problems"]] == [(3, 1)]
    assert command("set", "bom", "title=Ny", "end=2025", "--reason", "x")[0] == 0
    wanted = '\ufefftitle = "Ny"\r\nareas = ["pollinering"]\r\nend = 2025\r\nfel = 1\r\n'.encode()
    assert file.read_bytes() == wanted and git(agreement, "status", "--porcelain") == ""
    assert command("undo", "--reason", "x")[0] == 0
    assert file.read_bytes().startswith(b'\xef\xbb\xbftitle = "T"\r\n')
