"""The GHPE scale of how far a measure has come (genomförandegrad), as Swedish counties use it.

Source: hallbartvg.se and skanesmiljomal.info, "Uppföljning" (the wordings are theirs).
"""

from __future__ import annotations

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _


@frozen
class Option:
    """One value of a closed set: what stands in the file, a word for it, its official wording."""

    value: str | int
    label: str
    wording: str = ""
    turns: tuple[str, ...] = ()
    """What people write for it besides; what stands for several values is asked about."""


DONE = "G"
HALF = "H"
STARTED = "P"
NOT_STARTED = "E"
NOT_RELEVANT = "not_relevant"

_GOING_ON = ("pågår", "pågående", "arbete pågår", "ongoing", "in progress")
_IN_PART = ("delvis", "delvis genomförd", "delvis genomfört", "partly")

STATUSES = (
    Option(
        DONE,
        _("Done"),
        _("Carried out wholly or in the main, or going on continuously"),
        (
            "genomförd",
            "genomfört",
            "genomförda",
            "helt genomförd",
            "helt genomfört",
            "genomförd helt",
            "genomförd helt eller i huvudsak",
            "genomförd helt eller i huvudsak/pågår kontinuerligt",
            "genomförd helt eller i huvudsak genomfört, eller pågår kontinuerligt",
            "genomförd, eller pågår kontinuerligt",
            "genomfört, eller pågår kontinuerligt",
            "åtgärden är genomförd helt eller i huvudsak, alternativt pågår kontinuerligt",
            "pågår kontinuerligt",
            "klar",
            "klart",
            "klara",
            "färdig",
            "färdigt",
            "avslutad",
            "avslutat",
            *_GOING_ON,
        ),
    ),
    Option(
        HALF,
        _("Half or more"),
        _("Carried out to half or more"),
        (
            "till hälften",
            "hälften eller mer",
            "till hälften eller mer",
            "genomförd till hälften",
            "genomfört till hälften",
            "genomförd till hälften eller mer",
            "genomfört till hälften eller mer",
            "delvis genomförd (till hälften eller mer)",
            "delvis genomfört (till hälften eller mer)",
            *_GOING_ON,
            *_IN_PART,
        ),
    ),
    Option(
        STARTED,
        _("Started"),
        _("Started but not yet done to half"),
        (
            "påbörjad",
            "påbörjat",
            "påbörjade",
            "påbörjad men ännu inte gjort hälften",
            "påbörjad men ännu inte gjord till hälften",
            "påbörjad men ej genomförd till hälften",
            "påbörjad men inte genomförd till hälften",
            "påbörjad men ännu inte genomförd till hälften",
            "åtgärden är påbörjad men ej genomförd till hälften",
            "startad",
            "startat",
            *_GOING_ON,
            *_IN_PART,
        ),
    ),
    Option(
        NOT_STARTED,
        _("Not started"),
        _("Not started yet"),
        (
            "ej påbörjad",
            "ej påbörjat",
            "inte påbörjad",
            "inte påbörjat",
            "ännu inte påbörjad",
            "ännu inte påbörjat",
            "ej startad",
            "ej startat",
            "inte startad",
            "inte startat",
        ),
    ),
    Option(
        NOT_RELEVANT,
        _("Not relevant"),
        _("The actor judges that it is not the right one"),
        (
            "n",
            "–",
            "ej relevant",
            "inte relevant",
            "ej aktuell",
            "ej aktuellt",
            "inte aktuell",
            "inte aktuellt",
            "ej aktuell längre",
            "inte längre aktuell",
            "avslutad",
            "avslutat",
        ),
    ),
)

LETTERS = {DONE: "G", HALF: "H", STARTED: "P", NOT_STARTED: "E", NOT_RELEVANT: "–"}
"""One sign a status, for tables and bars."""

UNREPORTED = "·"
"""The sign of a measure that nobody has reported on yet."""

OWED = "?"
"""The sign of a measure that is to report for a year and has not, also once the year is over."""

BROKEN = "✗"
"""The sign of a measure whose file cannot be read, so that nobody knows how far it has come."""
