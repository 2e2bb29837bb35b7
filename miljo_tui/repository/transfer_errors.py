"""Why nothing passed between a clone and its remote, in words that say what to do about it."""

from __future__ import annotations

import re

from miljo_tui.locale import Whole, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState, Failure, Missing, Refused
from miljo_tui.model.shell_quoting import pasted
from miljo_tui.repository import git_locks
from miljo_tui.repository.commit_errors import FULL, lock_in
from miljo_tui.repository.git_process import GitFailed, ask
from miljo_tui.repository.state import Repository

_USER = re.compile(r"^([a-z0-9+.-]+://)[^/@]*@(?=[^/]*)", re.IGNORECASE)
"""Who is at an address; it may be a password."""

_ALONE = message(_("Your changes are saved here; share them when the network is there again."))

_NO_GIT = (
    _("What answers at {address} is no git server"),
    _(
        "Perhaps the network wants you to log in first: open any web page, then share again. "
        "Otherwise look at the address with: git remote -v"
    ),
)
"""A network that wants a login answers for every server, with a web page of its own."""

_REASONS = (
    (
        (
            *("info/refs not valid", "not valid: could not determine hash", "HTTP/0.9"),
            *("update url base from redirection", "redirects followed", "returned error: 511"),
            *("returned error: 30", "Cannot access URL", "valid info/refs"),
        ),
        *_NO_GIT,
    ),
    (
        ("bad line length character",),
        _("What answers at {address} says something that git does not understand"),
        _(
            "Its login may print a greeting, or the network wants you to log in first on a web "
            "page. See for yourself: {fetch}"
        ),
    ),
    (
        ("returned error: 413", "HTTP 413", "exceeds maximum allowed size", "pack size limit"),
        _("The server at {address} does not take so much at once"),
        _("Ask its operator to allow more; your changes are saved here."),
    ),
    (
        ("matches more than one",),
        _("A branch of {remote} has a name that keeps git from pushing"),
        _("It begins with refs/heads/refs/; have it removed. What it is called says: {listing}"),
    ),
    (
        ("git remote prune",),
        _("A branch that {remote} does not have any more is in the way here"),
        _("Give: {prune}; then share again."),
    ),
    (
        ("transport 'ext' not allowed",),
        _("The address of {remote} is a command"),
        _("It is not run. Look at it with: git remote -v; who put it there?"),
    ),
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
        ("SSL certificate", "certificate verif", "server certificate"),
        _("The certificate of the server at {address} does not prove that it is that server"),
        _("Share nothing. Ask who runs the server, or the network that you are in."),
    ),
    (
        ("resolve proxy", "CONNECT tunnel failed", "HTTP code 407", "from proxy after CONNECT"),
        _("The proxy between this computer and {address} does not let git through"),
        _("Ask who runs the network; git's own setting is: git config --global http.proxy"),
    ),
    (
        ("terminal prompts disabled", "could not read Username", "could not read Password"),
        _("The server at {address} requires a name and a password"),
        _("Let git know them once, in a terminal: {fetch}"),
    ),
    (
        ("UNPROTECTED PRIVATE KEY",),
        _("Others may read your ssh key, and ssh does not use it then"),
        _("Run chmod 600 on the file that ssh names above."),
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
        ("returned error: 5", "returned error: 429"),
        _("The server at {address} is out of order or overloaded just now"),
        "",
    ),
    (
        (
            *("returned error: 401", "returned error: 403", "Authentication failed"),
            *("not allowed", "denied to", "DENIED by", "read only", "read-only"),
        ),
        _("You may not do that at {address}"),
        _("Ask its operator for the right; your changes are saved here."),
    ),
    (
        ("repository corruption on the remote", "remote: fatal: bad object"),
        _("The git repository at {address} is damaged"),
        _("Tell its operator; your changes are saved here."),
    ),
    (
        ("-pack: command not found", "-pack: not found", "-pack: No such file"),
        _("There is no git on the server at {address}"),
        _("Tell its operator; your changes are saved here."),
    ),
    (
        (
            *("does not appear to be a git repository", "not found", "No such remote"),
            *("could not be found", "no path specified"),
        ),
        _("There is no git repository at {address}"),
        _("Look at the address with: git remote -v"),
    ),
    (
        ("Connection closed", "closed by remote host", "hung up", "disconnect", "early EOF"),
        _("The connection to the server at {address} was lost"),
        "",
    ),
)
"""What git or ssh say, what that means, and what to do."""


_ALWAYS = re.compile(
    r"Please make sure you have the correct access rights|and the repository exists\.|"
    r"fatal: Could not read from remote repository\.|error: failed to push some refs to|"
    r"(remote: )?([A-Z][a-z]+ [a-z]+: +\d+(%|, done)|Total \d+ \(delta|Delta compression using)"
)
"""What git says whatever has happened, and what it says of its progress."""


def explained(where: Repository, remote: str, failure: GitFailed) -> Failure:
    """Return why a remote could not be reached, or did not let us in."""
    messages = own_words(failure.messages)
    if any(words in messages for words in FULL):
        return BadState(
            message(_("The disk is full: git could not share anything")),
            message(_("Free some space and try again; the files are unchanged.")),
            messages,
        )
    if (lock := lock_in(messages)) and lock.is_relative_to(where.common_dir):
        return git_locks.explained(where, lock, messages)
    if "dubious ownership" in messages:
        found = re.search(r"repository (?:at|in) '(.+?)'", messages)
        return BadState(
            message(_("The repository of {remote} belongs to another user"), remote=remote),
            message(
                _("If you trust it: git config --global --add safe.directory {folder}"),
                folder=pasted(found[1] if found else "*"),
            ),
            messages,
        )
    facts = {
        "address": address(where, remote),
        "remote": remote,
        "fetch": pasted_fetch(remote),
        "listing": Whole(f"git ls-remote {pasted(remote)}"),
        "prune": Whole(f"git remote prune {pasted(remote)}"),
    }
    for signs, what, remedy in _REASONS:
        if any(sign in messages for sign in signs):
            return Missing(
                message(what, **facts), message(remedy, **facts) if remedy else _ALONE, messages
            )
    return Missing(
        message(_("Git could not reach {address}"), **facts),
        message(_("Mend what it says, and try: {fetch}"), **facts),
        messages,
    )


def no_right(where: Repository, remote: str, failure: GitFailed) -> Failure:
    """Return why a server could not store what was sent."""
    if any(words in failure.messages for words in FULL):
        return Missing(
            message(
                _("The disk of the server at {address} is full"), address=address(where, remote)
            ),
            message(_("Tell its operator; your changes are saved here.")),
            own_words(failure.messages),
        )
    return Missing(
        message(_("You may not write at {address}"), address=address(where, remote)),
        message(_("Ask its operator for the right; your changes are saved here.")),
        own_words(failure.messages),
    )


def no_answer(where: Repository, remote: str) -> Failure:
    """Return that a remote is silent."""
    text = _("The server at {address} does not answer in time")
    return Missing(message(text, address=address(where, remote)), _ALONE)


def too_slow(where: Repository, remote: str, seconds: float) -> Failure:
    """Return that a remote goes on and on, and never comes to an end."""
    text = _("The server at {address} was given up: it had not finished after {seconds} seconds")
    facts = {"address": address(where, remote), "seconds": round(seconds)}
    return Missing(message(text, **facts), _ALONE)


def no_git(where: Repository, remote: str) -> Failure:
    """Return that what answers at a remote is something else than git."""
    what, remedy = _NO_GIT
    return Missing(message(what, address=address(where, remote)), message(remedy))


def protected(where: Repository, remote: str, words: str) -> Failure:
    """Return that a server takes no changes to the branch but by a review."""
    return Refused(
        message(_("The server at {address} protects the branch"), address=address(where, remote)),
        message(_("Share them for a review instead: miljo-tui sync --to BRANCH")),
        words,
    )


def own_words(messages: str) -> str:
    """Return what git says without its progress, and without the advice that it always gives."""
    lines = [line.rstrip() for line in messages.splitlines()]
    return "\n".join(line for line in lines if line and not _ALWAYS.match(line))


def address(where: Repository, remote: str) -> str:
    """Return the address of a remote without who is named in it, or the remote's name."""
    try:
        output = ask(where.root, "remote", "get-url", "--", remote)
    except GitFailed:
        return remote
    return _USER.sub(r"\1", output.decode("utf-8", "replace").strip())


def pasted_fetch(remote: str) -> Whole:
    """Return the command that fetches from a remote in a terminal, where it may ask."""
    return Whole(f"git fetch {pasted(remote)}")
