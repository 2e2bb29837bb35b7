"""openpyxl, loaded where XLSX is read or written: it takes long to load, and need not be there."""

from __future__ import annotations

from typing import Any

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Missing


def openpyxl_to_read() -> Any:
    """Return openpyxl. Raises Missing where it is not installed."""
    return _loaded(
        message(_("XLSX files are read by openpyxl, which is not installed")),
        message(_("Install it with: pip install 'miljo-tui[xlsx]', or save the list as CSV.")),
    )


def openpyxl_to_write() -> Any:
    """Return openpyxl. Raises Missing where it is not installed."""
    return _loaded(
        message(_("XLSX files are written by openpyxl, which is not installed")),
        message(_("Install it with: pip install 'miljo-tui[xlsx]', or publish CSV.")),
    )


def _loaded(what: Message, remedy: Message) -> Any:
    try:
        import openpyxl  # what reads or writes no XLSX does without
    except ImportError:
        raise Missing(what, remedy) from None
    return openpyxl
