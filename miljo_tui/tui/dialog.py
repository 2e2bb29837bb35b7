"""What lies over a screen until it is answered or closed."""

from __future__ import annotations

from textual.screen import ModalScreen, ScreenResultType

from miljo_tui.tui.host import Host
from miljo_tui.tui.terminal.key_order import OrderedScreen


class Dialog(ModalScreen[ScreenResultType], OrderedScreen[ScreenResultType]):
    """A screen that lies over another."""

    app: Host
