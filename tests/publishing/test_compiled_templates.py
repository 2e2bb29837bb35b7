"""What Jinja makes of the templates is kept as Python keeps modules, and never trusted blindly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from tests.publishing.conftest import Published


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own in which Python keeps what it compiles."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "pycache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "pycache"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Tell which templates have been compiled since it was asked last."""
    names: list[str] = []
    compile_template = Environment.compile

    def noted(self: Environment, source: str, name: str, *rest: str) -> object:
        names.append(name)
        return compile_template(self, source, name, *rest)

    def since() -> list[str]:
        seen = sorted(names)
        names.clear()
        return seen

    monkeypatch.setattr(Environment, "compile", noted)
    return since


def test_a_template_is_compiled_once(
    agreement: Path, published: Published, kept: Path, compiled: Callable[[], list[str]]
) -> None:
    first = published(agreement, "html")
    assert compiled() == ["blocks.html", "document.html"]
    assert published(agreement, "html") == first
    assert compiled() == []


@pytest.mark.parametrize("left", [0, 1, 40, 2000], ids="{} bytes are left".format)
def test_what_is_cut_off_is_compiled_again(
    agreement: Path,
    published: Published,
    kept: Path,
    compiled: Callable[[], list[str]],
    left: int,
) -> None:
    first = published(agreement, "html")
    compiled()
    for file in kept.rglob("*.pyc"):
        data = file.read_bytes()
        file.write_bytes(data[:left] + b"\0" * (len(data) - left))
    assert published(agreement, "html") == first
    assert compiled() == ["blocks.html", "document.html"]


def test_another_text_is_compiled_again(
    agreement: Path, published: Published, kept: Path, compiled: Callable[[], list[str]]
) -> None:
    published(agreement, "html")
    compiled()
    (first, second) = sorted(kept.rglob("*.pyc"))
    second.write_bytes(first.read_bytes())
    published(agreement, "html")
    assert compiled() == ["document.html"]


def test_a_page_is_published_where_nothing_can_be_kept(
    agreement: Path, published: Published, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(agreement, "html")
    kept.rename(kept.with_name("away"))
    kept.write_text("no folder", "utf-8")
    assert published(agreement, "html") == first
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert published(agreement, "html") == first
    assert not kept.exists()
