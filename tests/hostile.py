"""Texts that would take over a terminal, a screen, a page or git, if anything obeyed them."""

from __future__ import annotations

import re
import unicodedata

COMMANDS = (
    "\x1b]0;HOSTILE\x07",  # the window's title
    "\x1b]2;HOSTILE\x1b\\",
    "\x1b]52;c;SE9TVElMRQ==\x07",  # the clipboard
    "\x1b]8;;https://hostile.example\x1b\\klick\x1b]8;;\x1b\\",  # a hyperlink
    "\x1b]1337;File=:SE9TVElMRQ==\x07",
    "\x1b[66;61H\x1b[2J\x1b[3J\x1bc",  # the cursor, and all that is on the screen
    "\x1b[48;5;66;61m",
    "\x1b[?6661h\x1b[?1049;6661l\x1b=",  # modes
    "\x1b[>6661c\x1b[6661n\x1bZ\x1b[?6661$p",  # questions that a terminal answers by typing
    "\x1bP6661q#0\x1b\\",  # device control, application, privacy, start of string
    "\x1b_G6661\x1b\\",
    "\x1b^6661\x1b\\",
    "\x1bX6661\x1b\\",
    "\x9b66;61H\x9d0;HOSTILE\x9c\x906661q\x9c\x9f6661\x9c\x9e\x98\x9a",  # the same in one byte
    "\x84\x85\x88\x8d\x8e\x8f\x96\x97",
    "A\x08\x08\x08B\rC\x0bD\x0cE\x07F\x00G\x7fH\x0eI\x0fJ\x05K",
    "".join(map(chr, range(32))).replace("\t", "").replace("\n", ""),
)
"""What terminals obey."""

UNSEEN = (
    "\u202efdp.exe\u202c \u202d\u202a\u202b",  # text the other way round
    "\u2066\u2067\u2068\u2069\u061c\u200e\u200f",
    "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh",  # no width
    "rad\u2028rad\u2029rad",
    "\ue000\uf8ff\U000f0000\U0010fffd",  # private use
    "\u0378\uffff\U0001fffe\U000e0041\U000e0001",  # unassigned, no characters, tags
)
"""What nobody sees."""

MARKUP = (
    "[/x]",
    "[@click=app.quit]lämna[/]",
    "[link=https://hostile.example]klick[/link]",
    "[red]röd[/red]",
    "[$accent][b]\\[i][",
    "[]",
    "{braces} {0} {count} {}",
    "%s %(prog)s %d %",
    "<script>alert(1)</script>",
    "&lt;b&gt; -->",
    'title = """x',
    "[[measures]]",
    "$(touch HOSTILE) `touch HOSTILE`; touch HOSTILE",
    "Miljo-Change: end = 1 -> 2",
    "Signed-off-by: Ingen <ingen@example.org>",
    "# ------------------------ >8 ------------------------",
    "javascript:alert(1)",
)
"""What Textual, Rich, formats, pages, TOML, shells and trailers of commits would read."""

NAMES = (
    "--upload-pack=touch HOSTILE",
    "--output=HOSTILE",
    "-O",
    "--",
    "../../x",
    "..",
    "/etc/passwd",
    "~root",
    ":(top)",
    ":(exclude)*",
    ":/",
    ":!x",
    "[ab]",
    "*",
    "?",
    "HEAD",
    "@{-1}",
    "a..b",
    "measures/../agreement",
)
"""What git would take for an option, a pattern or a revision, and a system for another place."""

FLOODS = (
    "Z" + "\u0301\u0302\u0303\u0304\u0305" * 40 + "z\u0489\u20dd\u20e3",  # marks on one letter
    "漢字🌍👩‍👩‍👧‍👦" * 20,
    "W" * 3000,
    "ord " * 800,
)
"""What is too much for a line."""

TEXTS = (*COMMANDS, *UNSEEN, *MARKUP, *NAMES, *FLOODS)
"""All of them, as they come from a file in UTF-8."""

BYTES = (b"\xff\xfe", b"\xed\xa0\x80", b"\xc0\x80", b"\x9b66;61H", b"\x1b]0;HOSTILE\x07\xe5")
"""Bytes that are not UTF-8, as they come from git and from the names of files."""

PROGRAMMERS = re.compile(
    r"Traceback|unexpected error|Error\b|NoneType|object at 0x|datetime|Path\(|<class|Unread"
    r"|\b(True|False)\b|\bNone\b(?!, one or several)"
)
"""Words that only programmers know."""

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")

_OWN = re.compile(
    r"\x1b\[[0-9;]*m"  # colours
    r"|\x1b\[\??[0-9]*(;[0-9]+)?[A-HJKLMPXSTfdhlr@]"  # places, erasing, modes
    r"|\x1b\[\?[0-9]+\$p|\x1b\[5n|\x1b\[[<>][0-9]*u"  # what a terminal is asked and told
    r"|\x1b\]22;[a-z]+\x07"  # the shape of the pointer
    r"|[\r\n]"
)
"""What a program of ours may say to a terminal."""

_OURS = re.compile(r"\x1b\[[?>=]?[0-9;]*(66;61|6661)")
"""What looks like a program's own, and is the corpus'."""


def harm(sent: bytes) -> str:
    """Return what a terminal would have obeyed or hidden of what was sent, or nothing.

    What belongs to a screen's own drawing does not count, but for what only the corpus says.
    """
    text = sent.decode("utf-8", "surrogateescape")
    if found := _OURS.search(text):
        return _around(text, found.start())
    rest = _OWN.sub("", text)
    for character in sorted(set(rest)):
        if unicodedata.category(character) in _HIDDEN:
            return _around(rest, rest.index(character))
    return ""


def _around(text: str, place: int) -> str:
    return ascii(text[max(0, place - 80) : place + 40])
