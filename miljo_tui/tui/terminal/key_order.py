"""Keys in the order they were typed: each is finished before the next one begins.

Over a slow link keys arrive in bunches. Textual hands each to what has the focus just then, while
the Tab before it may still be on its way, and letters end up in the wrong field.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen

PATIENCE = 0.5
"""Seconds after which it is looked whether the widget that has a key is still there to end it."""
LONGEST = 20.0
"""Seconds after which the next key is let in whatever the one before does: none may silence all."""
MOST = 20
"""So often it is waited for what a key has made one widget say to another."""
ANSWER = "answer"
"""The group of workers that compute aside which screen a key opens: the next keys are for it."""
ANSWER_WITHIN = 2.0
"""Seconds that keys wait for such a worker; after that they are for the screen that is seen."""
A_LITTLE = 0.05
"""Seconds after which it is looked again whether such a worker has ended."""


class OrderedApp(App[None]):
    """An application that finishes one key, or paste, before it begins the next."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._turn = 0
        self._answer_by = 0.0
        self._busy = False
        self._asked: DOMNode = self

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a paste in when its turn has come; everything else at once."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._busy:
            self._waiting.append(event)
        else:
            await self._let_in(event)

    async def _let_in(self, event: events.Key | events.Paste) -> None:
        self._busy = True
        self._turn += 1
        self._answer_by = monotonic() + ANSWER_WITHIN
        screen, target = self.screen, self.focused or self.screen
        await super().on_event(event)
        # Twice: what the key makes a widget say, such as Enter in a line, goes the way after it.
        heard = partial(self._heard, self._turn, screen)
        self._follow(target, partial(self._follow, target, heard))
        self.set_timer(PATIENCE, partial(self._look_again, self._turn, monotonic() + LONGEST))

    def _follow(self, node: DOMNode, done: partial[None]) -> None:
        """Walk up behind the key, one queue after the other, as the key itself does."""
        parent = node.parent
        step = done if node is self or parent is None else partial(self._follow, parent, done)
        self._asked = node
        if not node.call_later(step):
            done()

    def _heard(self, turn: int, before: Screen[object], more: int = MOST) -> None:
        screen = self.screen
        if screen is not before:
            # The key opened or closed a screen, which takes its focus before it hears more keys.
            self._follow(screen, partial(self._heard, turn, screen, more))
        elif more and (node := _with_messages(screen)):
            self._follow(node, partial(self._heard, turn, screen, more - 1))
        elif monotonic() < self._answer_by and any(w.group == ANSWER for w in self.workers):
            self.set_timer(A_LITTLE, partial(self._heard, turn, screen))
        else:
            self.call_later(self._next, turn)

    async def _look_again(self, turn: int, end: float) -> None:
        """Let the next key in where the widget that was asked is gone: it never answers."""
        if turn != self._turn or not self._busy:
            return
        if self._asked.is_attached and monotonic() < end:  # it has much to do, or the machine has
            self.set_timer(PATIENCE, partial(self._look_again, turn, end))
        else:
            await self._next(turn)

    async def _next(self, turn: int) -> None:
        if turn != self._turn or not self._busy:
            return
        self._busy = False
        if self._waiting:
            await self._let_in(self._waiting.popleft())


def _with_messages(screen: Screen[object]) -> DOMNode | None:
    """Return a part of a screen that has still to hear something, such as a list what to open."""
    return next((n for n in screen.walk_children(with_self=True) if n.message_queue_size), None)
