"""How git is run: no inherited repository, no helper programs when reading, no terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Missing

PATIENCE = 300.0
"""Seconds that a git command, with its hooks and its signer, may take."""

GRACE = 5.0
"""Seconds that git has to clear up, when it is told to end."""

LAST_WORDS = 0.5
"""Seconds for what git said to arrive, when somebody else still has its pipe."""

INHERITED = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
"""What would lead git to another repository (`git rev-parse --local-env-vars` lists it), or would
make it read the names of files in another way than `ALWAYS` says."""

ALWAYS = {
    "GIT_LITERAL_PATHSPECS": "1",  # a file named [ab].toml is that file
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_EDITOR": ":",
    "LC_ALL": "C.UTF-8",  # git's own words, where they are looked at
}

READING = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "diff.external": "",
    "color.ui": "false",
    "user.useConfigOnly": "true",
}
"""Settings under which no program runs that the repository's configuration names."""

WRITING = {
    "core.abbrev": "no",  # the id of a commit is told in full
    "core.fsync": "all",
    "color.ui": "false",
    "i18n.commitEncoding": "UTF-8",
    "user.useConfigOnly": "true",
}
"""Settings of a commit: the person's own hooks and signing apply, an identity is never guessed."""


class GitFailed(BadState):
    """Git ended with an error: its code, and what it said, for where nobody knows better."""

    def __init__(self, folder: Path, code: int, said: str) -> None:
        super().__init__(
            message(_("Git cannot look at {folder}"), folder=folder),
            message(_("What git says stands above; mend that first.")),
            said,
        )
        self.code = code
        self.said = said


def ask(folder: Path, *arguments: str) -> bytes:
    """Run a reading git command in a folder and return its output. Raises GitFailed, Missing."""
    return _run(folder, arguments, READING, {"GIT_OPTIONAL_LOCKS": "0"}, b"")


def do(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run a writing git command with something given to it. Raises GitFailed, Missing, BadState."""
    return _run(folder, arguments, WRITING, {}, given)


def _run(
    folder: Path,
    arguments: Sequence[str],
    settings: Mapping[str, str],
    more: Mapping[str, str],
    given: bytes,
) -> bytes:
    for name in INHERITED:
        os.environ.pop(name, None)
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git

    numbered = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        numbered |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    try:
        # The folder is named to git: GitPython would take the current one in place of one that is
        # gone. A session of its own: no prompt of a signer can come over the screen.
        running = git.Git().execute(
            ["git", "-C", str(folder), *arguments],
            istream=subprocess.PIPE,
            as_process=True,
            env={**ALWAYS, **more, **numbered},
            start_new_session=True,
        )
    except git.GitCommandNotFound:
        raise Missing(
            message(_("There is no git program on this computer")),
            message(_("Install git; until then the agreement can be read, not changed.")),
        ) from None
    process = running.proc
    assert process is not None
    work = _Work(process, given)
    late = message(_("Git did not finish within {seconds} seconds"), seconds=PATIENCE)
    timer = threading.Timer(PATIENCE, work.end, (late,))
    timer.daemon = True
    timer.start()
    _AT_WORK.add(work)
    try:
        output, said = work.done()
    except BaseException:
        work.end(late)
        process.wait()
        raise
    finally:
        timer.cancel()
        _AT_WORK.discard(work)
    if process.returncode and work.ended:
        raise BadState(
            work.ended,
            message(_("Look for a hook or a signing program that waits for something.")),
        )
    if process.returncode:
        told = said.strip() or output.strip()
        raise GitFailed(folder, process.returncode, told.decode("utf-8", "replace"))
    return output


class _Pipe(threading.Thread):
    """Reads what a program says. What it leaves running may say more, and is not waited for."""

    def __init__(self, pipe: IO[bytes]) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._blocks: list[bytes] = []
        self.start()

    def run(self) -> None:
        """Read to the end."""
        with self._pipe:
            while block := os.read(self._pipe.fileno(), 65536):
                self._blocks.append(block)

    def read(self) -> bytes:
        """Return what has been said by a program that has ended."""
        self.join(LAST_WORDS)
        return b"".join(self._blocks)


class _Work:
    """A git command at work, and why it was ended before its time."""

    def __init__(self, process: subprocess.Popen[bytes], given: bytes) -> None:
        assert process.stdin and process.stdout and process.stderr
        self._process = process
        self._pipes = _Pipe(process.stdout), _Pipe(process.stderr)
        process.stdout = process.stderr = None  # they are not GitPython's to close any more
        self._given = given
        self.ended: Message | None = None

    def done(self) -> tuple[bytes, bytes]:
        """Give git what it is given, wait for its end, and return what it said, errors last.

        Nothing looks for the end in naps, which would slow a save by a fifth.
        """
        assert self._process.stdin
        with suppress(BrokenPipeError), self._process.stdin as to:
            to.write(self._given)
        self._process.wait()
        output, said = (pipe.read() for pipe in self._pipes)
        return output, said

    def end(self, why: Message) -> None:
        """End git and all it runs; SIGTERM lets git clear its locks away, SIGKILL would not."""
        self.ended = self.ended or why
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
            # By now git has done so; a hook or a signer may be deaf.
            os.killpg(self._process.pid, signal.SIGKILL)


_AT_WORK: set[_Work] = set()


def call_off() -> None:
    """End what git is doing for somebody who does not want to wait for it any longer."""
    for work in list(_AT_WORK):
        work.end(message(_("Git was stopped before it had finished")))
