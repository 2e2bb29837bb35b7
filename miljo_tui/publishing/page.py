"""The municipality's page about its agreement, in the order in which it has been published."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.participation import participation
from miljo_tui.model.parts import Contact, Page
from miljo_tui.model.publication import Publication
from miljo_tui.model.records import Agreement
from miljo_tui.publishing.details import Details
from miljo_tui.publishing.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Line,
    Link,
    Note,
    Paragraph,
    Section,
    TableBlock,
    Words,
)
from miljo_tui.publishing.html import hypertext
from miljo_tui.publishing.markdown import markdown
from miljo_tui.publishing.measures import Measures, anchor, shown_areas
from miljo_tui.publishing.phrases import Phrases

TEXTS = ("why", "background", "what_is_new")
"""The texts of the page that are a section each, in its order."""

PLACED = (*("title", "areas", "commitments", "county_commitments", "contact", "page", "links"),)
"""What of the agreement stands in a place of its own, besides what is known of it in short."""

SETTINGS = ("format", "language", "reason_required", "reporters_public")
"""What of the agreement says how it is kept and nothing that the public asks for."""


def page(publication: Publication) -> Document:
    """Return the page."""
    return _Page(publication).document()


def html(publication: Publication) -> bytes:
    """Return the page as HTML."""
    return hypertext(page(publication))


def pasted(publication: Publication) -> bytes:
    """Return the page as Markdown."""
    return markdown(page(publication))


def phrases_of(publication: Publication) -> Phrases:
    """Return what says the values of a publication; areas lead to their sections."""
    shown = {area.id: Link(area.name, f"#{anchor(area)}") for area in shown_areas(publication)}
    return Phrases(publication.language, publication.own, shown)


def foot(publication: Publication, phrases: Phrases) -> Facts:
    """Return who publishes, when the agreement was changed last, and which commit is shown."""
    agreement = publication.folder.agreement.value
    publisher = (agreement.page and agreement.page.published_by) or agreement.actor
    changed = max(publication.changed.values(), default=publication.day)
    lines: list[tuple[Words, tuple[Line, ...]]] = [
        (phrases.say(_("Last changed")), ((phrases.day(changed),),)),
        (phrases.say(_("Version")), ((publication.commit,),)),
    ]
    if publisher:
        label = phrases.say(fields_of(Page)["published_by"].label)
        lines.insert(0, (label, ((phrases.quote(publisher),),)))
    return Facts(tuple(lines))


class _Page:
    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._agreement = publication.folder.agreement.value
        self._page = self._agreement.page or Page()
        self._phrases = phrases_of(publication)
        self._details = Details(self._phrases)
        self._say = self._phrases.say

    def document(self) -> Document:
        language: Language = self._publication.language
        return Document(
            language.code,
            self._publication.own,
            self._phrases.quote(self._publication.folder.agreement.name),
            tuple(self._lead()),
            tuple(section for section in self._sections() if section.blocks),
            foot(self._publication, self._phrases),
            self._say(_("Skip to the text")),
            self._say(_("Contents")),
        )

    def _lead(self) -> Iterator[Block]:
        yield from self._details.text(self._page.introduction)
        facts = self._details.facts(Agreement, self._agreement, (*PLACED, *SETTINGS))
        yield Facts(tuple(facts))

    def _sections(self) -> Iterator[Section]:
        for key in TEXTS:
            yield self._of_page(key, tuple(self._details.text(getattr(self._page, key))))
        yield self._of_page("how_it_works", tuple(self._how_it_works()))
        yield Section("areas", self._label("areas"), tuple(self._areas()))
        points = tuple((self._phrases.quote(point),) for point in self._page.how_we_work)
        yield self._of_page("how_we_work", (Bullets(points),) if points else ())
        yield Measures(self._publication, self._phrases).section()
        yield Section("taking-part", self._say(_("Taking part and telling")), self._taking_part())
        for key in fields_of(Agreement):
            blocks = self._details.tables(Agreement, self._agreement, _all_but(key))
            yield Section(_slug(key), self._label(key), tuple(blocks))
        links = dict(self._details.facts(Agreement, self._agreement, _all_but("links")))
        for title, lines in links.items():
            yield Section("links", title, (Bullets(lines),))
        contact = self._agreement.contact
        facts = tuple(self._details.facts(Contact, contact, ())) if contact else ()
        yield Section("contact", self._label("contact"), (Facts(facts),) if facts else ())

    def _of_page(self, key: str, blocks: tuple[Block, ...]) -> Section:
        return Section(_slug(key), self._say(fields_of(Page)[key].label), blocks)

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

    def _areas(self) -> Iterator[Block]:
        agreement = self._agreement
        lines = self._phrases.lines(fields_of(Agreement)["areas"], agreement.areas)
        if lines:
            period = self._phrases.period(agreement.start, agreement.end)
            text = _("{who} has chosen these areas for {period}:")
            if agreement.actor and period:
                actor = self._phrases.quote(agreement.actor)
                yield Paragraph(self._phrases.around(text, "who", actor, period=period))
            yield Bullets(lines)
        folder = self._publication.folder
        rest = [area.name for area in folder.in_order() if area.id not in agreement.areas]
        if rest:
            text = _("Prioritised areas that are not chosen: {areas}")
            yield Note(self._phrases.around(text, "areas", self._phrases.quote(", ".join(rest))))

    def _taking_part(self) -> tuple[Block, ...]:
        rows = tuple(
            tuple(
                ((words,),)
                for words in (
                    str(each.year),
                    self._say(each.meetings.words),
                    self._say(each.activities.words),
                    self._phrases.number(each.communications),
                )
            )
            for each in participation(self._publication.folder)
        )
        text = _(
            "Meetings and activities that were attended, of those there were, and what was told"
        )
        titles = (_("Year"), _("Meetings"), _("Activities"), _("Told"))
        heads = tuple((self._say(title),) for title in titles)
        return (TableBlock(self._say(text), heads, rows, shape="years"),) if rows else ()


def _slug(key: str) -> str:
    return key.replace("_", "-")


def _all_but(key: str) -> tuple[str, ...]:
    return tuple(each for each in fields_of(Agreement) if each != key)
