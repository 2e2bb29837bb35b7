"""What a page says of itself to programs: search engines, social media, catalogues."""

from __future__ import annotations

from typing import Any

from miljo_tui.model.parts import Contact, OpenData, Page
from miljo_tui.model.publication import Publication
from miljo_tui.model.times import first_day, last_day
from miljo_tui.publishing.document import Head
from miljo_tui.publishing.foot import DATA, data_address
from miljo_tui.publishing.phrases import is_web, paragraphs

LONGEST = 160
"""Characters of a description that a search engine shows."""

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
"""Where the licences of open data are written."""


def head(publication: Publication) -> Head:
    """Return what the page says of itself."""
    agreement = publication.folder.agreement.value
    page = agreement.page or Page()
    url = page.url if is_web(page.url) else ""
    description = _description(page.introduction) or publication.folder.agreement.name
    return Head(description, url, agreement.actor, _linked_data(publication, description, url))


def _description(text: str) -> str:
    """Return the beginning of a text, as many whole words as a search engine shows."""
    found = paragraphs(text)
    first = " ".join(found[0]) if found else ""
    if len(first) <= LONGEST:
        return first
    return first[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:–") + "…"


def _linked_data(publication: Publication, description: str, url: str) -> dict[str, Any]:
    agreement = publication.folder.agreement.value
    changed = max(publication.changed.values(), default=publication.day)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": publication.folder.agreement.name,
        "description": description,
        "inLanguage": publication.own,
        "dateModified": changed.isoformat(),
        "version": publication.commit,
    }
    data |= {"url": url} if url else {}
    data |= {"publisher": _publisher(publication)} if agreement.actor else {}
    if agreement.start is not None and agreement.end is not None:
        first, last = first_day(agreement.start), last_day(agreement.end)
        data["temporalCoverage"] = f"{first.isoformat()}/{last.isoformat()}"
    address = data_address(publication)
    if address:
        data["mainEntity"] = _data_set(publication, description, address)
    return data


def _publisher(publication: Publication) -> dict[str, str]:
    agreement = publication.folder.agreement.value
    contact = agreement.contact or Contact()
    known = {"name": agreement.actor, "email": contact.email, "telephone": contact.phone}
    return {"@type": "GovernmentOrganization"} | {key: each for key, each in known.items() if each}


def _data_set(publication: Publication, description: str, address: str) -> dict[str, Any]:
    open_data = publication.folder.agreement.value.open_data or OpenData()
    licence = LICENCES.get(open_data.licence)
    return {
        "@type": "Dataset",
        "name": publication.folder.agreement.name,
        "description": description,
        **({"license": licence} if licence else {}),
        "distribution": {
            "@type": "DataDownload",
            "name": DATA,
            "encodingFormat": "application/json",
            "contentUrl": address,
        },
    }
