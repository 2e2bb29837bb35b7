"""Completion: what fits the word at the cursor, and that the shells put it in rightly."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from miljo_tui.cli.main import run

ROOT = Path(__file__).resolve().parents[2]

Complete = Callable[..., list[str]]


@pytest.fixture
def complete(
    agreement: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Complete:
    """Complete a line of words for fish, which is given everything that fits, whole."""
    monkeypatch.chdir(agreement)

    def completed(*words: str) -> list[str]:
        assert run(["complete", "--", "fish", *words]) == 0
        out, err = capsys.readouterr()
        assert err == ""
        lines = out.splitlines()
        return lines[1::2] if lines[:1] == ["words"] else lines

    return completed


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ([""], ["check ", "list ", "show ", "set "]),
        (["--lang", ""], ["sv ", "en "]),
        (["--lang", "en", "ch"], ["check "]),
        (["list", ""], ["areas ", "measures "]),
        (["list", "measures", "--status", ""], ["G ", "H ", "P ", "E ", "not_relevant "]),
        (["list", "measures", "--status="], ["--status=G ", "--status=not_relevant "]),
        (["list", "measures", "--area", ""], ["gronska ", "pollinering ", "giftfri-vardag "]),
        (["list", "measures", "-"], ["--area ", "--status ", "--json ", "--help ", "-C "]),
        (["check", ""], ["--json "]),
        (["follow-up", ""], ["2022 ", "2023 "]),
        (["follow-up", "2023", ""], ["--missing ", "--json "]),
        (["schema", ""], ["agreement ", "area ", "measure ", "publication "]),
        (["completion", ""], ["bash ", "zsh ", "fish "]),
        (["show", ""], ["agreement ", "areas/gronska ", "measures/angar "]),
        (["show", "an"], ["measures/angar ", "angar "]),
        (["set", "an"], ["angar "]),
        (["log", "an"], ["measures/angar ", "angar "]),
        (["log", "angar", "--key", "re"], ["responsible "]),
        (["log", "angar", "--key", "follow_ups["], ["follow_ups[2022]."]),
        (["restore", "angar", "--"], ["--key ", "--at ", "--reason "]),
        (["blame", ""], ["agreement ", "measures/angar "]),
        (["set", "agreement", ""], ["page.published_by=", "commitments+=", "commitments-="]),
        (["set", "agreement", "page."], ["page.image_alt="]),
        (["set", "areas/gronska", ""], ["name=", "aliases+=", "working_group.start=", "meetings["]),
        (["set", "angar", ""], ["title=", "responsible=", "decision.date=", "actions["]),
        (["set", "angar", "end=2025", ""], ["start="]),
        (["set", "--reason", "Beslut", "angar", "s"], ["start="]),
        (["set", "angar", "follow_ups["], ["follow_ups[2022].", "follow_ups[2025]."]),
        (["set", "angar", "follow"], ["follow_ups[2023].", "follow_ups+="]),
        (["set", "angar", "actions["], ["actions[Slåtter]."]),
        (["set", "angar", "actions[Slåtter]"], ["actions[Slåtter].status=", "actions[Slåtter]-= "]),
        (["set", "angar", "actions[1]"], ["actions[1].status=", "actions[1]-= "]),
        (["set", "angar", "actions[Ny]."], ["actions[Ny].title=", "actions[Ny].responsible="]),
        (["set", "angar", "follow_ups[2023].st"], ["follow_ups[2023].status="]),
        (
            ["set", "angar", "indicators[Yta].values[2023]."],
            ["indicators[Yta].values[2023].value="],
        ),
        (["set", "angar", "actions[1].status="], ["actions[1].status=G ", "actions[1].status=E "]),
        (["set", "angar", "areas+="], ["areas+=gronska ", "areas+=giftfri-vardag "]),
        (["set", "angar", "areas+=gronska,"], ["areas+=gronska,giftfri-vardag "]),
        (["set", "angar", "objectives+="], ["objectives+=1 ", "objectives+=15 "]),
        (["set", "angar", "continuous="], ["continuous=true ", "continuous=false "]),
        (["set", "agreement", "language="], ["language=sv ", "language=en "]),
        (["set", "agreement", "areas-="], ["areas-=pollinering ", "areas-=gronska "]),
        (["set", "angar", "gronska", "okad"], ["okad-vaxtlighet "]),
        (["set", "--filter", "x", ""], ["responsible=", "agreement "]),
        (["add", ""], ["measure ", "area "]),
        (["add", "measure", "Ny åtgärd", ""], ["areas=", "responsible="]),
        (["add", "area", "Nytt område", ""], ["number=", "focus_area="]),
        (["add", "measure", "Ny", "areas="], ["areas=gronska "]),
        (["add", "measure", "--like", ""], ["measures/angar "]),
        (["add", "measure", "Ny", "--like", "angar", "actions-="], ["actions-=Slåtter "]),
        (["remove", ""], ["areas/gronska ", "measures/angar "]),
        (["set", "angar", "areas=gronska, "], ["areas=gronska, pollinering "]),
        (["-C", ""], ["folders"]),
        (["check", "-C", "x"], ["folders"]),
        (["init", ""], ["folders"]),
        (["init", "--like", ""], ["folders"]),
        (["import", ""], ["files"]),
        (["import", "-"], ["--map ", "--area ", "--year ", "--reason "]),
        (["import", "x.csv", "--map", "Vem=resp"], ["Vem=responsible ", "Vem=follow_ups.status "]),
        (["import", "--map", "A=title", "x.csv", "--ma"], ["--map "]),
        (["import", "x.csv", "--map=Hur går det=foll"], ["--map=Hur går det=follow_ups.comment "]),
        (["import", "x.csv", "--area", ""], ["gronska "]),
        (["import", "x.csv", "--year", ""], ["2022 ", "2025 "]),
    ],
)
def test_what_fits(complete: Complete, words: list[str], some: list[str]) -> None:
    found = complete(*words)
    assert set(some) <= set(found), found


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ([""], ["complete ", "--json ", "--help "]),
        (["list", "measures", ""], ["areas "]),
        (["list", "measures", "--json", "-"], ["--json "]),
        (["show", ""], ["angar "]),
        (["show", "angar", ""], ["measures/angar "]),
        (["set", "angar", ""], ["agreement "]),
        (["set", "angar", "end=2025", "a"], ["agreement "]),
        (["set", "angar", "an"], ["angar "]),
        (["add", "measure", "--like", ""], ["areas/gronska ", "agreement "]),
        (["add", "measure", ""], ["areas="]),
        (["remove", ""], ["agreement "]),
        (["set", "agreement", ""], ["format=", "title+=", "page="]),
        (["set", "angar", ""], ["participants-=", "areas+=pollinering "]),
        (["set", "angar", "areas+="], ["areas+=pollinering "]),
        (["set", "angar", "areas-="], ["areas-=gronska "]),
        (["set", "angar", "areas+=gronska,"], ["areas+=gronska,gronska "]),
        (["set", "angar", "end=2025", "--", "-"], ["--json "]),
    ],
)
def test_what_does_not_fit(complete: Complete, words: list[str], others: list[str]) -> None:
    assert not set(others) & set(complete(*words))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsens", ""],
        ["show", "--nonsens", "x", "y"],
        ["set", "finns-inte", ""],
        ["set", "angar", "nonsens="],
        ["set", "angar", "nonsens[1]."],
        ["set", "angar", "title.x."],
        ["set", "angar", "=[.]"],
        ["set", "angar", "[[[]]]...==="],
        ["-C", "/finns/inte", "show", ""],
        ["-C", "~finns-inte", "show", ""],
        ["--", "--", "--"],
        ["\ud800\x1b[2J", "\n"],
    ],
)
def test_nonsense_gets_no_answer_and_no_message(complete: Complete, words: list[str]) -> None:
    found = complete(*words)
    assert [word for word in found if word.startswith(words[-1]) and words[-1:] != ["--"]] == []


def test_broken_files_are_offered_by_id_and_stop_nothing(
    agreement: Path, complete: Complete
) -> None:
    (agreement / "measures" / "trasig.toml").write_bytes(b'title = "\xe5\nfollow_ups = 3')
    (agreement / "measures" / "konstig.toml").write_text(
        'title = 1\nareas = "x"\nfollow_ups = [1, {year = []}]\nactions = {}\ndecision = 3\n'
    )
    (agreement / "measures" / "elak.toml").write_text('[[actions]]\ntitle = "a\\u001b[2Jb"\n')
    (agreement / "measures" / "mapp.toml").mkdir()
    assert "trasig " in complete("show", "tras")
    assert "title=" in complete("set", "trasig", "")
    for start in ("follow_ups[", "actions[", "areas-=", "decision.", "actions[1].", "links"):
        complete("set", "konstig", start)
    assert "\x1b" not in "".join(complete("set", "elak", "actions["))
    (agreement / "agreement.toml").write_bytes(b"\xff = [")
    assert "measures/angar " in complete("show", "")
    (agreement / "agreement.toml").unlink()
    assert complete("show", "") == []
    assert "check " in complete("")


def test_entries_by_their_natural_names(agreement: Path, complete: Complete) -> None:
    file = agreement / "measures" / "angar.toml"
    with file.open("a", encoding="utf-8") as text:
        text.write('\n[[follow_ups]]\nyear = 2023\nreported_by = "Tekniska enheten"\n')
        text.write('\n[[actions]]\ntitle = "Slåtter"\n')
    assert "follow_ups[2023,Tekniska enheten]." in complete("set", "angar", "follow_ups[")
    assert complete("set", "angar", "actions[") == [
        "actions[1].",
        "actions[2].",
    ]
    assert {"actions-=2 ", "actions-=1 "} == set(complete("set", "angar", "actions-="))


def test_a_description_stands_beside_a_word(
    complete: Complete, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["complete", "--", "fish", "--lang", "en", "set", "angar", "actions[1].status="])
    assert capsys.readouterr().out.splitlines()[1:3] == ["actions[1].status=G ", "Done"]
    run(["complete", "--", "zsh", "show", "measures/a"])
    assert "Ängar i tätorten" in capsys.readouterr().out.splitlines()


def test_a_name_is_not_taken_for_a_text_of_the_program(
    agreement: Path, complete: Complete, capsys: pytest.CaptureFixture[str]
) -> None:
    (agreement / "areas" / "gronska.toml").write_text('name = "Title"\n', encoding="utf-8")
    for words in (["show", "areas/"], ["list", "areas", "--area", ""]):
        run(["complete", "--", "zsh", "--lang", "sv", *words])
        assert "Title" in capsys.readouterr().out.splitlines()


def test_it_loads_little(complete: Complete) -> None:
    words = ["set", "angar", "follow_ups[2023].status="]
    code = (
        "import sys; from miljo_tui.cli.main import run; run(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "complete", "--", "fish", *words]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, env=surroundings, check=True)
    assert "follow_ups[2023].status=G" in done.stdout
    assert not {"textual", "git", "rich", "tomlkit", "openpyxl"} & set(done.stderr.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_help_and_the_script_say_how_to_install_it(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["completion", shell])
    script = capsys.readouterr().out
    with pytest.raises(SystemExit):
        run(["--lang", "en", "completion", "--help"])
    told = capsys.readouterr().out
    for text in (script, told):
        assert f"miljo-tui completion {shell}" in text


class Shell:
    """An interactive shell on a terminal of its own, with the program in its path."""

    def __init__(self, *argv: str, folder: Path, home: Path, prepare: str) -> None:
        programs = home / "bin"
        programs.mkdir()
        program = programs / "miljo-tui"
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m miljo_tui "$@"\n')
        program.chmod(0o755)
        surroundings = {
            "PATH": f"{programs}:{os.environ.get('PATH', os.defpath)}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(home),
            "TERM": "dumb",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "INPUTRC": "/dev/null",
        }
        master, slave = pty.openpty()
        self.process = subprocess.Popen(
            argv,
            cwd=folder,
            env=surroundings,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.master = master
        self.until(f"{prepare}\necho REA''DY\n", "READY")

    def until(self, keys: str, mark: str) -> str:
        """Type keys and return what the terminal shows, up to a mark."""
        os.write(self.master, keys.encode())
        shown = b""
        end = time.monotonic() + 20
        while mark.encode() not in shown:
            ready, _, _ = select.select([self.master], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{mark} did not come: {shown.decode(errors='replace')}"
            shown += os.read(self.master, 65536)
        return shown.decode()

    def line(self, keys: str) -> str:
        """Type keys into an empty line and return what then stands in it; then empty it."""
        shown = self.until(f"{keys}\x18p", "}END")
        self.until("\x15\n", "\n")
        return shown.rpartition("LINE{")[2].partition("}END")[0]

    def close(self) -> None:
        """End the shell."""
        os.close(self.master)
        self.process.kill()
        self.process.wait()


Start = Callable[..., Shell]


@pytest.fixture
def start(agreement: Path, tmp_path: Path) -> Iterator[Start]:
    """Start a shell in the agreement's folder, or skip the test where it is not installed."""
    with ExitStack() as stack:

        def started(*argv: str, prepare: str) -> Shell:
            if not shutil.which(argv[0]):
                pytest.skip(f"{argv[0]} is not installed")
            home = tmp_path / "home"
            home.mkdir()
            (agreement / "lista å.csv").touch()
            return stack.enter_context(
                closing(Shell(*argv, folder=agreement, home=home, prepare=prepare))
            )

        yield started


@pytest.fixture
def bash(start: Start) -> Shell:
    """An interactive bash as it is without any settings."""
    return start(
        *("bash", "--norc", "--noprofile", "-i"),
        prepare='bind "set enable-bracketed-paste off"; eval "$(miljo-tui completion bash)"; '
        "show() { printf '\\nLINE{%s}END\\n' \"$READLINE_LINE\"; }; bind -x '\"\\C-xp\": show'",
    )


@pytest.fixture
def zsh(start: Start) -> Shell:
    """An interactive zsh as it is without any settings but its own completion."""
    return start(
        *("zsh", "-f", "-i"),
        prepare='autoload -Uz compinit; compinit -D; eval "$(miljo-tui completion zsh)"; '
        """show() { print -r -- "LINE{$BUFFER}""END" }; zle -N show; bindkey '^Xp' show""",
    )


@pytest.fixture
def fish(start: Start) -> Shell:
    """An interactive fish as it is without any settings."""
    return start(
        *("fish", "--no-config", "--interactive"),
        prepare="miljo-tui completion fish | source; bind \\cxp "
        """'printf "\\nLINE{%s}%s\\n" "$(commandline)" END; commandline -f repaint'""",
    )


SAME_IN_EVERY_SHELL = [
    ("miljo-tui sh\t", "miljo-tui show "),
    ("miljo-tui show okad\t", "miljo-tui show okad-vaxtlighet "),
    ("miljo-tui show measures/ang\t", "miljo-tui show measures/angar "),
    ("miljo-tui list measures --status n\t", "miljo-tui list measures --status not_relevant "),
    ("miljo-tui list measures --area gro\t", "miljo-tui list measures --area gronska "),
    ("miljo-tui set angar resp\t", "miljo-tui set angar responsible="),
    ("miljo-tui set agreement page.publ\t", "miljo-tui set agreement page.published_by="),
    ("miljo-tui set angar areas+=gro\t", "miljo-tui set angar areas+=gronska "),
    (
        "miljo-tui set angar areas+=gronska,gi\t",
        "miljo-tui set angar areas+=gronska,giftfri-vardag ",
    ),
    ("miljo-tui set angar continuous=t\t", "miljo-tui set angar continuous=true "),
    ("miljo-tui -C mea\t", "miljo-tui -C measures/"),
    ("miljo-tui import lis\t", r"miljo-tui import lista\ å.csv "),
    ("miljo-tui import x.csv --map Vem=resp\t", "miljo-tui import x.csv --map Vem=responsible "),
    ("miljo-tui set angar nonsens=\t", "miljo-tui set angar nonsens="),
    ("MILJO_TUI_LANG=en miljo-tui sh\t", "MILJO_TUI_LANG=en miljo-tui show "),
    ("~/bin/miljo-tui sh\t", "~/bin/miljo-tui show "),
]


def test_bash(bash: Shell) -> None:
    for keys, line in [
        *SAME_IN_EVERY_SHELL,
        ("miljo-tui list measures --status=n\t", "miljo-tui list measures --status=not_relevant "),
        (
            "miljo-tui set angar follow_ups[2023].st\t",
            r"miljo-tui set angar follow_ups\[2023].status=",
        ),
        (
            "miljo-tui set angar actions[Sl\tstatus=\tnot\t",
            r"miljo-tui set angar actions\[Slåtter].status=not_relevant ",
        ),
        ('miljo-tui set angar "actions[Sl\t', 'miljo-tui set angar "actions[Slåtter]."'),
        ("miljo-tui set angar 'actions[Sl\t", "miljo-tui set angar 'actions[Slåtter].'"),
        ('miljo-tui set angar actions["Sl\t', 'miljo-tui set angar actions["Slåtter]."'),
        (
            'miljo-tui set angar "actions[Slåtter]."status_\t',
            r"miljo-tui set angar actions\[Slåtter].status_year=",
        ),
        ("miljo-tui set angar sources+=https:\t", "miljo-tui set angar sources+=https:"),
        ("true && miljo-tui sh\t", "true && miljo-tui show "),
    ]:
        assert bash.line(keys) == line


def test_zsh(zsh: Shell) -> None:
    for keys, line in [
        *SAME_IN_EVERY_SHELL,
        ("miljo-tui list measures --status=n\t", "miljo-tui list measures --status=not_relevant "),
        (
            "miljo-tui set angar follow_ups[2023].st\t",
            r"miljo-tui set angar follow_ups\[2023\].status=",
        ),
        (
            r"miljo-tui set angar actions\[Sl" + "\tstatus=\tnot\t",
            r"miljo-tui set angar actions\[Slåtter\].status=not_relevant ",
        ),
        ('miljo-tui set angar "actions[Sl\t', 'miljo-tui set angar "actions[Slåtter].'),
        ("miljo-tui set angar 'actions[Sl\t", "miljo-tui set angar 'actions[Slåtter]."),
        ("true && miljo-tui sh\t", "true && miljo-tui show "),
    ]:
        assert zsh.line(keys) == line


def test_fish(fish: Shell) -> None:
    for keys, line in [
        *SAME_IN_EVERY_SHELL,
        ("miljo-tui list measures --status=n\t", "miljo-tui list measures --status=not_relevant "),
        (
            "miljo-tui set angar follow_ups[2023].st\t",
            r"miljo-tui set angar follow_ups\[2023\].status=",
        ),
        (
            "miljo-tui set angar actions[Sl\tstatus=\tnot\t",
            r"miljo-tui set angar actions\[Slåtter\].status=not_relevant ",
        ),
        ('miljo-tui set angar "actions[Sl\t', 'miljo-tui set angar "actions[Slåtter].'),
        ("miljo-tui set angar 'actions[Sl\t", "miljo-tui set angar 'actions[Slåtter]."),
        ("true; miljo-tui sh\t", "true; miljo-tui show "),
    ]:
        assert fish.line(keys) == line


HARD_NAME = """Träd & "buskar" $HOME `id` 'x' #1 * \\ ~ ;|<(>) ö: {a,b}?"""

SAYS_ITS_LAST_WORD = {
    "bash": 'set -- {}; printf %s "${{@: -1}}"',
    "zsh": 'set -- {}; printf %s "${{@[-1]}}"',
    "fish": "set words {}; printf %s $words[-1]",
}


@pytest.mark.parametrize("shell", SAYS_ITS_LAST_WORD)
@pytest.mark.parametrize("begun", [r"actions\[Tr", '"actions[Tr', "'actions[Tr"])
def test_a_hard_name_reaches_the_program_whole(
    agreement: Path, request: pytest.FixtureRequest, shell: str, begun: str
) -> None:
    with (agreement / "measures" / "angar.toml").open("a", encoding="utf-8") as text:
        text.write(f"\n[[actions]]\ntitle = {json.dumps(HARD_NAME, ensure_ascii=False)}\n")
    line = request.getfixturevalue(shell).line(f"miljo-tui set angar {begun}\t")
    quote = begun[0] if begun[0] in "\"'" and line[-1] != begun[0] else ""
    says = SAYS_ITS_LAST_WORD[shell].format(line + quote)
    done = subprocess.run([shell, "-c", says], capture_output=True, text=True, check=True)
    assert done.stdout == f"actions[{HARD_NAME}]."
