"""What a terminal sends, in any pieces: keys and pastes come through, nothing else is typed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from textual import events
from textual.message import Message

from miljo_tui.tui.terminal.input_parser import CUT, PASTE_CUT, Listener

PAUSE = None
"""In the place of a text: nothing came for a moment."""


def heard(*pieces: str | None) -> list[str]:
    """Return the keys, the pastes and the names of the other messages that the pieces make."""
    listener = Listener()
    messages: list[Message] = []
    for piece in (*pieces, *[PAUSE] * 3):
        messages += listener.pause() if piece is PAUSE else listener.hear(piece)
    return spoken(messages)


def spoken(messages: Iterable[Message]) -> list[str]:
    """Return what messages say, in a word each."""
    said = []
    for message in messages:
        if isinstance(message, events.Key):
            said.append(message.key)
        elif isinstance(message, events.Paste):
            said.append(f"paste {message.text}")
        else:
            said.append(type(message).__name__)
    return said


REPLIES = {
    "DA1": "\x1b[?62;4;22c",
    "DA2": "\x1b[>0;276;0c",
    "DA3": "\x1bP!|00000000\x1b\\",
    "DSR": "\x1b[0n",
    "colours": "\x1b[?997;1n",
    "mode": "\x1b[?2026;2$y",
    "mode of old": "\x1b[4;2$y",
    "window": "\x1b[8;24;80t",
    "kitty": "\x1b[?0u",
    "OSC 11": "\x1b]11;rgb:0000/0000/0000\x1b\\",
    "OSC 10, BEL": "\x1b]10;rgb:ffff/ffff/ffff\x07",
    "OSC 4": "\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    "OSC 52": "\x1b]52;c;cW0\x1b\\",
    "XTVERSION": "\x1bP>|XTerm(390)\x1b\\",
    "DECRQSS": "\x1bP1$r0m\x1b\\",
    "XTGETTCAP": "\x1bP1+r544e=787465726d\x1b\\",
    "graphics": "\x1b_Gi=31;OK\x1b\\",
    "nonsense": "\x1b[1;2;3;4;5R\x1b[5;5z\x1bOz",
}
TYPED = {"CursorPosition", "TerminalSupportsSynchronizedOutput", "Resize"}


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_that_nobody_asked_for_is_not_typed(name: str) -> None:
    reply = REPLIES[name]
    assert set(heard(reply)) <= TYPED
    assert [each for each in heard("a", reply, "b") if each not in TYPED] == ["a", "b"]
    for place in range(2, len(reply)):  # after the first letter, Esc alone is a key
        if reply[place - 1] != "\x1b":
            pieces = reply[:place], PAUSE, PAUSE, reply[place:] + "b"
            assert [each for each in heard(*pieces) if each not in TYPED] == ["b"], place


@pytest.mark.parametrize("name", [name for name in REPLIES if name != "nonsense"])
def test_a_reply_that_is_cut_after_its_first_byte_leaves_esc_only(name: str) -> None:
    first, rest = REPLIES[name][0], REPLIES[name][1:]
    assert [each for each in heard(first, PAUSE, rest) if each not in TYPED] == ["escape"]


def test_the_rest_that_never_comes_is_forgotten() -> None:
    for cut in ("\x1b[?2026;", "\x1b]11;rgb:00", "\x1bP>|XTe", "\x1b[", "\x1bO"):
        assert heard("a", cut, *[PAUSE] * CUT, "q") == ["a", "q"], cut
    assert heard("\x1b[1;\x1b[A", "\x1b]11;x\x1b[Bq", "\x1b[é") == ["up", "down", "q", "é"]


KEYS: dict[str, Sequence[str]] = {
    "\x1b": ["escape"],
    "\x1b\x1b": ["escape", "escape"],
    "\x1b[A": ["up"],
    "\x1bOB": ["down"],
    "\x1b[1;5C": ["ctrl+right"],
    "\x1b[Z": ["shift+tab"],
    "\x1b[3~": ["delete"],
    "\x1b[3$": ["shift+delete"],
    "\x1b[[A": ["f1"],
    "\x1bOQ": ["f2"],
    "\x1b[19~": ["f8"],
    "\x1b\x1b[A": ["escape", "up"],
    "\x1b[I": ["AppFocus"],
    "\x1b[<0;3;4M": ["MouseDown"],
    "\x1b[M !!": [],
    "åäö": ["å", "ä", "ö"],
    "\r\t\x7f": ["enter", "tab", "backspace"],
    "\x1b[200~ett\rtvå\x1b[0m\x00\x1b[201~": ["paste ett\rtvå\x1b[0m\x00"],
}


@pytest.mark.parametrize("sent", KEYS, ids=lambda sent: repr(sent))
def test_keys_come_through(sent: str) -> None:
    assert heard(sent) == list(KEYS[sent])
    if len(sent) > 1:
        assert heard(sent, "\x1b[A") == [*KEYS[sent], "up"]


@pytest.mark.parametrize("sent", ["\x1b", "\x1b[", "\x1b[1;", "\x1b[200~rad", "\x1bO"])
def test_a_pause_is_waited_for_only_where_it_means_something(sent: str) -> None:
    listener = Listener()
    assert not listener.is_waiting
    list(listener.hear(f"a\x1b[A{sent}"))
    assert listener.is_waiting
    for _ in range(PASTE_CUT):
        list(listener.pause())
    assert not listener.is_waiting


@pytest.mark.parametrize(("sent", "keys"), [("x", ["alt+x"]), ("Px", ["alt+shift+p", "x"])])
def test_alt_with_a_key_is_that_after_a_moment(sent: str, keys: list[str]) -> None:
    listener = Listener()
    messages = list(listener.hear("\x1b" + sent))
    until = time.monotonic() + 5
    while not messages and time.monotonic() < until:
        messages += listener.pause()
    assert spoken(messages) == keys


def test_keys_that_are_cut_come_through_late_but_whole() -> None:
    for sent in ("\x1b[1;5C", "\x1b[19~", "\x1bOQ", "\x1b[<0;3;4M"):
        for place in range(2, len(sent)):
            assert heard(sent[:place], PAUSE, PAUSE, sent[place:]) == list(KEYS[sent])
    assert heard("\x1b", PAUSE, "[D") == ["escape", "left"]
    assert heard("\x1b", *[PAUSE] * CUT, "[D") == ["escape", "left_square_bracket", "D"]
    assert heard("\x1b", PAUSE, "[", "D") == ["escape", "left_square_bracket", "D"]


def test_a_paste_is_whole_however_it_is_cut() -> None:
    sent = "\x1b[200~rad ett\nrad två\x1b[201~"
    for first, second in pairwise(range(2, len(sent), 2)):
        pieces = sent[:first], PAUSE, PAUSE, sent[first:second], PAUSE, PAUSE, sent[second:], "q"
        assert heard(*pieces) == ["paste rad ett\nrad två", "q"]


def test_a_paste_without_end_does_not_hold_up_what_follows() -> None:
    assert heard("\x1b[200~rad", *[PAUSE] * PASTE_CUT, "q") == ["paste rad", "q"]


def test_a_report_that_cannot_be_read_costs_only_itself() -> None:
    assert heard("a\x1b[<99999999999999999999;1;1Mb")[-1] == "b"
    assert heard("\x1b[48;;;;tb") == ["b"]
