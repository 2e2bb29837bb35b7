"""The identity that git's settings give the person, and how it is written into them."""

from __future__ import annotations

import grp
import os
import pwd
import re

from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import BadState, WrongUse
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.gitpython import opened
from miljo_tui.repository.state import Repository

NOT_SHARED = ("", "umask", "false", "no", "off", "0")
"""What `core.sharedRepository` says of a clone that only its owner writes in."""

_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def known(where: Repository, key: str) -> str:
    """Return what git's settings say of a key, nothing where they say nothing."""
    try:
        return ask(where.root, "config", "--get", key).decode("utf-8", "replace").rstrip("\n")
    except GitFailed:
        return ""


def is_shared(where: Repository) -> bool:
    """Tell whether other people write in a clone too, so that its settings are theirs as well."""
    if known(where, "core.sharedRepository").casefold() not in NOT_SHARED:
        return True
    status = where.common_dir.stat()
    if status.st_uid != os.geteuid() or status.st_mode & 0o002:
        return True
    return bool(status.st_mode & 0o020) and not _is_private(status.st_gid)


def introduce(where: Repository, name: str, email: str) -> None:
    """Write name and address into the settings of a clone; of a shared one, into the person's own.

    Raises WrongUse for what git takes for no name or no address, BadState where it cannot write.
    """
    settings = {"user.name": name, "user.email": email}
    try:
        ask(where.root, "var", "GIT_AUTHOR_IDENT", settings=settings)
        is_good = bool(name.isprintable() and _ADDRESS.fullmatch(email) and email.isprintable())
    except GitFailed:
        is_good = False
    if not is_good:
        raise WrongUse(
            message(_("“{name}” and “{email}” are no name and address"), name=name, email=email),
            message(_("Write your name, and an address such as you@example.org.")),
        )
    scope = "--global" if is_shared(where) else "--local"
    try:
        with opened(where.root) as repo:
            for key, value in settings.items():
                repo.git.config(scope, "--replace-all", key, value)
    except GitFailed as failure:
        raise BadState(
            message(_("Git could not save your name and address")),
            message(_("Mend what it says, then try again.")),
            failure.messages,
        ) from None


def _is_private(group: int) -> bool:
    """Tell whether a group is the one that many systems give to each user alone."""
    try:
        found = grp.getgrgid(group)
        return found.gr_name == pwd.getpwuid(os.geteuid()).pw_name and len(found.gr_mem) <= 1
    except KeyError:
        return False
