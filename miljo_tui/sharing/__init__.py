"""Other clones of an agreement: where one stands, how changes are joined, what a server checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.sharing.joining import Disagreement as Disagreement
    from miljo_tui.sharing.joining import Settled as Settled
    from miljo_tui.sharing.joining import TwoValues as TwoValues
    from miljo_tui.sharing.proposing import Proposed as Proposed
    from miljo_tui.sharing.proposing import share_for_review as share_for_review
    from miljo_tui.sharing.receiving import refusals as refusals
    from miljo_tui.sharing.server import set_up_server as set_up_server
    from miljo_tui.sharing.shared_clone import share_clone as share_clone
    from miljo_tui.sharing.sharing_choice import SharingChoice as SharingChoice
    from miljo_tui.sharing.standing import Standing as Standing
    from miljo_tui.sharing.standing import where_one_stands as where_one_stands
    from miljo_tui.sharing.synchronising import Synced as Synced
    from miljo_tui.sharing.synchronising import sync as sync
else:
    __getattr__ = opened(
        __name__,
        {
            "joining": ("Disagreement", "Settled", "TwoValues"),
            "proposing": ("Proposed", "share_for_review"),
            "receiving": ("refusals",),
            "server": ("set_up_server",),
            "shared_clone": ("share_clone",),
            "sharing_choice": ("SharingChoice",),
            "standing": ("Standing", "where_one_stands"),
            "synchronising": ("Synced", "sync"),
        },
    )
