"""How far the measures have come: a number for each value of the scale, a bar for each area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from miljo_tui.locale import Message, counted
from miljo_tui.locale import mark as _
from miljo_tui.model.figures import AS_OF, Figures, figures
from miljo_tui.model.folder import Folder
from miljo_tui.model.groups import Group, groups
from miljo_tui.model.publication import Publication
from miljo_tui.model.rounds import present_year, years
from miljo_tui.model.statuses import DONE, HALF, NOT_RELEVANT, NOT_STARTED, STARTED, STATUSES
from miljo_tui.publishing.document import (
    Bar,
    Bars,
    Block,
    Facts,
    Folded,
    Line,
    Note,
    Paragraph,
    Section,
    Segment,
    Status,
    TableBlock,
    Tiles,
    Words,
)
from miljo_tui.publishing.phrases import Phrases

ALWAYS = (DONE, HALF, STARTED, NOT_STARTED)
"""The values that have a number even where it is 0: how far something can have come."""

COUNTED = {
    DONE: counted(_("done"), _("done"), 0),
    HALF: counted(_("half or more"), _("half or more"), 0),
    STARTED: counted(_("started"), _("started"), 0),
    NOT_STARTED: counted(_("not started"), _("not started"), 0),
    NOT_RELEVANT: counted(_("not relevant"), _("not relevant"), 0),
    "": counted(_("not reported"), _("not reported"), 0),
}
"""What follows the number of measures that have a value of the scale."""

_UNREPORTED = _("Nobody has reported on the measure")


def standing(publication: Publication, phrases: Phrases) -> Section:
    """Return how far the measures had come at the end of the period, or by now."""
    folder, today = publication.folder, publication.day
    return standing_in(folder, phrases, present_year(folder, today), today)


def standing_in(folder: Folder, phrases: Phrases, year: int, today: date) -> Section:
    """Return how far the measures had come at the end of a year."""
    title = phrases.say(_("How far have we come?"))
    return Section("figures", title, tuple(_blocks(folder, phrases, year, today)))


def _blocks(folder: Folder, phrases: Phrases, year: int, today: date) -> Iterator[Block]:
    whole = figures(folder, year, AS_OF, today)
    if not whole.all:
        yield Paragraph((phrases.say(_("No measure has been reported yet.")),))
        return
    yield Paragraph((_in_short(phrases, whole, year, today),))
    yield Tiles(tuple(_tiles(phrases, whole)))
    by_area = groups(folder, "area", year, AS_OF, today)
    yield Bars(
        tuple(bar(phrases, (group_name(phrases, each.name),), each.figures) for each in by_area)
    )
    text = _("The number of measures by area and status, {year}")
    table = by_status(phrases, phrases.say(text, year=year), by_area, whole)
    text = _("A measure in several areas is counted in each of them.")
    note = (Note((phrases.say(text),)),) if _is_shared(folder) else ()
    yield Folded(phrases.say(_("The same in a table")), (table, *note))
    if passed := tuple(_year_by_year(phrases, folder, year, today)):
        yield Folded(phrases.say(_("How it has gone, year by year")), (Bars(passed),))
    yield Folded(phrases.say(_("What the statuses mean")), (scale(phrases),))


def _in_short(phrases: Phrases, whole: Figures, year: int, today: date) -> str:
    """Return the figures in a sentence; a year that is not over yet stands as it is by now."""
    when = phrases.say(_("at the end of {year}"), year=year)
    if year >= today.year:
        when = phrases.say(_("on {day}"), day=phrases.day(today))
    if whole.all == 1:
        (value,) = (value for value, count in counts(whole).items() if count)
        text = _("The figures are of one measure. Its status {when}: {status}.")
        return phrases.say(text, when=when, status=phrases.say(COUNTED[value], count=1))
    text = _(
        "Of {all} measures, {done} were done ({done_share}\N{NO-BREAK SPACE}%) and {started} at "
        "least started ({started_share}\N{NO-BREAK SPACE}%) {when}."
    )
    return phrases.say(
        text,
        all=whole.all,
        done=whole.done,
        done_share=whole.share("done").percent,
        started=whole.at_least_started,
        started_share=whole.share("at_least_started").percent,
        when=when,
    )


def _year_by_year(phrases: Phrases, folder: Folder, last: int, today: date) -> Iterator[Bar]:
    """Yield a bar for each year of the period so far, where more than one was reported on."""
    passed = [each for each in years(folder) if each <= last]
    reported = {
        follow_up.year
        for record in folder.measures.values()
        for follow_up in record.value.follow_ups
        if follow_up.status and not record.value.example
    }
    if len(reported & set(passed)) > 1:
        for each in passed:
            yield bar(phrases, (str(each),), figures(folder, each, AS_OF, today))


def _is_shared(folder: Folder) -> bool:
    return any(len(record.value.areas) > 1 for record in folder.measures.values())


def _tiles(phrases: Phrases, whole: Figures) -> Iterator[tuple[Status, str]]:
    for value, count in counts(whole).items():
        if count or value in ALWAYS:
            status, word = phrases.status(value), phrases.say(COUNTED[value], count=count)
            said = Status(status.letter, word[:1].upper() + word[1:], status.value)
            yield said, phrases.number(count)


def scale(phrases: Phrases) -> Facts:
    """Return the official wording of each value of the scale."""
    known: list[tuple[str, tuple[Line, ...]]] = []
    for option in STATUSES:
        shown = phrases.status(str(option.value))
        known.append((f"{shown.letter} {shown.word}", ((phrases.say(option.wording),),)))
    unreported = phrases.status("")
    known.append((f"{unreported.letter} {unreported.word}", ((phrases.say(_UNREPORTED),),)))
    return Facts(tuple(known))


def bar(phrases: Phrases, name: Line, figures: Figures) -> Bar:
    """Return figures as one bar, a segment for each value of the scale that there is."""
    segments, words, begin = [], [], 0
    for value, count in counts(figures).items():
        if count:
            status = phrases.status(value)
            at, length = 100 * begin / figures.all, 100 * count / figures.all
            segments.append(Segment(status, round(at, 3), round(length, 3)))
            words.append(f"{phrases.number(count)} {phrases.say(COUNTED[value], count=count)}")
            begin += count
    said = ", ".join(words) or phrases.say(_("no measure reported"))
    return Bar(name, tuple(segments), (said,))


def by_status(
    phrases: Phrases, caption: str, by_area: Sequence[Group], whole: Figures
) -> TableBlock:
    """Return how many measures of each area, and of all, had come how far."""
    rows = [(group_name(phrases, each.name), each.figures) for each in by_area]
    rows.append((phrases.say(_("All measures")), whole))
    signs = [(phrases.status(value),) for value in counts(Figures())]
    return TableBlock(
        caption,
        ((phrases.say(_("Area")),), *signs, (phrases.say(_("All")),)),
        tuple(
            (
                ((name,),),
                *(
                    ((phrases.number(count),),)
                    for count in (*counts(figures).values(), figures.all)
                ),
            )
            for name, figures in rows
        ),
        shape="numbers",
    )


def counts(figures: Figures) -> Mapping[str, int]:
    """Return how many have each value of the scale, in its order; "" is not reported."""
    return {
        DONE: figures.done,
        HALF: figures.past_half - figures.done,
        STARTED: figures.at_least_started - figures.past_half,
        NOT_STARTED: figures.not_started,
        NOT_RELEVANT: figures.not_relevant,
        "": figures.not_reported,
    }


def group_name(phrases: Phrases, name: str | Message) -> Words:
    """Return the name of a group: the agreement's own, or what the program calls it."""
    return phrases.quote(name) if isinstance(name, str) else phrases.say(name)
