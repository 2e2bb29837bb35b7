"""A repository with a past: five people, by app and by hand, on two branches."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from past import Past

from miljo_tui.session.past.chronicle import Chronicle

Git = Callable[..., str]


@pytest.fixture
def past(agreement: Path, monkeypatch: pytest.MonkeyPatch) -> Past:
    """The small agreement, and hands to change it with."""
    return Past(agreement, monkeypatch)


@pytest.fixture
def chronicle(agreement: Path) -> Iterator[Chronicle]:
    """The chronicle of the small agreement."""
    with Chronicle.open(agreement) as opened:
        yield opened


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A new SSH key without a passphrase, and a file of allowed signers beside it."""
    file = tmp_path / "key"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)],
        check=True,
        env={**os.environ},
    )
    public = file.with_suffix(".pub").read_text("utf-8")
    (tmp_path / "signers").write_text(f"anna@example.org {public}", "utf-8")
    return file


@pytest.fixture
def story(past: Past, key: Path, tmp_path_factory: pytest.TempPathFactory) -> Past:
    """All that may happen to an agreement in a few years; lived once, then copied."""
    lived = tmp_path_factory.getbasetemp() / "story"
    if not lived.exists():
        live(past, key)
        shutil.copytree(key.parent, lived)
    for name in ("avtal", "signers"):
        shutil.rmtree(key.parent / name, ignore_errors=True)
    shutil.copytree(lived / "avtal", past.folder, symlinks=True)
    shutil.copy(lived / "signers", key.parent / "signers")
    return past


def live(past: Past, key: Path) -> None:
    """Live it."""
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
