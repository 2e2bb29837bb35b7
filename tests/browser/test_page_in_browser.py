"""The page, a piece of it and the report in a real browser: axe-core, many widths, and print."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
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
PERSON = ("-c", "user.name=Test Person", "-c", "user.email=test@example.org")
WIDTHS = (320, 375, 768, 1280)
AUDIT = """async ([tags, scheme]) => {
    const coloured = each => each.tags.includes('cat.color') && !each.tags.includes('experimental')
    const runOnly = scheme == 'dark'
        ? { type: 'rule', values: axe.getRules(tags).filter(coloured).map(each => each.ruleId) }
        : { type: 'tag', values: tags }
    const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] })
    return violations.map(each => [each.id, each.nodes[0].target.join(' ')])
}"""
"""What axe finds, and where first. Where only colours differ, only the rules on them are run again.

Without `resultTypes` it takes twice as long: it finds a selector for all that is as it should be.
"""
LAYOUT = """() => [...document.querySelectorAll('body *')].map(each => {
    const box = each.getBoundingClientRect()
    return [box.x, box.y, box.width, box.height].join(' ')
})"""
"""Where everything stands."""
HOSTILE = """
* { letter-spacing: 2px; box-sizing: content-box }
h1, h2, h3, h4 { text-transform: uppercase; color: #ccc; float: left; font-size: 60px }
p { font-size: 8px; color: #ddd } a { color: inherit; text-decoration: none }
table, ul, details, .card, .note { display: none } svg { width: 10px }
"""


@pytest.fixture
def browser() -> Iterator[Any]:
    """An installed Chromium; nothing is downloaded.

    One for each test: as long as it is open, no test of the app can run in the same process.
    """
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Publish the shipped agreement, with what is made up, and return the file; each once."""
    place = tmp_path_factory.mktemp("published")
    folder = place / "hagfors"
    shutil.copytree(SHIPPED, folder)
    for command in (["init"], ["add", "."], [*PERSON, "commit", "-m", "Start"]):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)

    @cache
    def write(kind: str) -> Path:
        file = place / f"{kind}.html"
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


@pytest.mark.parametrize("kind", ["page", "piece", "report"])
def test_nobody_is_kept_out(browser: Any, written: Callable[[str], Path], kind: str) -> None:
    # axe is a script, which the page's own policy rightly refuses.
    page = browser.new_page(bypass_csp=True)
    page.goto(written(kind).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(axe.Axe().axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        layouts = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [(width, scheme, *each) for each in page.evaluate(AUDIT, [RULES, scheme])]
            layouts.append(page.evaluate(LAYOUT))
        found += [(width, "is laid out otherwise in the dark")] if layouts[0] != layouts[1] else []
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [(width, f"is {wide} wide")] if wide > width else []
        bar = page.evaluate("document.querySelector('.m-bar')?.getBoundingClientRect().width")
        found += [(width, "has no room for its bars")] if bar and bar < 80 else []
    page.close()
    ignored = {"page-has-heading-one", "region"} if kind == "piece" else set()
    assert [each for each in found if not ignored & set(each)] == []


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
