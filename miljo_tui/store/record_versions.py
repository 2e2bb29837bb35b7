"""A version of a record, parsed from the bytes that git holds of it."""

from __future__ import annotations

from miljo_tui.model.record_changes import Version
from miljo_tui.store.pieces import Pieces
from miljo_tui.store.reading import LARGEST_FILE, parse


def version_of(data: bytes | None) -> Version:
    """Parse a version; one whose blob git has not got, or that is too large, cannot be read."""
    if data is None or len(data) > LARGEST_FILE:
        return Version(data or b"", {}, is_readable=False, is_here=data is not None)
    pieces = Pieces()
    source = parse(data, pieces.values_in)
    return Version(data, source.raw, source.fault is None, pieces=pieces)
