"""The page, a piece of it and the report in a real browser: axe-core, many widths, and print."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from miljo_tui.cli.main import run

SHIPPED = Path(__file__).resolve().parents[2] / "agreement"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
if CHROMIUM is None:
    pytest.skip("no Chromium here (Debian: apt install chromium)", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="wants pip install '.[browser]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="wants '.[browser]'")

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 375, 768, 1280)
HOSTILE = """
* { letter-spacing: 2px; box-sizing: content-box }
h1, h2, h3, h4 { text-transform: uppercase; color: #ccc; float: left; font-size: 60px }
p { font-size: 8px; color: #ddd } a { color: inherit; text-decoration: none }
table, ul, details, .card, .note { display: none } svg { width: 10px }
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """An installed Chromium; nothing is downloaded."""
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def written(tmp_path: Path, git: Callable[..., str]) -> Callable[[str], Path]:
    """Publish the shipped agreement, with what is made up, and return the file."""
    folder = tmp_path / "hagfors"
    shutil.copytree(SHIPPED, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")

    def write(kind: str) -> Path:
        file = tmp_path / f"{kind}.html"
        options = {"report": ["--report", "2023"], "piece": ["--fragment"]}.get(kind, [])
        options += [] if kind == "print" else ["--examples"]
        assert run(["-C", str(folder), "publish", "html", *options, "-o", str(file)]) == 0
        if kind == "piece":
            around = '<!DOCTYPE html><html lang="sv"><meta charset="utf-8"><title>CMS</title>'
            piece = file.read_text("utf-8")
            file.write_text(
                f'{around}<meta name="viewport" content="width=device-width">'
                f"<style>{HOSTILE}</style><main>{piece}</main></html>",
                "utf-8",
            )
        return file

    return write


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["page", "piece", "report"])
def test_nobody_is_kept_out(
    browser: Any, written: Callable[[str], Path], kind: str, scheme: str
) -> None:
    file = written(kind)
    found = []
    for width in WIDTHS:
        # axe is a script, which the page's own policy rightly refuses.
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
        )
        page = context.new_page()
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        options = {"runOnly": {"type": "tag", "values": RULES}}
        ignored = {"page-has-heading-one", "region"} if kind == "piece" else set()
        result = axe.Axe().run(page, options=options).response
        found += [(width, each["id"]) for each in result["violations"] if each["id"] not in ignored]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [(width, f"is {wide} wide")] if wide > width else []
        bar = page.evaluate("document.querySelector('.m-bar')?.getBoundingClientRect().width")
        found += [(width, "has no room for its bars")] if bar and bar < 80 else []
        context.close()
    assert found == []


def test_the_page_keeps_its_own_policy(browser: Any, written: Callable[[str], Path]) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(written("page").as_uri())
    band = page.evaluate("getComputedStyle(document.querySelector('.m-head')).backgroundColor")
    assert (said, band) == ([], "rgb(13, 61, 47)")


def test_a_keyboard_reaches_everything(browser: Any, written: Callable[[str], Path]) -> None:
    page = browser.new_page()
    page.goto(written("page").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#text"
    many = page.evaluate("document.querySelectorAll('a[href], summary').length")
    opened = page.evaluate("document.querySelectorAll('details:not([open]) a').length")
    reached = set()
    for _each in range(many):
        reached.add(
            page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
        page.keyboard.press("Tab")
    assert len(reached - {-1}) >= many - opened


def test_the_shipped_agreement_prints_on_six_sheets(
    browser: Any, written: Callable[[str], Path]
) -> None:
    page = browser.new_page()
    page.goto(written("print").as_uri())
    data = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", data)) <= 6


def test_no_word_of_a_heading_is_broken_at_320(
    browser: Any, written: Callable[[str], Path]
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto(written("page").as_uri())
    broken = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, h3, h4')].flatMap(heading => {
            const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT), found = []
            while (walker.nextNode())
                for (const word of walker.currentNode.data.matchAll(/[^\\s–-]+/g)) {
                    const range = document.createRange()
                    range.setStart(walker.currentNode, word.index)
                    range.setEnd(walker.currentNode, word.index + word[0].length)
                    if (range.getClientRects().length > 1) found.push(word[0])
                }
            return found
        })"""
    )
    assert broken == []
