"""The check of a record, and of a whole agreement: all rules run, all findings are collected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from miljo_tui.model.folder import AnyRecord, Folder
from miljo_tui.model.problems import Problem, Severity
from miljo_tui.model.rules import actors, names, relations, sense, shape, years

Rule = Callable[[AnyRecord, Folder], Iterator[Problem]]

NAMES: tuple[Rule, ...] = (names.file_name, names.case_clash, names.unlisted_folder)
"""The rules that need not know what stands in the file."""

RULES: tuple[Rule, ...] = (
    *NAMES,
    shape.declared_fields,
    shape.newer_format,
    sense.end_before_start,
    sense.same_reporter_twice,
    relations.unknown_area,
    relations.area_not_chosen,
    relations.outside_period,
    relations.follow_up_outside_period,
    actors.lead_not_participant,
    actors.chosen_by_itself,
    actors.focus_area_spelt_otherwise,
    years.year_twice,
    years.commitment_unknown,
    years.direction_against_target,
    years.status_year_alone,
)
"""Every rule; each looks at one record, in the light of the agreement around it."""


def check_records(records: Sequence[AnyRecord], folder: Folder) -> list[list[Problem]]:
    """Return the problems of each record, in the order of the rules.

    Each rule goes through all of them: that takes a fourth less than record by record.
    """
    found: list[list[Problem]] = [[record.fault] if record.fault else [] for record in records]
    every = list(zip(records, found, strict=True))
    readable = [each for each in every if not each[0].fault]
    for rule in RULES:
        for record, problems in every if rule in NAMES else readable:
            problems += rule(record, folder)
    return found


def check_record(record: AnyRecord, folder: Folder) -> list[Problem]:
    """Return the problems of one record, in the order of the rules."""
    return check_records([record], folder)[0]


def check(folder: Folder) -> dict[str, list[Problem]]:
    """Return the problems of every record that has any, by address."""
    records = list(folder.records())
    found = zip(records, check_records(records, folder), strict=True)
    return {record.address: problems for record, problems in found if problems}


def errors(problems: list[Problem]) -> list[Problem]:
    """Return those problems that block a save."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
