"""The catalogue gives what the standard library gives for the same file."""

from __future__ import annotations

import gettext
from pathlib import Path

from miljo_tui.locale.catalogue import Catalogue

FILE = Path(__file__).parents[2] / "miljo_tui/locale/sv/LC_MESSAGES/miljo_tui.mo"


def test_every_text_is_found_with_each_of_its_forms() -> None:
    with FILE.open("rb") as file:
        known = vars(gettext.GNUTranslations(file))["_catalog"]
    catalogue = Catalogue(FILE)
    for key, translation in known.items():
        msgid, form = key if isinstance(key, tuple) else (key, 0)
        assert catalogue.forms(msgid)[form] == translation


def test_what_is_no_text_of_the_catalogue_has_no_form() -> None:
    catalogue = Catalogue(FILE)
    for text in ("!", "Hel", "Ängar i tätorten", "\U0010ffff", "a lone \udcff"):
        assert not catalogue.forms(text)
