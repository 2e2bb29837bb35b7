"""What the first frame does without: it shows where everything will stand, and no record.

The model, and what words its records, take longer to load than all that is painted for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui.door import opened

if TYPE_CHECKING:
    from miljo_tui.model.groups import FOCUS as FOCUS
    from miljo_tui.model.problems import MARKS as MARKS
    from miljo_tui.model.problems import UNMERGED as UNMERGED
    from miljo_tui.model.query import SORTS as SORTS
    from miljo_tui.model.query import sort as sort
    from miljo_tui.model.records import AGREEMENT as AGREEMENT
    from miljo_tui.model.records import AREA as AREA
    from miljo_tui.model.records import MEASURE as MEASURE
    from miljo_tui.model.rounds import years as years
    from miljo_tui.tui.panels.list_rows import AGREEMENT_ROW as AGREEMENT_ROW
    from miljo_tui.tui.panels.list_rows import EVERY as EVERY
    from miljo_tui.tui.panels.list_rows import area_cells as area_cells
    from miljo_tui.tui.panels.list_rows import area_ids as area_ids
    from miljo_tui.tui.panels.list_rows import area_name as area_name
    from miljo_tui.tui.panels.list_rows import measure_cells as measure_cells
    from miljo_tui.tui.panels.list_rows import measures_under as measures_under
    from miljo_tui.tui.panels.list_rows import title_width as title_width
    from miljo_tui.tui.panels.record_text import Description as Description
    from miljo_tui.tui.panels.title import title as title
else:
    __getattr__ = opened(
        __name__,
        {
            "model.groups": ("FOCUS",),
            "model.problems": ("MARKS", "UNMERGED"),
            "model.query": ("SORTS", "sort"),
            "model.records": ("AGREEMENT", "AREA", "MEASURE"),
            "model.rounds": ("years",),
            "tui.panels.list_rows": (
                *("AGREEMENT_ROW", "EVERY", "area_cells", "area_ids", "area_name"),
                *("measure_cells", "measures_under", "title_width"),
            ),
            "tui.panels.record_text": ("Description",),
            "tui.panels.title": ("title",),
        },
        below="miljo_tui",
    )
