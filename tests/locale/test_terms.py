"""Texts use the field's terms: one word, one meaning, in either language."""

from __future__ import annotations

import gettext
import re
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).parents[2] / "miljo_tui/locale/sv/LC_MESSAGES/miljo_tui.mo"

NOT_SWEDISH = {
    "programmet": r"\bappen\b",
    "redigerare": r"\beditor(n|er)?\b|textredigerare",
    "signatur": r"underskrift|(inte|är) undertecknad",
    "förkasta": r"\bkast(a|ar|ade|as)\b",
    "avvikelse": r"\bfynd",
    "git-arkiv": r"gitförråd",
    "tagg": r"etikett|lämna\w* (en )?tagg",
    "incheckning": r"commit(en|ens)\b|egen post i git",
    "uppnått mål": r"\bnått\b",
    "klammerparentes": r"\b(slut)?klam(rar|mer|mern)\b",
    "anger": r"påstå|i verkligheten",
    "ett oväntat fel": r"gick sönder|förutsett",
}
NOT_ENGLISH = {
    "the program": r"\bthe app\b",
    "discard": r"\bthr(ow|ew|own)\b",
    "set a tag": r"\bl(eave|eft) (a )?tag",
    "state": r"\bclaim(s|ed)?\b",
    "an unexpected error": r"foresaw|in truth|tell the truth",
    "again": r"\banew\b",
}


def texts() -> tuple[list[str], list[str]]:
    """Return the texts in English and in Swedish, singular and plural."""
    with CATALOGUE.open("rb") as file:
        known: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    english = [each[0] if isinstance(each, tuple) else each for each in known]
    return [each for each in english if each], [said for each, said in known.items() if each]


def drifting(said: list[str], terms: dict[str, str]) -> list[tuple[str, str]]:
    """Return the texts that use another word than the term, with the term."""
    return [
        (term, text)
        for text in said
        for term, others in terms.items()
        # What stands for a part of the text, a command or a variable is no word of it.
        if re.search(others, re.sub(r"\{\w*\}|--[\w-]+|\b[A-Z]{2,}\b", "", text), re.IGNORECASE)
    ]


def test_swedish_texts_use_the_terms() -> None:
    assert not drifting(texts()[1], NOT_SWEDISH)


def test_english_texts_use_the_terms() -> None:
    assert not drifting(texts()[0], NOT_ENGLISH)


def test_another_word_is_found() -> None:
    assert drifting(["Kasta utkastet i appen"], NOT_SWEDISH) == [
        ("programmet", "Kasta utkastet i appen"),
        ("förkasta", "Kasta utkastet i appen"),
    ]
    assert drifting(["Throw it away"], NOT_ENGLISH) == [("discard", "Throw it away")]
