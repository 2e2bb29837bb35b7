"""What a measure's state is, worked out by hand: one of every kind, in a year's round and by then.

Each reader is held against this one table: in tests/cli what is printed and published, in
tests/tui what is shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

YEARS = (2022, 2023, 2024, 2025)
AGREEMENT = """\
format = 1
title = "Avtal"
actor = "Kommunen"
start = 2022
end = 2025
areas = ["luft"]
"""
AREA = 'number = 1\nname = "Luft"\n'


class Kind(NamedTuple):
    """A measure, and what is known of it in each of the four years."""

    round: str
    """A letter that was reported for the year, `?` for one that is owed, `g` for done before."""
    by_then: str
    """The letter of the newest report by then, `·` for none, a space where it does not count."""
    newest: tuple[str, int] | None
    head: str
    reported: tuple[tuple[int, str], ...] = ()

    @property
    def text(self) -> str:
        """The measure as it stands in its file, without its title."""
        lines = ['areas = ["luft"]', *filter(None, self.head.split("; "))]
        for year, status in self.reported:
            lines += ["", "[[follow_ups]]", f"year = {year}", f'status = "{status}"']
        return "\n".join(lines) + "\n"


DROPPED = "not_relevant"
KINDS = {
    "Klar": Kind(
        "PGgg", "PGGG", ("G", 2023), "start = 2022; end = 2023", ((2022, "P"), (2023, "G"))
    ),
    "Årlig": Kind(
        "GG??", "GGGG", ("G", 2023), "start = 2022; continuous = true", ((2022, "G"), (2023, "G"))
    ),
    "Ej påbörjad": Kind("E???", "EEEE", ("E", 2022), "start = 2022; end = 2025", ((2022, "E"),)),
    "Börjar sedan": Kind("    ", "    ", None, "start = 2026"),
    "Slut före": Kind("    ", "    ", ("P", 2019), "start = 2018; end = 2020", ((2019, "P"),)),
    "Klar sent": Kind("Gggg", "GGGG", ("G", 2022), "start = 2019; end = 2021", ((2022, "G"),)),
    "Klar tidigare": Kind("gggg", "GGGG", ("G", 2021), "start = 2019", ((2021, "G"),)),
    "Bara tidigare": Kind("????", "PPPP", ("P", 2021), "start = 2020; end = 2025", ((2021, "P"),)),
    "Började i år": Kind("   ?", "   ·", None, "start = 2025-03-01; end = 2027"),
    "Avbruten": Kind(
        "P–  ", "P–––", (DROPPED, 2023), "start = 2022", ((2022, "P"), (2023, DROPPED))
    ),
    "Avbruten före slutet": Kind(
        "?–??", "·–––", (DROPPED, 2023), "start = 2022; end = 2025", ((2023, DROPPED),)
    ),
    "Utan datum": Kind("   ?", "   ·", None, ""),
    "Utan datum men med svar": Kind(" H??", " HHH", ("H", 2023), "", ((2023, "H"),)),
    "Tillbaka": Kind(
        "GH??", "GHHH", ("H", 2023), "start = 2022; end = 2025", ((2022, "G"), (2023, "H"))
    ),
    "Två svar": Kind(
        "  H ", "  HH", ("H", 2024), "start = 2024; end = 2024", ((2024, "P"), (2024, "H"))
    ),
    "Okänd bokstav": Kind(" ???", " ···", None, "start = 2023", ((2023, "X"),)),
    "Höst till vår": Kind(" ?? ", " ···", None, 'start = "2023-höst"; end = "2024-vår"'),
}
EXAMPLE = Kind(" P  ", "    ", ("P", 2023), "start = 2022; example = true", ((2023, "P"),))
"""What is made up is shown with what it says, and counts nowhere."""

# all, done, past half, at least started, not started, not relevant, not reported
Row = tuple[int, int, int, int, int, int, int]
FOR_YEAR: dict[int, Row] = {
    2022: (8, 3, 3, 5, 1, 0, 2),
    2023: (10, 2, 4, 4, 0, 2, 4),
    2024: (9, 0, 1, 1, 0, 0, 8),
    2025: (9, 0, 0, 0, 0, 0, 9),
}
BY_THEN: dict[int, Row] = {
    2022: (9, 4, 4, 7, 1, 0, 1),
    2023: (12, 4, 6, 7, 1, 2, 2),
    2024: (13, 4, 7, 8, 1, 2, 2),
    2025: (15, 4, 7, 8, 1, 2, 4),
}


def write(folder: Path) -> None:
    """Write an agreement with a measure of each kind, named by its title."""
    for name, text in {"agreement.toml": AGREEMENT, "areas/luft.toml": AREA}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8", newline="\n")
    (folder / "measures").mkdir()
    for number, (title, kind) in enumerate({**KINDS, "Exempel": EXAMPLE}.items()):
        file = folder / "measures" / f"m{number:02}.toml"
        file.write_text(f'title = "{title}"\n{kind.text}', "utf-8", newline="\n")
