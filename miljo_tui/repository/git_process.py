"""Running git: reading commands start nothing else, writing ones run as a person would run them.

What reads does without GitPython: to load it takes a tenth of a second, longer than the whole of
`check` (1.5 times its processor time); its own readers know neither SHA-256 nor reftable, and some
run what a clone names. What writes is put together by GitPython's Repo (`gitpython.opened`), whose
git starts here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, Missing
from miljo_tui.repository.incomplete_history import incomplete
from miljo_tui.repository.process_wait import Work, signals_held

PATIENCE = 300.0
"""Seconds that a git command, with its hooks and its signer, may take."""

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
    "GIT_LITERAL_PATHSPECS",
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
make it read the names of files in another way than is meant."""

QUARANTINE = "GIT_QUARANTINE_PATH"
"""Set in the hook that looks at a push: what was pushed lies apart until the hook has agreed."""

QUARANTINED = ("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")
"""Where git finds it, and what was there before."""

NO_PROMPTS = {"GIT_TERMINAL_PROMPT": "0"}
"""A question of git's own would wait behind the screen for an answer."""

ANSWER_ENVIRONMENT = {
    **NO_PROMPTS,
    "GIT_LITERAL_PATHSPECS": "1",  # a file named [ab].toml is that file
    "LANGUAGE": "C",  # git's own words, where they are looked at
    "LC_ALL": "C.UTF-8",
    # The history is what its ids vouch for: nothing stands in for a commit, a tree or a parent.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": f"{os.devnull}/none",
}

READING_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "log.showSignature": "false",
    "diff.external": "",
    # What follows would make an answer read otherwise.
    "color.ui": "false",
    "core.commentChar": "#",
    "diff.orderFile": os.devnull,
    "diff.renameLimit": "1000",
    "grep.patternType": "default",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showRoot": "true",
    "trailer.separators": ":",
    "user.useConfigOnly": "true",
}
"""Settings under which the repository's own run no program and bend no answer."""

LOCAL_ONLY = {
    "GIT_OPTIONAL_LOCKS": "0",  # nothing is written, not even what would only save time
    # A clone may lack objects and say by which program they are fetched; they stay missing. Git
    # before 2.39.4 does not know the first, and asks whether it may use the protocol.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
"""What keeps a reading command to the objects on the disk."""

NONE: Mapping[str, str] = MappingProxyType({})

WRITING_SETTINGS = ("-c", "core.fsync=all", "-c", "i18n.commitEncoding=UTF-8")
"""The only settings that differ from the person's own git; hooks, signers and filters get them."""

NO_COMMAND = "protocol.ext.allow=never"
"""An address `ext::COMMAND` is a command; the clone's own settings may have it allowed."""

Listener = Callable[[bytes], None]
"""Hears git's messages, block by block, while it runs."""


class Ended(BadState):
    """Git was ended before it had finished: it took too long, or nobody wanted it any more."""


class Late(Ended):
    """Git was ended because it took too long, or said nothing for too long."""


class GitFailed(BadState):
    """Git ended with an error: its exit code and its messages."""

    def __init__(self, folder: Path, code: int, messages: str, output: bytes = b"") -> None:
        what, remedy = incomplete(folder, messages) or (
            message(_("Git cannot read {folder}"), folder=folder),
            message(_("What git says stands above; mend that first.")),
        )
        super().__init__(what, remedy, messages)
        self.code = code
        self.messages = messages
        self.output = output
        """Git's standard output; hooks write to its errors."""


def ask(
    folder: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] = NONE
) -> bytes:
    """Run a reading git command in a folder and return its output. Raises GitFailed, Missing.

    It reads what is given before it answers. `settings` apply besides those under which everything
    is read.
    """
    process = reading(folder, *arguments, settings=settings)
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it has failed already, and says why
        while given:
            given = given[os.write(process.stdin.fileno(), given) :]
    return _ended(process, folder)


@contextmanager
def asking(folder: Path, *arguments: str) -> Iterator[Callable[[], bytes]]:
    """Have a reading git command run beside the block; what is given returns its output.

    That raises GitFailed; asking raises Missing.
    """
    process = reading(folder, *arguments)
    try:
        yield lambda: _ended(process, folder)
    finally:
        stop_reading(process)


def reading(
    folder: Path,
    *arguments: str,
    settings: Mapping[str, str] = NONE,
    errors: int = subprocess.PIPE,
) -> subprocess.Popen[bytes]:
    """Start a reading git command, whose output is read while it runs. Raises Missing."""
    dropped = {*INHERITED} - {*(QUARANTINED if QUARANTINE in os.environ else ())}
    inherited = {name: value for name, value in os.environ.items() if name not in dropped}
    try:
        return subprocess.Popen(
            ["git", "-C", str(folder), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=inherited | _settings({**READING_SETTINGS, **settings}) | LOCAL_ONLY,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise _no_git() from None


def do(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    surroundings: Mapping[str, str] = NONE,
    listener: Listener | None = None,
    silence: float = PATIENCE,
) -> bytes:
    """Run a writing git command with something given to it. Raises GitFailed, Missing, BadState.

    Its hooks, signers and filters find what they would find if the person had typed it there. Git
    speaks the person's language, too: what it says is shown, and hardly looked into. Otherwise it
    is where `surroundings` say so. It is ended after `silence` seconds without a word.
    """
    inherited = {name: value for name, value in os.environ.items() if name not in INHERITED}
    with ExitStack() as held, _whole(given) if given else nullcontext() as whole:
        held.enter_context(signals_held())
        try:
            # A session of its own: no prompt of a signer can come over the screen.
            process = subprocess.Popen(
                ["git", "-C", str(folder), *WRITING_SETTINGS, *arguments],
                stdin=whole or subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**inherited, **surroundings, **NO_PROMPTS, "PWD": str(folder)},
                start_new_session=True,
            )
        except FileNotFoundError:
            raise _no_git() from None
        return _ended(process, folder, held.close, listener, silence)


def _whole(given: bytes) -> BinaryIO:
    """Return a temporary file from which git reads its input. Raises BadState.

    Of a pipe it would read only so much as was in it when this program was killed, and commit that.
    """
    import tempfile  # what only reads does without

    try:
        with ExitStack() as failing:
            file = failing.enter_context(tempfile.TemporaryFile())
            file.write(given)
            file.seek(0)
            failing.pop_all()
    except OSError as error:
        raise BadState(
            message(_("There is no room for a temporary file, without which git cannot commit")),
            message(
                _("Free some space, or name another folder in the environment variable TMPDIR.")
            ),
            os.strerror(error.errno or 0),
        ) from None
    return file


def literal(path: str) -> str:
    """Return a path as a pathspec that matches it alone, seen from the top folder."""
    return f":(literal){path}"


def stop_reading(process: subprocess.Popen[bytes]) -> None:
    """End a reading git command that is not wanted any more; it holds no lock to leave behind."""
    process.kill()
    # Its pipes are closed, and its end is waited for; it may not have read all that was sent.
    with suppress(BrokenPipeError), process:
        pass


def _settings(settings: Mapping[str, str]) -> dict[str, str]:
    numbered = {**ANSWER_ENVIRONMENT, "GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        numbered |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return numbered


def _no_git() -> Missing:
    return Missing(
        message(_("There is no git program on this computer")),
        message(_("Install git; until then the agreement can be read, not changed.")),
    )


def _ended(
    process: subprocess.Popen[bytes],
    folder: Path,
    let_signals: Callable[[], None] = lambda: None,
    listener: Listener | None = None,
    silence: float = PATIENCE,
) -> bytes:
    """Wait until git has ended, and return its output; `let_signals` lets held ones in again."""
    work = Work(process, listener)
    late_message = message(_("Git did not finish within {seconds} seconds"), seconds=PATIENCE)
    try:
        let_signals()
        output, messages = work.wait(PATIENCE, silence, late_message)
    except BaseException:
        work.end(late_message)
        process.wait()
        raise
    if process.returncode and work.end_reason:
        raise (Late if work.is_late else Ended)(
            work.end_reason,
            message(_("Look for a hook or a signing program that waits for something.")),
        )
    if process.returncode:
        reason = messages.strip() or output.strip()
        raise GitFailed(folder, process.returncode, reason.decode("utf-8", "replace"), output)
    return output
