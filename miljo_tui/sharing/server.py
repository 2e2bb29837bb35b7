"""A server that takes nothing untrue: a shared bare repository with a hook that looks at pushes."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.repository.bare import make_bare

SETTINGS = {"receive.denyNonFastForwards": "true", "receive.fsckObjects": "true"}

MARK = "# miljo-tui looks at what is pushed; what was here before runs first, from pre-receive.own"

HOOK = """\
#!/bin/sh
{mark}
pushed=
while IFS= read -r line; do
    pushed="$pushed$line
"
done
own="${{0%/*}}/pre-receive.own"
if [ -x "$own" ]; then
    printf %s "$pushed" | "$own" "$@" || exit 1
fi
printf %s "$pushed" | {program}
"""


@frozen
class Server:
    """A shared repository, and whether anything had to be changed for it."""

    folder: Path
    is_changed: bool


def set_up_server(folder: Path, *, strict: bool = False, signers: Path | None = None) -> Server:
    """Make a bare repository for a group, or take one, and put the hook into it.

    A hook that is there goes on running, first. Nothing changes when that is done again. Raises
    WrongUse where there are no signers, BadState, Missing.
    """
    if signers is not None and not signers.is_file():
        raise WrongUse(
            message(_("There is no file {file} with allowed signers"), file=signers),
            message(_("It has a line for each: an address, and a public SSH key.")),
        )
    where = make_bare(folder, SETTINGS)
    hooks = where.git_dir / "hooks"
    hook, text = hooks / "pre-receive", _hook(strict=strict, signers=signers)
    try:
        there = hook.read_text("utf-8", "replace") if hook.exists() else ""
        if there == text:
            return Server(where.git_dir, is_changed=False)
        hooks.mkdir(exist_ok=True)
        if there and MARK not in there:
            hook.rename(hooks / "pre-receive.own")
        hook.write_text(text, "utf-8")
        hook.chmod(0o775)
    except OSError as error:
        raise BadState(
            message(_("{folder} cannot be written to"), folder=hooks),
            message(_("Mend that first.")),
            error.strerror or "",
        ) from None
    return Server(where.git_dir, is_changed=True)


def _hook(*, strict: bool, signers: Path | None) -> str:
    program = [sys.executable or "python3", "-P", "-m", "miljo_tui", "receive"]
    program += ["--strict"] if strict else []
    program += ["--allowed-signers", str(signers.absolute())] if signers else []
    return HOOK.format(mark=MARK, program=shlex.join(program))
