"""The agreement as it was read, with what is found out about its records when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from miljo_tui.editing.opening import Snapshot
from miljo_tui.frozen import replace
from miljo_tui.locale import Language
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem
from miljo_tui.model.query import fold, search_text
from miljo_tui.model.rules import check_record
from miljo_tui.model.times import last_day

if TYPE_CHECKING:
    from datetime import date


class CheckedAgreement:
    """A snapshot, and the problems and words of its records, each found when first asked for."""

    def __init__(self, path: Path, speaker: Language, *, most: int | None = None) -> None:
        """Open the agreement, without its measures where they are more. Raises Missing."""
        self.snapshot = Snapshot.open(path, most=most)
        self.speaker = speaker.knowing(lambda area: self.folder.area_name(area), in_app=True)
        self.unsettled: list[Problem] = []
        """The conflicts without marks that git waits for, when it was asked last."""
        self._problems: dict[str, list[Problem]] = {}
        self._search_texts: dict[str, str] = {}
        """The words of each measure that somebody has searched, by its id."""

    @property
    def folder(self) -> Folder:
        """The records."""
        return self.snapshot.folder

    def record(self, address: str) -> AnyRecord:
        """Return the record with this address."""
        (record,) = (each for each in self.folder.records() if each.address == address)
        return record

    def show(self, snapshot: Snapshot) -> None:
        """Take a freshly read agreement in the place of this one."""
        self.snapshot = snapshot
        self.put(snapshot.folder)

    def put(self, folder: Folder) -> None:
        """Take other records, and forget what was found out about these."""
        self.snapshot = replace(self.snapshot, folder=folder)
        self._problems.clear()
        self._search_texts = {}  # a thread may still fill those of before

    def ended(self, today: date) -> bool:
        """Tell whether the agreement's period is over."""
        end = self.folder.agreement.value.end
        return end is not None and last_day(end) < today

    def problems(self, record: AnyRecord) -> list[Problem]:
        """Return the problems of a record as it stands in the file."""
        if record.address not in self._problems:
            self._problems[record.address] = check_record(record, self.folder)
        waits = [problem for problem in self.unsettled if problem.file == record.file]
        return [*waits, *self._problems[record.address]]

    def found(self, terms: str, ids: Sequence[str]) -> Sequence[str]:
        """Return the ids of the measures in which every term occurs somewhere."""
        wanted, texts = fold(terms).split(), self._search_texts
        if wanted and len(texts) < len(self.folder.measures):
            self._learn(ids)
        for term in wanted:
            ids = [id for id in ids if term in texts[id]]
        return ids

    def learn_words(self) -> None:
        """Find out in what words each measure is found, before somebody asks; safe in a thread."""
        self._learn(self.folder.measures)

    def _learn(self, ids: Iterable[str]) -> None:
        texts, folder = self._search_texts, self.folder
        for id in ids:
            if id not in texts:
                texts[id] = search_text(folder.measures[id], folder, self.speaker)
