"""A whole agreement as it was at some commit."""

from __future__ import annotations

from miljo_tui.audit.chronicle import Chronicle
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.model.failures import WrongUse
from miljo_tui.model.folder import Folder
from miljo_tui.model.records import AGREEMENT, AREA, MEASURE
from miljo_tui.store.reading import Source, parse
from miljo_tui.store.records import load_record


def folder_at(chronicle: Chronicle, commit: str) -> Folder:
    """Return the agreement as a commit has it. Raises WrongUse where it has none, BadState."""
    files = chronicle.following.files(commit)
    data = chronicle.objects.whole(files.values())
    found: dict[str, dict[str, Source]] = {kind.name: {} for kind in (AGREEMENT, AREA, MEASURE)}
    for path, blob in sorted(files.items()):
        if record := chronicle.place.record(path):
            found[record[0].name][record[1]] = parse(data[blob])
    if not found[AGREEMENT.name]:
        raise WrongUse(
            message(_("There was no agreement then")),
            message(_("Name a date such as 2023-02-15, a commit or a tag; log lists them.")),
        )
    return Folder(
        load_record(AGREEMENT, AGREEMENT.name, found[AGREEMENT.name][AGREEMENT.name]),
        {id: load_record(AREA, id, source) for id, source in found[AREA.name].items()},
        {id: load_record(MEASURE, id, source) for id, source in found[MEASURE.name].items()},
    )
