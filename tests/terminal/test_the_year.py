"""A new user's year: what is due is reported, the page goes out, the history tells of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from screen import Terminal

Start = Callable[..., Terminal]
Git = Callable[..., str]

COMMENT = "Hälften av åtgärderna är igång."
REPORTED = {
    "kontroll-av-dricksvatten": "P",
    "ny-renhallningsordning": "E",
}
TITLES = {
    "kontroll-av-dricksvatten": "Kontroll av dricksvatten",
    "ny-renhallningsordning": "Ny renhållningsordning med avfallsplan",
}
"""Measures that are to report for 2025: the shipped agreement has none of its own."""


def test_what_is_due_is_reported_published_and_seen(
    app: Start, agreement: Path, git: Git, tmp_path: Path
) -> None:
    for id, title in TITLES.items():
        text = f'title = "{title}"\nareas = ["vattenplanering"]\nstart = 2022\n'
        (agreement / f"measures/{id}.toml").write_text(text, "utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "Två åtgärder")
    program = app(columns=100, lines=30)

    program.type("f")
    program.wait_for(r"Follow-up 2025 · reported 0 of 2")
    program.type("nr")
    program.wait_for("Follow-up 2025 · Kontroll av dricksvatten")
    program.type("p\t" + COMMENT)
    program.press("f3")
    program.wait_for("Follow-up 2025 · Ny renhållningsordning")
    program.type("e")
    program.press("f3")
    program.wait_for("Review · Kontroll av dricksvatten and 1 more")
    program.type("Uppföljning 2025")
    program.press("f8")
    program.wait_for("^ Follow-up 2025 · reported 2 of 2")
    program.press("escape")

    program.type("p")
    program.wait_for("The page, as it was committed")
    page = tmp_path / "miljooverenskommelsen.html"
    program.type("w\r")  # the name is suggested; the program runs in this folder
    program.wait_for("Written: ")
    shown = page.read_text("utf-8")
    for title, words in (
        ("Kontroll av dricksvatten", ("2025", "Påbörjad", COMMENT)),
        ("Ny renhållningsordning med avfallsplan", ("2025", "Ej påbörjad")),
    ):
        (about,) = re.findall(rf"<h4[^>]*>{title}</h4>(.+?)(?:<h[1-4]|</main>)", shown, re.DOTALL)
        assert all(word in about for word in words), about
    program.type("r")
    program.wait_for(f"Published as publicerad/{date.today()}")
    program.press("escape")

    program.type("h")
    program.wait_for(r"Test · Uppföljning 2025")
    program.press("enter")
    program.wait_for(COMMENT)
    program.press("ctrl+q")
    assert program.exit_code() == 0

    assert git("status", "--porcelain") == ""
    log = git("log", "-1", "--format=%D%n%B")
    assert log.startswith(f"HEAD -> main, tag: publicerad/{date.today()}\n2 poster: ")
    for id, letter in REPORTED.items():
        assert f"Miljo-Record: measures/{id}\n" in log
        assert f'status = "{letter}"' in (agreement / f"measures/{id}.toml").read_text("utf-8")
