"""A new agreement, the next period, its schemas, and what git is told: who one is, how to merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.setup.introduction import Introduction as Introduction
    from miljo_tui.setup.merge_driver import MERGE_ATTRIBUTE as MERGE_ATTRIBUTE
    from miljo_tui.setup.merge_driver import MERGE_DRIVER as MERGE_DRIVER
    from miljo_tui.setup.merge_driver import install_merge_driver as install_merge_driver
    from miljo_tui.setup.merge_driver import merge_driver_command as merge_driver_command
    from miljo_tui.setup.new_agreement import CreatedAgreement as CreatedAgreement
    from miljo_tui.setup.new_agreement import create_agreement as create_agreement
    from miljo_tui.setup.new_agreement import create_like as create_like
    from miljo_tui.setup.new_agreement import create_next as create_next
    from miljo_tui.setup.schema_export import SCHEMA_NAMES as SCHEMA_NAMES
    from miljo_tui.setup.schema_export import schemas as schemas
    from miljo_tui.setup.schema_export import stale_schemas as stale_schemas
    from miljo_tui.setup.schema_export import write_schemas as write_schemas
else:
    __getattr__ = opened(
        __name__,
        {
            "introduction": ("Introduction",),
            "merge_driver": (
                "MERGE_ATTRIBUTE",
                "MERGE_DRIVER",
                "install_merge_driver",
                "merge_driver_command",
            ),
            "new_agreement": ("CreatedAgreement", "create_agreement", "create_like", "create_next"),
            "schema_export": ("SCHEMA_NAMES", "schemas", "stale_schemas", "write_schemas"),
        },
    )
