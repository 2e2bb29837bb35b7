"""The catalogue, looked up in its file, says what gettext says that has read all of it."""

from __future__ import annotations

import gettext
from typing import Any

from miljo_tui.locale import CATALOGUES
from miljo_tui.locale.catalogue import Catalogue

FILE = CATALOGUES / "sv" / "LC_MESSAGES" / "miljo_tui.mo"


def test_every_text_is_said_as_gettext_says_it() -> None:
    ours = Catalogue(FILE.read_bytes())
    with FILE.open("rb") as file:
        theirs = gettext.GNUTranslations(file)
    known: dict[Any, str] = vars(theirs)["_catalog"]
    for key in known:
        if isinstance(key, tuple):
            one = key[0]
            for count in (0, 1, 2, 5):
                assert ours.ngettext(one, "many", count) == theirs.ngettext(one, "many", count)
        else:
            assert ours.gettext(key) == theirs.gettext(key)


def test_what_is_not_there_is_said_as_it_is() -> None:
    ours = Catalogue(FILE.read_bytes())
    for text in ("", "a", "error and", "öööö", "\udcff", "~"):
        assert ours.gettext(text) == text or not text
    assert [ours.ngettext("{count} hen", "{count} hens", count) for count in (1, 2)] == [
        "{count} hen",
        "{count} hens",
    ]
