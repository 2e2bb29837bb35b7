"""The README of a new agreement's folder, for whoever opens it at the municipality."""

from __future__ import annotations

import re
import textwrap

from miljo_tui.locale import Language
from miljo_tui.locale import mark as _

_WIDTH = 92
"""Columns of a paragraph, as wide as the texts in the files."""

_CODE = re.compile(r"`[^`]+`")
_NO_BREAK = "\N{NO-BREAK SPACE}"
"""What stands for the spaces of a command while its paragraph is broken into lines."""

_PARAGRAPHS = (
    ("# ", _("An environmental agreement")),
    (
        "",
        _(
            "This folder is an agreement, kept as small text files. The program Miljö-TUI shows, "
            "checks and changes them. Git, in the hidden folder `.git`, keeps every version that "
            "was ever saved, with who changed what and why."
        ),
    ),
    ("## ", _("What lies here")),
    (
        "- ",
        _(
            "`agreement.toml`: the agreement itself, with its parties, its period, the chosen "
            "areas and the texts of its page"
        ),
    ),
    ("- ", _("`areas/`: a file for each area, chosen or not")),
    ("- ", _("`measures/`: a file for each measure; the folder comes with the first measure")),
    ("- ", _("`templates/measure.toml`: what a new measure begins with; change it as you like")),
    (
        "- ",
        _("`schema/`: made by the program, so that text editors can complete and check the files"),
    ),
    ("## ", _("Open it")),
    ("", _("In this folder:")),
    ("    ", "miljo-tui"),
    (
        "",
        _(
            "The key `?` shows the help. The same is done with commands, such as "
            "`miljo-tui list measures`; `miljo-tui --help` names them all."
        ),
    ),
    ("## ", _("Say why")),
    (
        "",
        _(
            "Each change that is saved asks for a reason, and for a registry number if there is "
            "one. Write it so that a colleague understands it in five years. It is kept in git "
            "with the change, and `git log` shows it."
        ),
    ),
    ("## ", _("Edit by hand")),
    (
        "",
        _(
            "Any text editor will do, if it saves as UTF-8. A file keeps its name when its title "
            "changes: other files and the history point at it. Check before you commit, and write "
            "the reason in the commit:"
        ),
    ),
    ("    ", "miljo-tui check\n    git add --all\n    git commit"),
    (
        "",
        _(
            "Name units, not persons. What stands under `internal_note` is not published, but "
            "whoever has the folder can read it."
        ),
    ),
)
"""Each paragraph as a marked msgid, behind the sign that says what it is in Markdown."""


def guide(language: Language) -> bytes:
    """Return the bytes of the README in the agreement's language."""
    text = ""
    before = ""
    for sign, paragraph in _PARAGRAPHS:
        if text:
            text += "\n" if sign == before == "- " else "\n\n"
        is_code = sign == "    "
        text += sign + paragraph if is_code else _wrapped(sign, language.say(paragraph))
        before = sign
    return f"{text}\n".encode()


def _wrapped(sign: str, paragraph: str) -> str:
    filled = textwrap.fill(
        _CODE.sub(lambda code: code[0].replace(" ", _NO_BREAK), paragraph),
        _WIDTH,
        initial_indent=sign,
        subsequent_indent="  " if sign == "- " else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return filled.replace(_NO_BREAK, " ")
