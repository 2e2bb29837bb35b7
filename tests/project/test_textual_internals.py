"""Private parts of Textual are used in one module, and Textual is bounded by what that knows."""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import textwrap
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import textual

from miljo_tui import tui
from miljo_tui.tui import textual_internals

ROOT = Path(__file__).resolve().parents[2]
MODULES = [each.name for each in pkgutil.walk_packages(tui.__path__, "miljo_tui.tui.")]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def is_textual(name: str) -> bool:
    return name.split(".")[0] == "textual"


def own_object(node: ast.expr) -> bool:
    """Tell whether an expression is `self`, `cls` or `super()`."""
    if isinstance(node, ast.Call):
        node = node.func
    return isinstance(node, ast.Name) and node.id in {"self", "cls", "super"}


def declared(node: ast.AST) -> Iterator[str]:
    """Yield the names that a tree declares: methods, attributes of a class, of `self`."""
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
            yield each.name
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            yield each.attr
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            yield each.target.id


@cache
def private_to(cls: type) -> frozenset[str]:
    """Return the private names that a class of Textual declares."""
    source = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    return frozenset(filter(is_private, declared(source)))


@cache
def private_anywhere() -> frozenset[str]:
    """Return the private names that any module of Textual declares."""
    folder = Path(textual.__file__).parent
    names = {
        name for file in folder.rglob("*.py") for name in declared(ast.parse(file.read_text()))
    }
    return frozenset(filter(is_private, names))


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the private modules and names that are imported from Textual."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and is_textual(node.module or ""):
            names = [*(node.module or "").split("."), *(each.name for each in node.names)]
            yield from filter(is_private, names)
        elif isinstance(node, ast.Import):
            for each in node.names:
                if is_textual(each.name):
                    yield from filter(is_private, each.name.split("."))


def reached(tree: ast.AST) -> Iterator[str]:
    """Yield the private attributes of other objects that Textual's may have."""
    modules = {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for each in node.names
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or own_object(node.value):
            continue
        of_a_module = isinstance(node.value, ast.Name) and node.value.id in modules
        if not of_a_module and node.attr in private_anywhere():
            yield node.attr


def inherited(module: ModuleType) -> Iterator[str]:
    """Yield the private names that classes share with the classes of Textual they come from."""
    for cls in vars(module).values():
        if not inspect.isclass(cls) or cls.__module__ != module.__name__:
            continue
        theirs = {
            name for base in cls.__mro__ if is_textual(base.__module__) for name in private_to(base)
        }
        source = ast.parse(textwrap.dedent(inspect.getsource(cls)))
        uses = {
            node.attr
            for node in ast.walk(source)
            if isinstance(node, ast.Attribute) and own_object(node.value)
        }
        yield from theirs & {*uses, *declared(source)}


def private_parts(module: ModuleType) -> set[str]:
    """Return the private parts of Textual that a module uses, or gives another meaning."""
    tree = ast.parse(inspect.getsource(module))
    return {*imported(tree), *reached(tree), *inherited(module)}


def test_only_one_module_uses_private_parts_of_textual() -> None:
    used = {name: private_parts(import_module(name)) for name in MODULES}
    known = used.pop(textual_internals.__name__)
    assert {"_xterm_parser", "_handle_exception", "_exit_renderables", "_auto_restart"} <= known
    assert {name: parts for name, parts in used.items() if parts} == {}


def test_textual_stays_below_the_line_after_the_tested_one() -> None:
    source = inspect.getsource(textual_internals)
    ((major, minor),) = set(re.findall(r"# Textual (\d+)\.(\d+)\.\d+", source))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    (textual,) = (each for each in project["dependencies"] if each.startswith("textual"))
    assert textual.endswith(f",<{major}.{int(minor) + 1}")
