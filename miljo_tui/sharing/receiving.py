"""What is pushed to a server, looked at in git's quarantine, before it is taken or refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from miljo_tui.audit import Chronicle, folder_at, verify
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.records import AGREEMENT_FILE
from miljo_tui.repository.bare import bare_repository, folders_with
from miljo_tui.repository.state import Repository
from miljo_tui.sharing.together import new_errors

SHORT = 10
"""Characters of a commit's short id."""

BRANCHES = "refs/heads/"


@frozen
class Refusal:
    """What is wrong with a push, and in which language the agreement speaks."""

    language: str
    said: tuple[Message, ...]


def refusals(
    folder: Path, lines: Iterable[str], *, strict: bool = False, signers: Path | None = None
) -> list[Refusal]:
    """Return what is wrong with what was pushed, by the lines that git gives to the hook.

    With `strict`, every change of a record must be claimed by its commit. Raises GitFailed.
    """
    where = bare_repository(folder)
    found: list[Refusal] = []
    for before, new in _tips(lines):
        there = [*([before] if before else []), new]
        folders = [
            folder for commit in there for folder in folders_with(where, commit, AGREEMENT_FILE)
        ]
        for inside in dict.fromkeys(folders):
            found += _refusal(where, inside, before, new, strict, signers)
    return found


def _tips(lines: Iterable[str]) -> list[tuple[str | None, str]]:
    """Return where branches were and are to be; a thousand at one commit are looked at once."""
    found: list[tuple[str | None, str]] = []
    for line in lines:
        old, new, ref = [*line.split(" ", 2), "", "", ""][:3]
        if ref.startswith(BRANCHES) and set(new) != {"0"}:
            found.append((old if set(old) != {"0"} else None, new))
    return list(dict.fromkeys(found))


def _refusal(
    where: Repository,
    inside: str,
    before: str | None,
    new: str,
    strict: bool,
    signers: Path | None,
) -> Iterator[Refusal]:
    with Chronicle(where.root / inside, where) as chronicle:
        # A new branch is looked at as far as no other has it.
        known = [f"^{before}"] if before else ["--not", "--all", "--not"]
        said = [*_untrue(chronicle, [*known, new], before, strict, signers)]
        said += [
            message("{file}: {problem}", file=each.file, problem=each.message)
            for each in new_errors(chronicle, new, before)
        ]
        if said:
            yield Refusal(_language(chronicle, new), tuple(said))


def _language(chronicle: Chronicle, commit: str) -> str:
    try:
        return folder_at(chronicle, commit).agreement.value.language or "sv"
    except WrongUse:  # the push takes the agreement away
        return "sv"


def _untrue(
    chronicle: Chronicle,
    pushed: Sequence[str],
    before: str | None,
    strict: bool,
    signers: Path | None,
) -> Iterator[Message]:
    for finding in verify(chronicle, pushed, signers=signers, head=before).findings:
        yield message("{commit}: {problem}", commit=finding.commit[:SHORT], problem=finding.message)
    for entry in chronicle.every(pushed) if strict else ():
        if entry.records and entry.is_outside and not entry.is_merge:
            text = _("{commit} of {author} changes a record, but states no change")
            yield message(text, commit=entry.commit[:SHORT], author=entry.author)
