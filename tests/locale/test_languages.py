"""Which language is spoken, and how values are spelled in it."""

from __future__ import annotations

import pytest

from miljo_tui.editing.languages import choose_language
from miljo_tui.locale import counted, language, message


@pytest.mark.parametrize(
    ("asked", "environment", "agreement", "spoken"),
    [
        ("en", {"MILJO_TUI_LANG": "sv"}, "sv", "en"),
        (None, {"MILJO_TUI_LANG": "en"}, "sv", "en"),
        (None, {"LANG": "en_GB.UTF-8"}, "sv", "sv"),
        (None, {"LANG": "sv_SE.UTF-8"}, None, "sv"),
        (None, {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_SE.UTF-8"}, None, "sv"),
        (None, {"LANG": "sv_SE.UTF-8", "LC_MESSAGES": "sv_SE", "LC_ALL": "C"}, None, "en"),
        (None, {"MILJO_TUI_LANG": "fi"}, "sv", "sv"),
        (None, {}, "fi", "en"),
    ],
)
def test_the_option_goes_before_the_variable_the_agreement_and_the_locale(
    asked: str | None,
    environment: dict[str, str],
    agreement: str | None,
    spoken: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert choose_language(asked, environment, agreement).code == spoken


def test_values_are_spelled_in_the_language() -> None:
    swedish = language("sv")
    label = message("{label}: {old} → {new}", label=message("End"), old=1.5, new=[True, "x"])
    assert swedish.say(label) == "Slut: 1,5 → ja, x"
    assert language("en").say(label) == "End: 1.5 → yes, x"
    for count, words in ((1, "1 varning"), (2, "2 varningar")):
        assert swedish.say(counted("{count} warning", "{count} warnings", count=count)) == words
    assert swedish.say("") == ""
