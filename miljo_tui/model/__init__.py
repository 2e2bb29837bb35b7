"""What an agreement is: records, fields, rules and questions, without any input or output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

# The model is open to every room, module by module. These are loaded when they are first used: a
# typed text, a refusal and a comparison of versions need them, and every start would pay.
if TYPE_CHECKING:
    from miljo_tui.model.entry_matching import match as match
    from miljo_tui.model.not_checked_out import missing_records_message as missing_records_message
    from miljo_tui.model.periods import a_period as a_period
    from miljo_tui.model.permissions import forbidden as forbidden
    from miljo_tui.model.permissions import owner_name as owner_name
    from miljo_tui.model.query import fold as fold
    from miljo_tui.model.read_amounts import an_amount as an_amount
    from miljo_tui.model.read_times import a_date as a_date
    from miljo_tui.model.read_times import a_time as a_time
    from miljo_tui.model.shell_quoting import pasted as pasted
else:
    __getattr__ = opened(
        __name__,
        {
            "entry_matching": ("match",),
            "not_checked_out": ("missing_records_message",),
            "periods": ("a_period",),
            "permissions": ("forbidden", "owner_name"),
            "query": ("fold",),
            "read_amounts": ("an_amount",),
            "read_times": ("a_date", "a_time"),
            "shell_quoting": ("pasted",),
        },
    )
