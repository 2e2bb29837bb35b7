"""What the actor makes of a year: in short, and commitment by commitment."""

from __future__ import annotations

from collections.abc import Iterator

from miljo_tui.locale import mark as _
from miljo_tui.model.fields import fields_of
from miljo_tui.model.parts import Assessment, CommitmentAssessment
from miljo_tui.model.records import Agreement
from miljo_tui.publishing.details import Details, Fact
from miljo_tui.publishing.document import Block, Facts, Line, Paragraph, Section, TableBlock, Words
from miljo_tui.publishing.phrases import Phrases

Cells = tuple[tuple[Line, ...], ...]


def summary(phrases: Phrases, agreement: Agreement, year: int) -> Iterator[Block]:
    """Yield what was written of a year in short, or that nothing was."""
    written = [each.summary for each in _assessed_in(agreement, year) if each.summary.strip()]
    for text in written:
        yield from Details(phrases).text(text)
    if not written:
        yield Paragraph((phrases.say(_("No summary of {year} has been written."), year=year),))


def kept(phrases: Phrases, agreement: Agreement, year: int) -> Iterator[Block]:
    """Yield how each commitment was kept in a year; one that nobody has assessed says so."""
    declared = fields_of(CommitmentAssessment)
    rows = tuple(_rows(phrases, agreement, year))
    if rows:
        yield TableBlock(
            phrases.say(_("How each commitment was kept in {year}"), year=year),
            tuple((phrases.say(declared[key].label),) for key in ("number", "kept", "comment")),
            rows,
            shape="prose",
        )


def _rows(phrases: Phrases, agreement: Agreement, year: int) -> Iterator[Cells]:
    declared = fields_of(CommitmentAssessment)
    said: dict[int, list[CommitmentAssessment]] = {}
    for assessment in _assessed_in(agreement, year):
        for each in assessment.commitments:
            if each.number is not None:
                said.setdefault(each.number, []).append(each)
    commitments = dict(enumerate(agreement.commitments, 1))
    for number in sorted({*commitments, *said}):
        text = phrases.quote(commitments.get(number, ""))
        name: Line = (f"{number}. ", text) if text else (str(number),)
        assessed = said.get(number, [])
        judged = tuple(
            line for each in assessed for line in phrases.lines(declared["kept"], each.kept)
        )
        comments = tuple(
            line for each in assessed for line in phrases.lines(declared["comment"], each.comment)
        )
        yield (name,), judged or ((phrases.say(_("Not assessed")),),), comments


def _assessed_in(agreement: Agreement, year: int) -> list[Assessment]:
    return [each for each in agreement.assessments if each.year == year]


def by_year(agreement: Agreement, phrases: Phrases, details: Details) -> Iterator[Block]:
    """Yield a section for each year that was assessed, the newest first."""
    known = [each for each in agreement.assessments if each.year is not None]
    for number, each in enumerate(sorted(known, key=lambda one: -(one.year or 0)), 1):
        blocks = tuple(of_year(each, agreement, phrases, details))
        if blocks:
            yield Section(f"assessment-{number}", str(each.year), blocks)


def of_year(
    assessment: Assessment, agreement: Agreement, phrases: Phrases, details: Details
) -> Iterator[Block]:
    """Yield the summary of a year, and each commitment with how it was kept."""
    yield from details.text(assessment.summary)
    facts: list[Fact] = []
    for each in assessment.commitments:
        if lines := tuple(_lines(each, phrases)):
            facts.append((_commitment(each, agreement, phrases), lines))
    if facts:
        yield Facts(tuple(facts))


def _commitment(assessment: CommitmentAssessment, agreement: Agreement, phrases: Phrases) -> Words:
    """Return a commitment in its own words, by its number where there is none."""
    number = assessment.number or 0
    if 0 < number <= len(agreement.commitments):
        return phrases.quote(agreement.commitments[number - 1].rstrip(" ."))
    return phrases.say(_("Commitment {number}"), number=assessment.number or "–")


def _lines(assessment: CommitmentAssessment, phrases: Phrases) -> Iterator[Line]:
    for key in ("kept", "comment"):
        yield from phrases.lines(fields_of(CommitmentAssessment)[key], getattr(assessment, key))
