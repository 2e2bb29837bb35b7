"""Amounts as people write them, `43 Mkr` or `400 000:-`, read into whole kronor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from miljo_tui.model.parse_input import Unclear, even
from miljo_tui.model.scalars import MONEY

_UNITS = {
    1000: "tkr kkr ksek tsek tusen",
    1_000_000: "mkr mnkr msek milj milj. miljon miljoner million millions",
    1_000_000_000: "mdkr mdr miljard miljarder",
}
_KRONOR = r"kronor|krona|kr\.?|sek|[:,.]?-{1,2}"
_AMOUNT = (
    rf"(?:(?:kr\.?|sek) ?)?(?P<sign>[-+]?)(?P<number>\d[\d ,.']*?)"
    rf" ?(?P<unit>[a-z]+\.?)??(?: ?(?:{_KRONOR}))?"
)
_GROUPED = r"\d{1,3}(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3})*"
_MAYBE = r"(?:(?:ca|cirka|omkring|runt|ungefär|högst|minst|about|upp till)\.? )*(?P<rest>.*?)"
_BEHIND = r"(?: ?/ ?\w+| per \w+| ?\(.*\)| ?[*?]+)"


def an_amount(text: str) -> int:
    """Read whole kronor, such as `120 000 kr`, `120 tkr` or `1,5 miljoner`.

    Raises Unclear where it may be several amounts, or has öre; ValueError where it is none.
    """
    text = even(text)
    found = re.fullmatch(_AMOUNT, text)
    if found is None:
        if meanings := list(dict.fromkeys(_likely(text))):
            raise Unclear([MONEY.words(meaning) for meaning in meanings])
        raise ValueError(text)
    amounts = {amount * _factor(found["unit"] or "") for amount in _numbers(found["number"])}
    if not amounts:
        raise ValueError(text)
    sign = -1 if found["sign"] == "-" else 1
    whole = {int(amount.quantize(Decimal(1), ROUND_HALF_UP)) for amount in amounts}
    if len(amounts) > 1 or whole != amounts:
        raise Unclear([MONEY.words(sign * amount) for amount in sorted(whole, reverse=True)])
    return sign * whole.pop()


def _factor(unit: str) -> int:
    for factor, names in _UNITS.items():
        if unit in names.split():
            return factor
    if unit in ("", "kr", "kr.", "kronor", "krona", "sek"):
        return 1
    raise ValueError(unit)


def _numbers(text: str) -> Iterator[Decimal]:
    """Yield the numbers that digits and marks may be: `120.000` may be thousands or decimals."""
    if _is_whole(text):
        yield Decimal(_digits(text))
    for mark in ",.":
        whole, _mark, decimals = text.rpartition(mark)
        if decimals.isdecimal() and mark not in whole and _is_whole(whole):
            yield Decimal(f"{_digits(whole)}.{decimals}")


def _is_whole(text: str) -> bool:
    return text.isdecimal() or bool(re.fullmatch(_GROUPED, text) and text[0] != "0")


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _likely(text: str) -> Iterator[int]:
    """Yield the amounts in a text that says more: about, or so much a year, or from … to."""
    around = re.fullmatch(rf"{_MAYBE}{_BEHIND}?", text)
    ends = re.fullmatch(r"(.*\d.*?) ?(?:-|till|to|eller) ?(.*\d.*)", text)
    parts = ends.groups() if ends else (around["rest"],) if around else ()
    if found := re.fullmatch(r"(\d(?:[.,]\d+)?)e\+?(\d\d?)", text):
        parts = (f"{Decimal(found[1].replace(',', '.')).scaleb(int(found[2])):f}",)
    for part in parts:
        if part != text:
            try:
                yield an_amount(part)
            except Unclear:
                continue
            except ValueError:
                return
