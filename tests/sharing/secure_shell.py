"""A real sshd on loopback, with keys of its own, for as long as a test lasts."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from waiting import until

HOST = "127.0.0.1"

SERVER = """\
ListenAddress {host}
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/person.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
SetEnv {surroundings}
"""
"""Its surroundings are those of the test: a login shell reads no file of the tester's own."""

CLIENT = """\
IdentityFile {folder}/person
IdentitiesOnly yes
UserKnownHostsFile {folder}/known
GlobalKnownHostsFile none
"""

APART = "mount -t tmpfs none /run && mkdir /run/sshd && exec "
"""Root's sshd wants an empty folder in /run: it gets one that nobody else sees."""


class SecureShell:
    """An sshd that lets this user in with a key; skips the test where there can be none."""

    def __init__(self, folder: Path, surroundings: Mapping[str, str]) -> None:
        program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        if program is None or shutil.which("ssh") is None:
            pytest.skip("no sshd (Debian: apt install openssh-server)")
        self.folder = folder
        folder.mkdir()
        for name in ("host", "person"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(make, check=True)
        with socket.socket() as free:
            free.bind((HOST, 0))
            self.port: int = free.getsockname()[1]
        quoted = " ".join(f'"{name}={value}"' for name, value in surroundings.items())
        facts = {"folder": folder, "host": HOST, "port": self.port, "surroundings": quoted}
        (folder / "server").write_text(SERVER.format_map(facts), "utf-8")
        (folder / "client").write_text(CLIENT.format_map(facts), "utf-8")
        public = (folder / "host.pub").read_text("utf-8")
        (folder / "known").write_text(f"[{HOST}]:{self.port} {public}", "utf-8")
        self.command = shlex.join(["ssh", "-F", str(folder / "client")])
        """What git is to run: the ssh client, without the tester's own settings."""
        start = [program, "-D", "-e", "-f", str(folder / "server")]
        if os.geteuid() == 0 and not Path("/run/sshd").is_dir():
            start = ["unshare", "--mount", "sh", "-c", APART + shlex.join(start)]
        self._log = (folder / "log").open("wb")
        self._process = subprocess.Popen(start, stdout=self._log, stderr=self._log)

    def __enter__(self) -> Self:
        until(self._is_up, "sshd listens")
        login = [*shlex.split(self.command), "-p", str(self.port), f"{_user()}@{HOST}", "true"]
        tried = subprocess.run(login, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if self._process.poll() is not None or tried.returncode:
            self.close()
            said = tried.stderr + (self.folder / "log").read_text("utf-8", "replace")
            pytest.skip(f"nobody can log in with sshd here: {said}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def address(self, repository: Path) -> str:
        """Return the address of a repository by this server."""
        return f"ssh://{_user()}@{HOST}:{self.port}{repository}"

    def connections(self) -> list[int]:
        """Return the processes that serve a connection each."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        with suppress(OSError):
            return [int(each) for each in children.read_text("ascii").split()]
        return []

    def lose(self, connection: int) -> None:
        """Lose a connection, as a network does: without a word."""
        with suppress(ProcessLookupError):
            os.kill(connection, signal.SIGKILL)

    def accepted(self) -> int:
        """Return how many connections there have been, besides the one that tried it."""
        return (self.folder / "log").read_text("utf-8", "replace").count("Accepted publickey") - 1

    def close(self) -> None:
        """End it, and what it serves."""
        for connection in self.connections():
            self.lose(connection)
        self._process.kill()
        self._process.wait()
        self._log.close()

    def _is_up(self) -> bool:
        with suppress(OSError), socket.create_connection((HOST, self.port)):
            return True
        return self._process.poll() is not None


def _user() -> str:
    return getpass.getuser()
