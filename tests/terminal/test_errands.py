"""A morning at the office, told as keys and what stands in which panel, and what git holds then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from screen import Terminal

Start = Callable[..., Terminal]
Git = Callable[..., str]

POLLINATORS = "measures/pollinatorsprojekt"
LIST = """\
Åtgärd;Åtgärdsområde;Ansvarig;Start;Status 2024
Cykelställ vid skolan;Pollinering;Tekniska enheten;2023;Påbörjad
Dagvattendamm i parken;7;Parkenheten;hösten 2023;Klart
"""


def test_a_list_in_and_out_a_new_measure_and_a_conflict(
    app: Start, agreement: Path, git: Git, tmp_path: Path
) -> None:
    another = _shared(git, tmp_path)
    (tmp_path / "lista.csv").write_text(LIST, "utf-8")
    program = app("sv", columns=120, lines=40)
    _brings_in_a_list(program, git)
    _takes_it_back(program, git)
    _makes_a_measure_with_parts(program, git)
    _settles_a_conflict(program, git, another)
    program.press("q")
    assert program.exit_code() == 0
    assert git("status", "--porcelain") == ""


def _brings_in_a_list(program: Terminal, git: Git) -> None:
    program.type("i")
    program.wait_for("Filens namn, CSV eller XLSX")
    program.type("lista.csv\r")
    program.wait_for("lista.csv · 2 nya åtgärder · 0 finns redan")
    program.press("f2")
    program.wait_for("^ Granska · Cykelställ vid skolan")
    program.type("Inventeringen 2024")
    program.press("f8")
    program.wait_for("Sparat i git som .* U ångrar")
    measures = _panel(program, "2 Åtgärder")
    assert [line for line in measures if "Cykelställ" in line or "Dagvatten" in line] == [
        "P Cykelställ vid skolan",
        "G Dagvattendamm i parken",
    ]
    assert git("show", "--name-status", "--format=%s").split("\n") == [
        "2 åtgärder hämtade från lista.csv",
        "",
        "A\tmeasures/cykelstall-vid-skolan.toml",
        "A\tmeasures/dagvattendamm-i-parken.toml",
        "",
    ]


def _takes_it_back(program: Terminal, git: Git) -> None:
    program.type("U")
    program.wait_for("Tar bort: Åtgärd Cykelställ vid skolan")
    program.type("Fel lista")
    program.press("f8")
    program.wait_for(r"Sparat i git som [\s\S]* U ångrar")
    assert not any("Cykelställ" in line for line in _panel(program, "2 Åtgärder"))
    assert git("diff", "HEAD~2", "--stat") == "", "as it was before the list"
    assert "Fel lista" in git("log", "-1", "--format=%b")


def _makes_a_measure_with_parts(program: Terminal, git: Git) -> None:
    program.type("n")
    program.wait_for("Ny åtgärd")
    program.type("Solceller på simhallen\r")
    program.wait_for("ny, inte sparad i git")
    for field, typed in (("delåtg", "Upphandling"), ("indikat", "Installerad effekt\tkW")):
        program.press("ctrl+g")
        program.wait_for("Gå till fält")
        program.type(f"{field}\r+{typed}")
        program.wait_for(typed.split("\t")[-1])
        program.press("f10")
    program.press("f2")
    program.wait_for("Delåtgärd Upphandling: tillagd")
    assert "Indikator Installerad effekt: tillagd, Måttenhet kW" in program.text
    program.type("Beslut i nämnden")
    program.press("f8")
    program.wait_for("Sparat i git som .* U ångrar")
    assert any("Solceller på simhallen" in line for line in _panel(program, "2 Åtgärder"))
    text = git("show", "HEAD:measures/solceller-pa-simhallen.toml")
    assert '[[actions]]\ntitle = "Upphandling"' in text and 'unit = "kW"' in text


def _settles_a_conflict(program: Terminal, git: Git, another: Git) -> None:
    program.type("/pollinators\r")
    program.wait_for("▶ +G +Pollinat")
    file = f"{POLLINATORS}.toml"
    for said, end in ((another, 2024), (git, 2026)):
        said("config", "user.name", f"Person {end}")
        text = said("show", f"HEAD:{file}").replace("end = 2023", f"end = {end}")
        (Path(said("rev-parse", "--show-toplevel").strip()) / file).write_text(text, "utf-8")
        said("commit", "--quiet", "--all", "--message", f"Till {end}")
    another("push", "--quiet")
    program.wait_for("Slut: 2026")
    program.type("Y")
    program.wait_for("har ändrats av någon annan också")
    assert "Slut 2023 ○ 2024 ● 2026" in _squeezed(program.text)
    program.press("space", "f2")
    program.wait_for("1 ändring kom")
    program.press("escape")
    program.wait_for("Slut: 2024")  # what came is read anew first
    assert "Slut: 2024" in _panel(program, "3 Pollinatörsprojekt")
    assert "end = 2024" in git("show", f"HEAD:{file}")
    assert len(git("log", "-1", "--format=%P").split()) == 2, "both changes are in the past"
    assert git("rev-parse", "HEAD") == git("rev-parse", "@{upstream}"), "and it is shared"


def _shared(git: Git, tmp_path: Path) -> Git:
    """Share the agreement by a server, and return git in somebody else's clone."""
    server, clone = tmp_path / "server.git", tmp_path / "another"
    git("clone", "--quiet", "--bare", ".", str(server))
    git("remote", "add", "origin", str(server))
    git("push", "--quiet", "--set-upstream", "origin", "main")
    git("clone", "--quiet", str(server), str(clone))
    return lambda *arguments: git("-C", str(clone), *arguments)


def _panel(program: Terminal, title: str) -> list[str]:
    """Return the lines that stand in the panel of this title, their columns one space apart."""
    lines = program.text.split("\n")
    top = next(y for y, line in enumerate(lines) if f"─ {title} ─" in line)
    left = lines[top].rindex("╭", 0, lines[top].index(f"─ {title} ─"))
    right = lines[top].index("╮", left)
    inside = [line[left + 1 : right] for line in lines[top + 1 :]]
    bottom = next(y for y, line in enumerate(inside) if line.startswith("──"))
    return [_squeezed(line).strip("▶ ").removeprefix("! ") for line in inside[:bottom]]


def _squeezed(text: str) -> str:
    return " ".join(text.split())
