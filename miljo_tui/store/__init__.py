"""TOML on disk: find, read, place, edit and replace files, without knowing what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

# The store is open to the rooms above it, module by module. These are loaded when they are first
# used: files are rarely broken, few lists have comments between their items, and every start would
# pay for the patterns of the mistakes, and for tomlkit.
if TYPE_CHECKING:
    from miljo_tui.store.commented_lists import spell_tangled as spell_tangled
    from miljo_tui.store.conflict_markers import take_apart as take_apart
    from miljo_tui.store.mistakes import recognise as recognise
    from miljo_tui.store.mistakes.lines import first_mark as first_mark
else:
    __getattr__ = opened(
        __name__,
        {
            "commented_lists": ("spell_tangled",),
            "conflict_markers": ("take_apart",),
            "mistakes": ("recognise",),
            "mistakes.lines": ("first_mark",),
        },
    )
