"""What a record holds where its file says nothing: no text for a text, None for a number."""

from __future__ import annotations

from miljo_tui.model import fields
from miljo_tui.model.fields import build
from miljo_tui.model.records import KINDS
from miljo_tui.model.statuses import Option
from miljo_tui.model.tree import declarations


@fields.declared
class _Rated:
    """Something with a choice of numbers and one of words."""

    rate: int | None = fields.choice("Rate", Option(1, "low"), Option(2, "high"))
    word: str = fields.choice("Word", Option("a", "A"))


def test_a_choice_of_numbers_that_is_left_out_is_none() -> None:
    assert build(_Rated, {}) == _Rated(rate=None, word="")
    assert build(_Rated, {"rate": "high"}).rate is None


def test_only_what_may_be_a_text_reads_as_no_text() -> None:
    for kind in KINDS:
        for path, field in declarations(kind.cls):
            assert field.kind.empty != "" or field.kind.fits(""), path
