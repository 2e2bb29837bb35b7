"""A file is replaced whole or not at all, and only over the bytes that were read."""

from __future__ import annotations

import os
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.store.replace_file import remove, replace, restore

OLD, NEW, OTHER = b"title = 1\n", b"title = 2\n", b"title = 3\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "measures" / "a.toml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def _names(path: Path) -> list[str]:
    """Return the names of everything in the folder of `path`."""
    return sorted(entry.name for entry in path.parent.iterdir())


def _refused(path: Path, before: bytes | None) -> str:
    """Return what a refused replacement says, having seen that it left the folder as it was."""
    names = _names(path)
    held = path.read_bytes() if path.is_file() else None
    with pytest.raises(BadState) as caught:
        replace(path, before, NEW)
    assert _names(path) == names
    assert (path.read_bytes() if path.is_file() else None) == held
    assert caught.value.remedy is not None
    return language("en").say(caught.value.message)


@pytest.mark.parametrize("mode", [0o644, 0o664, 0o600, 0o755])
def test_new_bytes_take_the_place_and_the_mode_of_the_old(file: Path, mode: int) -> None:
    file.chmod(mode)
    replace(file, OLD, NEW)
    assert file.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert _names(file) == ["a.toml"]


def test_the_owner_stays(file: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(file, 1234, 4321)
    replace(file, OLD, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def test_a_new_file_gets_the_usual_mode(file: Path) -> None:
    path = file.with_name("b.toml")
    replace(path, None, NEW)
    mask = os.umask(0)
    os.umask(mask)
    assert path.read_bytes() == NEW
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_a_reader_of_the_old_file_keeps_the_old_bytes(file: Path) -> None:
    with file.open("rb") as reader:
        replace(file, OLD, NEW)
        assert reader.read() == OLD


def test_a_file_changed_underneath_is_refused(file: Path) -> None:
    file.write_bytes(OTHER)
    assert "a.toml has been changed" in _refused(file, OLD)


def test_a_file_that_is_gone_is_refused(file: Path) -> None:
    file.unlink()
    assert "a.toml has been removed" in _refused(file, OLD)


def test_a_new_file_over_an_old_one_is_refused(file: Path) -> None:
    assert "already exists" in _refused(file, None)


def test_a_link_is_refused(file: Path) -> None:
    target = file.rename(file.with_name("target"))
    file.symlink_to(target)
    assert "not an ordinary file" in _refused(file, OLD)
    assert file.is_symlink()


def test_a_dangling_link_is_refused_as_a_new_file(file: Path) -> None:
    path = file.with_name("b.toml")
    path.symlink_to(file.with_name("nothing"))
    assert "not an ordinary file" in _refused(path, None)


def test_a_folder_and_a_pipe_are_refused(file: Path) -> None:
    folder, pipe = file.with_name("folder"), file.with_name("pipe")
    folder.mkdir()
    os.mkfifo(pipe)
    assert "not an ordinary file" in _refused(folder, OLD)
    assert "not an ordinary file" in _refused(pipe, OLD)


def test_a_folder_that_is_a_link_is_refused(file: Path) -> None:
    link = file.parent.with_name("link")
    link.symlink_to(file.parent)
    assert "symbolic link" in _refused(link / "a.toml", OLD)


def test_a_missing_folder_is_made_and_what_it_is_missing_in_is_not(tmp_path: Path) -> None:
    replace(tmp_path / "measures" / "a.toml", None, NEW)
    assert (tmp_path / "measures" / "a.toml").read_bytes() == NEW
    with pytest.raises(BadState, match="was not written"):
        replace(tmp_path / "no" / "where" / "a.toml", None, NEW)


FULL_DISK = """
import resource, sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.store.replace_file import replace
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    replace(Path(sys.argv[1]), Path(sys.argv[1]).read_bytes(), b"#" * 10_000)
except BadState as error:
    print(language("en").say(error.message))
"""


def test_a_full_disk_leaves_the_old_file_and_nothing_else(file: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(file)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "the disk is full" in result.stdout
    assert file.read_bytes() == OLD
    assert _names(file) == ["a.toml"]


FORBIDDEN = """
import os, sys
from pathlib import Path
from miljo_tui.locale import language
from miljo_tui.model.failures import BadState
from miljo_tui.store.replace_file import replace
language("en").say("x")  # the interpreter's own files may be out of reach afterwards
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    replace(Path("a.toml"), b"title = 1\\n", b"x = 1")
except BadState as error:
    print(language("en").say(error.message))
"""


def test_a_folder_one_may_not_write_in_is_told(file: Path) -> None:
    if os.geteuid() == 0:
        # Root may write everywhere, so somebody else tries, started where they may still read.
        file.parent.chmod(0o755)
        result = subprocess.run(
            [sys.executable, "-c", FORBIDDEN],
            cwd=file.parent,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        told = result.stdout
    else:
        file.parent.chmod(0o555)
        told = _refused(file, OLD)
    assert f"a.toml was not written: {file.parent.resolve()} belongs to " in told
    assert "with the permission dr-xr-xr-x" in told or "drwxr-xr-x" in told
    assert file.read_bytes() == OLD


def test_the_old_bytes_come_back_over_ours(file: Path) -> None:
    replace(file, OLD, NEW)
    assert restore(file, NEW, OLD)
    assert file.read_bytes() == OLD


def test_another_change_is_not_undone(file: Path) -> None:
    replace(file, OLD, NEW)
    file.write_bytes(OTHER)
    assert not restore(file, NEW, OLD)
    assert file.read_bytes() == OTHER


def test_a_new_file_is_taken_away_again(file: Path) -> None:
    path = file.with_name("b.toml")
    replace(path, None, NEW)
    assert restore(path, NEW, None)
    assert not path.exists()
    assert not restore(path, NEW, None)


def test_the_old_file_itself_comes_back_where_it_stayed_on(file: Path) -> None:
    aside = file.with_name("aside")
    old = file.stat().st_ino
    replace(file, OLD, NEW, aside)
    assert aside.read_bytes() == OLD and file.read_bytes() == NEW
    assert restore(file, NEW, OLD, aside)
    assert file.stat().st_ino == old and _names(file) == ["a.toml"]
    remove(file, OLD, aside)
    assert restore(file, None, OLD, aside)
    assert file.stat().st_ino == old and file.read_bytes() == OLD


def test_where_it_did_not_stay_on_as_it_was_its_bytes_come_back(file: Path) -> None:
    aside = file.with_name("aside")
    replace(file, OLD, NEW, file.with_name("no") / "folder")
    assert restore(file, NEW, OLD, file.with_name("no") / "folder")
    replace(file, OLD, NEW, aside)
    aside.write_bytes(OTHER)
    assert restore(file, NEW, OLD, aside)
    assert file.read_bytes() == OLD and aside.read_bytes() == OTHER


def test_another_change_is_not_undone_by_the_old_file_either(file: Path) -> None:
    aside = file.with_name("aside")
    replace(file, OLD, NEW, aside)
    file.write_bytes(OTHER)
    assert not restore(file, NEW, OLD, aside)
    assert file.read_bytes() == OTHER


def _access_list(*entries: tuple[int, int, int]) -> bytes:
    """Return a list of who may do what, as the system keeps it: kind, permission, number."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def test_the_access_lists_of_file_and_folder_count(file: Path) -> None:
    nobody = 0xFFFFFFFF
    for_one = _access_list(
        (1, 6, nobody), (2, 6, 61002), (4, 4, nobody), (16, 6, nobody), (32, 0, nobody)
    )
    try:
        os.setxattr(file.parent, "system.posix_acl_default", for_one)
        os.setxattr(file, "system.posix_acl_access", for_one)
    except (AttributeError, OSError):
        pytest.skip("this disk has no access lists")
    replace(file, OLD, NEW)
    assert os.getxattr(file, "system.posix_acl_access") == for_one
    new = file.with_name("b.toml")
    before = os.umask(0o077)
    try:
        replace(new, None, NEW)
    finally:
        os.umask(before)
    assert os.getxattr(new, "system.posix_acl_access") == for_one, "the folder asks for it"
    os.removexattr(file, "system.posix_acl_access")
    file.chmod(0o640)
    replace(file, NEW, OTHER)
    with pytest.raises(OSError):
        os.getxattr(file, "system.posix_acl_access")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_group_that_cannot_be_kept_leaves_no_more_to_another_than_to_everybody(
    file: Path,
) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to a group that somebody is not in")
    os.chown(file, 61001, 61000)
    file.chmod(0o664)
    os.chown(file.parent, 61001, 61001)
    descriptor = os.open(file.parent, os.O_RDONLY)  # the folders above are root's alone
    here = Path.cwd()
    os.fchdir(descriptor)
    os.setgroups([])
    os.setresgid(61001, 61001, 0)
    os.setresuid(61001, 61001, 0)
    try:
        replace(Path("a.toml"), OLD, NEW)
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)
        os.chdir(here)
        os.close(descriptor)
    assert (file.stat().st_gid, stat.S_IMODE(file.stat().st_mode)) == (61001, 0o644)
