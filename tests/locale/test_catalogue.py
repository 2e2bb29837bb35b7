"""The catalogue answers as `gettext` does, without reading all of it."""

from __future__ import annotations

import gettext
from typing import Any

from miljo_tui.locale import CATALOGUES, language, message


def test_every_text_is_said_as_gettext_says_it() -> None:
    with (CATALOGUES / "sv" / "LC_MESSAGES" / "miljo_tui.mo").open("rb") as file:
        known: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    swedish = language("sv")
    for text, said in known.items():
        if isinstance(text, str):
            assert not text or swedish.say(text) == said
    plurals = {text: said for text, said in known.items() if isinstance(text, tuple)}
    assert plurals
    forms = swedish._catalogue.forms
    assert {text: forms(text[0])[text[1]] for text in plurals} == plurals


def test_what_is_not_in_the_catalogue_stays_as_it_is() -> None:
    swedish = language("sv")
    for text in ("Åtgärden", "\udcff", "~", ""):
        assert swedish.say(text) == text
        assert swedish.say(message("{text}", text=text)) == text
