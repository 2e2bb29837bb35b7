"""Mistakes in lines as a whole: names, headers, repetitions, and what is no TOML at all."""

from __future__ import annotations

import re

from miljo_tui.frozen import replace
from miljo_tui.locale import message
from miljo_tui.store.mistakes.clues import Clue, Mistake
from miljo_tui.store.scanner import Scan, ScanError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
_MARK = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_PARTING = "======="
"""The mark between two versions; in a text of several lines it may also underline a heading."""
_FOREIGN_NAME = re.compile(r"[ \t\[]*([^\s=\"'#\[\]]*[^\x00-\x7f\s][^\s=\"'#\[\]]*)[ \t]*[=\]]")
_NAME = re.compile(r"[ \t]*([^\s=:]+)")


def control_character(clue: Clue) -> Mistake | None:
    """A character that cannot be seen, which TOML forbids everywhere."""
    found = _CONTROL.search(clue.text)
    if found is None or found.start() > clue.offset:
        return None
    return Mistake(
        found.start(),
        message(
            "An invisible control character stands here: U+{number}.", number=_number(found[0])
        ),
        message("Delete it, or write the line again."),
    )


def merge_conflict(clue: Clue) -> Mistake | None:
    """The marks that git leaves where two changes met."""
    found = _MARK.search(clue.text, 0, clue.row_end)
    if found:
        return left_mark(found)
    parting = re.compile(_PARTING).match(clue.row)
    if parting is None:
        return None
    return replace(left_mark(parting), offset=clue.row_start)


def first_mark(text: str) -> Mistake | None:
    """The marks of a conflict in a text that can be read all the same: they stand inside values."""
    found = _MARK.search(text)
    return left_mark(found) if found else None


def left_mark(found: re.Match[str]) -> Mistake:
    """Return the mistake that a mark stands in a file."""
    return Mistake(
        found.start(),
        message("“{found}” is left over from a merge conflict.", found=found[0].strip()),
        message(
            "Choose field by field, with e in the program or with miljo-tui settle, or delete "
            "in an editor the marks <<<<<<< ======= >>>>>>> and the lines that are not to stay."
        ),
        "merge-conflict",
    )


def repeated_key_or_table(clue: Clue) -> Mistake | None:
    """A name that is given twice, or once as a value and once as a table."""
    if clue.says("Duplicate inline table key"):
        name = clue.reason.split("'")[1]
        return Mistake(
            max(clue.text.rfind(name, clue.row_start, clue.offset), clue.row_start),
            message("“{name}” is set twice between the same braces.", name=name),
            message("Keep one of them and remove the other."),
        )
    if not clue.says("Cannot "):
        return None
    try:
        scan = Scan(clue.text[: clue.row_end])
    except (ScanError, RecursionError):
        return None
    for path, span in scan.repeated[:1]:
        name = ".".join(str(part) for part in path)
        if path in scan.statements:
            line = clue.line(scan.statements[path].start)
            what = message("“{name}” is already set on line {line}.", name=path[-1], line=line)
            remedy = message("Keep one of them and remove the other.")
        else:
            first = next(header for header in scan.headers if header.path == path)
            line = clue.line(first.span.start)
            what = message(
                "The table [{name}] already begins on line {line}.", name=name, line=line
            )
            remedy = message("Move these lines into the first one and remove this header.")
        return Mistake(span.start, what, remedy)
    start = clue.row_start
    if scan.statements and not clue.row.lstrip().startswith("["):
        start = max(span.start for span in scan.statements.values())
    found = _NAME.match(clue.text, start)
    return Mistake(
        start,
        message(
            "“{name}” is already used for something else above.", name=found[1] if found else ""
        ),
        message("A name is either a value, one [table] or a list of [[entries]]; choose one."),
    )


def broken_header(clue: Clue) -> Mistake | None:
    """A table's header that is not closed, or empty."""
    header = clue.row.strip()
    if clue.says("Expected ']"):
        closing = "]]" if header.startswith("[[") else "]"
        return Mistake(
            clue.row_start + clue.row.index("["),
            message("The header “{found}” is not closed.", found=header),
            message("End it with {closing}", closing=closing),
        )
    if re.fullmatch(r"\[\[?[ \t]*\]?\]?[ \t]*(#.*)?", header) and "=" not in header:
        return Mistake(
            clue.row_start,
            message("The header “{found}” has no name.", found=header),
            message("Write the table's name between the brackets, or remove the line."),
        )
    return None


def letter_outside_bare_keys(clue: Clue) -> Mistake | None:
    """A name with å, ä, ö or another letter that needs quotation marks in TOML."""
    found = _FOREIGN_NAME.match(clue.row)
    if found is None or not clue.says("Invalid statement", "Invalid initial", "Expected '='"):
        return None
    return Mistake(
        clue.row_start + found.start(1),
        message("The name “{name}” has letters other than a–z.", name=found[1]),
        message("Names use a–z, 0–9, _ and - only; any other name stands between quotation marks."),
    )


def missing_equals_sign(clue: Clue) -> Mistake | None:
    """A line that begins with a name but goes on without `=`."""
    if not clue.says("Expected '='"):
        return None
    found = _NAME.match(clue.row)
    rest = clue.after.strip()
    name = found[1] if found else ""
    if rest.startswith(":"):
        what = message("After “{name}” there is a colon where “=” should be.", name=name)
        remedy = message("Write: {name} = value", name=name)
    elif "=" in rest:
        what = message("The name “{name}” has a space in it.", name=clue.row.split("=")[0].strip())
        remedy = message("Write names as one word, with _ between its parts.")
    else:
        what = message("“=” is missing after “{name}”.", name=name)
        remedy = message(
            "Write: {name} = value. If this belongs to the text above, look for a quotation mark"
            " that closes it too early.",
            name=name,
        )
    return Mistake(min(clue.offset, clue.row_end), what, remedy)


def not_a_statement(clue: Clue) -> Mistake | None:
    """A line that begins with something that is no name."""
    if not clue.says("Invalid statement", "Invalid initial"):
        return None
    row = clue.row.strip()
    if row.startswith("="):
        what = message("The name before “=” is missing.")
        remedy = message("Write: name = value")
    elif row.startswith(("//", "/*", ";", "--")):
        what = message("“{found}” is not how a comment begins.", found=row)
        remedy = message("Begin comments with #")
    else:
        what = message("“{found}” is not a line of TOML.", found=row)
        remedy = message("Each line is name = value, a [header] or a # comment.")
    return Mistake(clue.offset, what, remedy)


def _number(char: str) -> str:
    return f"{ord(char):04X}"
