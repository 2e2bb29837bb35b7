"""The page: every field on it, nothing in it obeyed, and built so that everybody can read it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from miljo_tui.model.fields import Field, lookup
from miljo_tui.model.records import KINDS
from miljo_tui.model.structures import Listing
from miljo_tui.model.texts import LongText, Text, Url
from miljo_tui.publishing.html import TEMPLATES
from miljo_tui.publishing.page import SETTINGS
from tests.publishing.conftest import Git, Published, harmless
from tests.publishing.planted import Plant

VOID = {"meta", "br", "link", "img"}
UNSEEN = {"style", "script"}
LEFT_OUT = {
    *("agreement.page.image", "agreement.page.image_alt"),
    *("agreement.page.logo", "agreement.page.logo_alt"),
    *(f"agreement.open_data.{key}" for key in ("publisher", "base_url", "repository")),
}
"""A page without the files of its pictures says nothing of them; what is said of the data stands in
the data, or is the beginning of an address."""

HOSTILE = (
    '<script>alert(1)</script><img src=x onerror=alert(1)>"><b onclick="x">\'</title></style>'
    "&lt;i&gt; {{ 7*7 }} {% raw %} javascript:alert(1) \u202eevil\u200b\x1b[2J ]]> -->"
)
ADDRESSES = (
    "javascript:alert(1)",
    'https://a.se/"onmouseover="x',
    " https://a.se",
    "data:text/x,y",
)


class Page(HTMLParser):
    """A page taken apart: its elements in order, and the text that people see."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.languages: list[str] = []
        self.in_language: dict[str, list[str]] = {}
        """The texts by the language that their elements say they are in."""
        self.feed(data.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            inherited = self.languages[-1] if self.languages else ""
            self.languages.append(dict(attrs).get("lang") or inherited)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self.open):
            self.text += data
            if data.strip():
                self.in_language.setdefault(self.languages[-1], []).append(data.strip())

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture
def page(planted: Callable[[Plant], Path], published: Published) -> Callable[..., Page]:
    """Publish the page of an agreement with a text in every field."""
    return lambda plant, *arguments: Page(published(planted(plant), "html", *arguments))


def test_every_public_field_is_on_the_page(page: Callable[..., Page]) -> None:
    planted: dict[str, str] = {}

    def plant(path: str, field: Field) -> str:
        if not field.internal:
            planted[path] = harmless(path, field)
        return harmless(path, field)

    shown = page(plant)
    targets = {each.get("href") for each in shown.all("a")}
    settings = {f"agreement.{key}" for key in SETTINGS}
    typed = {path for path in planted if not _is_text(path)}
    missing = {
        path
        for path, text in planted.items()
        if path not in settings | LEFT_OUT | typed and text not in shown.text
        if text not in targets
    }
    assert missing == set()
    assert "1\u00a0500\u00a0000" in shown.text and "2,5" in shown.text
    assert "5 april 2023" in shown.text.replace("April", "april")


def _is_text(path: str) -> bool:
    name, *keys = path.split(".")
    kind = next(each for each in KINDS if each.name == name)
    field = lookup(kind.cls, tuple(keys))
    assert field is not None
    item = field.kind.item if isinstance(field.kind, Listing) else field.kind
    return isinstance(item, Text | LongText | Url)


def test_nothing_in_the_data_becomes_markup(page: Callable[..., Page]) -> None:
    plain = page(harmless)
    shown = page(lambda path, field: HOSTILE)
    known = {(tag, frozenset(attributes)) for tag, attributes in plain.elements}
    found = {(tag, frozenset(attributes)) for tag, attributes in shown.elements}
    assert found <= known
    assert "{{ 7*7 }}" in shown.text
    hidden = [each for each in shown.text if not each.isprintable() and each not in "\n\u00a0"]
    assert hidden == [] and r"\u202eevil\u200b\x1b[2J" in shown.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_web_addresses_become_links(page: Callable[..., Page], address: str) -> None:
    shown = page(lambda path, field: address)
    for each in shown.all("a"):
        assert set(each) <= {"href", "class"}
        assert re.match(r"#|https://a\.se/|mailto:", each["href"] or ""), each
    assert address.strip() in shown.text


def well_built(shown: Page) -> None:
    """Check that a document is built as assistive technology can follow it."""
    levels = [int(tag[1]) for tag, _attributes in shown.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = Counter(each["id"] for _tag, each in shown.elements if "id" in each)
    assert max(ids.values()) == 1
    for _tag, attributes in shown.elements:
        assert attributes.get("aria-labelledby", "text") in ids
    inside = [(each["href"] or "")[1:] for each in shown.all("a") if each["href"][:1] == "#"]
    assert set(inside) <= set(ids) and inside[0] == "text"
    assert all(each["scope"] in ("col", "row") for each in shown.all("th"))
    assert len(shown.all("caption")) == len(shown.all("table")) > 0
    # A style that lays a table out differently takes its meaning away, unless roles give it back.
    roles = {"table": "table", "tr": "row", "td": "cell"}
    assert all(each.get("role") == role for tag, role in roles.items() for each in shown.all(tag))
    first = [tag for tag, _attributes in shown.elements if tag in ("a", "header", "nav", "main")]
    assert first[:3] == ["a", "header", "main"]


def test_the_structure_is_one_that_assistive_technology_follows(page: Callable[..., Page]) -> None:
    shown = page(harmless)
    assert shown.all("html") == [{"lang": "sv"}] and len(shown.all("table")) > 2
    well_built(shown)


def test_what_is_in_another_language_than_the_page_says_so(
    planted: Callable[[Plant], Path], published: Published
) -> None:
    folder = planted(harmless)
    own = Page(published(folder, "html"))
    assert set(own.in_language) == {"sv"}
    assert [each for tag, each in own.elements if "lang" in each] == [{"lang": "sv"}]
    shown = Page(published(folder, "html", "--lang", "en"))
    for path in ("agreement page introduction", "area focus area", "measure title"):
        assert any(path in text for text in shown.in_language["sv"]), path
    assert {"On this page", "Background", "Last changed"} <= set(shown.in_language["en"])
    strange = [
        text for text in shown.in_language["en"] if re.match("(agreement|area|measure) ", text)
    ]
    assert strange == [], "texts of the agreement in the page's language"


def test_a_heading_is_not_said_twice(page: Callable[..., Page]) -> None:
    shown = page(harmless)
    captions = shown.text.count("The same in a table")
    assert captions <= 1
    css = (TEMPLATES / "style.css").read_text("utf-8")
    assert re.search(r"\.m-unseen \{[^}]*clip-path", css)


def test_a_source_is_said_by_the_title_of_its_link_or_by_its_site(
    agreement: Path, git: Git, published: Published
) -> None:
    known, unknown = "https://www.a.se/2022-08-23-om-angar.html", "https://www.b.se/sida.4.html"
    file = agreement / "measures" / "atervinning.toml"
    file.write_text(f'title = "Återvinning"\nsources = ["{known}", "{unknown}"]\n', "utf-8")
    whole = agreement / "agreement.toml"
    link = f'\n[[links]]\ntitle = "Om ängar"\nurl = "{known}"\n'
    whole.write_text(whole.read_text("utf-8") + link, "utf-8")
    git(agreement, "commit", "-qam", "Källor")
    text = published(agreement, "md", "--lang", "en").decode("utf-8")
    assert text.partition("## Sources\n\n")[2].partition("\n\n")[0].splitlines() == [
        f"1. [Om ängar](<{known}>)",
        f"2. [b.se](<{unknown}>) – Återvinning",
    ]
    assert "## Read more" not in text, "a source stands in one list only"
    shown = Page(published(agreement, "html", "--lang", "en"))
    ids = [each["id"] for _tag, each in shown.elements if "id" in each]
    assert ids.index("sources") == len(ids) - 3, "the sources are the last thing on the page"
    assert [each["href"] for each in shown.all("a")].count("#source-2") == 1


def test_the_page_needs_nothing_else(
    planted: Callable[[Plant], Path], published: Published
) -> None:
    data = published(planted(harmless), "html").decode("utf-8")
    shown = Page(data.encode())
    assert {tag for tag, _ in shown.elements}.isdisjoint(
        {"img", "iframe", "object", "base", "form", "input"}
    )
    assert [each["rel"] for each in shown.all("link")] == ["canonical"]
    assert [each["type"] for each in shown.all("script")] == ["application/ld+json"]
    assert not re.search(r"url\(|@import|src=| style=", data)


def test_the_page_allows_itself_its_own_style_and_nothing_else(
    planted: Callable[[Plant], Path], published: Published
) -> None:
    data = published(planted(harmless), "html").decode("utf-8")
    style = data.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = [each for each in Page(data.encode()).all("meta") if "http-equiv" in each]
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_programs_are_told_what_the_page_is(
    planted: Callable[[Plant], Path], published: Published
) -> None:
    data = published(planted(harmless), "html").decode("utf-8")
    shown = Page(data.encode())
    named = {str(each.get("name") or each.get("property")): each for each in shown.all("meta")}
    assert named["description"]["content"] == "agreement page introduction"
    assert named["og:title"]["content"] == "agreement title"
    assert named["og:locale"]["content"] == "sv_SE"
    url = "https://example.org/agreement-page-url"
    assert shown.all("link") == [{"rel": "canonical", "href": url}]
    linked = json.loads(data.partition('ld+json">')[2].partition("</script>")[0])
    assert (linked["@type"], linked["url"]) == ("WebPage", url)
    assert linked["publisher"]["name"] == "agreement actor"
    assert linked["mainEntity"]["distribution"]["contentUrl"].endswith(
        "/miljooverenskommelsen.json"
    )


def test_linked_data_end_nothing(planted: Callable[[Plant], Path], published: Published) -> None:
    data = published(planted(lambda path, field: HOSTILE), "html").decode("utf-8")
    text = data.partition('ld+json">')[2].partition("</script>")[0]
    assert not set(text) & set("<>&") and json.loads(text)["name"] == HOSTILE


def test_the_page_names_its_commit_and_when_it_was_changed(
    agreement: Path, git: Callable[..., str], published: Published
) -> None:
    first = git(agreement, "rev-parse", "HEAD").strip()
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återbruk"\n', "utf-8")
    git(agreement, "commit", "-qam", "Nytt namn", "--date", "2031-02-03T12:00:00")
    now = Page(published(agreement, "html", "--lang", "en"))
    assert git(agreement, "rev-parse", "--short=7", "HEAD").strip() in now.text
    assert "3 February 2031" in now.text and "Återbruk" in now.text
    then = Page(published(agreement, "html", "--lang", "en", "--at", first))
    assert first[:7] in then.text and "3 February 2031" not in then.text
    assert "Återvinning" in then.text and "Återbruk" not in then.text


def test_a_measure_in_two_areas_stands_once_and_is_linked_from_the_other(
    agreement: Path, published: Published
) -> None:
    shown = Page(published(agreement, "html", "--lang", "en"))
    ids = [each["id"] for _tag, each in shown.elements if "id" in each]
    assert ids.count("measure-okad-vaxtlighet") == 1
    assert "Ökad växtlighet – shown under Pollinering" in shown.text
    assert ids.index("outside") < ids.index("measure-atervinning")


def test_an_area_with_many_measures_begins_with_a_list_of_them(
    agreement: Path, published: Published, git: Callable[..., str]
) -> None:
    for number in range(1, 8):
        text = f'title = "Sol {number}"\nareas = ["gronska"]\n'
        (agreement / "measures" / f"sol-{number}.toml").write_text(text, "utf-8")
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Sju")
    shown = Page(published(agreement, "html", "--lang", "en"))
    targets = [each["href"] for each in shown.all("a")]
    assert targets.count("#measure-sol-7") == 1 and "Sol 7 ·" in shown.text
    assert "#measure-angar" not in "".join(filter(None, targets)), "few need no list"


def test_taking_part_and_telling_are_counted_beside_the_measures(
    agreement: Path, published: Published, git: Callable[..., str]
) -> None:
    assert (
        "Participation and communication"
        not in Page(published(agreement, "html", "--lang", "en")).text
    )
    area, whole = agreement / "areas" / "pollinering.toml", agreement / "agreement.toml"
    area.write_text(
        area.read_text("utf-8")
        + "\n".join(
            f'[[meetings]]\ntitle = "Möte {number}"\ndate = {day}\nattended = {attended}\n'
            for number, (day, attended) in enumerate(
                [("2022-03-01", "true"), ("2022-09-01", "false"), ("2023-03-01", "true")]
            )
        ),
        "utf-8",
    )
    told = '\n[[communications]]\ntitle = "Nyhetsbrev"\ndate = 2023-05-01\n'
    whole.write_text(whole.read_text("utf-8") + told, "utf-8")
    git(agreement, "commit", "-qam", "Möten")
    shown = published(agreement, "md", "--lang", "en").decode("utf-8")
    told = shown.partition("## Participation and communication\n\n")[2].partition("\n\n")[0]
    assert told.splitlines() == [
        "- **2022:** Meetings attended: 1 of 2 (50\u00a0%)",
        "- **2023:**",
        "  - Meetings attended: 1 of 1 (100\u00a0%)",
        "  - Times communicated: 1",
    ]


def test_the_figures_are_of_no_year_after_the_agreement(
    agreement: Path, published: Published, git: Callable[..., str]
) -> None:
    git(agreement, "commit", "-q", "--allow-empty", "-m", "Sent", "--date", "2031-02-03T12:00:00")
    shown = Page(published(agreement, "html", "--lang", "en")).text
    assert "at the end of 2025" in shown
    file = agreement / "agreement.toml"
    file.write_text(re.sub("(?m)^(start|end) = .*", "", file.read_text("utf-8")), "utf-8")
    git(agreement, "commit", "-qam", "Utan period")
    shown = Page(published(agreement, "html", "--lang", "en")).text
    today = date.today()
    assert f"on {today.day} {today:%B} {today.year}" in shown, "the year is not over yet"


@pytest.mark.parametrize("kind", ["html", "md", "csv", "json"])
def test_what_is_made_up_is_published_only_when_it_is_asked_for(
    agreement: Path, git: Git, kind: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    file = agreement / "measures" / "atervinning.toml"
    file.write_text('title = "Återvinning"\nexample = true\n', "utf-8")
    git(agreement, "commit", "-qam", "Påhittad")
    publish = ["-C", str(agreement), "--lang", "en", "publish", kind]
    assert run(publish) == 0
    assert "Återvinning" not in capfdbinary.readouterr().out.decode("utf-8")
    assert run([*publish, "--examples"]) == 0
    shown = capfdbinary.readouterr().out.decode("utf-8")
    assert "Återvinning" in shown
    assert kind not in ("html", "md") or "(made up)" in shown


def schemes() -> dict[str, dict[str, str]]:
    """The colours of the style sheet in its light and its dark scheme, by name."""
    css = (TEMPLATES / "style.css").read_text("utf-8")
    both = re.findall(r"--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", css)
    alone = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", css))
    light = {name: one for name, one, _other in both}
    assert light == alone, "a browser that knows no light-dark() shows the light ones"
    return {"light": light, "dark": {name: other for name, _one, other in both}}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrasts_are_enough_in_both_schemes(scheme: str) -> None:
    colours = schemes()[scheme]
    for name in colours.keys() - {"paper", "shade", "rule"}:
        for ground in ("paper", "shade"):
            one, other = sorted((luminance(colours[name]), luminance(colours[ground])))
            assert (other + 0.05) / (one + 0.05) >= 4.5, (scheme, name, ground)


def test_0_and_no_are_published_as_values(agreement: Path, git: Git, published: Published) -> None:
    (agreement / "measures" / "noll.toml").write_text(
        'title = "Noll"\nareas = ["gronska"]\ncontinuous = false\n'
        '[[funding]]\nsource = "LONA"\namount = 0\n'
        '[[indicators]]\nname = "Utsläpp"\nbaseline = 0\n'
        "[[indicators.values]]\nyear = 2023\nvalue = 0\n",
        "utf-8",
    )
    git(agreement, "add", ".")
    git(agreement, "commit", "-qm", "Noll")
    shown = published(agreement, "md", "--lang", "en").decode("utf-8").partition("# Noll")[2]
    for line in ("**Continuous:** no", "| LONA | SEK 0 |", "*Baseline 0*", "| 2023 | 0 |"):
        assert line in shown
    assert shown.partition("\n#")[0].count("Target") == 0
