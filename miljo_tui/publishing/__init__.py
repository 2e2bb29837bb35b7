"""The page and the exports of what was committed, without what is internal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.publishing.open_data_schema import open_schema as open_schema
    from miljo_tui.publishing.publish import FORMATS as FORMATS
    from miljo_tui.publishing.publish import Publication as Publication
    from miljo_tui.publishing.publish import changed_between as changed_between
    from miljo_tui.publishing.publish import cut_short as cut_short
    from miljo_tui.publishing.publish import form_of as form_of
    from miljo_tui.publishing.publish import fragment as fragment
    from miljo_tui.publishing.publish import last_published as last_published
    from miljo_tui.publishing.publish import publication as publication
    from miljo_tui.publishing.publish import publish_to as publish_to
    from miljo_tui.publishing.publish import report as report
    from miljo_tui.publishing.publish import tagged as tagged
    from miljo_tui.publishing.publish import without_picture as without_picture
else:
    __getattr__ = opened(
        __name__,
        {
            "open_data_schema": ("open_schema",),
            "publish": (
                "FORMATS",
                "Publication",
                "changed_between",
                "cut_short",
                "form_of",
                "fragment",
                "last_published",
                "publication",
                "publish_to",
                "report",
                "tagged",
                "without_picture",
            ),
        },
    )
