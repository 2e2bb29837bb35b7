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


DONE = "G"
HALF = "H"
STARTED = "P"
NOT_STARTED = "E"
NOT_RELEVANT = "not_relevant"

STATUSES = (
    Option(DONE, _("Done"), _("Carried out wholly or in the main, or going on continuously")),
    Option(HALF, _("Half or more"), _("Carried out to half or more")),
    Option(STARTED, _("Started"), _("Started but not yet done to half")),
    Option(NOT_STARTED, _("Not started"), _("Not started yet")),
    Option(NOT_RELEVANT, _("Not relevant"), _("The actor judges that it is not the right one")),
)

LETTERS = {DONE: "G", HALF: "H", STARTED: "P", NOT_STARTED: "E", NOT_RELEVANT: "–"}
"""One sign a status, for tables and bars."""

UNREPORTED = "·"
"""The sign of a measure that nobody has reported on yet."""

BROKEN = "!"
"""The sign of a measure whose file cannot be read, so that nobody knows how far it has come."""
