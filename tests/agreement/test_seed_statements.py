"""What the municipality's own page said about the agreement is on the page that is published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

SHIPPED = Path(__file__).resolve().parents[2] / "agreement"

STATEMENTS = {
    "the title": "# Miljööverenskommelsen 2022–2025",
    "whose it is": r"\*\*Hagfors kommun\*\*",
    "the programme is carried out through agreements": (
        "I Värmland genomförs det regionala åtgärdsprogrammet.*miljööverenskommelser"
    ),
    "the first agreement, with other municipalities": (
        "Tillsammans med flera andra värmländska kommuner skrev Hagfors kommun under den första"
        " överenskommelsen med Länsstyrelsen i Värmland 2018"
    ),
    "a matter of course": "självklarhet att vara med",
    "the strategy has its goals": "Hagforsstrategin har flera egna miljömål.*god grön kommun",
    "a part of something greater": "större helhet",
    "work is made visible": "miljöarbete som pågår synligt",
    "working together and sharing": "samverka och att dela på resurser",
    "the background has a heading": "## Bakgrund",
    "common efforts for both kinds of goals": (
        "gemensamma krafter.*nationella miljökvalitetsmålen och de globala målen"
    ),
    "a link to the goals": r"\[Sveriges miljömål\]",
    "the first one in March 2018": "tecknades den första.*i mars 2018",
    "the first round": "gällde 2018–2020",
    "who signed then": "Region Värmland och tolv av länets kommuner",
    "referred for comments": "Våren 2021 var åtgärdsprogrammet på remiss",
    "renewed": "i februari 2022 skrevs den under på nytt för 2022–2025",
    "what is new has its heading": "## Nytt! Vi väljer åtgärdsområden",
    "measures were written in at first": "stod de enskilda åtgärderna i själva överenskommelsen",
    "areas are chosen now": "väljer aktörerna i stället åtgärdsområden",
    "a hope": "samverkan och utbytet mellan aktörerna ska stärkas",
    "each chooses which and how many": "själva vilka och hur många",
    "each shapes its measures": "utformar själva sina åtgärder",
    "how it works has its heading": "## Så funkar miljööverenskommelsen",
    "the county board offers it": "erbjuder Länsstyrelsen Värmland aktörerna",
    "seven areas": "de sju prioriterade åtgärdsområdena",
    "commitment 1": "delta på möten och aktiviteter inom valda.*egen kompetens inom området",
    "commitment 2": "genomföra åtgärder inom utvalda åtgärdsområden",
    "commitment 3": "följa upp åtgärdsarbetet",
    "commitment 4": "kommunicera arbetet och resultatet internt och externt",
    "more with the county board": r"\[Länsstyrelsen Värmland: Miljööverenskommelser i Värmland\]",
    "the chosen areas": "Hagfors kommun har valt följande åtgärdsområden för 2022–2025",
    "area 1": "### Infrastruktur för förnybara drivmedel och laddbara fordon",
    "area 4": "### Integrering av grönska och ekosystemtjänster i samhällsplaneringen",
    "area 6": "### Pollinering",
    "area 7": "### Kommunal vattenplanering",
    "how we work has its heading": r"## Hur jobbar vi\?",
    "working groups, as the plan they were": "skulle arbetsgrupper.*starta",
    "measures, as the plan they were": "skulle beslutas och genomföras löpande",
    "follow-up, as the plan it was": "skulle följas upp en gång per år",
    "examples have their heading": "## Exempel på åtgärder i vår kommun",
    "who publishes": r"\*\*Publicerad av:\*\* Hagfors kommun",
    "when it was changed": r"\*\*Senast ändrad:\*\* \d",
}


@pytest.fixture
def shipped(tmp_path: Path, git: Callable[..., str]) -> Path:
    """The shipped agreement, committed in a repository of its own."""
    folder = tmp_path / "hagfors"
    shutil.copytree(SHIPPED, folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    return folder


def test_each_statement_of_the_page_is_on_the_page(shipped: Path, tmp_path: Path) -> None:
    file = tmp_path / "sida.md"
    assert run(["-C", str(shipped), "publish", "md", "-o", str(file)]) == 0
    text = re.sub(r"\\(.)", r"\1", file.read_text("utf-8"))
    missing = [what for what, said in STATEMENTS.items() if not re.search(said, text)]
    assert missing == []


def test_nothing_on_it_is_made_up_or_said_by_an_editor(shipped: Path, tmp_path: Path) -> None:
    file = tmp_path / "sida.md"
    assert run(["-C", str(shipped), "publish", "md", "-o", str(file)]) == 0
    text = file.read_text("utf-8")
    for words in ("laddplatser", "påhittad", "placeringen här", "Källan knyter", "startas"):
        assert words not in text
    before, _heading, earlier = text.partition("## Tidigare omgångar")
    assert "#### Pollinatörsprojekt" in before
    for title in ("Ökad ekologisk status", "Samverkansprojekt Värmullen", "Hållbarhet ska leda"):
        assert f"# {title}" in earlier and f"# {title}" not in before
