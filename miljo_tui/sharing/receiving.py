"""What is pushed to a server, looked at in git's quarantine, before it is taken or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from miljo_tui.audit import Chronicle, VerificationReport, folder_at
from miljo_tui.frozen import frozen
from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.repository.bare import bare_repository, branches_and_tags, folders_with
from miljo_tui.repository.revisions import newest
from miljo_tui.repository.state import Repository
from miljo_tui.sharing.together import new_errors

SHORT = 10
"""Characters of a commit's short id."""

BRANCHES, TAGS = "refs/heads/", "refs/tags/"

_TAKEN_FOR_ANOTHER = re.compile(
    r"(refs|heads|tags|remotes)/.*|([A-Z]+_)?HEAD|[0-9a-f]{40}|[0-9a-f]{64}", re.DOTALL
)
"""Names with which git may mean something else (gitrevisions(7)); one like refs/heads/main on a
server keeps everybody from pushing to main."""


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
    where, lines = bare_repository(folder), tuple(lines)
    found: list[Refusal] = []
    if misleading := tuple(_misleading(where, lines)):
        found.append(Refusal(_language_of(where), misleading))
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
    found = [(old, new) for old, new, ref in _moved(lines) if ref.startswith(BRANCHES)]
    return [(old if set(old) != {"0"} else None, new) for old, new in dict.fromkeys(found)]


def _moved(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what each ref was at, is to be at, and its name; without those that are deleted."""
    for line in lines:
        old, new, ref = [*line.split(" ", 2), "", "", ""][:3]
        if set(new) != {"0"}:
            yield old, new, ref


def _misleading(where: Repository, lines: Iterable[str]) -> Iterator[Message]:
    """Yield which pushed branch or tag has a name with which git may mean another."""
    pushed = [ref for _old, _new, ref in _moved(lines) if ref.startswith((BRANCHES, TAGS))]
    held = {*branches_and_tags(where), *pushed}
    for ref in pushed:
        name = ref.removeprefix(BRANCHES).removeprefix(TAGS)
        if _TAKEN_FOR_ANOTHER.fullmatch(name) or {BRANCHES + name, TAGS + name} <= held:
            text = _(
                "{name}: git can take this name for another branch or tag; choose another name"
            )
            yield message(text, name=name)


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


def _language_of(where: Repository) -> str:
    """Return the language of the agreement that the server has."""
    commit = newest(where)
    if commit is None:
        return "sv"
    for inside in folders_with(where, commit, AGREEMENT_FILE):
        with Chronicle(where.root / inside, where) as chronicle:
            return _language(chronicle, commit)
    return "sv"


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
    report = VerificationReport.of(chronicle, pushed, signers=signers, head=before)
    for finding in report.findings:
        yield message("{commit}: {problem}", commit=finding.commit[:SHORT], problem=finding.message)
    for entry in chronicle.every(pushed) if strict else ():
        if entry.records and entry.is_outside and not entry.is_merge:
            text = _("{commit} of {author} changes a record, but states no change")
            yield message(text, commit=entry.commit[:SHORT], author=entry.author)
