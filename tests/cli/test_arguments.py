"""What the arguments say before they are parsed."""

from __future__ import annotations

import pytest

from miljo_tui.cli.arguments import opens_the_app


@pytest.mark.parametrize(
    "arguments",
    [(), ("-C", "here"), ("-C", ""), ("--lang", "en", "-C", "here"), ("-C", "a", "-C", "b")],
    ids=" ".join,
)
def test_a_folder_and_a_language_open_the_app(arguments: tuple[str, ...]) -> None:
    assert opens_the_app(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("-C",),
        ("-C", "--lang"),
        ("-C", "here", "check"),
        ("--lang", "fi"),
        ("--help",),
        ("--help", "here"),
        ("-C", "here", "--"),
        ("there", "here"),
    ],
    ids=" ".join,
)
def test_whatever_else_there_is_goes_to_the_parser(arguments: tuple[str, ...]) -> None:
    assert not opens_the_app(arguments)
