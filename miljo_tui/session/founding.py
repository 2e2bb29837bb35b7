"""Founding: a new agreement with the seven prioritised areas and its own repository."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import BadState
from miljo_tui.model.literals import literal
from miljo_tui.session.schemas import schema_files
from miljo_tui.store.replacing import replace

YEARS = 4
"""The length of a new agreement's period, as of the one for 2022–2025."""


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


def found(folder: Path, language: Language) -> str:
    """Make an agreement and its repository, or only the repository where the agreement is there.

    Returns the first commit's short id. Raises BadState where the folder holds something else or
    lies in a repository, Missing without git or an identity.
    """
    from miljo_tui.history.making import make_repository, refuse_unless_outside

    refuse_unless_outside(folder)
    if not (folder / "agreement.toml").exists():
        _refuse_unless_empty(folder)
        for name, data in _files(language).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            replace(folder / name, None, data)
    reason = language.say(_("A new agreement"))
    return make_repository(folder, reason)[:10]


def _refuse_unless_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadState(
            message(_("{folder} is not an empty folder"), folder=folder),
            message(_("Name a new or an empty folder.")),
        )


def _files(language: Language) -> dict[str, bytes]:
    first = date.today().year
    last = first + YEARS - 1
    files = {
        "agreement.toml": _toml(
            "schema/agreement.schema.json",
            format=1,
            title=language.say(_("Environmental agreement {first}–{last}"), first=first, last=last),
            start=date(first, 1, 1),
            end=date(last, 12, 31),
            language=language.code,
            areas=[],
            reason_required=True,
        ),
        **schema_files(language.code),
    }
    for number, area in enumerate(SEVEN_AREAS, 1):
        focus = {"focus_area": area.focus_area} if area.focus_area else {}
        files[f"areas/{area.id}.toml"] = _toml(
            "../schema/area.schema.json", number=number, name=area.name, **focus
        )
    return files


def _toml(schema: str, **values: object) -> bytes:
    lines = [f"#:schema {schema}", *(f"{key} = {literal(value)}" for key, value in values.items())]
    return ("\n".join(lines) + "\n").encode()
