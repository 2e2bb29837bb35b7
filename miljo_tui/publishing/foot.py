"""The foot of what is published: who publishes it, when it was changed, and which version it is."""

from __future__ import annotations

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.parts import OpenData, Page
from miljo_tui.model.publication import Publication
from miljo_tui.publishing.details import Fact
from miljo_tui.publishing.document import Facts, Line, Link
from miljo_tui.publishing.phrases import Phrases, is_web

DATA = "miljooverenskommelsen.json"
"""The name of the open data's file in the folder that the agreement names."""

KNOWN_BY = 7
"""The characters of a commit's id that people write."""


def foot(publication: Publication, phrases: Phrases) -> Facts:
    """Return who publishes, when the agreement was changed last, and which version is shown."""
    agreement = publication.folder.agreement.value
    page = agreement.page or Page()
    facts: list[Fact] = []
    if publisher := page.published_by or agreement.actor:
        label = phrases.say(fields_of(Page)["published_by"].label)
        facts.append((label, ((phrases.quote(publisher),),)))
    changed = max(publication.changed.values(), default=publication.day)
    facts.append((phrases.say(_("Last changed")), ((phrases.day(changed),),)))
    facts.append((phrases.say(_("Version")), (_version(publication),)))
    if page.url:
        facts.append(
            (phrases.say(_("The agreement on the web")), (phrases.titled(page.url, page.url),))
        )
    if licence := (agreement.open_data or OpenData()).licence:
        declared = fields_of(OpenData)["licence"]
        facts.append((phrases.say(declared.label), phrases.lines(declared, licence)))
    if page.accessibility:
        label = phrases.say(fields_of(Page)["accessibility"].label)
        facts.append((label, (phrases.titled("", page.accessibility),)))
    return Facts(tuple(facts))


def _version(publication: Publication) -> Line:
    """Return the version as people write it, leading to where it can be looked up."""
    short = publication.commit[:KNOWN_BY]
    repository = (publication.folder.agreement.value.open_data or OpenData()).repository
    if is_web(repository):
        return (Link(short, f"{repository.rstrip('/')}/commit/{publication.commit}"),)
    address = data_address(publication)
    return (Link(short, address),) if address else (short,)


def data_address(publication: Publication) -> str:
    """Return where the open data lie, nothing where the agreement names no place."""
    base = (publication.folder.agreement.value.open_data or OpenData()).base_url
    return f"{base.rstrip('/')}/{DATA}" if is_web(base) else ""
