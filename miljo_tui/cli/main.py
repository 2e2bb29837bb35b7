"""The entry point: choose the language, read the arguments, run one command or the app."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, explain
from miljo_tui.cli.parsing import configured, find_command, is_lost, option_value, speak
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, unforeseen

INTERRUPTED = 130
"""The exit code after Ctrl+C: 128 and the signal's number, as shells count."""


def main() -> NoReturn:
    """Run the program with the process's arguments and end the process."""
    # A command is done before there is garbage worth looking for; the app looks for it once it is
    # painted.
    gc.disable()
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; what is still buffered must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code: 0 done, 1 errors, 2 use, 3 state, 4 missing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    context = Context.of(option_value(arguments, "--lang"), option_value(arguments, "-C"))
    speak(context.language)
    command = find_command(arguments)
    parser = configured(context.language, command)
    if is_lost(arguments) and not (command and command.hidden):
        parser.error(context.language.say(_("“--” is no value")))
    parsed = parser.parse_args(arguments)
    try:
        if command is None:
            from miljo_tui.cli.app import run as run_app

            return run_app(context, parsed)
        return command.load().run(context, parsed)
    except Failure as failure:
        explain(context.language, failure)
        return failure.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # the last door: people get a sentence, never a traceback
        complain(context.language, unforeseen(error))
        if os.environ.get("MILJO_TUI_DEBUG"):
            raise
        return 1
