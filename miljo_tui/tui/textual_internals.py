"""The private parts of Textual, each used here only, under a name of what it is used for.

A comment at each says the release it was tested against, and what happens without it.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from rich.text import Text
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.scroll_view import ScrollView
from textual.widget import Widget


class FailingApp(App[None]):
    """An application that decides for itself what an unforeseen exception means."""

    @abstractmethod
    def survives(self, error: Exception) -> bool:
        """Tell whether the application goes on after an exception, having told of it."""

    @abstractmethod
    def last_words(self, error: Exception) -> Text:
        """Return what is written to the terminal when an exception ends the application."""

    # Textual 8.2.8. Without it, whatever fails in a thread ends the application.
    def _handle_exception(self, error: Exception) -> None:
        if not self.survives(error):
            super()._handle_exception(error)

    # Textual 8.2.8, with `_exception`, `_exit_renderables` and `_close_messages_no_wait`. Without
    # it, a traceback is printed, with the values of all variables, and nothing of what was unsaved.
    def _fatal_error(self) -> None:
        self._exit_renderables.append(self.last_words(self._exception or Exception()))
        self._close_messages_no_wait()

    def clear_notifications(self) -> None:
        """Take messages away, and what they stood in."""
        super().clear_notifications()
        # Textual 8.2.8. Without it, an empty line stays in the place of each message.
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()

    @property
    def driver(self) -> Driver | None:
        """What the terminal is written to and read by, while the application runs."""
        # Textual 8.2.8. Without it, Ctrl+L would not mend what another program wrote on the screen.
        return self._driver


class WaitingScreen(Screen[ScreenResultType]):
    """A screen that decides for itself when what has changed is painted."""

    _size_to_come: Size | None = None
    """What it is to be laid out for when it is painted next, where that is another size."""

    @abstractmethod
    def may_be_painted(self) -> bool:
        """Tell whether to paint now; where not, it is asked again with the next frame."""

    # Textual 8.2.8. Without it, each effect of a key is laid out and painted by itself.
    def _on_timer_update(self) -> None:
        if not self.may_be_painted():
            return
        if self._layout_required and self._repaint_required:  # it is painted with its new layout
            self._dirty_widgets.add(self)
            self._repaint_required = False
        super()._on_timer_update()

    # Textual 8.2.8. Without these, a screen that opens is laid out three times and painted six
    # times.
    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._size_to_come = size or self._size_to_come
        if self.may_be_painted():
            super()._refresh_layout(self._size_to_come, scroll)
            self._size_to_come = None
        else:
            self._layout_required = True
            self.check_idle()

    def _screen_resized(self, size: Size) -> None:
        if size != self._size:  # its own layout, too, tells it of its size
            super()._screen_resized(size)


class Lines(ScrollView):
    """Lines that are rendered when they are in sight, beside a scrollbar."""

    _told: tuple[Size, Size, Size] | None = None
    """The sizes that were heard of last, and that of all lines by then."""

    # Textual 8.2.8, `_refresh_scrollbars`. Without it, the whole screen is laid out for any other
    # number, the scrollbar is painted after that, and where it comes or goes all of it once more.
    def have(self, lines: int) -> None:
        """Have so many lines from now on."""
        if not self._told or self.styles.auto_dimensions:
            self.virtual_size = Size(1, lines)
        elif lines != self.virtual_size.height:
            self.set_reactive(Widget.virtual_size, Size(1, lines))
            self._refresh_scrollbars()
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = lines
            self.scroll_y = self.validate_scroll_y(self.scroll_y)
            self._told = (*self._told[:2], self.virtual_size)

    # Textual 8.2.8. Without it, the scrollbar is painted anew after each layout of the screen.
    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        before, self._told = self._told, (size, container_size, self.virtual_size)
        return self._told != before and super()._size_updated(
            size, virtual_size, container_size, layout
        )


class StoppingDriver(LinuxDriver):
    """Textual's driver, with its way to stop and to go on left to the subclass."""

    @abstractmethod
    def on_stop_signal(self) -> None:
        """Hear SIGTSTP."""

    @abstractmethod
    def on_continue_signal(self) -> None:
        """Hear SIGCONT."""

    # Textual 8.2.8. Without it, only this process is stopped and not its whole job, in the midst
    # of a message, when the queue for output may be locked for good.
    def _sigtstp_application(self, *_: object) -> None:
        self.on_stop_signal()

    # Textual 8.2.8. Without it, the modes that others have set in the meantime stay.
    def _sigcont_application(self, *_: object) -> None:
        self.on_continue_signal()

    @property
    def is_lent(self) -> bool:
        """Whether another program has the terminal."""
        # Textual 8.2.8. Without it, a stop while an editor runs would take the editor's terminal.
        return not self._auto_restart

    def call_between_messages(self, do: Callable[[], None]) -> None:
        """Have the application's own thread do something as soon as it is between two messages."""
        # Textual 8.2.8. Without it, a signal handler has no safe way into the event loop.
        self._loop.call_soon_threadsafe(do)

    def resume(self) -> None:
        """Take the terminal again, and let the application hear that it goes on."""
        # Textual 8.2.8. Without it, `app_resume_signal` is not sent and nothing is painted anew.
        self._must_signal_resume = True
        self.resume_application_mode()


# Textual 8.2.8, as a module. Without it, the keys of some fifty terminals would be read by a table
# of our own.
class KeyParser(XTermParser):
    """Textual's reader of keys, which tells where it stands."""

    @property
    def is_inside_sequence(self) -> bool:
        """Whether the sequence that was fed last is not over for it."""
        # Textual 8.2.8. Without it, a sequence that Textual does not know is typed into the field.
        return bool(self._awaiting.timeout)
