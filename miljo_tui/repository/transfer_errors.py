"""Why nothing passed between a clone and its remote, in words that say what to do about it."""

from __future__ import annotations

import re

from miljo_tui.locale import Whole, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure, Missing
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository.commit_errors import FULL
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.state import Repository

_USER = re.compile(r"^([a-z0-9+.-]+://)[^/@]*@(?=[^/]*)", re.IGNORECASE)
"""Who is at an address; it may be a password."""

_ALONE = message(_("Your changes are saved here; share them when the network is there again."))

_REASONS = (
    (
        ("REMOTE HOST IDENTIFICATION HAS CHANGED",),
        _("The server at {address} shows another key than before: it may be somebody else's"),
        _("Share nothing. Ask who runs the server whether its key was changed."),
    ),
    (
        ("Host key verification failed", "No matching host key"),
        _("This computer does not know the server at {address} yet"),
        _("Run this once, and compare the key's fingerprint with what its operator says: {fetch}"),
    ),
    (
        ("terminal prompts disabled", "could not read Username", "could not read Password"),
        _("The server at {address} wants a name and a password"),
        _("Let git know them once, in a terminal: {fetch}"),
    ),
    (
        ("Permission denied (", "ssh_askpass", "Too many authentication failures"),
        _("The server at {address} does not let you in"),
        _("If your key has a passphrase: ssh-add; then try in a terminal: {fetch}"),
    ),
    (
        ("Could not resolve host", "Name or service not known", "name resolution"),
        _("The server at {address} is not found: no network, or the name is wrong"),
        _("Your changes are saved here; look at the name with: git remote -v"),
    ),
    (
        ("timed out", "Timeout", "too slow"),
        _("The server at {address} does not answer in time"),
        "",
    ),
    (
        ("Network is unreachable", "No route to host", "Connection re", "Failed to connect"),
        _("The server at {address} cannot be reached"),
        "",
    ),
    (
        ("returned error: 401", "returned error: 403", "Authentication failed", "not allowed"),
        _("You may not do that at {address}"),
        _("Ask its operator for the right; your changes are saved here."),
    ),
    (
        ("does not appear to be a git repository", "not found", "No such remote"),
        _("There is no git repository at {address}"),
        _("Look at the address with: git remote -v"),
    ),
    (
        ("transport 'ext' not allowed",),
        _("The address of {remote} is a command"),
        _("It is not run. Look at it with: git remote -v; who put it there?"),
    ),
)
"""What git or ssh say, what that means, and what to do."""


def explained(where: Repository, remote: str, failure: GitFailed) -> Failure:
    """Return why a remote could not be reached, or did not let us in."""
    said = failure.said
    if any(words in said for words in FULL):
        return BadState(
            message(_("The disk is full: git could not share anything")),
            message(_("Make room and try again; the files are as they were.")),
            said,
        )
    if "dubious ownership" in said:
        found = re.search(r"repository (?:at|in) '(.+?)'", said)
        return BadState(
            message(_("The repository of {remote} belongs to another user"), remote=remote),
            message(
                _("If you trust it: git config --global --add safe.directory {folder}"),
                folder=pasted(found[1] if found else "*"),
            ),
            said,
        )
    facts = {
        "address": address(where, remote),
        "remote": remote,
        "fetch": pasted_fetch(remote),
    }
    for signs, what, remedy in _REASONS:
        if any(sign in said for sign in signs):
            return Missing(
                message(what, **facts), message(remedy, **facts) if remedy else _ALONE, said
            )
    return Missing(
        message(_("Git could not talk to {address}"), **facts),
        message(_("Mend what it says, and try: {fetch}"), **facts),
        said,
    )


def no_right(where: Repository, remote: str, failure: GitFailed) -> Failure:
    """Return why a server could not store what was sent."""
    if any(words in failure.said for words in FULL):
        return Missing(
            message(
                _("The disk of the server at {address} is full"), address=address(where, remote)
            ),
            message(_("Tell its operator; your changes are saved here.")),
            failure.said,
        )
    return Missing(
        message(_("You may not write at {address}"), address=address(where, remote)),
        message(_("Ask its operator for the right; your changes are saved here.")),
        failure.said,
    )


def address(where: Repository, remote: str) -> str:
    """Return the address of a remote without who is named in it, or the remote's name."""
    try:
        told = ask(where.root, "remote", "get-url", "--", remote)
    except GitFailed:
        return remote
    return _USER.sub(r"\1", told.decode("utf-8", "replace").strip())


def pasted_fetch(remote: str) -> Whole:
    """Return the command that fetches from a remote in a terminal, where it may ask."""
    return Whole(f"git fetch {pasted(remote)}")
