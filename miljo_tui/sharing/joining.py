"""Two histories joined in a work tree of their own: each record field by field, in one commit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from miljo_tui import audit, setup
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.folder import Folder
from miljo_tui.model.merging import Conflict
from miljo_tui.model.paths import spell
from miljo_tui.model.wording import value_words
from miljo_tui.repository import begun_merge
from miljo_tui.repository.begun_merge import OpenFile
from miljo_tui.repository.linked_work_tree import linked
from miljo_tui.repository.merge_commits import merge_base
from miljo_tui.repository.objects import files_at
from miljo_tui.sharing.two_versions import TwoVersions

Settled = Mapping[tuple[str, bytes, bytes, bytes], bytes]
"""What somebody has settled two versions to, by the file and its base, our version and theirs."""


@frozen
class Disagreement:
    """A file to which both sides have given something that does not go together."""

    path: str
    """From the top of the work tree."""
    ours: tuple[str, ...]
    """Who has changed it here."""
    theirs: tuple[str, ...]
    versions: TwoVersions | None = None
    """What can be chosen from; None for what only git can settle."""

    @property
    def conflicts(self) -> Sequence[Conflict]:
        """The fields with two values."""
        return self.versions.rebased.conflicts if self.versions else ()

    def words(self, speaker: Language) -> Iterator[Message]:
        """Yield what does not go together, whose it is, a line each."""
        facts = {"path": self.path, "ours": list(self.ours), "theirs": list(self.theirs)}
        if not self.conflicts or self.versions is None:
            yield message(
                _("{path} was changed here ({ours}) and there ({theirs}), and does not join"),
                **facts,
            )
            return
        record = self.versions.record
        for conflict in self.conflicts:
            key = spell(record.kind.cls, self.versions.rebased.draft.result.raw, conflict.path)
            yield message(
                _("{record}: {key} is {ours_value} here ({ours}), {theirs_value} there ({theirs})"),
                record=record.address,
                key=key,
                ours_value=_value(conflict, conflict.ours, speaker),
                theirs_value=_value(conflict, conflict.theirs, speaker),
                **facts,
            )


class TwoValues(BadState):
    """Both sides have given one field two values; only people can say which counts."""

    def __init__(self, found: Sequence[Disagreement], upstream: str) -> None:
        super().__init__(
            message(_("What is here and what came do not go together; nothing was changed")),
            message(
                _(
                    "Choose in the program, with Y; or with git: git merge {upstream}, then "
                    "miljo-tui settle RECORD, git commit, and share again."
                ),
                upstream=upstream,
            ),
        )
        self.found = tuple(found)

    def particulars(self, speaker: Language) -> Iterator[Message]:
        """Yield what does not go together, a line each."""
        for each in self.found:
            yield from each.words(speaker)


def join(
    chronicle: audit.Chronicle, ours: str, theirs: str, text: str, settled: Settled, upstream: str
) -> str:
    """Commit the merge of two commits on no branch, and return its id.

    Raises TwoValues where they do not go together, BadState where git or a hook refuses it.
    """
    with linked(chronicle.where, ours) as beside:
        opened = begun_merge.begin(beside, theirs, setup.MERGE_DRIVER, setup.merge_driver_command())
        parted = merge_base(chronicle.where.root, (ours, theirs))
        found: list[Disagreement] = []
        done: dict[str, tuple[str, bytes]] = {}
        folder = audit.folder_at(chronicle, ours)
        for path, file in opened.items():
            data = _joined(chronicle, path, file, folder, settled)
            if isinstance(data, bytes):
                done[path] = (file.mode or "", data)
            else:
                people = [_people(chronicle, path, parted, side) for side in (ours, theirs)]
                found.append(Disagreement(path, people[0], people[1], data))
        if found:
            raise TwoValues(found, upstream)
        begun_merge.settle(beside, done)
        tree = begun_merge.tree_of(beside)
        _require_ours(chronicle, tree, (ours, theirs), done)
        return begun_merge.commit(beside, tree, text)


def _joined(
    chronicle: audit.Chronicle, path: str, file: OpenFile, folder: Folder, settled: Settled
) -> bytes | TwoVersions | None:
    """Return what becomes of a file, or what is to be chosen from, or that only git can settle."""
    if file.stages.ours is None or file.stages.theirs is None or file.mode is None:
        return None
    blobs = [blob for blob in file.stages.blobs if blob]
    read = chronicle.objects.whole(blobs)
    base, ours, theirs = (read[blob] if blob else b"" for blob in file.stages.blobs)
    if (known := settled.get((path, base, ours, theirs))) is not None:
        return known
    merged = TwoVersions.joined(base, ours, theirs, path)
    if merged.is_joined:
        return merged.data
    record = chronicle.place.record(path)
    return TwoVersions.of(*record, (base, ours, theirs), folder) if record else None


def _require_ours(
    chronicle: audit.Chronicle, tree: str, sides: Sequence[str], done: Mapping[str, object]
) -> None:
    """Make sure that git has joined no record by another way. Raises BadState where it has."""
    root, paths = chronicle.where.root, chronicle.place.paths
    known = {blob for side in sides for blob in files_at(root, side, paths).values()}
    for path, blob in files_at(root, tree, paths).items():
        if blob not in known and path not in done:
            raise BadState(
                message(_("Git has joined the lines of {file}, not its fields"), file=path),
                message(_("Look for a line in .gitattributes that names another merge driver.")),
            )


def _people(chronicle: audit.Chronicle, path: str, parted: str, side: str) -> tuple[str, ...]:
    """Return who has changed a file on one side since the two parted."""
    record = chronicle.place.record(path)
    if record is None:
        return ()
    address = record[0].address(record[1])
    entries: Iterator[audit.Entry] = chronicle.entries_of(address, [f"^{parted}", side])
    return tuple(dict.fromkeys(entry.author for entry in entries if not entry.is_merge))


def _value(conflict: Conflict, value: object, speaker: Language) -> str:
    if isinstance(value, dict) or conflict.field is None:
        return speaker.say(_("removed") if value is None else _("changed"))
    if isinstance(value, str):
        return f"“{value.strip()}”"
    return speaker.spell(value_words(conflict.field, value))
