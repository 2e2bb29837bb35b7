"""A record in words: its fields, its follow-ups as a timeline, its problems where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from textual.content import Content

from miljo_tui import editing
from miljo_tui.locale import Language, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.fields import Field, fields_of
from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.literals import bare
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.problems import UNREADABLE, Path, Problem, Severity
from miljo_tui.model.progress import newest
from miljo_tui.model.records import Measure
from miljo_tui.model.statuses import LETTERS, STATUSES, UNREPORTED
from miljo_tui.model.structures import Entries, Listing, Table
from miljo_tui.model.texts import LongText, Url
from miljo_tui.model.times import words, year_of
from miljo_tui.model.values import is_empty
from miljo_tui.model.wording import in_full
from miljo_tui.tui.literal import label, visible
from miljo_tui.tui.panels.cut_text import shortened

COLOURS = {"G": "green", "H": "cyan", "P": "yellow", "E": "red", "not_relevant": "dim", "": "dim"}
"""A colour a status; it never stands alone, the letter and the word say the same."""

_WORDS = {str(option.value): option.label for option in STATUSES}


class Description:
    """Builds the lines that describe one record."""

    def __init__(
        self,
        record: AnyRecord,
        problems: Sequence[Problem],
        speaker: Language,
        width: int = 80,
        *,
        folder: Folder | None = None,
        names_sources: bool = False,
    ) -> None:
        self.record = record
        self.problems = problems
        self.width = width
        """The cells there are for a line that is not to be wrapped."""
        self.folder = folder
        """Where the names of areas and the titles of links are found."""
        self.names_sources = names_sources
        """Whether the sources are named in one line, instead of listed by their addresses."""
        self.speaker = speaker
        self.say = speaker.say

    def lines(self) -> Sequence[Content]:
        """Return the lines of the whole description."""
        # The title of the panel is the name; where it is cut there, it stands here in full.
        cut = cell_len(visible(self.record.name)) + 6 > self.width
        lines = [label(self.record.name, "bold")] if cut else []
        lines += self._status()
        lines += self._problems_at((), exact=True)
        lines += self._broken()
        lines += self._fields(self.record.kind.cls, self.record.raw, ())
        lines += self._sources()
        lines += [label(""), label(self.record.file, "dim")]
        return lines

    def _broken(self) -> Iterator[Content]:
        """Show the line of a broken file that is at fault, and say what can be done about it."""
        fault = self.record.fault
        if fault is None:
            return
        (found,) = editing.PlacedProblem.placed(self.record, [fault])
        line, marks = found.place.excerpt(self.width - 2)
        if line.strip():
            yield from (label(""), label(line), label(marks, "red"))
        if fault.code != UNREADABLE:
            yield label("")
            yield label(self.say(_("F4 opens the file in your editor, at this place.")))

    def _status(self) -> Iterator[Content]:
        measure = self.record.value
        if not isinstance(measure, Measure) or self.record.fault:
            return
        if measure.example:
            yield label(self.say(_("MADE UP: not part of the agreement")), "bold")
        follow_up = newest(measure)
        if follow_up is None:
            reported = label(f"{UNREPORTED} {self.say(_('Not reported yet'))}", "dim")
        else:
            reported = self._status_words(follow_up.status, f" ({follow_up.year})")
        rest = [*self._area_names(), period(measure, self.speaker)]
        yield Content(" · ").join([reported, *(label(each) for each in rest if each)])

    def _area_names(self) -> Iterator[str]:
        """Yield the names of the measure's areas, which stand in its first line."""
        areas = self.folder.areas if self.folder else {}
        for id in self.record.raw.get("areas") or () if self._has_plain_areas else ():
            yield areas[id].name

    @property
    def _has_plain_areas(self) -> bool:
        """Tell whether all areas of a measure are known, so that their names say all."""
        ids = self.record.raw.get("areas")
        areas = self.folder.areas if self.folder else {}
        return isinstance(ids, list) and all(isinstance(id, str) and id in areas for id in ids)

    def _sources(self) -> Iterator[Content]:
        """Name the sources in one line, each by its link's title or its site."""
        addresses = self.record.raw.get("sources", ()) if self._folds_sources else ()
        if not addresses:
            return
        links = [*self.record.raw.get("links", ()), *self._agreement_links()]
        titles = {
            link["url"]: link["title"]
            for link in reversed(links)
            if isinstance(link, dict) and link.get("url") and link.get("title")
        }
        names = dict.fromkeys(bare(titles.get(each) or _site(each)) for each in addresses)
        said = counted(_("{count} source"), _("{count} sources"), count=len(addresses))
        yield label("")
        yield Content.assemble(label(f"{self.say(said)}: ", "bold"), label(" · ".join(names)))
        yield from self._problems_at(("sources",))

    @property
    def _folds_sources(self) -> bool:
        """Tell whether the sources are named at the end, and are addresses, as they should be."""
        addresses = self.record.raw.get("sources")
        is_listed = isinstance(addresses, list) and all(isinstance(each, str) for each in addresses)
        return self.names_sources and is_listed and bool(addresses)

    def _agreement_links(self) -> Sequence[Any]:
        links = self.folder.agreement.raw.get("links") if self.folder else None
        return links if isinstance(links, list) else ()

    def _status_words(self, status: str, after: str = "") -> Content:
        letter, word = LETTERS.get(status, "?"), _WORDS.get(status)
        text = f"{letter} {self.say(word) if word else status}{after}"
        return label(text, COLOURS.get(status, ""))

    def _fields(
        self, cls: type[Any], raw: Mapping[str, Any], path: Path, indent: str = ""
    ) -> Iterator[Content]:
        declared = fields_of(cls)
        for key in [*(key for key in declared if key in raw), *(raw.keys() - declared.keys())]:
            here = (*path, key)
            yield from self._field(declared.get(key), key, raw[key], here, indent)

    def _field(
        self, field: Field | None, key: str, value: Any, path: Path, indent: str
    ) -> Iterator[Content]:
        kind = field.kind if field else None
        name = self.say(field.label) if field else key
        if field and isinstance(kind, Table) and kind.fits(value):
            inner = list(self._fields(kind.of, value, path, indent + "  "))
            if inner:
                yield label(f"{indent}{name}", "underline")
                yield from inner
        elif field and isinstance(kind, Entries) and kind.fits(value):
            if value:
                yield label("")
                yield label(f"{indent}{name}", "underline")
            for index, entry in self._in_time(kind, value):
                yield from self._entry(kind, entry, (*path, index), indent)
        elif not is_empty(value) and not self._known(field, path):
            yield from self._value(field, name, value, indent)
            yield from self._problems_at(path, indent=indent)
            return
        yield from self._problems_at(path, exact=True, indent=indent)

    def _known(self, field: Field | None, path: Path) -> bool:
        """Tell whether a value stands above already, or is the program's own affair."""
        if path == ("areas",) and isinstance(self.record.value, Measure):
            return self._has_plain_areas
        if path == ("sources",):
            return self._folds_sources
        return path in (("title",), ("name",)) or bool(field and field.fixed)

    def _in_time(self, kind: Entries, entries: list[Any]) -> list[tuple[int, Any]]:
        numbered = list(enumerate(entries))
        if kind.of is FollowUp:
            numbered.sort(key=lambda pair: _year(pair[1]))
        return numbered

    def _entry(
        self, kind: Entries, entry: dict[str, Any], path: Path, indent: str
    ) -> Iterator[Content]:
        declared = fields_of(kind.of)
        heads = [key for key in kind.key if not is_empty(entry.get(key))]
        head = " · ".join(bare(entry[key]) for key in heads)
        status = entry.get("status")
        if "status" in declared and isinstance(status, str) and status:
            words = self._status_words(status)
            yield Content.assemble(label(f"{indent}• {head}  ", "bold"), words)
            heads.append("status")
        else:
            yield label(f"{indent}• {head}", "bold")
        for key in heads:
            yield from self._problems_at((*path, key), indent=indent + "  ")
        yield from self._problems_at(path, exact=True, indent=indent + "  ")
        rest = {key: value for key, value in entry.items() if key not in heads}
        yield from self._fields(kind.of, rest, path, indent + "    ")

    def _value(self, field: Field | None, name: str, value: Any, indent: str) -> Iterator[Content]:
        kind = field.kind if field else None
        if field and isinstance(kind, LongText) and kind.fits(value):
            yield label(f"{indent}{name}", "bold")
            flowing = _flowing(shortened(value, self.say), indent)
            yield label(flowing, lines=True)
        elif field and isinstance(kind, Listing) and kind.fits(value) and len(value) > 1:
            yield label(f"{indent}{name}:", "bold")
            bullet = "" if isinstance(kind.item, Url) else "– "  # an address breaks where it can
            for item in value:
                yield label(f"{indent}  {bullet}{in_full(kind.item, item, self.speaker)}")
        else:
            spoken = shortened(in_full(kind, value, self.speaker), self.say)
            yield Content.assemble(label(f"{indent}{name}: ", "bold"), label(spoken))

    def _problems_at(
        self, path: Path, *, exact: bool = False, indent: str = ""
    ) -> Iterator[Content]:
        for problem in self.problems:
            if problem.path == path or (not exact and problem.path[: len(path)] == path):
                style = "red" if problem.severity is Severity.ERROR else "yellow"
                text = f"{self.say(problem.message).rstrip('.')}. {self.say(problem.remedy)}"
                place = ":".join(map(str, (problem.file, *(problem.point or ()), "")))
                place = f"{place} " if problem.point else ""
                yield label(f"{indent}! {place}{text}", style)


def period(measure: Measure, speaker: Language) -> str:
    """Return the years of a measure, `2021–2023` or `2019–`, or the part of a year it is for."""
    if isinstance(measure.start, str) and measure.start == measure.end:
        return speaker.spell(words(measure.start, short=True))
    start, end = (
        "" if time is None else str(year_of(time)) for time in (measure.start, measure.end)
    )
    return start if start == end else f"{start}–{end}"


def _site(address: str) -> str:
    """Return the name of the site that an address leads to."""
    return address.partition("://")[2].partition("/")[0] or address


def _flowing(text: str, indent: str) -> str:
    """Join the lines of each paragraph: the panel breaks them where it ends."""
    joined = re.sub(r"(?<=[^\n])\n(?=[^\n\-•*–])", " ", text.strip())
    return "\n".join(f"{indent}{line}" for line in lines_of(joined))


def _year(entry: Any) -> int:
    year = entry.get("year")
    return year if isinstance(year, int) else 0
