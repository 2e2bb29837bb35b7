"""The county's prioritised areas, which a new agreement comes with."""

from __future__ import annotations

from miljo_tui.frozen import frozen


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
