"""Each mistake people make in a TOML file gets its own words, at its own place."""

from __future__ import annotations

import tomllib

import pytest

from miljo_tui.locale import language
from miljo_tui.store.reading import parse
from miljo_tui.store.syntax import explain

MISTAKES = [
    # text, line, column, words of the message, words of the remedy
    ("title = Pollinering", 1, 9, "“Pollinering” is neither", '"Pollinering"'),
    ("title = Äng i parken  # c", 1, 9, "“Äng i parken” is neither", '"Äng i parken"'),
    ("title = information", 1, 9, "“information” is neither", '"information"'),
    ('x = ["a", b]', 1, 11, "“b” is neither", '"b"'),
    ("x = ja", 1, 5, "“ja”", "true"),
    ("x = False", 1, 5, "“False”", "false"),
    ("å = 1\nstart = 2024-13-01", 1, 1, "“å”", "quotation marks"),
    ("a = 1\nstart = 2024-13-01", 2, 9, "“2024-13-01” is no date: the month", "year-month-day"),
    ("x = 2024-02-30", 1, 5, "days 01–29", "year-month-day"),
    ("x = [2023-02-29]", 1, 6, "days 01–28", "year-month-day"),
    ("x = 2022-2-2", 1, 5, "two digits", "year-month-day"),
    ("x = 2022-02", 1, 5, "the day is missing", "year-month-day"),
    ("[ägare]", 1, 2, "“ägare”", "quotation marks"),
    ('x = "C:\\Users"', 1, 8, "“\\U”", "single quotation marks"),
    ('x = "C:\\temp\\g"', 1, 13, "“\\g”", "single quotation marks"),
    ('x = "a\\qb"', 1, 7, "“\\q”", "\\\\"),
    ('a = 1\nx = "abc\ny = 1', 2, 5, 'after "abc', "Close the text"),
    ("x = 'abc\ny = 1\n", 1, 5, "after 'abc", "Close the text"),
    ('x = """abc\n', 1, 5, 'after """abc', '"""'),
    ("x = '''abc", 1, 5, "after '''abc", "'''"),
    ("x = [1 2]", 1, 8, "comma is missing before “2”", "comma between"),
    ('x = [\n  "a"\n  "b"\n]', 3, 3, 'comma is missing before “"b"”', "comma between"),
    ("x = {a = 1 b = 2}", 1, 12, "comma is missing before “b = 2”", "comma between"),
    ("x = [1,,2]", 1, 8, "comma too many", "one comma"),
    ("x = [\n1,\n2\ny = 1", 1, 5, "list that begins here is not closed", "]"),
    ("x = [\n1,\ny = 1", 1, 5, "list that begins here is not closed", "]"),
    ("x = [\n1,\n[page]\n", 1, 5, "list that begins here is not closed", "]"),
    ("x = [1,", 1, 5, "list that begins here is not closed", "]"),
    ("title = 1\n\ntitle = 2", 3, 1, "“title” is already set on line 1", "remove"),
    ('x = """\na\n"""\nx = """\nb\n"""', 4, 1, "“x” is already set on line 1", "remove"),
    ("[a]\n[b]\n[a]\n", 3, 1, "[a] already begins on line 1", "first one"),
    ("x = 1\n[x]", 2, 1, "already used for something else", "[[entries]]"),
    ("x = {a = 1, a = 2}", 1, 13, "“a” is set twice", "Keep one"),
    ("x = {a = 1,}", 1, 11, "TOML 1.1", "Remove the comma"),
    ("x = {a = 1,\nb = 2}", 1, 5, "TOML 1.1", "on one line"),
    ("x = {\na = 1}", 1, 5, "TOML 1.1", "on one line"),
    ("a = 1\n<<<<<<< HEAD\nb = 1\n=======\n", 2, 1, "merge conflict", "Choose"),
    ("a = 1\nb = 1\n=======\nb = 2\n", 3, 1, "“=======” is left over", "Choose"),
    ('a = """\nx\n=======\n"""\nb = ja', 5, 5, "“ja”", "true"),
    ('x = "a\x00b"', 1, 7, "U+0000", "Delete"),
    ("x = 1\n\x1b[2J = 2", 2, 1, "U+001B", "Delete"),
    ('title "x"', 1, 7, "“=” is missing after “title”", "title = value"),
    ("title: 1", 1, 6, "colon", "title = value"),
    ("start date = 2", 1, 7, "“start date” has a space", "one word"),
    ("= 1", 1, 1, "name before “=” is missing", "name = value"),
    ("x =\ny = 1", 1, 3, "no value after", "remove the line"),
    ("x =", 1, 3, "no value after", "remove the line"),
    ("x = 1,5", 1, 5, "“1,5” has a comma", "1.5"),
    ("x = 120 000", 1, 5, "“120 000”", "120000"),
    ("x = 120 kr", 1, 5, "“120 kr”", "120"),
    ("x = 007", 1, 5, "“007”", '"007"'),
    ("x = .5", 1, 5, "“.5”", "both sides"),
    ("x = “hej”  # c", 1, 5, "“hej” has typographic", '"hej"'),
    ('x = "say "hi" now"', 1, 11, "after the closing quotation mark", '\\"'),
    ("[page", 1, 1, "“[page” is not closed", "]"),
    ("[[page]", 1, 1, "“[[page]” is not closed", "]]"),
    ("[]", 1, 1, "has no name", "between the brackets"),
    ("// note", 1, 1, "not how a comment begins", "#"),
    ("x = " + "[" * 2000, 1, 54, "more than 50 deep", "one list"),
    ("x = " + "9" * 5000, 1, 5, "5000 digits", "quotation marks"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "line", "column", "words", "remedy"), MISTAKES, ids=[m[0][:30] for m in MISTAKES]
)
def test_a_mistake_is_named_at_its_place(
    text: str, line: int, column: int, words: str, remedy: str, ending: str
) -> None:
    fault = parse(text.replace("\n", ending).encode()).fault
    assert fault is not None
    say = language("en").say
    assert words in say(fault.message)
    assert remedy in say(fault.remedy)
    code = "merge-conflict" if "merge conflict" in words or "left over" in words else "toml-syntax"
    assert (fault.code, fault.line, fault.column) == (code, line, column)


def test_every_error_of_a_mangled_text_gets_an_explanation() -> None:
    text = (
        'title = "Ängs"\nareas = ["a", \'b\']\nstart = 2022-01-01\nn = 1_000.5\nd = """\na\n"""\n'
        "t = {a = 1, b.c = true}\n[page]\nx = '''\ny'''\n[[m]]\nk = [\n  1, # c\n]\n"
    )
    say = language("en").say
    for place in range(len(text)):
        for mangled in (
            text[:place],
            text[:place] + text[place + 1 :],
            *(text[:place] + char + text[place:] for char in "\"'[]{}=,#\\\n å“\x00."),
        ):
            try:
                tomllib.loads(mangled)
            except tomllib.TOMLDecodeError as error:
                fault = explain(mangled, error)
                lines = mangled.split("\n")
                assert 1 <= fault.line <= len(lines)
                assert 1 <= fault.column <= len(lines[fault.line - 1]) + 1
                assert say(fault.message) and say(fault.remedy)
