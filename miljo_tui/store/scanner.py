"""Where everything stands in a TOML text: one pass over text that tomllib has accepted."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

from miljo_tui.frozen import frozen
from miljo_tui.model.problems import Path


class Span(NamedTuple):
    """A stretch of a text: offsets in characters, the end exclusive.

    No frozen class: a scan makes three for every line, and those take four times as long to make.
    """

    start: int
    end: int


@frozen
class Header:
    """One `[table]` or `[[entry]]` line: the path it opens and where its brackets stand."""

    path: Path
    span: Span
    is_entry: bool


class ScanError(ValueError):
    """The text is not TOML; `offset` is where the scanner gave up."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"not TOML at offset {offset}")
        self.offset = offset


_BLANK = re.compile(r"[ \t]*")
_FILLER = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_PLAIN_KEY = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*")
_SCALAR = re.compile(
    r'"""(?:[^"\\]+|\\[\s\S]|"{1,2}(?!"))*+"{3,5}'
    r"|'''(?:[^']+|'{1,2}(?!'))*+'{3,5}"
    r'|"(?:[^"\\\n]+|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|(?:[0-9]{4}-[0-9]{2}-[0-9]{2} (?=[0-9]{2}:))?[^\s,\[\]{}#\"'=]+"
)
_COMMENT = re.compile(r"#[^\r\n]*")
_STATEMENT_END = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)")


class Scan:
    """The spans of all keys, values, statements and headers of one text, and its comments.

    With `whole=False` nothing is scanned until `read_on` is called: a scan takes twice as long as
    tomllib. Raises ScanError for text that is not TOML; repeated keys pass, the first one is kept.
    """

    def __init__(self, text: str, *, whole: bool = True) -> None:
        self.text = text
        self.values: dict[Path, Span] = {}
        self.keys: dict[Path, Span] = {}
        self.statements: dict[Path, Span] = {}
        """From the first part of the key to the end of the value, for `key = value` lines only."""
        self.headers: list[Header] = []
        self.repeated: list[tuple[Path, Span]] = []
        """Keys and tables that were already there, with the span of the later key or header."""
        self.comments: list[str] = []
        self._entries: dict[Path, int] = {}
        self._opened: set[Path] = set()
        self._table: Path = ()
        self._position = self._skip(_FILLER, 0)
        while whole and self.read_on():
            pass

    def read_on(self) -> bool:
        """Read one more statement or header; tell whether there was one."""
        position = self._position
        if position >= len(self.text):
            return False
        if self.text.startswith("[", position):
            position = self._header(position)
        else:
            start = position
            path, position = self._pair(position, self._table)
            if path in self.statements:
                self.repeated.append((path, Span(start, position)))
            self.statements.setdefault(path, Span(start, position))
        end = _STATEMENT_END.match(self.text, position)
        if end is None:
            raise ScanError(position)
        self._note(end[0])
        self._position = self._skip(_FILLER, end.end())
        return True

    def _header(self, start: int) -> int:
        is_entry = self.text.startswith("[[", start)
        brackets = "]]" if is_entry else "]"
        parts, position = self._key(start + len(brackets))
        path: Path = ()
        for number, (name, span) in enumerate(parts):
            path += (name,)
            self.keys.setdefault(path, span)
            if number < len(parts) - 1 or not is_entry:
                if path in self._entries:
                    path += (self._entries[path],)
            else:
                self._entries[path] = self._entries.get(path, -1) + 1
                path += (self._entries[path],)
            self.keys.setdefault(path, span)
        position = self._expect(brackets, position)
        header = Header(path, Span(start, position), is_entry)
        if path in self._opened:
            self.repeated.append((path, header.span))
        self._opened.add(path)
        self.headers.append(header)
        self._table = path
        return position

    def _pair(self, position: int, table: Path) -> tuple[Path, int]:
        plain = _PLAIN_KEY.match(self.text, position)  # as nearly all are
        if plain:
            path = (*table, plain[1])
            self.keys.setdefault(path, Span(*plain.span(1)))
            return path, self._value(plain.end(), path)
        parts, position = self._key(position)
        path = table
        for name, span in parts:
            path += (name,)
            self.keys.setdefault(path, span)
        position = self._skip(_BLANK, self._expect("=", position))
        return path, self._value(position, path)

    def _key(self, position: int) -> tuple[list[tuple[str, Span]], int]:
        parts: list[tuple[str, Span]] = []
        while True:
            part = _KEY_PART.match(self.text, self._skip(_BLANK, position))
            if part is None:
                raise ScanError(position)
            parts.append((_name(part[0]), Span(*part.span())))
            position = self._skip(_BLANK, part.end())
            if not self.text.startswith(".", position):
                return parts, position
            position += 1

    def _value(self, start: int, path: Path) -> int:
        # One frame per level: tomllib needs two, so what it can read never overflows here.
        opening = self.text[start : start + 1]
        if opening in ("[", "{"):
            is_list = opening == "["
            filler, closing = (_FILLER, "]") if is_list else (_BLANK, "}")
            position = self._skip(filler, start + 1)
            count = 0
            while not self.text.startswith(closing, position):
                if is_list:
                    position = self._value(position, (*path, count))
                else:
                    _, position = self._pair(position, path)
                count += 1
                position = self._skip(filler, position)
                if not self.text.startswith(closing, position):
                    position = self._skip(filler, self._expect(",", position))
            end = position + 1
        else:
            scalar = _SCALAR.match(self.text, start)
            if scalar is None:
                raise ScanError(start)
            end = scalar.end()
        self.values.setdefault(path, Span(start, end))
        return end

    def _skip(self, pattern: re.Pattern[str], position: int) -> int:
        found = pattern.match(self.text, position)
        if found is None:
            return position
        self._note(found[0])
        return found.end()

    def _note(self, between: str) -> None:
        if "#" in between:
            self.comments += _COMMENT.findall(between)

    def _expect(self, what: str, position: int) -> int:
        if not self.text.startswith(what, position):
            raise ScanError(position)
        return position + len(what)


def _name(part: str) -> str:
    if part[0] not in "\"'":
        return part
    if "\\" not in part or part[0] == "'":
        return part[1:-1]
    try:
        return str(tomllib.loads(f"x = {part}")["x"])
    except tomllib.TOMLDecodeError:
        return part
