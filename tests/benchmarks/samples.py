"""Agreements of any size: realistic files of 28 lines, committed in a repository of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

AREAS = {
    "fornybar-energi": "Förnybar energi",
    "hallbara-transporter": "Hållbara transporter",
    "giftfri-vardag": "Giftfri vardag",
    "gronska-i-planeringen": "Grönska i planeringen",
    "vatten-och-avlopp": "Vatten och avlopp",
    "pollinering": "Pollinering",
    "hallbar-konsumtion": "Hållbar konsumtion",
}
CHOSEN = ("fornybar-energi", "giftfri-vardag", "gronska-i-planeringen", "pollinering")
WORKS = ("Ängar i tätorten", "Solceller på skoltak", "Giftfri förskola", "Stadsträd längs gatorna")
OFFICES = ("Samhällsbyggnadsavdelningen", "Kommunledningsavdelningen", "Barn- och bildning")

AGREEMENT = """\
#:schema schema/agreement.schema.json
format = 1
title = "Miljööverenskommelsen 2022–2025"
actor = "Provkommunen"
start = 2022-01-01
end = 2025-12-31
language = "sv"
areas = [
{chosen}
]
reason_required = true
commitments = [
    "Genomföra åtgärderna i överenskommelsen.",
    "Följa upp arbetet varje år.",
]
"""

MEASURE = """\
#:schema ../schema/measure.schema.json
title = "{number:05} {work}"
areas = ["{area}"]
responsible = "{office}"
participants = ["Bostadsbolaget", "Länsstyrelsen"]
start = {start}
end = {end}
description = \"\"\"
Fyra ytor sköts så att de gynnar pollinerande insekter: slåtter en till två
gånger om året, gräset samlas upp och invasiva växter tas bort. Arbetet följs upp tillsammans
med dem som bor intill, och resultatet redovisas för nämnden.
\"\"\"
objectives = [13, 16]
global_goals = [11, 15]
sources = ["https://www.example.org/miljo/{number}.html"]

[[funding]]
source = "LONA"
amount = {amount}

[[actions]]
title = "Åtgärd i parken vid ån"
status = "G"

[[follow_ups]]
year = 2022
status = "{status}"
comment = "Första säsongen är genomförd enligt planen."
"""


def sample(folder: Path, measures: int) -> Path:
    """Write an agreement of so many measures into a new folder and commit it; return the folder."""
    for room in ("areas", "measures"):
        (folder / room).mkdir(parents=True)
    chosen = "\n".join(f'    "{id}",' for id in CHOSEN)
    _write(folder / "agreement.toml", AGREEMENT.format(chosen=chosen))
    for number, (id, name) in enumerate(AREAS.items(), 1):
        _write(folder / "areas" / f"{id}.toml", f'number = {number}\nname = "{name}"\n')
    for number in range(1, measures + 1):
        _write(folder / "measures" / f"atgard-{number:05}.toml", measure(number))
    git(folder, "init", "--quiet")
    git(folder, "config", "core.fsync", "all")
    git(folder, "config", "gc.auto", "0")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Start")
    return folder


def measure(number: int) -> str:
    """Return the text of one measure; two of three have a warning, as in the shipped agreement.

    It is the same one: they ended before the agreement's period.
    """
    is_over = number % 3 != 0
    return MEASURE.format(
        number=number,
        work=WORKS[number % len(WORKS)],
        area=CHOSEN[number % len(CHOSEN)],
        office=OFFICES[number % len(OFFICES)],
        start=2019 if is_over else 2022,
        end="2020" if is_over else "2025-10-31",
        amount=1000 * (number % 90 + 10),
        status="GHPE"[number % 4],
    )


def git(folder: Path, *arguments: str, text: str = "") -> None:
    """Run git in a folder."""
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, input=text, text=True, capture_output=True
    )


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
