"""Other clones of an agreement: where one stands, how changes are joined, what a server checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.sharing.standing import Standing as Standing
    from miljo_tui.sharing.standing import where_one_stands as where_one_stands
else:
    __getattr__ = opened(
        __name__,
        {
            "standing": ("Standing", "where_one_stands"),
        },
    )
