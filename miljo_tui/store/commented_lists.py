"""Lists with comments that are not laid out one item per line, left to tomlkit and then checked."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from miljo_tui.locale import message
from miljo_tui.model.failures import Refused
from miljo_tui.model.values import same
from miljo_tui.store.scanner import Scan

_COMMENT = re.compile(r"#[^\r\n]*")
_OWN_COMMENT = re.compile(r"[ \t,]*(#[^\r\n]*)")


def spell_tangled(
    fragment: str, gaps: Sequence[str], old: list[Any], new: list[Any], newline: str
) -> str:
    """Return the list `fragment`, which holds `old`, with the items of `new`.

    `gaps` is what stands before, between and after the items. Raises Refused when tomlkit gets a
    value wrong, or loses a comment other than one behind an item that goes.
    """
    source = f"x = {fragment}".replace("\r\n", "\n")
    may_go: Counter[str] = Counter()
    try:
        array = tomlkit.parse(source)["x"]
        assert isinstance(array, Array)
        matcher = SequenceMatcher(None, [*map(repr, old)], [*map(repr, new)], autojunk=False)
        for kind, old_start, old_end, new_start, new_end in reversed(matcher.get_opcodes()):
            if kind == "equal":
                continue
            for index in reversed(range(old_start, old_end)):
                del array[index]
                may_go.update(_OWN_COMMENT.findall(gaps[index + 1].partition("\n")[0]))
            for step, value in enumerate(new[new_start:new_end]):
                array.insert(old_start + step, value)
        text = array.as_string()
        held = tomllib.loads(f"x = {text}")["x"]
    except (TOMLKitError, ValueError, IndexError, TypeError):
        held, text = None, "[]"
    lost = Counter(_COMMENT.findall("\n".join(gaps))) - Counter(Scan(f"x = {text}").comments)
    if not same(held, new) or lost - may_go:
        raise Refused(
            message("A list with comments between its items could not be changed safely."),
            message("Write it with one item per line, or edit it in a text editor."),
        )
    return text.replace("\n", newline)
