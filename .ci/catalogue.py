"""Collect the marked texts, keep their Swedish translations and compile them."""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path("miljo_tui")
TEMPLATE = PACKAGE / "locale" / "miljo_tui.pot"
TRANSLATION = PACKAGE / "locale" / "sv" / "LC_MESSAGES" / "miljo_tui.po"
COMPILED = TRANSLATION.with_suffix(".mo")

MARKS = {"_", "mark", "message"}
HEADERS = [
    ("Project-Id-Version", "miljo-tui"),
    ("Language", "sv"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Content-Transfer-Encoding", "8bit"),
]


class SteadyCatalog(Catalog):
    """A catalogue whose header holds no date and no tool, so that equal texts are equal bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return HEADERS

    @mime_headers.setter
    def mime_headers(self, headers: object) -> None:
        pass


def marked(tree: ast.AST) -> Iterator[str | tuple[str, str]]:
    """Yield the msgids of one module, a pair where a text is counted."""
    in_pairs: set[ast.Call] = set()
    for node in ast.walk(tree):  # outer calls come before those inside them
        if not isinstance(node, ast.Call) or node in in_pairs:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name == "counted":
            forms = [literal(argument) for argument in node.args[:2]]
            in_pairs.update(part for part in node.args[:2] if isinstance(part, ast.Call))
            if len(forms) == 2 and all(forms):
                yield str(forms[0]), str(forms[1])
        elif name in MARKS and node.args and (text := literal(node.args[0], calls=False)):
            yield text


def literal(node: ast.expr, *, calls: bool = True) -> str | None:
    """Return the text that stands at `node`, also inside the call that marks it."""
    if isinstance(node, ast.Call) and calls and node.args:
        return literal(node.args[0])
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def collected() -> Catalog:
    """Return the template: every marked text with the files it stands in."""
    template = new_catalogue("Texts")
    for path in sorted(PACKAGE.rglob("*.py")):
        for msgid in marked(ast.parse(path.read_bytes())):
            template.add(msgid, locations=[(path.as_posix(), 0)])
    return template


def translated(template: Catalog) -> Catalog:
    """Return the template's texts with the translations there are."""
    with TRANSLATION.open("rb") as file:
        known = read_po(file, locale="sv")
    catalogue = new_catalogue("Swedish translation")
    for text in template:
        if text.id:
            catalogue[key(text)] = Message(text.id, locations=text.locations)
            old = known.get(key(text))
            if old is not None and isinstance(old.id, str) == isinstance(text.id, str):
                catalogue[key(text)].string = old.string
                catalogue[key(text)].flags |= old.flags & {"fuzzy"}
    return catalogue


def new_catalogue(what: str) -> Catalog:
    """Return an empty catalogue."""
    return SteadyCatalog(locale="sv", header_comment=f"# {what} of miljo-tui.", fuzzy=False)


def key(text: Message) -> str:
    """Return what a catalogue finds a text by: its only or its singular form."""
    return text.id if isinstance(text.id, str) else text.id[0]


def faults(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with the translations, a sentence each."""
    for text in catalogue:
        ids = [text.id] if isinstance(text.id, str) else list(text.id)
        strings = [text.string] if isinstance(text.string, str) else list(text.string)
        if not ids[0]:
            continue
        if text.fuzzy:
            yield f"fuzzy: {ids[0]!r}"
        if len(strings) != len(ids) or not all(strings):
            yield f"not translated: {ids[0]!r}"
            continue
        for msgid, string in zip(ids, strings, strict=True):
            if places(msgid) != places(string):
                yield f"places differ: {msgid!r} and {string!r}"


def places(text: str) -> set[str]:
    """Return the names in braces, and the places that argparse fills in."""
    return set(re.findall(r"\{\w*\}|%(?:\(\w+\))?[a-z]", text))


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as it stands on disk for people."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def main() -> int:
    """Update the catalogue, or with --check tell what is not up to date; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, only tell")
    check = parser.parse_args().check

    template = collected()
    catalogue = translated(template)
    found = list(faults(catalogue))
    wanted = {TRANSLATION: as_po(catalogue), COMPILED: as_mo(catalogue)}
    if check:
        for path, content in wanted.items():
            if not path.exists() or path.read_bytes() != content:
                found.append(f"not up to date: {path}; run .ci/catalogue")
    else:
        TEMPLATE.write_bytes(as_po(template))
        for path, content in wanted.items():
            path.write_bytes(content)
    for fault in found:
        print(fault, file=sys.stderr)
    print(f"{len(catalogue)} texts, {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
