"""The page as a piece for another page: it takes nothing from it and gives nothing to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from tests.publishing.conftest import Published, harmless
from tests.publishing.planted import Plant
from tests.publishing.test_page import Page


@pytest.mark.parametrize(("asked", "level"), [((), 2), (("--heading-level", "3"), 3)])
def test_its_headings_begin_where_they_are_asked_to(
    planted: Callable[[Plant], Path], published: Published, asked: tuple[str, ...], level: int
) -> None:
    shown = Page(published(planted(harmless), "html", "--fragment", *asked))
    levels = [int(tag[1]) for tag, _attributes in shown.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == min(levels) == level and max(levels) <= 6
    assert not {tag for tag, _attributes in shown.elements} & {"html", "head", "body", "script"}


def test_nothing_of_it_is_global(planted: Callable[[Plant], Path], published: Published) -> None:
    text = published(planted(harmless), "html", "--fragment").decode("utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    rules = re.sub(r"@[a-z]+ [^{]*\{", "", style)
    selectors = [each.strip() for found in re.findall(r"([^{}]+)\{", rules) for each in [found]]
    assert selectors
    for selector in selectors:
        parts = re.split(r",(?![^(]*\))", selector)
        assert all(part.strip().startswith(".miljo:not(#miljo)") for part in parts), selector
    shown = Page(text.encode())
    ids = [str(each["id"]) for _tag, each in shown.elements if "id" in each]
    assert ids and all(id.startswith("miljo-") for id in ids)
    inside = {str(each["href"])[1:] for each in shown.all("a") if str(each["href"])[:1] == "#"}
    assert inside <= set(ids)
    named = {name for _tag, each in shown.elements for name in str(each.get("class") or "").split()}
    assert all(name == "miljo" or name.startswith("m-") for name in named)


@pytest.mark.parametrize(
    "arguments",
    [
        ("md", "--fragment"),
        ("html", "--report", "2023", "--fragment"),
        ("html", "--heading-level", "2"),
    ],
)
def test_only_the_page_as_html_is_a_piece(
    agreement: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(agreement), "--lang", "en", "publish", *arguments]) == 2
    assert "publish html --fragment" in capsys.readouterr().err
