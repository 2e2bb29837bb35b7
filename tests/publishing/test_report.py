"""The report to the county board: one year, area by area, with its figures and its deviations."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publishing.conftest import Git, Published
from tests.publishing.test_page import Page, well_built

pytestmark = pytest.mark.usefixtures("begun")

LATE = """\
title = "Solceller"
areas = ["gronska"]
start = 2022
end = 2023

[[indicators]]
name = "Effekt"
unit = "kW"
target = 10
direction = "more"

[[indicators.values]]
year = 2023
value = 4.5

[[follow_ups]]
year = 2022
status = "H"

[[follow_ups]]
year = 2023
status = "P"
comment = "Taket håller inte."
"""


@pytest.fixture
def reported(agreement: Path, git: Git, published: Published) -> str:
    """The report on 2023 as Markdown, with a measure that has gone back."""
    (agreement / "measures" / "sol.toml").write_text(LATE, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Sol")
    return published(agreement, "md", "--lang", "en", "--report", "2023").decode("utf-8")


def test_the_figures_are_of_those_that_were_to_report(reported: str) -> None:
    # Four measures cover 2023; three covered 2022: Ängar P, Återvinning nothing, Solceller H.
    table = reported.partition("## Figures for 2023\n")[2].partition("\n## ")[0]
    assert [line for line in table.splitlines() if " of 4 " in line] == [
        "| Done | 0 of 4 (0\u00a0%) | ±0 |",
        "| Past half | 1 of 4 (25\u00a0%) | ±0 |",
        "| At least started | 2 of 4 (50\u00a0%) | ±0 |",
        "| Not started | 0 of 4 (0\u00a0%) | ±0 |",
        "| Not relevant | 0 of 4 (0\u00a0%) | ±0 |",
        r"| Not reported | 2 of 4 (50" + "\u00a0" + r"%) | \+1 |",
    ]
    assert "| Pollinering | 0 | 1 | 0 | 0 | 0 | 1 | 2 |" in reported
    assert "| All measures | 0 | 1 | 1 | 0 | 0 | 2 | 4 |" in reported


def test_the_columns_of_the_figures_say_what_they_count(reported: str) -> None:
    assert "| Figure | How many | Since the year before |" in reported


def test_deviations_are_told_in_words(reported: str) -> None:
    deviations = reported.partition("## Deviations\n\n")[2].partition("\n\n")[0]
    assert deviations.splitlines() == [
        "- **It had come further the year before (Half or more):** Solceller",
        "- **It was to end in 2023 and is not done:** Solceller, Ängar i tätorten",
        "- **Nothing was reported for 2023:** Återvinning, Ökad växtlighet",
    ]


def test_statuses_agree_with_their_number_and_each_year_of_the_period_has_a_bar(
    reported: str, agreement: Path, published: Published
) -> None:
    text = published(agreement, "md", "--lang", "sv").decode("utf-8")
    passed = text.partition("**Utvecklingen år för år**\n\n")[2].partition("\n\n")[0]
    assert passed.splitlines()[:2] == [
        "- 2022: 1 till hälften eller mer, 1 påbörjad, 1 inte rapporterad",
        "- 2023: 1 till hälften eller mer, 1 påbörjad, 2 inte rapporterade",
    ]


def test_a_measure_that_was_done_before_is_told_and_not_called_for(
    agreement: Path, git: Git, published: Published
) -> None:
    done = 'title = "Solceller"\nareas = ["gronska"]\nstart = 2022\nend = 2025\n'
    done += '[[follow_ups]]\nyear = 2022\nstatus = "G"\n'
    (agreement / "measures" / "sol.toml").write_text(done, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Sol")
    report = published(agreement, "md", "--lang", "en", "--report", "2023").decode("utf-8")
    assert "Done before 2023, and not to report again:\n\n- Solceller (2022)\n" in report
    assert "Solceller: Nothing was reported" not in report and "### Solceller" not in report
    page = published(agreement, "md", "--lang", "en").decode("utf-8")
    assert "**G** Done 2022" in page.partition("### Solceller")[2].partition("###")[0]


def test_a_measure_has_its_comment_and_its_values(reported: str) -> None:
    section = reported.partition("### Solceller\n")[2].partition("\n#")[0]
    assert "- **Status:** **P** Started" in section
    assert "- **The year before:** **H** Half or more" in section
    assert "- **What was done in 2023:** Taket håller inte." in section
    assert "| Effekt | 4.5 kW | 10 kW · The more the better | Target not reached |" in section


ASSESSED = """

[[assessments]]
year = 2023
summary = "Ett år med många ängar."

[[assessments.commitments]]
number = 2
kept = "partly"
comment = "Två åtgärder rapporterades inte."
"""


@pytest.fixture
def assessed(agreement: Path, git: Git) -> Path:
    """An agreement whose actor has assessed 2023, and one of its two commitments."""
    file = agreement / "agreement.toml"
    file.write_text(file.read_text("utf-8") + ASSESSED, "utf-8")
    git(agreement, "commit", "-qam", "Bedömt")
    return agreement


def _report(published: Published, folder: Path, year: int) -> str:
    return published(folder, "md", "--lang", "en", "--report", str(year)).decode("utf-8")


def test_the_year_is_summed_up_and_each_commitment_assessed(
    assessed: Path, published: Published
) -> None:
    report = _report(published, assessed, 2023)
    assert "## Summary\n\nEtt år med många ängar.\n" in report
    assert "| 1\\. Genomföra åtgärder. | Not assessed |  |" in report
    row = "| 2\\. Följa upp arbetet. | Partly | Två åtgärder rapporterades inte. |"
    assert row in report


def test_a_year_that_nobody_assessed_says_so(assessed: Path, published: Published) -> None:
    report = _report(published, assessed, 2022)
    assert "## Summary\n\nNo summary of 2022 has been written.\n" in report
    assert "| 2\\. Följa upp arbetet. | Not assessed |  |" in report
    assert "många ängar" not in report


def test_figures_of_the_newest_year_are_those_of_the_page(
    reported: str, agreement: Path, published: Published
) -> None:
    def figures(text: str) -> str:
        return text.partition("## How far have we come?\n")[2].partition("\n## ")[0]

    page = published(agreement, "md", "--lang", "en").decode("utf-8")
    newest = _report(published, agreement, 2025)
    assert "at the end of 2025" in figures(page)
    assert figures(newest) == figures(page)
    assert "at the end of 2023" in figures(reported)


COMING = """\
title = "Laddstolpar"
areas = ["gronska"]
start = 2024
end = 2025

[[actions]]
title = "Upphandla"
start = 2024
end = 2024

[[actions]]
title = "Utreda"
status = "G"
status_year = 2023
"""


def test_what_is_planned_stands_in_its_area_though_it_had_nothing_to_report(
    agreement: Path, git: Git, published: Published
) -> None:
    (agreement / "measures" / "ladda.toml").write_text(COMING, "utf-8")
    homeless = 'title = "Klimatplan"\nstart = 2025\nend = 2026\n'
    (agreement / "measures" / "plan.toml").write_text(homeless, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Planer")
    report = _report(published, agreement, 2023)
    plans = [each.partition("\n\n")[2] for each in report.split("### What is planned")[1:]]
    assert any(
        "- Laddstolpar: planned for 2024–2025\n- Laddstolpar – Upphandla: 2024" in each
        for each in plans
    )
    assert "Utreda" not in report and "### Laddstolpar" not in report
    outside = report.partition("## Outside every area\n")[2]
    assert "- Klimatplan: planned for 2025–2026" in outside
    assert "Laddstolpar: planned" not in _report(published, agreement, 2024)


def test_the_report_as_html_is_as_well_built_as_the_page(
    agreement: Path, published: Published
) -> None:
    shown = Page(published(agreement, "html", "--lang", "en", "--report", "2023"))
    assert shown.all("html") == [{"lang": "en"}]
    well_built(shown)
    assert "Ökad växtlighet" in shown.text and "Report for 2023" in shown.text


def test_commitments_are_assessed_in_their_own_words_for_the_year_only(
    agreement: Path, git: Git, published: Published
) -> None:
    file = agreement / "agreement.toml"
    assessed = "".join(
        f"""
[[assessments]]
year = {year}
summary = "Året {year} i korthet."

[[assessments.commitments]]
number = 2
kept = "partly"
comment = "Två av tre åtgärder."
"""
        for year in (2022, 2023)
    )
    file.write_text(file.read_text("utf-8") + assessed, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Bedömning")
    report = published(agreement, "md", "--lang", "en", "--report", "2023").decode("utf-8")
    assert "## Summary\n\nÅret 2023 i korthet.\n" in report and "Året 2022" not in report
    assert "| 2\\. Följa upp arbetet. | Partly | Två av tre åtgärder. |" in report
    page = published(agreement, "md", "--lang", "en").decode("utf-8")
    section = page.partition("## How we kept our commitments")[2].partition("\n## ")[0]
    assert section.index("### 2023") < section.index("### 2022")


def test_a_value_stands_beside_the_target_of_its_year(
    agreement: Path, git: Git, published: Published
) -> None:
    targets = """
[[indicators]]
name = "Stig"
unit = "km"
target = 9
target_year = 2025

[[indicators.targets]]
year = 2023
value = 3

[[indicators.values]]
year = 2023
value = 3.4
"""
    file = agreement / "measures" / "angar.toml"
    file.write_text(file.read_text("utf-8") + targets, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Stig")
    report = published(agreement, "md", "--lang", "en", "--report", "2023").decode("utf-8")
    assert "| Stig | 3.4 km | 3 km (2023) |" in report
    page = published(agreement, "md", "--lang", "en").decode("utf-8")
    assert "Target 3 km (2023), target 9 km (2025)" in page
