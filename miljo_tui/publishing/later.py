"""What a format does without that is not its own: each is loaded when it is first used.

Jinja takes longer to load than a whole check, and Markdown, tables and the app's page do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.publishing.drawing import drawn as drawn
    from miljo_tui.publishing.html import fragment as fragment
    from miljo_tui.publishing.html import hypertext as hypertext
    from miljo_tui.publishing.open_data import without_licence as without_licence
    from miljo_tui.publishing.page import page_document as page_document
    from miljo_tui.publishing.page import piece as piece
else:
    __getattr__ = opened(
        __name__,
        {
            "drawing": ("drawn",),
            "html": ("fragment", "hypertext"),
            "open_data": ("without_licence",),
            "page": ("page_document", "piece"),
        },
        below="miljo_tui.publishing",
    )
