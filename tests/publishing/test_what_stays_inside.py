"""What is internal, personal, unknown or only drafted is in no format of what is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.editing.workspace import Workspace
from miljo_tui.locale import language
from miljo_tui.model.fields import Field
from miljo_tui.publishing.publish import REPORTS
from tests.publishing.conftest import ALL, Git, Published, harmless
from tests.publishing.planted import Plant

SECRET = "Hemligheten"
OFFICE, NAME, UNKNOWN, DRAFTED = (f"{SECRET}{n}" for n in ("kontor", "namn", "nyckel", "utkast"))


def secretive(path: str, field: Field) -> str:
    if field.internal:
        return OFFICE
    return NAME if field.personal else harmless(path, field)


@pytest.fixture
def secrets(planted: Callable[[Plant], Path], git: Git) -> Path:
    """An agreement with a secret in each place that is nobody else's business."""
    folder = planted(secretive)
    measure = folder / "measures" / "angar.toml"
    text = measure.read_text("utf-8")
    assert text.count(OFFICE) == 2 and text.count(NAME) == 1
    text = text.replace("example = true", "example = false")
    text = f'okand = "{UNKNOWN}"\n{text}'
    text = text.replace("[[follow_ups]]", f'[[follow_ups]]\nmer = "{UNKNOWN}"')
    measure.write_text(text + f'\n[anteckningar]\ntext = "{UNKNOWN}"\n', "utf-8")
    agreement = folder / "agreement.toml"
    agreement.write_text(
        agreement.read_text("utf-8").replace("reporters_public = true", "reporters_public = false"),
        "utf-8",
    )
    git(folder, "commit", "--quiet", "-am", "Mer")
    workspace = Workspace(folder, language("sv"))
    workspace.repository.state = workspace.repository.ask()
    draft = workspace.draft(workspace.folder.measures["angar"])
    draft.put(("title",), DRAFTED)
    area = folder / "areas" / "pollinering.toml"
    area.write_text(area.read_text("utf-8") + f'\n# {DRAFTED}\n[x]\ny = "{DRAFTED}"\n', "utf-8")
    (folder / "measures" / "ny.toml").write_text(f'title = "{DRAFTED}"\n', "utf-8")
    return folder


@pytest.mark.parametrize("kind", ALL)
def test_no_format_holds_a_secret(kind: str, secrets: Path, published: Published) -> None:
    data = published(secrets, kind).decode("utf-8", "replace")
    assert "measure title" in data
    assert SECRET not in data


@pytest.mark.parametrize("kind", REPORTS)
def test_no_report_holds_a_secret(kind: str, secrets: Path, published: Published) -> None:
    data = published(secrets, kind, "--report", "2023").decode("utf-8")
    assert "measure title" in data and "measure follow ups comment" in data
    assert SECRET not in data


@pytest.mark.parametrize("kind", ALL)
def test_who_reported_is_published_where_the_agreement_says_so(
    kind: str, planted: Callable[[Plant], Path], published: Published
) -> None:
    data = published(planted(secretive), kind).decode("utf-8", "replace")
    assert OFFICE not in data
    assert NAME in data or kind in ("csv", "csv-bom")  # a row for each measure tells no reporter


@pytest.mark.parametrize("kind", ALL)
def test_the_same_commit_gives_the_same_bytes(
    kind: str,
    planted: Callable[[Plant], Path],
    published: Published,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = planted(harmless)
    first = published(folder, kind)
    monkeypatch.setenv("MILJO_TUI_LANG", "en")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    moved = folder.rename(folder.with_name("flyttat"))
    (moved / "measures" / "angar.toml").write_text('title = "Annat"\n', "utf-8")
    assert published(moved, kind) == first
