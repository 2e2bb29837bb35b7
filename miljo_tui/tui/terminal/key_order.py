"""Keys in the order they were typed: each is finished, and painted, before the next one begins.

Over a slow link keys arrive in bunches. Textual hands each to what has the focus just then, while
the Tab before it may still be on its way, and letters end up in the wrong field. It also paints
each effect of a key by itself, although one painting costs as much as all of them together.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from time import monotonic

from textual import events, on
from textual.app import App
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import ScreenResultType
from textual.widget import Widget

from miljo_tui.tui.textual_internals import WaitingScreen

PATIENCE = 0.5
"""Seconds after which it is looked whether the widget that has a key is still there to end it."""
LONGEST = 20.0
"""Seconds after which the next key is let in whatever the one before does: none may silence all."""
UNSEEN = 0.5
"""Seconds for which a key may be at work before what it has done so far is painted."""
UNTOLD = 0.05
"""Seconds for which, after that work, it is waited for what widgets have to say to one another."""
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
        self._turn: Turn | None = None

    @property
    def may_paint(self) -> bool:
        """Whether no key is at work that may still change what is to be seen."""
        return self._turn is None or self._turn.may_be_seen

    async def on_event(self, event: events.Event) -> None:
        """Let a key or a paste in when its turn has come; everything else at once."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._turn:
            self._waiting.append(event)
        else:
            await self._let_in(event)

    async def _let_in(self, event: events.Key | events.Paste) -> None:
        self._turn = turn = Turn(self, self._next)
        target = self.focused or self.screen
        await super().on_event(event)
        turn.follow(target)

    async def _next(self) -> None:
        self._turn = None
        if self._waiting:
            await self._let_in(self._waiting.popleft())


class Turn:
    """The turn of one key, until all that it causes has been done and painted.

    It asks one message queue after the other, as the key itself goes, to call back when it has come
    so far. The queues are handed methods: Textual would look at the signature of each new function.
    """

    def __init__(self, app: OrderedApp, over: Callable[[], object]) -> None:
        self._app = app
        self._over = over
        self._is_over = False
        self._screen = app.screen
        self._seen_at = monotonic() + UNSEEN
        self._answer_by = monotonic() + ANSWER_WITHIN
        self._ends_by = monotonic() + LONGEST
        self._more = MOST
        self._asked: DOMNode = app
        self._then: Callable[[], None] = self._heard
        self._alarm: asyncio.TimerHandle | None = None
        self._wake_in(PATIENCE, self._look_again)

    @property
    def may_be_seen(self) -> bool:
        """Whether all is done, or so much time has gone by that what is done may be painted."""
        return monotonic() >= self._seen_at

    def follow(self, target: DOMNode) -> None:
        """Walk up behind the key, from the widget that it went to, and be over in the end.

        Twice: what the key makes a widget say, such as Enter in a line, goes the way after it.
        """
        self._target = target
        self._walk(target, self._walk_again)

    def _walk_again(self) -> None:
        self._walk(self._target, self._heard)

    def _walk(self, node: DOMNode, then: Callable[[], None]) -> None:
        self._then = then
        self._ask(node)

    def _ask(self, node: DOMNode) -> None:
        self._asked = node
        if not node.post_message(events.Callback(callback=self._answered)):
            self._then()

    def _answered(self) -> None:
        node = self._asked
        if node is self._app or node.parent is None:
            self._then()
        else:
            self._ask(node.parent)

    def _heard(self) -> None:
        screen = self._app.screen
        if screen is not self._screen:
            # The key opened or closed a screen, which takes its focus before it hears more keys.
            self._screen, self._more = screen, MOST
            self._walk(screen, self._heard)
            return
        self._seen_at = min(self._seen_at, monotonic() + UNTOLD)
        if self._more and (node := _with_messages(screen)):
            self._more -= 1
            self._walk(node, self._heard)
        elif monotonic() < self._answer_by and any(w.group == ANSWER for w in self._app.workers):
            self._seen_at = 0.0
            self._wake_in(A_LITTLE, self._ask_app)
        else:
            self._seen_at = 0.0
            screen.call_after_refresh(self._end)
            # It may be closed before it is painted.
            self._wake_in(A_LITTLE, self._end)

    def _ask_app(self) -> None:
        self._wake_in(PATIENCE, self._look_again)
        self._walk(self._app, self._heard)

    def _look_again(self) -> None:
        """Let the next key in where the widget that was asked is gone: it never answers."""
        if self._asked.is_attached and monotonic() < self._ends_by:  # it has much to do
            self._wake_in(PATIENCE, self._look_again)
        else:
            self._end()

    def _wake_in(self, seconds: float, do: Callable[[], None]) -> None:
        """Do something after a while, unless something else is to be done after one by then."""
        if self._alarm:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(seconds, do)

    def _end(self) -> None:
        """Be over; who is asked may answer even later."""
        if self._alarm:
            self._alarm.cancel()
        if not self._is_over:
            self._is_over = True
            self._app.call_later(self._over)


class OrderedScreen(WaitingScreen[ScreenResultType]):
    """A screen that is painted when a key is finished, and not at each of its effects."""

    app: OrderedApp
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the focus; the widgets that it leaves and comes to are painted, not all others."""
    virtual_size = Reactive(Size(0, 0), repaint=False)
    """What a layout finds out and has painted anyway."""

    @on(events.ScreenResume)
    def style_once(self, event: events.ScreenResume) -> None:
        """Style no part of a screen twice when it opens: each was styled as it came."""
        if not self.stack_updates:
            event.refresh_styles = False

    def may_be_painted(self) -> bool:
        """Tell whether no key may still change what is to be seen."""
        return self.app.may_paint


def _with_messages(screen: DOMNode) -> DOMNode | None:
    """Return a part of a screen that has still to hear something, such as a list what to open."""
    return next((n for n in screen.walk_children(with_self=True) if n.message_queue_size), None)
