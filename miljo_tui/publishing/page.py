"""The municipality's page about its agreement: first what it is, where it stands, what is done."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.participation import participation
from miljo_tui.model.parts import Contact, EarlierRound, Page
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import Agreement
from miljo_tui.model.times import last_day
from miljo_tui.publishing import later
from miljo_tui.publishing.areas import Areas, shown_areas
from miljo_tui.publishing.assessments import by_year
from miljo_tui.publishing.cards import anchor
from miljo_tui.publishing.details import Details, Fact
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Link,
    Paragraph,
    Picture,
    Section,
)
from miljo_tui.publishing.foot import data_address, foot
from miljo_tui.publishing.head import head
from miljo_tui.publishing.markdown import markdown
from miljo_tui.publishing.phrases import Phrases
from miljo_tui.publishing.pictures import picture
from miljo_tui.publishing.sources import Sources
from miljo_tui.publishing.standing import standing

TEXTS = ("why", "background", "what_is_new")
"""The texts of the page that are a section each, in its order."""

SHORT = ("signed", "start", "registry_number")
"""What is known of the agreement in short."""

SETTINGS = ("format", "language", "reason_required", "reporters_public", "actor_code")
"""What of the agreement says how it is kept or is for programs; no reader asks for it."""


def page_document(publication: Publication) -> Document:
    """Return the page."""
    return _Page(publication).document()


def html(publication: Publication) -> bytes:
    """Return the page as HTML."""
    return later.hypertext(page_document(publication))


def piece(publication: Publication, level: int) -> bytes:
    """Return the page as a piece of HTML whose first heading has a level."""
    return later.fragment(page_document(publication), level)


def pasted(publication: Publication) -> bytes:
    """Return the page as Markdown."""
    return markdown(page_document(publication))


def phrases_of(publication: Publication) -> Phrases:
    """Return what says the values of a publication; areas lead to their sections."""
    shown = {area.id: Link(area.name, f"#{anchor(area)}") for area in shown_areas(publication)}
    links = publication.folder.agreement.value.links
    titles = {each.url: each.title.strip() for each in links if each.title.strip()}
    return Phrases(publication.language, publication.own, shown, titles)


class _Page:
    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._agreement = publication.folder.agreement.value
        self._page = self._agreement.page or Page()
        self._phrases = phrases_of(publication)
        self._sources = Sources(self._phrases)
        self._details = Details(self._phrases, self._sources)
        self._say = self._phrases.say

    def document(self) -> Document:
        publication, agreement = self._publication, self._agreement
        title = publication.folder.agreement.name
        sections = tuple(section for section in self._sections() if section.blocks)
        sources = self._sources.section()
        return Document(
            publication.language.code,
            publication.own,
            self._phrases.quote(title),
            tuple(self._lead()),
            (*sections, sources) if sources.blocks else sections,
            foot(publication, self._phrases),
            self._say(_("Skip to the content")),
            self._say(_("On this page")),
            owner="" if agreement.actor in title else self._phrases.quote(agreement.actor),
            head=head(publication),
            logo=self._picture("logo"),
            picture=self._picture("image"),
        )

    def _picture(self, key: str) -> Picture | None:
        words = self._phrases.quote(getattr(self._page, f"{key}_alt"))
        return picture(self._publication, getattr(self._page, key), words)

    def _lead(self) -> Iterator[Block]:
        yield from self._details.text(self._page.introduction)
        agreement = self._agreement
        facts: list[Fact] = []
        if agreement.counterpart:
            label = self._say(fields_of(Agreement)["counterpart"].label)
            facts.append((label, ((self._phrases.quote(agreement.counterpart),),)))
        other = tuple(key for key in fields_of(Agreement) if key not in SHORT)
        facts += self._details.facts(Agreement, agreement, other)
        yield Facts(tuple(facts))
        yield from self._what_comes_next()

    def _what_comes_next(self) -> Iterator[Block]:
        """Yield that the period is over, and what comes next, as far as anybody knows."""
        agreement, text = self._agreement, self._page.what_comes_next
        over = agreement.end is not None and last_day(agreement.end) < self._publication.day
        if over:
            period = self._phrases.period(agreement.start, agreement.end)
            said = self._say(_("The period {period} is over."), period=period)
            unknown = self._say(_("What comes next has not been published yet."))
            yield Paragraph((said,) if text else (f"{said} {unknown}",))
        yield from self._details.text(text)

    def _sections(self) -> Iterator[Section]:
        areas = Areas(self._publication, self._phrases, self._sources)
        yield standing(self._publication, self._phrases)
        yield areas.section()
        for key in TEXTS:
            yield self._of_page(key, tuple(self._details.text(getattr(self._page, key))))
        yield self._of_page("how_it_works", tuple(self._how_it_works()))
        points = tuple((self._phrases.quote(point),) for point in self._page.how_we_work)
        yield self._of_page("how_we_work", (Bullets(points),) if points else ())
        yield self._of_page("other_work", tuple(self._details.text(self._page.other_work)))
        yield Section(
            "taking-part", self._say(_("Participation and communication")), self._taking_part()
        )
        assessed = tuple(by_year(self._agreement, self._phrases, self._details))
        yield Section("assessments", self._say(_("How we kept our commitments")), assessed)
        for key in ("communications", "milestones"):
            entries = getattr(self._agreement, key)
            dated = (self._details.dated(entries),) if entries else ()
            yield Section(_slug(key), self._label(key), dated)
        rounds = (*self._earlier_rounds(), *areas.earlier())
        yield Section("earlier-rounds", self._label("earlier_rounds"), rounds)
        yield Section("links", self._say(_("Read more")), tuple(self._links()))
        contact = self._agreement.contact
        facts = tuple(self._details.facts(Contact, contact, ())) if contact else ()
        asked = Paragraph((self._say(_("Questions and comments on the measures are welcome.")),))
        yield Section("contact", self._label("contact"), (asked, Facts(facts)) if facts else ())

    def _of_page(self, key: str, blocks: tuple[Block, ...]) -> Section:
        heading = getattr(self._page, f"{key}_heading", "")
        title = self._phrases.quote(heading) or self._say(fields_of(Page)[key].label)
        return Section(_slug(key), title, blocks)

    def _label(self, key: str) -> str:
        return self._say(fields_of(Agreement)[key].label)

    def _how_it_works(self) -> Iterator[Block]:
        yield from self._details.text(self._page.how_it_works)
        for who, key in (
            (self._agreement.actor, "commitments"),
            (self._agreement.counterpart, "county_commitments"),
        ):
            if commitments := getattr(self._agreement, key):
                text = _("{who} undertakes to:")
                named = self._phrases.around(text, "who", self._phrases.quote(who))
                yield Paragraph(named if who else (self._label(key),))
                yield Bullets(tuple((self._phrases.quote(each),) for each in commitments))

    def _taking_part(self) -> tuple[Block, ...]:
        facts: list[Fact] = []
        for each in participation(self._publication.folder):
            lines: list[Line] = []
            for text, share in (
                (_("Meetings attended: {share}"), each.meetings),
                (_("Activities attended: {share}"), each.activities),
            ):
                lines += [(self._say(text, share=share.words),)] if share.of else []
            if told := each.communications:
                lines.append((self._say(_("Times communicated: {count}"), count=told),))
            facts.append((str(each.year), tuple(lines)))
        return (Facts(tuple(facts)),) if facts else ()

    def _earlier_rounds(self) -> Iterator[Block]:
        for number, each in enumerate(self._agreement.earlier_rounds, 1):
            name = self._phrases.quote(each.title)
            facts = tuple(
                self._details.facts(EarlierRound, each, ("title", "description", "sources"))
            )
            blocks = [*self._details.text(each.description)]
            blocks += [Facts(facts)] if facts else []
            blocks += self._sources.note(each.sources, name)
            yield Section(f"round-{number}", name, tuple(blocks))

    def _links(self) -> Iterator[Block]:
        """Yield the links that are no sources, which have a list of their own."""
        others = [each for each in self._agreement.links if each.url not in self._sources]
        lines: list[Line] = [self._details.linked(each) for each in others]
        if address := data_address(self._publication):
            lines.append((Link(self._say(_("The agreement as open data")), address),))
        if lines:
            yield Bullets(tuple(lines))


def _slug(key: str) -> str:
    return key.replace("_", "-")
