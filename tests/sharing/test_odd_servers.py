"""What answers at the address of a remote may be anything: it is told, and nobody is accused."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

import pytest
from clones import Person

from miljo_tui.repository import git_process

ANGAR = "measures/angar.toml"
PAGE = b"<!DOCTYPE html><title>Logga in</title><form action=/login></form>"
HOSTILE_REFS = (
    *("refs/heads/$(touch${IFS}HOSTILE)", "refs/heads/`touch", "refs/heads/;rm"),
    *("refs/heads/--upload-pack=touch", "refs/heads/-", "refs/heads/\u202emain", "refs/heads/'\""),
    *("refs/heads/main\u200b", "refs/heads/MAIN", "refs/tags/HEAD"),
    *("refs/heads/origin/main", "refs/tags/main", "refs/miljo-tui/seen/origin/main"),
)


class LoginPage(BaseHTTPRequestHandler):
    """A network that has everybody log in first, in one of the ways that there are."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):  # whatever the method
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        way, _slash, rest = self.path[1:].partition("/")
        if way == "elsewhere":
            self.send_response(302)
            self.send_header("Location", "/at-once/login")
        elif way == "with-all-behind-it":
            self.send_response(302)
            self.send_header("Location", f"/at-once/{rest}")
        else:
            self.send_response(511 if way == "by-its-own-code" else 200)
            self.send_header("Content-Type", "text/html")
        self.end_headers()
        if way != "empty":
            self.wfile.write(PAGE)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def portal() -> Iterator[str]:
    """The address of such a network."""
    with ThreadingHTTPServer(("127.0.0.1", 0), LoginPage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("is_ahead", [False, True], ids=["there is nothing", "there is something"])
def test_a_page_that_wants_a_login_is_no_git_server(
    anna: Person, portal: str, is_ahead: bool
) -> None:
    """Git takes it for a remote without branches: somebody would have thrown all away."""
    assert anna.app("sync") == 0
    if is_ahead:
        anna.set("angar", "end=2024")
    for way in ("at-once", "elsewhere", "with-all-behind-it", "by-its-own-code", "empty"):
        address = f"{portal}/{way}/avtal.git"
        anna.git("remote", "set-url", "origin", address)
        assert anna.app("sync") == 4, way
        assert f"What answers at {address} is no git server" in anna.err
        assert "log in first" in anna.err and "gone" not in anna.err.casefold()


def test_a_branch_that_is_gone_from_a_git_server_is_still_missed(
    anna: Person, server: Path, git: Callable[..., str]
) -> None:
    assert anna.app("sync") == 0
    git(server, "update-ref", "-d", "refs/heads/main")
    assert anna.app("sync") == 3 and "origin/main is gone" in anna.err


def test_a_greeting_of_the_login_is_named(anna: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = anna.folder.parent / "ssh"
    fake.write_text("#!/bin/sh\necho Välkommen till servern\nexit 0\n", "utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(fake))
    anna.git("remote", "set-url", "origin", "ssh://git.example.org/avtal.git")
    assert anna.app("sync") == 4
    assert "says something that git does not understand" in anna.err and "greeting" in anna.err


class SlowServer:
    """A git server that has a commit, and sends of it a sign of life now and then, for ever."""

    def __init__(self, pause: float) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._pause = pause
        self.over = Event()
        self.address = f"git://127.0.0.1:{self._socket.getsockname()[1]}/avtal.git"
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError), self._socket, self._socket.accept()[0] as caller:
            caller.recv(4096)
            known = f"{'1' * 40} refs/heads/main\0side-band-64k ofs-delta agent=slow"
            caller.sendall(_packet(known.encode()) + b"0000")
            caller.recv(4096)
            caller.sendall(_packet(b"NAK\n"))
            while not self.over.wait(self._pause):
                caller.sendall(_packet(b"\x02Counting objects: 1, so far\r"))


def _packet(data: bytes) -> bytes:
    return f"{len(data) + 4:04x}".encode() + data


def test_a_server_that_sends_slowly_for_ever_is_given_up(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_process, "PATIENCE", 1.0)
    slow = SlowServer(0.1)
    before = anna.head
    anna.git("remote", "set-url", "origin", slow.address)
    assert anna.app("sync") == 4
    slow.over.set()
    assert f"The server at {slow.address} was given up: it had not finished after" in anna.err
    assert anna.head == before and anna.git("status", "--porcelain") == ""
    left = [file.name for file in (anna.folder / ".git").rglob("*") if file.is_file()]
    assert not [name for name in left if "tmp" in name or name in ("main.lock", "shallow.lock")]


def test_ten_thousand_refs_and_hostile_names_are_left_where_they_are(
    anna: Person, bo: Person, server: Path
) -> None:
    names = [*HOSTILE_REFS, *(f"refs/heads/gren-{number:05}" for number in range(10_000))]
    names.append("refs/heads/main")
    at = anna.head
    lines = [f"{at} {name}\n" for name in sorted(names, key=str.encode)]
    packed = "# pack-refs with: peeled fully-peeled sorted \n" + "".join(lines)
    (server / "packed-refs").write_text(packed, "utf-8")
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0, anna.err
    assert bo.app("sync") == 0, bo.err
    assert bo.head == anna.head and not list(bo.folder.rglob("HOSTILE"))
    refs = bo.git("for-each-ref", "--format=%(refname)").splitlines()
    assert [each for each in refs if each not in names] == [
        "refs/remotes/origin/HEAD",
        "refs/remotes/origin/main",
    ]
    assert bo.app("status") == 0 and bo.app("verify") == 0, bo.err


def test_a_branch_that_is_called_like_the_whole_name_of_another_is_named(
    anna: Person, server: Path, git: Callable[..., str]
) -> None:
    """Git then takes the one branch for two, and pushes to neither."""
    git(server, "update-ref", "refs/heads/refs/heads/main", anna.head)
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 4
    assert "A branch of origin has a name that keeps git from pushing" in anna.err
    anna.git("push", "--quiet", "origin", ":refs/heads/refs/heads/main")
    assert anna.app("sync") == 0, anna.err


def test_an_old_branch_in_the_way_names_what_takes_it_away(anna: Person, bo: Person) -> None:
    """A branch `main/old` of the remote was thrown away, and this clone still remembers it."""
    bo.git("update-ref", "-d", "refs/remotes/origin/main")
    bo.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD")
    bo.git("update-ref", "refs/remotes/origin/main/old", "HEAD")
    assert bo.app("sync") == 4
    assert "is in the way here" in bo.err and "git remote prune origin" in bo.err
    bo.git("remote", "prune", "origin")
    assert bo.app("sync") == 0, bo.err


def test_a_lock_of_this_clone_is_not_blamed_on_the_server(anna: Person, bo: Person) -> None:
    anna.set("angar", "end=2024")
    assert anna.app("sync") == 0
    lock = bo.folder / ".git" / "refs" / "remotes" / "origin" / "main.lock"
    lock.write_bytes(b"")
    assert bo.app("sync") == 3 and f"The git repository is locked: {lock}" in bo.err
    assert "server" not in bo.err.partition("  |")[0]
    lock.unlink()
    assert bo.app("sync") == 0
