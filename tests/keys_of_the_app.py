"""All lists of commands of the app, whichever screen they are loaded for."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from miljo_tui.tui import commands
from miljo_tui.tui.commands import Command

LISTS: dict[str, tuple[Command, ...]] = {
    name: value
    for module in iter_modules(commands.__path__, f"{commands.__name__}.")
    for name, value in vars(import_module(module.name)).items()
    if isinstance(value, tuple) and value and isinstance(value[0], Command)
}
