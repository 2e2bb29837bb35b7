"""Hands that change an agreement: through the program, by hand and by git alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from miljo_tui.cli.main import run


class Past:
    """An agreement in its repository, whose clock goes on by a day with each commit."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._monkeypatch = monkeypatch
        self._day = 0

    def git(self, *arguments: str, who: str = "anna", given: str | None = None) -> str:
        """Run git as somebody, and return what it says."""
        self._be(who)
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def app(self, who: str, *arguments: str) -> int:
        """Run a command of the program as somebody, and return its exit code."""
        self._be(who)
        return run(["-C", str(self.folder), "--lang", "en", *arguments])

    def set(self, who: str, record: str, change: str, *, reason: str, case: str = "") -> str:
        """Set a field through the program; return the commit's id."""
        if not reason:
            self._require_no_reason()
        assert self.app(who, "set", record, change, "--reason", reason, "--case", case) == 0
        return self.head

    def by_hand(self, who: str, name: str, old: str, new: str, message: str) -> str:
        """Change a file in an editor and commit it with git; return the commit's id."""
        file = self.folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8", newline="\n")
        return self.commit(who, message)

    def commit(self, who: str, message: str) -> str:
        """Commit everything with git; return the commit's id."""
        self.git("commit", "--quiet", "--all", "--message", message, who=who)
        return self.head

    def forge(self, who: str, change: tuple[str, str, str], message: str) -> str:
        """Change a file by hand, and let the message claim whatever it likes."""
        file = self.folder / change[0]
        text = file.read_text("utf-8")
        assert change[1] in text
        file.write_text(text.replace(*change[1:]), "utf-8", newline="\n")
        self.git("commit", "--quiet", "--all", "--file=-", who=who, given=message)
        return self.head

    @property
    def head(self) -> str:
        """The id of the newest commit."""
        return self.git("rev-parse", "HEAD")

    def _be(self, who: str) -> None:
        self._day += 1
        date = f"2021-01-{1 + self._day // 24:02}T{self._day % 24:02}:00:00+01:00"
        for role in ("AUTHOR", "COMMITTER"):
            self._monkeypatch.setenv(f"GIT_{role}_NAME", who.title())
            self._monkeypatch.setenv(f"GIT_{role}_EMAIL", f"{who}@example.org")
            self._monkeypatch.setenv(f"GIT_{role}_DATE", date)

    def _require_no_reason(self) -> None:
        file = self.folder / "agreement.toml"
        text = file.read_text("utf-8")
        if "reason_required = true" in text:
            file.write_text(text.replace("reason_required = true", "reason_required = false"))
            self.commit("anna", "Skäl krävs inte")


def live(past: Past, key: Path) -> None:
    """Live a few years: five people, by app and by hand, on two branches, with a lie and a key."""
    past.set("anna", "angar", "end=2024", reason="Förlängt", case="KS2022/1")
    past.set("bo", "angar", "responsible=Gatukontoret", reason="Ny organisation")
    past.by_hand("cia", "measures/okad-vaxtlighet.toml", "2024-10-31", "2025-10-31", "Rätt slut")
    past.git("mv", "measures/atervinning.toml", "measures/aterbruk.toml")
    past.commit("dan", "Byter namn på filen")
    past.git("switch", "--quiet", "--create", "sida")
    past.set("eva", "angar", "actions[1].status=H", reason="Slåttern är inte klar")
    past.git("switch", "--quiet", "main")
    past.set("anna", "angar", "follow_ups[2024].status=G", reason="Uppföljning")
    past.git("merge", "--quiet", "--no-edit", "sida", who="eva")
    past.git("revert", "--no-edit", "HEAD~4", who="bo")
    past.forge(
        "bo",
        ("measures/okad-vaxtlighet.toml", "Planenheten", "Parkenheten"),
        "okad-vaxtlighet: slut\n\nInget särskilt.\n\nMiljo-Record: measures/okad-vaxtlighet\n"
        "Miljo-Change: end = 2025-10-31 -> 2030\nMiljo-Operation: 0\nMiljo-Format: 1\n",
    )
    past.git("config", "gpg.format", "ssh")
    past.git("config", "user.signingkey", str(key))
    past.git("config", "commit.gpgsign", "true")
    past.set("anna", "okad-vaxtlighet", "end=2026", reason="Undertecknat")
    past.git("config", "commit.gpgsign", "false")
    past.set("anna", "okad-vaxtlighet", "start=2022", reason="")
