"""The three kinds of record, one file each; each field is declared once, here."""

from __future__ import annotations

from datetime import date

from miljo_tui.frozen import frozen
from miljo_tui.locale import mark as _
from miljo_tui.model import fields
from miljo_tui.model.parts import (
    Action,
    Assessment,
    Communication,
    Contact,
    Decision,
    EarlierRound,
    FollowUp,
    Funding,
    Indicator,
    Link,
    Meeting,
    Milestone,
    OpenData,
    Page,
    WorkingGroup,
)
from miljo_tui.model.statuses import Option
from miljo_tui.model.times import Time


@fields.declared
class Agreement:
    """An environmental agreement (miljööverenskommelse) between an actor and its county board."""

    format: int | None = fields.whole(
        _("File format"), help=_("Changed by the program only."), fixed=True
    )
    title: str = fields.text(_("Title"), required=True, max_length=140)
    actor: str = fields.text(
        _("Actor"), help=_("The municipality or organisation that has made the agreement.")
    )
    actor_code: str = fields.text(
        _("Code of the actor"), help=_("Of a municipality its four digits, such as 1783.")
    )
    counterpart: str = fields.text(_("Counterpart"), help=_("As a rule the county board."))
    signed: date | None = fields.day(_("Signed"))
    start: Time | None = fields.time(
        _("Start"), required=True, help=_("A date, a year, a month, a quarter or a season.")
    )
    end: Time | None = fields.time(
        _("End"), required=True, help=_("A date, a year, a month, a quarter or a season.")
    )
    language: str = fields.choice(
        _("Language"), Option("sv", _("Swedish")), Option("en", _("English"))
    )
    registry_number: str = fields.text(_("Registry number"))
    areas: tuple[str, ...] = fields.references(
        _("Chosen areas"), to="area", help=_("In the order they are shown.")
    )
    reason_required: bool | None = fields.flag(
        _("Reason required"), help=_("A reason must be given for every change that is saved.")
    )
    reporters_public: bool | None = fields.flag(
        _("Reporters are public"), help=_("Who reported a follow-up may be published.")
    )
    commitments: tuple[str, ...] = fields.texts(
        _("Commitments"), help=_("What the actor undertakes to do, one a line.")
    )
    county_commitments: tuple[str, ...] = fields.texts(
        _("The county board's commitments"), help=_("One a line.")
    )
    contact: Contact | None = fields.table(_("Contact"), Contact)
    page: Page | None = fields.table(_("Page"), Page)
    open_data: OpenData | None = fields.table(_("Open data"), OpenData)
    earlier_rounds: tuple[EarlierRound, ...] = fields.entries(
        _("Earlier rounds"), EarlierRound, one=_("Earlier round"), key=("title",)
    )
    milestones: tuple[Milestone, ...] = fields.entries(
        _("Milestones"), Milestone, one=_("Milestone"), key=("title",)
    )
    communications: tuple[Communication, ...] = fields.entries(
        _("Communication"), Communication, one=_("Communication"), key=("title",)
    )
    assessments: tuple[Assessment, ...] = fields.entries(
        _("Assessments"), Assessment, one=_("Assessment"), key=("year",)
    )
    links: tuple[Link, ...] = fields.entries(_("Links"), Link, one=_("Link"), key=("title",))


@fields.declared
class Area:
    """A prioritised action area (prioriterat åtgärdsområde), chosen or not."""

    number: int | None = fields.whole(_("Number"))
    name: str = fields.text(_("Name"), required=True, max_length=140)
    aliases: tuple[str, ...] = fields.texts(
        _("Other names"), help=_("Names the area has elsewhere, one a line.")
    )
    focus_area: str = fields.text(_("Focus area"))
    chosen_by: tuple[str, ...] = fields.texts(
        _("Also chosen by"),
        help=_("Other actors that have chosen the area, one a line."),
        left_behind=True,
    )
    description: str = fields.long_text(_("Description"))
    objectives: tuple[int, ...] = fields.objectives(_("National objectives"))
    global_goals: tuple[int, ...] = fields.global_goals(_("Global goals"))
    goals_inferred: bool | None = fields.flag(
        _("The links to the goals are our own interpretation"),
        help=_("Yes, where no source links the area to the goals."),
    )
    sources: tuple[str, ...] = fields.urls(_("Sources"), help=_("One web address a line."))
    working_group: WorkingGroup | None = fields.table(_("Working group"), WorkingGroup)
    meetings: tuple[Meeting, ...] = fields.entries(
        _("Meetings and activities"),
        Meeting,
        one=_("Meeting or activity"),
        key=("title",),
        left_behind=True,
    )


@fields.declared
class Measure:
    """One measure (åtgärd): something the actor has undertaken to do within the agreement."""

    title: str = fields.text(
        _("Title"),
        required=True,
        max_length=140,
        headings=(
            "åtgärd, åtgärder, åtgärdens namn, titel, rubrik, namn, benämning, aktivitet, insats, "
            "åtgärdens titel, titel på åtgärd, titel på åtgärden, namn på åtgärd, åtgärdsnamn, "
            "projektnamn, projekttitel"
        ),
    )
    areas: tuple[str, ...] = fields.references(
        _("Areas"),
        to="area",
        help=_("None, one or several."),
        headings=(
            "område, områden, områdesnummer, åtgärdsområde, åtgärdsområden, "
            "åtgärdsområde nr, åtgärdsområdets nummer, prioriterat åtgärdsområde, "
            "prioriterat område"
        ),
    )
    description: str = fields.long_text(
        _("Description"), headings="beskrivning, beskrivning av åtgärden, innehåll, syfte"
    )
    responsible: str = fields.text(
        _("Responsible"),
        help=_("A unit, not a person."),
        headings=(
            "ansvarig, ansvar, ansvarig enhet, ansvarig förvaltning, ansvarig nämnd, "
            "ansvarig organisation, huvudansvarig, utförare"
        ),
    )
    contact: str = fields.text(
        _("Contact"), help=_("A unit or its address, not a person."), headings="kontakt, kontaktväg"
    )
    participants: tuple[str, ...] = fields.texts(
        _("Participants"),
        help=_("Who takes part, partners too, one a line."),
        headings=(
            "medverkande, deltagare, samverkan, samverkar med, partner, partners, "
            "samarbetspartner, samarbetspartners, övriga aktörer"
        ),
    )
    start: Time | None = fields.time(
        _("Start"),
        help=_("A date, a year, a month, a quarter or a season."),
        headings="start, startar, startår, startdatum, från, från och med, påbörjas, börjar",
    )
    end: Time | None = fields.time(
        _("End"),
        help=_("A date, a year, a month, a quarter or a season."),
        headings=(
            "slut, slutar, slutår, slutdatum, till, till och med, klart, klar, klart senast, "
            "klar senast, ska vara klar, ska vara klart, avslutas, avslut, slutförs"
        ),
    )
    continuous: bool | None = fields.flag(
        _("Continuous"),
        help=_("Goes on all the time, or comes back every year."),
        headings="löpande, kontinuerlig, kontinuerligt, återkommande",
    )
    lead: str = fields.text(
        _("Lead"),
        help=_("Which of those who take part leads, written as it stands there."),
        headings="huvudaktör, drivande, drivande aktör, ledande organisation, projektägare",
    )
    focus_areas: tuple[str, ...] = fields.texts(
        _("Focus areas"),
        help=_("Where it belongs besides its areas, or without one, one a line."),
        headings="fokusområde, fokusområden",
    )
    objectives: tuple[int, ...] = fields.objectives(
        _("National objectives"),
        headings="miljömål, miljökvalitetsmål, nationella miljömål, sveriges miljömål",
    )
    global_goals: tuple[int, ...] = fields.global_goals(
        _("Global goals"), headings="globala mål, globala målen, agenda 2030, global goals"
    )
    local_goals: tuple[str, ...] = fields.texts(
        _("Local goals"), help=_("One a line."), headings="lokala mål, lokalt mål"
    )
    criterion: str = fields.text(
        _("Criterion"),
        help=_("How one sees that it is done."),
        headings="kriterium, uppföljningskriterium, mått",
    )
    sources: tuple[str, ...] = fields.urls(
        _("Sources"),
        help=_("One web address a line."),
        headings="källa, källor, länk, länkar, webbadress, webbsida",
    )
    example: bool | None = fields.flag(
        _("Made up"),
        help=_("Made up to show how it works: marked everywhere, published only when asked for."),
    )
    internal_note: str = fields.long_text(
        _("Internal note"),
        help=_("Never published."),
        internal=True,
        headings="intern anteckning, anteckning, anteckningar",
    )
    decision: Decision | None = fields.table(_("Decision"), Decision)
    funding: tuple[Funding, ...] = fields.entries(
        _("Funding"), Funding, one=_("Funding"), key=("source",)
    )
    actions: tuple[Action, ...] = fields.entries(
        _("Sub-actions"), Action, one=_("Sub-action"), key=("title",)
    )
    indicators: tuple[Indicator, ...] = fields.entries(
        _("Indicators"), Indicator, one=_("Indicator"), key=("name",)
    )
    links: tuple[Link, ...] = fields.entries(_("Links"), Link, one=_("Link"), key=("title",))
    follow_ups: tuple[FollowUp, ...] = fields.entries(
        _("Follow-ups"), FollowUp, one=_("Follow-up"), key=("year", "reported_by"), left_behind=True
    )


@frozen
class RecordKind:
    """A kind of record: its class, and the folder its files lie in."""

    name: str
    cls: type[Agreement] | type[Area] | type[Measure]
    folder: str
    """The folder inside the agreement's folder; empty for the one agreement file."""
    label: str
    """The word people see, a marked msgid."""

    def address(self, id: str) -> str:
        """Return how people and commands name a record of this kind."""
        return f"{self.folder}/{id}" if self.folder else id


AGREEMENT = RecordKind("agreement", Agreement, "", _("Agreement"))
AREA = RecordKind("area", Area, "areas", _("Area"))
MEASURE = RecordKind("measure", Measure, "measures", _("Measure"))
KINDS = (AGREEMENT, AREA, MEASURE)

FOLLOW_UPS = ("follow_ups",)
"""The path of a measure's follow-ups."""
