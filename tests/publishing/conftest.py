"""An agreement of whatever a test plants, committed, and the command that publishes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from miljo_tui.cli.main import run
from miljo_tui.model.fields import Field
from miljo_tui.publishing.publish import FORMATS
from tests.publishing.planted import Plant, plant_agreement

Git = Callable[..., str]
Published = Callable[..., bytes]


@pytest.fixture
def planted(tmp_path: Path, git: Git) -> Callable[[Plant], Path]:
    """Commit an agreement with a text of the test's own in every field."""

    def make(plant: Plant) -> Path:
        folder = tmp_path / "planterat"
        plant_agreement(folder, plant)
        git(folder, "init", "--quiet")
        git(folder, "add", ".")
        git(folder, "commit", "--quiet", "-m", "Start")
        return folder

    return make


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """Publish an agreement with what is made up; return the bytes, those of an archive unpacked."""

    def publish(folder: Path, *arguments: str) -> bytes:
        file = tmp_path / "ut" / arguments[0]
        file.parent.mkdir(exist_ok=True)
        assert run(["-C", str(folder), "publish", "--examples", *arguments, "-o", str(file)]) == 0
        data = file.read_bytes()
        if not data.startswith(b"PK"):
            return data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"\n".join(archive.read(name) for name in archive.namelist())

    return publish


def harmless(path: str, field: Field) -> str:
    """Plant a text that says where it stands, or a web address where one belongs."""
    words = path.replace(".", " ").replace("_", " ")
    return f"https://example.org/{words.replace(' ', '-')}" if "url" in path else words


ALL = tuple(FORMATS)
"""Every format that there is."""
