"""Words in a place of a fixed size, such as the title: other words lay no screen out anew."""

from __future__ import annotations

from textual.content import Content
from textual.visual import VisualType
from textual.widgets import Static


class FixedText(Static):
    """A `Static` whose size the style sheet fixes; a whole layout at each key is felt."""

    def update(self, content: VisualType = "", *, layout: bool = False) -> None:
        """Show other words; those that are shown already are not painted anew."""
        if not _same(content, self.content):
            super().update(content, layout=layout)


def _same(new: VisualType, old: VisualType) -> bool:
    """Tell whether words and styles are the same; Textual compares the words only."""
    if isinstance(new, Content) and isinstance(old, Content):
        return (new.plain, new.spans) == (old.plain, old.spans)
    return False
