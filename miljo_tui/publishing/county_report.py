"""The report to the county board: what was done in one year, area by area, and what did not go."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.figures import FOR_YEAR, LABELS, Figures, counted, figures, signed
from miljo_tui.model.folder import Record
from miljo_tui.model.groups import grouped, groups, name
from miljo_tui.model.participation import attendance, communications
from miljo_tui.model.parts import FollowUp
from miljo_tui.model.publication import Publication
from miljo_tui.model.query import sort
from miljo_tui.model.records import Agreement, Measure
from miljo_tui.model.rounds import Standing, State, state
from miljo_tui.model.statuses import DONE, NOT_RELEVANT, STATUSES
from miljo_tui.model.times import last_day
from miljo_tui.publishing import later
from miljo_tui.publishing.assessments import kept, summary
from miljo_tui.publishing.details import Details, Fact
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Link,
    Paragraph,
    Section,
    TableBlock,
)
from miljo_tui.publishing.foot import foot
from miljo_tui.publishing.markdown import markdown
from miljo_tui.publishing.measured import measured
from miljo_tui.publishing.phrases import Phrases
from miljo_tui.publishing.planned import planned
from miljo_tui.publishing.standing import by_status, group_name, standing_in

_WORDS = {str(option.value): option.label for option in STATUSES}
_RANK = {value: rank for rank, value in enumerate(_WORDS) if value != NOT_RELEVANT}


def html(publication: Publication, year: int) -> bytes:
    """Return the report on a year as HTML."""
    return later.hypertext(report(publication, year))


def pasted(publication: Publication, year: int) -> bytes:
    """Return the report on a year as Markdown."""
    return markdown(report(publication, year))


def report(publication: Publication, year: int) -> Document:
    """Return the report on a year; areas that were chosen stand in it even without a measure."""
    return _Report(publication, year).document()


class _Report:
    def __init__(self, publication: Publication, year: int) -> None:
        self._publication = publication
        self._folder = publication.folder
        self._year = year
        self._phrases = Phrases(publication.language, publication.own, {})
        self._details = Details(self._phrases)
        self._say = self._phrases.say
        self._sections_of: dict[str, str] = {}
        """The section of each measure that the report shows, by its id."""

    def document(self) -> Document:
        agreement = self._folder.agreement
        title = self._say(_("Report for {year}: {title}"), year=self._year, title=agreement.name)
        known = ("actor", "counterpart", "start", "end", "registry_number")
        rest = [key for key in fields_of(Agreement) if key not in known]
        facts = tuple(self._details.facts(Agreement, agreement.value, rest))
        return Document(
            self._publication.language.code,
            self._publication.own,
            title,
            (Facts(facts),),
            tuple(section for section in self._sections() if section.blocks),
            foot(self._publication, self._phrases),
            self._say(_("Skip to the content")),
            self._say(_("Contents")),
        )

    def _sections(self) -> Iterator[Section]:
        agreement, year = self._folder.agreement.value, self._year
        told = tuple(summary(self._phrases, agreement, year))
        yield Section("summary", self._say(_("Summary")), told)
        judged = tuple(kept(self._phrases, agreement, year))
        yield Section("assessment", self._say(_("Assessment of the commitments")), judged)
        yield standing_in(self._folder, self._phrases, year, self._publication.day)
        yield Section(
            "round", self._say(_("Figures for {year}"), year=year), tuple(self._figures())
        )
        records = self._counted()
        areas = tuple(self._areas(records))
        yield Section("deviations", self._say(_("Deviations")), (self._departing(records),))
        yield from areas
        yield Section(
            "commitments", self._say(_("Participation and communication")), tuple(self._rest())
        )

    def _departing(self, records: list[Record[Measure]]) -> Block:
        """Return each kind of deviation with the measures that it is said of."""
        found: dict[str, Line] = {}
        for record in sort(records):
            name = Link(record.name, f"#{self._sections_of[record.id]}")
            for said in map(self._say, self._deviations(record.value)):
                found[said] = (*found[said], ", ", name) if said in found else (name,)
        if not found:
            return Paragraph((self._say(_("No deviations.")),))
        return Facts(tuple((said.rstrip("."), (names,)) for said, names in sorted(found.items())))

    def _areas(self, records: list[Record[Measure]]) -> Iterator[Section]:
        """Yield the chosen areas, and others where something was reported or is planned."""
        folder = self._folder
        due = grouped(records, "area", folder)
        everything = grouped(folder.measures.values(), "area", folder)
        for number, (key, members) in enumerate(everything.items(), 1):
            measures = [
                self._measure(f"measure-{number}-{place}", record)
                for place, record in enumerate(sort(due.get(key, [])), 1)
            ]
            plans = tuple(self._planned(f"planned-{number}", members))
            if measures or plans or key in folder.chosen:
                nothing = Paragraph((self._say(_("No measure was to report.")),))
                title = group_name(self._phrases, name(key, "area", folder))
                yield Section(f"area-{number}", title, (*(measures or (nothing,)), *plans))

    def _planned(self, id: str, members: list[Record[Measure]]) -> Iterator[Section]:
        """Yield what is planned in an area, also for measures that had nothing to report."""
        day = self._publication.day
        lines = tuple(planned(self._phrases, sort(members), self._year, self._folder, day))
        if lines:
            yield Section(id, self._say(_("What is planned")), (Bullets(lines),))

    def _state(self, measure: Measure, years: int = 0) -> State:
        return state(measure, self._year + years, self._folder, self._publication.day)

    def _counted(self) -> list[Record[Measure]]:
        return counted(self._folder, self._year, FOR_YEAR, self._publication.day)

    def _figures_of(self, year: int) -> Figures:
        return figures(self._folder, year, FOR_YEAR, self._publication.day)

    def _deviations(self, measure: Measure) -> Iterator[Message]:
        return deviations(measure, self._year, self._state(measure), self._state(measure, -1))

    def _figures(self) -> Iterator[Block]:
        now = self._figures_of(self._year)
        before = self._figures_of(self._year - 1)
        change = now.since(before)
        text = _("The measures that were to report for {year}, and how it was the year before")
        yield TableBlock(
            self._say(text, year=self._year),
            tuple(
                (self._say(each),)
                for each in (_("Figure"), _("How many"), _("Since the year before"))
            ),
            tuple(
                (
                    ((self._say(label),),),
                    ((self._say(now.share(key).words),),),
                    ((signed(change[key]) if before.all else "–",),),
                )
                for key, label in LABELS.items()
            ),
        )
        caption = self._say(_("By area and status; a measure in two areas is counted in both"))
        by_area = groups(self._folder, "area", self._year, FOR_YEAR, self._publication.day)
        yield by_status(self._phrases, caption, by_area, now)
        done = tuple(self._done_before())
        if done:
            said = self._say(_("Done before {year}, and not to report again:"), year=self._year)
            yield Paragraph((said,))
            yield Bullets(done)

    def _done_before(self) -> Iterator[Line]:
        """Yield the measures that the figures of the year leave out because they are done."""
        for record in sort(self._folder.measures.values()):
            then = self._state(record.value)
            if then.standing is Standing.DONE and then.follow_up:
                yield self._phrases.quote(record.name), f" ({then.follow_up.year})"

    def _measure(self, id: str, record: Record[Measure]) -> Section:
        measure = record.value
        self._sections_of.setdefault(record.id, id)
        follow_up = self._state(measure).reported
        before = self._state(measure, -1).reported
        status = self._phrases.status(follow_up.status if follow_up else "")
        facts: list[Fact] = [(self._say(_("Status")), ((status,),))]
        if before:
            label = self._say(_("The year before"))
            facts.append((label, ((self._phrases.status(before.status),),)))
        reports = [entry for entry in measure.follow_ups if entry.year == self._year]
        for entry in reports:
            done = self._phrases.lines(fields_of(FollowUp)["comment"], entry.comment)
            if done:
                facts.append((self._say(_("What was done in {year}"), year=self._year), done))
            known = ("year", "comment", *(("status",) if len(reports) == 1 else ()))
            facts += self._details.facts(FollowUp, entry, known)
        without = [
            key
            for key in fields_of(Measure)
            if key not in ("responsible", "participants", "start", "end", "criterion", "decision")
        ]
        facts += self._details.facts(Measure, measure, without)
        departing = tuple((self._say(each),) for each in self._deviations(measure))
        if departing:
            facts.append((self._say(_("Deviations")), departing))
        blocks: list[Block] = [Facts(tuple(facts))]
        blocks += measured(self._phrases, measure.indicators, self._year)
        for key in ("funding", "actions"):
            blocks += self._details.entries(fields_of(Measure)[key], getattr(measure, key))
        return Section(id, self._phrases.quote(record.name), tuple(blocks))

    def _rest(self) -> Iterator[Block]:
        folder = self._folder
        attended = attendance(folder, self._year)
        if not any(each.meetings.of or each.activities.of for each in attended):
            text = _("Nothing is recorded of meetings and activities in {year}.")
            yield Paragraph((self._say(text, year=self._year),))
        else:
            yield TableBlock(
                self._say(_("Participation in meetings and activities")),
                tuple((self._say(each),) for each in (_("Area"), _("Meetings"), _("Activities"))),
                tuple(
                    (
                        ((self._phrases.quote(folder.areas[each.area].name),),),
                        *(
                            ((self._say(share.words) if share.of else "–",),)
                            for share in (each.meetings, each.activities)
                        ),
                    )
                    for each in attended
                ),
            )
        told = tuple(communications(folder, self._year))
        yield from self._details.entries(fields_of(Agreement)["communications"], told)


def deviations(measure: Measure, year: int, now: State, then: State) -> Iterator[Message]:
    """Yield what departs, a sentence each; the scale itself says how far, never that it is late.

    `then` is the state of the year before.
    """
    follow_up = now.reported
    if follow_up is None:
        yield message(_("Nothing was reported for {year}."), year=year)
        return
    status = follow_up.status
    if status == NOT_RELEVANT:
        yield message(_("It was judged not to be relevant."))
        return
    before = then.reported
    if before and before.status in _RANK and _RANK[before.status] < _RANK[status]:
        word = message(_WORDS[before.status])
        yield message(_("It had come further the year before ({status})."), status=word)
    if measure.end is not None and last_day(measure.end).year <= year and status != DONE:
        yield message(_("It was to end in {end} and is not done."), end=last_day(measure.end).year)
