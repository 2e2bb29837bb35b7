"""What a sync does without that finds no news, as most do: loaded when it is first used.

To load what verifies, joins and checks takes as long as git does to find that there is nothing, and
what writes TOML is wanted only where a conflict is settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.sharing.incoming import require_connected as require_connected
    from miljo_tui.sharing.incoming import require_grown as require_grown
    from miljo_tui.sharing.incoming import require_no_edits as require_no_edits
    from miljo_tui.sharing.incoming import require_true as require_true
    from miljo_tui.sharing.joining import join as join
    from miljo_tui.sharing.together import InvalidTogether as InvalidTogether
    from miljo_tui.sharing.together import require_valid_together as require_valid_together
    from miljo_tui.store.merged_text import comments_of_both as comments_of_both
    from miljo_tui.store.merged_text import with_moved_comments as with_moved_comments
    from miljo_tui.store.merged_text import written as written
else:
    __getattr__ = opened(
        __name__,
        {
            "sharing.incoming": (
                "require_connected",
                "require_grown",
                "require_no_edits",
                "require_true",
            ),
            "sharing.joining": ("join",),
            "sharing.together": ("InvalidTogether", "require_valid_together"),
            "store.merged_text": ("comments_of_both", "with_moved_comments", "written"),
        },
        below="miljo_tui",
    )
