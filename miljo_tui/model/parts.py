"""The tables and entries inside the records: each field is declared once, here."""

from __future__ import annotations

from datetime import date

from miljo_tui.locale import mark as _
from miljo_tui.model import fields
from miljo_tui.model.statuses import Option
from miljo_tui.model.times import Time


@fields.declared
class Link:
    """A link to another site, with the words it is shown by."""

    title: str = fields.text(_("Title"), required=True)
    url: str = fields.url(_("Web address"), required=True)
    description: str = fields.text(_("Description"))


@fields.declared
class Contact:
    """Where people turn with questions: a unit, never a person."""

    unit: str = fields.text(_("Unit"))
    address: str = fields.text(_("Address"))
    phone: str = fields.text(_("Telephone"))
    email: str = fields.text(_("E-mail"))
    url: str = fields.url(_("Web address"))


@fields.declared
class Page:
    """The texts of the municipality's page about its agreement, and the headings over them."""

    introduction: str = fields.long_text(_("Introduction"), stays=True)
    background: str = fields.long_text(_("Background"), stays=True)
    why: str = fields.long_text(_("Why we take part"), stays=True)
    what_is_new: str = fields.long_text(_("What is new"), stays=True)
    how_it_works: str = fields.long_text(_("How the agreement works"), stays=True)
    how_we_work: tuple[str, ...] = fields.texts(
        _("How we work"), help=_("One point a line."), stays=True
    )
    other_work: str = fields.long_text(
        _("Other environmental work"), help=_("Work that is not part of the agreement.")
    )
    what_comes_next: str = fields.long_text(
        _("What comes next"), help=_("What follows when the period is over.")
    )
    what_is_new_heading: str = fields.text(_("Heading of “What is new”"))
    how_it_works_heading: str = fields.text(_("Heading of “How the agreement works”"))
    how_we_work_heading: str = fields.text(_("Heading of “How we work”"))
    measures_heading: str = fields.text(_("Heading of the measures"))
    published_by: str = fields.text(_("Published by"), stays=True)
    url: str = fields.url(_("Address of the page"), help=_("Where the page is published."))
    accessibility: str = fields.url(
        _("Accessibility statement"), help=_("The web address of the statement.")
    )
    image: str = fields.text(
        _("Picture"),
        help=_("A picture file beside agreement.toml."),
        stays=True,
    )
    image_alt: str = fields.text(_("Alternative text (describe the picture)"), stays=True)
    logo: str = fields.text(_("Logo"), help=_("A picture file beside agreement.toml."))
    logo_alt: str = fields.text(_("Alternative text of the logo"))


@fields.declared
class OpenData:
    """How others may use what is published as data, and where they find it."""

    licence: str = fields.choice(
        _("Licence"),
        Option("CC0-1.0", _("CC0 1.0: free to use without conditions")),
        Option("CC-BY-4.0", _("CC BY 4.0: free to use when the source is named")),
    )
    base_url: str = fields.url(
        _("Address of the data"), help=_("The web folder that the data files lie in.")
    )
    publisher: str = fields.text(_("Publisher of the data"))
    repository: str = fields.url(
        _("Address of the git repository"), help=_("Where each version can be looked up.")
    )


@fields.declared
class EarlierRound:
    """An agreement that went before this one."""

    title: str = fields.text(_("Title"), required=True)
    start: Time | None = fields.time(_("Start"))
    end: Time | None = fields.time(_("End"))
    signed: date | None = fields.day(_("Signed"))
    counterpart: str = fields.text(_("Counterpart"))
    signatories: tuple[str, ...] = fields.texts(_("Signatories"))
    description: str = fields.long_text(_("Description"))
    sources: tuple[str, ...] = fields.urls(_("Sources"))


@fields.declared
class Milestone:
    """Something that happened, or is to happen, on the way of the agreement."""

    title: str = fields.text(_("Title"), required=True)
    date: Time | None = fields.time(_("Date"))
    description: str = fields.long_text(_("Description"))
    sources: tuple[str, ...] = fields.urls(_("Sources"))


@fields.declared
class Communication:
    """Something that was told about the work or its results, within the house or outside it."""

    title: str = fields.text(_("Title"), required=True)
    date: Time | None = fields.time(_("Date"))
    audience: str = fields.choice(
        _("Audience"),
        Option("internal", _("Within the house")),
        Option("external", _("The public")),
    )
    channel: str = fields.text(_("Channel"))
    url: str = fields.url(_("Web address"))
    description: str = fields.long_text(_("Description"))


@fields.declared
class CommitmentAssessment:
    """How one of the actor's commitments was kept in a year."""

    number: int | None = fields.whole(
        _("Commitment"), required=True, help=_("Its number among the commitments, from 1.")
    )
    kept: str = fields.choice(
        _("Kept"), Option("yes", _("Yes")), Option("partly", _("Partly")), Option("no", _("No"))
    )
    comment: str = fields.long_text(_("Comment"))


@fields.declared
class Assessment:
    """What the actor makes of one year: in short, and commitment by commitment."""

    year: int | None = fields.year(_("Year"), required=True)
    summary: str = fields.long_text(_("Summary"))
    commitments: tuple[CommitmentAssessment, ...] = fields.entries(
        _("Commitments"), CommitmentAssessment, one=_("Commitment"), key=("number",)
    )


@fields.declared
class WorkingGroup:
    """The group in which the actors of an area work together."""

    name: str = fields.text(_("Name"))
    start: Time | None = fields.time(_("Start"))
    convener: str = fields.text(_("Convener"))
    description: str = fields.long_text(_("Description"))


@fields.declared
class Meeting:
    """A meeting or an activity within an area."""

    title: str = fields.text(_("Title"), required=True)
    date: Time | None = fields.time(_("Date"))
    kind: str = fields.choice(
        _("Kind"), Option("meeting", _("Meeting")), Option("activity", _("Activity"))
    )
    attended: bool | None = fields.flag(_("Attended"))
    description: str = fields.long_text(_("Description"))
    sources: tuple[str, ...] = fields.urls(_("Sources"))


@fields.declared
class Decision:
    """The decision behind a measure."""

    body: str = fields.text(
        _("Decided by"), headings="beslut, beslutad av, beslutsinstans, beslutas av"
    )
    date: Time | None = fields.time(_("Decided on"), headings="beslutsdatum, beslutad, beslutat")
    registry_number: str = fields.text(
        _("Registry number"), headings="diarienummer, diarienr, dnr, ärendenummer"
    )


@fields.declared
class Funding:
    """Money for a measure: where from, and how much where that is known."""

    source: str = fields.text(
        _("Source of money"),
        required=True,
        headings="finansiering, finansiär, medel, bidrag, projektmedel",
    )
    amount: int | None = fields.money(
        _("Amount"), headings="belopp, kostnad, budget, summa, kronor"
    )
    note: str = fields.text(_("Note"))


@fields.declared
class Action:
    """A sub-action (delåtgärd) with a status of its own."""

    title: str = fields.text(
        _("Title"), required=True, headings="delåtgärd, delåtgärder, aktiviteter"
    )
    status: str = fields.status(_("Status"))
    status_year: int | None = fields.year(
        _("Year of the status"), help=_("The year that the status is of.")
    )
    responsible: str = fields.text(_("Responsible"))
    start: Time | None = fields.time(_("Start"))
    end: Time | None = fields.time(_("End"))
    comment: str = fields.long_text(_("Comment"))


@fields.declared
class Reading:
    """The value of an indicator in one year, with the method it was found by."""

    year: int | None = fields.year(_("Year"), required=True)
    value: float | None = fields.number(_("Value"), required=True)
    method: str = fields.text(_("Method"))


@fields.declared
class Target:
    """What an indicator should have come to by one year."""

    year: int | None = fields.year(_("Year"), required=True)
    value: float | None = fields.number(_("Value"), required=True)


MORE, LESS, NEAR = "more", "less", "near"
"""The directions of an indicator."""


@fields.declared
class Indicator:
    """Something measured: where it was, where it should be, where it is."""

    name: str = fields.text(_("Name"), required=True)
    unit: str = fields.text(_("Unit of measurement"))
    baseline: float | None = fields.number(_("Baseline"))
    baseline_year: int | None = fields.year(_("Baseline year"))
    target: float | None = fields.number(_("Target"))
    target_year: int | None = fields.year(_("Target year"))
    direction: str = fields.choice(
        _("Direction"),
        Option(MORE, _("The more the better")),
        Option(LESS, _("The less the better")),
        Option(NEAR, _("As near the target as possible")),
        help=_("Without one it is read from the baseline and the target."),
    )
    source: str = fields.text(_("Source of data"))
    values: tuple[Reading, ...] = fields.entries(
        _("Values"), Reading, one=_("Value"), key=("year",)
    )
    targets: tuple[Target, ...] = fields.entries(
        _("Targets by year"), Target, one=_("Target"), key=("year",)
    )


@fields.declared
class FollowUp:
    """What was reported on a measure for one year, by one reporter."""

    year: int | None = fields.year(
        _("Year reported on"), required=True, headings="år, avser år, uppföljningsår"
    )
    status: str = fields.status(
        _("Status"),
        headings=(
            "status, status ghpe, läge, genomförandegrad, genomförandegrad ghpe, ghpe, "
            "grad av genomförande"
        ),
    )
    comment: str = fields.long_text(
        _("Comment"),
        headings=(
            "kommentar, kommentarer, uppföljning, kommentar till uppföljningen, resultat, "
            "kommunens kommentar, aktörens kommentar"
        ),
    )
    reported_by: str = fields.text(
        _("Reported by"), personal=True, headings="rapporterad av, rapporterat av, rapportör"
    )
    reported_on: date | None = fields.day(
        _("Reported on"), headings="rapporterad, rapporteringsdatum"
    )
    internal_note: str = fields.long_text(_("Internal note"), internal=True)
