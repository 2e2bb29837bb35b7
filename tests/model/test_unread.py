"""A command about one measure reads that one, however many there are."""

from __future__ import annotations

from miljo_tui.frozen import replace
from miljo_tui.model.folder import Folder, Record, Unread
from miljo_tui.model.records import AGREEMENT, MEASURE, Measure
from miljo_tui.model.rules import check_record

IDS = ["bin", "fjaril", "humla"]


class Shelf:
    """Measures, and which of them were read."""

    def __init__(self) -> None:
        self.read: list[str] = []
        agreement = Record(AGREEMENT, "agreement", b"", {})
        self.folder = Folder(agreement, measures=Unread(IDS, self.fetch))

    def fetch(self, id: str) -> Record[Measure]:
        """Read one."""
        self.read.append(id)
        return Record(MEASURE, id, b"", {"title": id})


def test_only_what_is_asked_for_is_read_and_once() -> None:
    shelf = Shelf()
    for name in ("humla", "measures/humla", "measures/humla.toml"):
        (record,) = shelf.folder.find(name)
        assert record.id == "humla"
    check_record(record, shelf.folder)
    assert not shelf.folder.find("geting") and not shelf.folder.find("areas/humla")
    assert len(shelf.folder.measures) == 3 and "bin" in shelf.folder.measures
    assert shelf.read == ["humla"]


def test_all_are_there_in_their_order() -> None:
    shelf = Shelf()
    assert list(shelf.folder.measures) == IDS
    assert [record.id for record in shelf.folder.records()] == ["agreement", *IDS]


def test_what_is_put_in_place_is_there_and_reads_no_other() -> None:
    shelf = Shelf()
    (record,) = shelf.folder.find("humla")
    other = replace(record, raw={"title": "Humlor"})
    new = replace(other, id="svarmare")
    after = shelf.folder.replaced(other).replaced(new)
    assert after.measures["humla"] is other and after.measures["svarmare"] is new
    assert list(after.measures) == [*IDS, "svarmare"]
    assert shelf.folder.measures["humla"] is record
    assert shelf.read == ["humla"]
    assert [each.id for each in after.without(new).measures.values()] == IDS
