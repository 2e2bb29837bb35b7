"""What a terminal sends, as messages: keys one by one, a paste whole, replies unasked for not.

Terminals answer questions that another program has asked, and a slow line cuts in two whatever it
carries. What Textual cannot read it types into the field that has the focus.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from textual import events
from textual.message import Message

from miljo_tui.tui.terminal.traffic import ANSWER
from miljo_tui.tui.textual_internals import KeyParser

CUT = 10
"""So many pauses the rest of what was cut is waited for; then it is forgotten, but not typed."""
PASTE_CUT = 50
"""So many pauses the rest of a paste is waited for; then it counts as whole."""

ESC, PASTE, PASTED = "\x1b", "\x1b[200~", "\x1b[201~"

SEQUENCE = re.compile(
    r"""\x1b(?:
    (?P<key> \[\[[A-E] | \[M... | \[\d+\$(?!y)
           | [^\[O\]P_\x1b] | \](?=\D) | P(?=[^>!01]) | _(?=[^G]) )
    | (?P<control> \[ (?![M\[]) [0-?]* [ -/]* [@-~] | O [\d;]* [ -~] )
    | (?P<reply> (?: \]\d | P[>!01] | _G ) [^\x07\x1b]* (?: \x07 | \x1b\\ | (?=\x1b[^\\]) ) )
    | (?P<broken> \[ [0-?]* [ -/]* (?=[^ -~]) | O [\d;]* (?=[^ -~]) )
    | (?P<escape> (?=\x1b) )
    )""",
    re.VERBOSE | re.DOTALL,
)
"""One whole sequence: a key of an odd shape or Alt with a key, a control sequence, the reply to a
question, the beginning of one that never went on, Esc before another one."""


class Listener:
    """Makes messages of what was read, and of the time in which nothing came."""

    def __init__(self, take_answer: Callable[[], None] = lambda: None) -> None:
        self._take_answer = take_answer
        """Told that the terminal answers the program's own question."""
        self._parser = KeyParser()
        self._held = ""
        """What is not whole yet, from its Esc on."""
        self._pauses = 0
        self._after_escape = False
        """Whether Esc was the last that came; it may have been the first half of something."""

    @property
    def is_waiting(self) -> bool:
        """Whether it would mean something that nothing comes for a moment."""
        return bool(self._held) or self._after_escape or self._parser.is_inside_sequence

    def hear(self, text: str) -> Iterator[Message]:
        """Yield what a text means that has come; what is cut at its end is waited for."""
        if self._after_escape and _is_second_half(text):
            text = ESC + text
        text, self._held = self._held + text, ""
        self._pauses, self._after_escape = 0, False
        while text:
            plain, _esc, _rest = text.partition(ESC)
            yield from self._parsed(plain)
            text = text[len(plain) :]
            if text.startswith(PASTE):
                pasted, end, text = text.removeprefix(PASTE).partition(PASTED)
                if not end:
                    self._held = PASTE + pasted
                else:
                    yield events.Paste(pasted)
            elif found := SEQUENCE.match(text):
                text = text[found.end() :]
                if found["escape"] is not None:
                    yield events.Key("escape", ESC)
                elif found[0] == ANSWER:
                    self._take_answer()
                elif found["key"] or found["control"]:
                    yield from self._parsed(found[0])
                if found["control"] and self._parser.is_inside_sequence:
                    self._parser = KeyParser()  # which would type what it does not know
            else:
                self._held, text = text, ""

    def pause(self) -> Iterator[Message]:
        """Yield what it means that nothing has come for a moment."""
        self._pauses += 1
        yield from self._parser.tick()
        if self._held == ESC:
            self._held, self._after_escape = "", True
            yield events.Key("escape", ESC)
        elif self._held.startswith(PASTE):
            if self._pauses >= PASTE_CUT:
                pasted, self._held = self._held.removeprefix(PASTE), ""
                yield events.Paste(pasted)
        elif self._pauses >= CUT:
            self._held, self._after_escape = "", False

    def _parsed(self, text: str) -> Iterator[Message]:
        try:
            yield from self._parser.feed(text) if text else ()
        except Exception:  # a report that cannot be parsed; what follows is read anew
            self._parser = KeyParser()


def _is_second_half(text: str) -> bool:
    """Tell whether a text begins with what nobody types at once, but a terminal sends after Esc."""
    found = SEQUENCE.match(ESC + text)
    return bool(found and (found["control"] or found["reply"]) and text[0] != "O")
