"""The entry point: choose the language, read the arguments, run one command or the app."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from miljo_tui.cli.arguments import find_command, is_lost, opens_the_app, option_value
from miljo_tui.cli.context import Context
from miljo_tui.cli.output import complain, explain, flush
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import Failure, WrongUse, unforeseen


class Ended(KeyboardInterrupt):
    """A signal that ends the program as Ctrl+C does: what is begun is called off or cleared up."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def main() -> NoReturn:
    """Run the program with the process's arguments and end the process."""
    # A command is done before there is garbage worth looking for; the app looks for it once it has
    # read the agreement.
    gc.disable()
    have_streams()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _end)
    try:
        code = run(sys.argv[1:])
    except BrokenPipeError:  # the reader (head, less) has seen enough
        code = 0
    except KeyboardInterrupt as ended:
        # As shells count: 128 and the signal's number.
        code = 128 + (ended.number if isinstance(ended, Ended) else signal.SIGINT)
    finally:
        let_go_of_streams()
    gc.freeze()  # else the interpreter's end goes through all that is held, to look for garbage
    sys.exit(code)


def _end(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what clears up is not disturbed
    raise Ended(number)


def run(arguments: Sequence[str]) -> int:
    """Run the program and return its exit code, as `EXIT_CODES` lists them."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    context = Context.of(
        option_value(arguments, "--lang"), option_value(arguments, "-C"), os.environ
    )
    try:
        code = _run(context, arguments)
        flush()
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
    return code


def _run(context: Context, arguments: Sequence[str]) -> int:
    if opens_the_app(arguments):
        return _run_app(context)
    from miljo_tui.cli.argument_parser import configured, speak  # the app is opened without one

    speak(context.language)
    command = find_command(arguments)
    parser = configured(context.language, command)
    if is_lost(arguments) and not (command and command.hidden):
        parser.error(context.language.say(_("“--” is no value")))
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as ended:
        flush()  # the help is output as well
        raise ended
    if command is None:
        return _run_app(context)
    return command.load().run(context, parsed)


def _run_app(context: Context) -> int:
    """Open the agreement in the terminal. Raises WrongUse where there is no terminal."""
    path = context.path
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") == "dumb":
        raise WrongUse(
            message(_("The program needs a terminal")),
            message(_("Without one, run: miljo-tui list measures, show, set or check.")),
        )
    from miljo_tui.tui.launch import launch  # no command knows the screen

    return launch(path, context.language)


def have_streams() -> None:
    """Have all three, so that no file that is opened later takes the place of one.

    Writing to an output that was closed then fails as on a full disk; diagnostics go nowhere.
    """
    for number, flags in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # the system gives it the lowest number that is free
            os.set_inheritable(number, True)
    sys.stdin = sys.stdin or open(0, closefd=False)  # noqa: SIM115  (for the whole process)
    sys.stdout = sys.stdout or open(1, "w", closefd=False)  # noqa: SIM115  (likewise)
    sys.stderr = sys.stderr or open(2, "w", closefd=False)  # noqa: SIM115  (likewise)


def let_go_of_streams() -> None:
    """Drop what cannot be written: the interpreter would complain of it at its very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
