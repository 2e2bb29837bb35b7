"""What stands around the program: the README's commands, the top level, the versions, the terms."""

from __future__ import annotations

import importlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

import miljo_tui

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "agreement",
    "miljo_tui",
    "tests",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "publiccode.yml",
}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def readme_commands() -> list[str]:
    """The README's one-line shell blocks that start from a bare clone."""
    return re.findall(r"^```sh\n(python3 -m venv .*)\n```$", text("README.md"), re.MULTILINE)


def test_readme_opens_the_agreement_and_passes_the_tests_in_a_line_each() -> None:
    opening, testing = readme_commands()
    assert opening.endswith(".venv/bin/miljo-tui")
    assert testing.endswith(".venv/bin/pytest")


def test_ci_runs_the_readme_test_command_word_for_word() -> None:
    assert readme_commands()[1] in text(".ci/run").splitlines()


def test_first_screen_of_the_readme_holds_the_picture_and_both_commands() -> None:
    first_screen = text("README.md").split("\n## ", 1)[0]
    assert len(first_screen.splitlines()) <= 40
    assert "](.github/" in first_screen
    assert all(command in first_screen for command in readme_commands())


def test_the_readme_is_short() -> None:
    assert len(text("README.md").split()) <= 1_300


def test_links_between_the_papers_lead_somewhere() -> None:
    for paper in ("README.md", "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", text(paper)):
            assert (ROOT / target).is_file(), f"{paper} links to {target}"


def test_the_files_that_the_papers_name_are_there() -> None:
    for paper in ("README.md", "CONTRIBUTING.md"):
        for name in re.findall(r"`([\w./]+/[\w.]*\w+\.(?:py|tcss|po))`", text(paper)):
            places = (ROOT / name, ROOT / "miljo_tui" / name)
            assert any(place.is_file() for place in places), f"{paper} names {name}"


def test_nothing_else_stands_at_the_top() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone")
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-tree", "--name-only", "-z", "HEAD"],
        check=True,
        capture_output=True,
    )
    names = {name for name in listed.stdout.decode().split("\0") if name}
    assert {name for name in names - ALLOWED if not name.startswith(".")} == set()


def test_the_installed_command_leads_to_a_function() -> None:
    script = tomllib.loads(text("pyproject.toml"))["project"]["scripts"]["miljo-tui"]
    module, function = script.split(":")
    assert callable(getattr(importlib.import_module(module), function))


def test_changelog_tells_the_version() -> None:
    assert re.search(rf"^## {re.escape(miljo_tui.__version__)} – ", text("CHANGELOG.md"), re.M)


def test_licence_is_the_one_that_is_declared() -> None:
    assert text("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2" in text("publiccode.yml")


REQUIRED = (
    *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType"),
    *("description", "legal/license", "maintenance/type", "maintenance/contacts"),
    *("localisation/localisationReady", "localisation/availableLanguages"),
)
"""What publiccode.yml 0.7 requires of a program that a community maintains."""

OF_EACH_LANGUAGE = ("shortDescription", "longDescription", "features")


def keys(yaml: str) -> dict[str, str]:
    """The keys of a file of plain mappings by their paths, each with what stands under it."""
    found: dict[str, str] = {}
    way: list[tuple[int, str]] = []
    for line in yaml.splitlines():
        key = re.match(r"( *)([A-Za-z]+):(?: +(.*))?$", line)
        if key:
            way = [each for each in way if each[0] < len(key[1])] + [(len(key[1]), key[2])]
            found["/".join(name for _at, name in way)] = key[3] or ""
        elif line.strip() and not line.lstrip().startswith("#"):
            path = "/".join(name for _at, name in way)
            found[path] = f"{found[path]} {line.strip()}".replace(">-", "").strip()
    return found


def test_publiccode_has_every_key_that_its_standard_requires() -> None:
    known = keys(text("publiccode.yml"))
    assert {key for key in REQUIRED if key not in known} == set()
    assert known["publiccodeYmlVersion"] == '"0.7"'
    assert known["intendedAudience/countries"] == "- SE"
    for code in ("sv", "en"):
        said = {each: known[f"description/{code}/{each}"] for each in OF_EACH_LANGUAGE}
        assert 0 < len(said["shortDescription"]) <= 150
        assert 150 <= len(said["longDescription"]) <= 10_000 and said["features"]


def test_no_package_registry_is_named() -> None:
    for path in ("pyproject.toml", ".ci/run", ".ci/catalogue", ".ci/catalogue.py"):
        assert not re.search(r"https?://|--index-url|--find-links", text(path)), path
