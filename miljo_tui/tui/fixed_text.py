"""Words in a place of a fixed size, such as the title: other words lay no screen out anew."""

from __future__ import annotations

from textual.visual import VisualType
from textual.widgets import Static


class FixedText(Static):
    """A `Static` whose size the style sheet fixes; a whole layout at each key is felt."""

    def update(self, content: VisualType = "", *, layout: bool = False) -> None:
        """Show other words."""
        super().update(content, layout=layout)
