"""The files that every new agreement begins with, the county's prioritised areas among them."""

from __future__ import annotations

from datetime import date
from typing import Any

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.folder import FORMAT
from miljo_tui.model.parts import Page
from miljo_tui.model.records import Agreement
from miljo_tui.setup.creation import NewAgreement
from miljo_tui.setup.merge_driver import MERGE_ATTRIBUTE
from miljo_tui.setup.period import Period
from miljo_tui.setup.readme import guide
from miljo_tui.setup.schema_export import schema_files
from miljo_tui.store.templates import template_files
from miljo_tui.store.value_style import spell


@frozen
class PrioritisedArea:
    """One of the county's prioritised action areas."""

    id: str
    name: str
    focus_area: str = ""
    """Empty where no public source links the area to one."""


SEVEN_AREAS = (
    PrioritisedArea(
        "drivmedel-och-laddning",
        "Infrastruktur för förnybara drivmedel och laddbara fordon",
        "Minskad klimatpåverkan",
    ),
    PrioritisedArea("fysisk-planering", "Fysisk planering för förnybar energi"),
    PrioritisedArea("giftfri-vardag", "Giftfri vardag"),
    PrioritisedArea(
        "gronska",
        "Integrering av grönska och ekosystemtjänster i samhällsplaneringen",
        "Hållbar samhällsplanering",
    ),
    PrioritisedArea("skogen", "Ökad dialog kring målbilder i skogen"),
    PrioritisedArea("pollinering", "Pollinering", "Hållbart brukande av skog- och odlingslandskap"),
    PrioritisedArea("vattenplanering", "Kommunal vattenplanering", "Hållbart vatten"),
)
"""The areas in the county's order, numbered from 1.

Source: lansstyrelsen.se/varmland, "Miljööverenskommelser i Värmland" (2022).
"""


YEARS = 4
"""The length of a new agreement's period, as of the one for 2022–2025."""


def bare(language: Language) -> NewAgreement:
    """Return the plan of an agreement with the seven areas, none of them chosen."""
    files = {
        "agreement.toml": agreement_file(language, this_period(), reason_required=True),
        **template_files(),
        **beside(language),
    }
    for number, area in enumerate(SEVEN_AREAS, 1):
        focus = {"focus_area": area.focus_area} if area.focus_area else {}
        files[f"areas/{area.id}.toml"] = _toml(
            "../schema/area.schema.json", {"number": number, "name": area.name, **focus}
        )
    return NewAgreement(files, language)


def this_period() -> Period:
    """Return the period of an agreement that begins this year."""
    first = date.today().year
    return Period(first, first + YEARS - 1)


def beside(language: Language) -> dict[str, bytes]:
    """Return the files beside the records: the schemas, the guide, what git is told."""
    told = language.say(_("Git keeps every file byte for byte, on every computer."))
    return {
        ".gitattributes": f"# {told}\n* -text\n{MERGE_ATTRIBUTE}\n".encode(),
        "README.md": guide(language),
        **schema_files(language.code),
    }


def agreement_file(language: Language, period: Period, **values: Any) -> bytes:
    """Return the bytes of an agreement.toml that nobody has written in yet.

    `values` stand besides the title, the period and the language.
    """
    first, last = period.years
    root = {
        "format": FORMAT,
        "title": language.say(_("Environmental agreement {first}–{last}"), first=first, last=last),
        "start": period.first_day,
        "end": period.last_day,
        "language": language.code,
        "areas": [],
        **values,
    }
    in_order = {key: root[key] for key in fields_of(Agreement) if key in root}
    page = {
        key: [] if field.kind.empty == () else ""
        for key, field in fields_of(Page).items()
        if field.stays
    }
    return _toml("schema/agreement.schema.json", in_order, page=page)


def _toml(schema: str, root: dict[str, Any], **tables: dict[str, Any]) -> bytes:
    lines = [f"#:schema {schema}", *_lines(root)]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *_lines(table)]
    return ("\n".join(lines) + "\n").encode()


def _lines(values: dict[str, Any]) -> list[str]:
    return [_line(f"{key} = ", value) for key, value in values.items()]


def _line(begun: str, value: Any) -> str:
    return begun + spell(value, "\n", begun)
