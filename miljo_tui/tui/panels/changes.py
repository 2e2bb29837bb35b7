"""Changes of records as a reviewer reads them: in words, long texts word by word, or as lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from textual.content import Content

from miljo_tui.frozen import replace
from miljo_tui.locale import Language
from miljo_tui.model.changes import Change, leaves
from miljo_tui.model.escape_controls import lines_of
from miljo_tui.model.record_changes import RecordChange, Version, What
from miljo_tui.model.texts import LongText
from miljo_tui.model.worddiff import word_diff
from miljo_tui.model.wording import given, words
from miljo_tui.tui.literal import label
from miljo_tui.tui.panels.cut_text import Say, shortened, shortened_lines

_SIGNS = {"=": ("", "", ""), "-": ("[-", "-]", "red"), "+": ("{+", "+}", "green")}
"""What stands around words that went or came, and their colour, which never stands alone."""


def record_lines(record: RecordChange, speaker: Language) -> Iterator[Content]:
    """Yield a record's name and what became of it, a line each."""
    yield label(speaker.say(record.heading), "bold")
    for said in record.words() if record.is_whole or not record.changes else []:
        yield label(f"• {speaker.say(said)}")
    for change in record.changes:
        if record.is_whole:
            for leaf in leaves(change):
                held = leaf.old if record.what is What.REMOVED else leaf.new
                said = given(replace(leaf, new=held))
                yield label(f"  {speaker.say(said)}", "dim" if leaf.new is None else "")
        else:
            yield from _change_lines(change, speaker)


def _change_lines(change: Change, speaker: Language) -> Iterator[Content]:
    yield label(f"• {speaker.say(words(change))}")
    kind = change.field.kind if change.field else None
    if isinstance(kind, LongText) and isinstance(change.old, str) and isinstance(change.new, str):
        parts = [
            label(f"{before}{shortened(text, speaker.say)}{after}", colour, lines=True)
            for sign, text in word_diff(change.old.strip(), change.new.strip())
            for before, after, colour in [_SIGNS[sign]]
        ]
        yield Content.assemble("  ", *parts)


def difference(before: Version | None, after: Version | None, name: str, say: Say) -> list[Content]:
    """Return two versions of a file as the lines that differ."""
    old, new = (
        lines_of(version.data.decode("utf-8", "replace")) if version else []
        for version in (before, after)
    )
    return file_lines(list(difflib.unified_diff(old, new, name, name, lineterm="")), say)


def file_lines(lines: list[str], say: Say) -> list[Content]:
    """Return a difference of files, line by line in colour, as far as a screen can take it."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    return [
        label(shortened(line, say), styles.get(line[:1], ""))
        for line in shortened_lines(lines, say)
    ]
