"""What other rooms may use of a room is named in its door, once for mypy and once for Python."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "miljo_tui"
DOORS = {
    "editing": 20,
    "audit": 15,
    "spreadsheets": 15,
    "publishing": 15,
    "setup": 15,
    "sharing": 15,
}
"""The rooms with a door, and how many names may stand in it."""


def declared(room: str) -> dict[str, str]:
    """Return the names that mypy sees in a door, each with its module."""
    tree = ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8"))
    return {
        name.name: node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith(f"miljo_tui.{room}.")
        for name in node.names
    }


@pytest.mark.parametrize("room", DOORS)
def test_a_door_offers_what_it_declares(room: str) -> None:
    door = importlib.import_module(f"miljo_tui.{room}")
    names = declared(room)
    assert 0 < len(names) <= DOORS[room]
    for name, module in names.items():
        assert getattr(door, name) is getattr(importlib.import_module(module), name)
    (held,) = (
        node
        for node in ast.walk(ast.parse((PACKAGE / room / "__init__.py").read_text("utf-8")))
        if isinstance(node, ast.Dict)
    )
    offered = {name for names in ast.literal_eval(held).values() for name in names}
    assert offered == names.keys()


@pytest.mark.parametrize("room", DOORS)
def test_no_name_of_a_door_is_a_module_of_its_room(room: str) -> None:
    modules = {file.stem for file in (PACKAGE / room).iterdir()}
    assert not modules & declared(room).keys()


@pytest.mark.parametrize("room", DOORS)
def test_a_door_refuses_what_it_does_not_offer(room: str) -> None:
    with pytest.raises(AttributeError, match="nothing_like_this"):
        importlib.import_module(f"miljo_tui.{room}").nothing_like_this()


@pytest.mark.parametrize(
    "module", ["editing.later", "publishing.later", "sharing.later", "store", "model"]
)
def test_what_a_room_loads_later_is_what_mypy_sees(module: str) -> None:
    held = importlib.import_module(f"miljo_tui.{module}")
    tree = ast.parse(Path(str(held.__file__)).read_text("utf-8"))
    (offered,) = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    names = {
        each.asname: str(node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if each.asname
    }
    assert {name for each in ast.literal_eval(offered).values() for name in each} == names.keys()
    for name, home in names.items():
        assert getattr(held, name) is getattr(importlib.import_module(home), name)
