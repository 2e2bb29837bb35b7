"""What the browsing screen does with whole records: new, copied, removed, chosen, several."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from miljo_tui import editing
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui import later, screens

if TYPE_CHECKING:
    from miljo_tui.tui.screens.browse import BrowseScreen


def new(screen: BrowseScreen) -> None:
    """Ask for the title of a new measure in the area in view, then open its form."""

    def begin(text: str) -> None:
        draft = screen.workspace.begin(later.MEASURE, text)
        above = {"areas": screen.area_here, "focus_areas": screen.focus_area_here}
        for key, place in above.items():
            if place:
                draft.put((key,), [place])
                draft.pause()
        _open_new(screen, draft)

    _ask_line(screen, _("New measure"), "", begin)


def new_area(screen: BrowseScreen) -> None:
    """Ask for the name of a new area in the focus area in view, then open its form."""

    def begin(text: str) -> None:
        draft = screen.workspace.begin(later.AREA, text)
        if screen.focus_area_here:
            draft.put(("focus_area",), screen.focus_area_here)
            draft.pause()
        _open_new(screen, draft)

    _ask_line(screen, _("New area"), "", begin)


def duplicate(screen: BrowseScreen) -> None:
    """Ask for the title of a copy, then open its form."""
    record = screen.record
    if record.kind not in (later.AREA, later.MEASURE):
        screen.app.tell(_("Only areas and measures can be copied"))
        return
    _ask_line(
        screen,
        _("Copy as new"),
        record.name,
        lambda text: _open_new(screen, screen.workspace.begin(record.kind, text, record)),
    )


def remove(screen: BrowseScreen) -> None:
    """Review the end of the record; of one that has no file yet, throw its draft away."""
    record = screen.record
    draft = screen.workspace.drafts.get(record.address)
    if draft and draft.is_new:
        question = screen.app.say(_("Discard the changes of {name}?"), name=draft.name)
        words = screen.app.say(_("Discard them"))
        screen.app.push_screen(
            screens.ConfirmationScreen(question, words), lambda sure: _drop(screen, sure, draft)
        )
        return

    def review() -> None:
        screen.workspace.repository.require_no_obstacle()
        proposal = editing.Proposal.removing(record, screen.workspace.folder)
        screen.app.push_screen(screens.ReviewScreen([proposal]), screen.show_after)

    screen.attempt(review)


def _drop(screen: BrowseScreen, sure: bool | None, draft: editing.Draft) -> None:
    if sure:
        screen.workspace.discard(draft)
        screen.show_news()


def _ask_line(
    screen: BrowseScreen,
    words: str,
    text: str,
    use: Callable[[str], None],
    hint: str = "",
    typed: str = "",
) -> None:
    """Ask for a line and use it; where that fails, ask again with what was typed."""

    def answered(given: str | None) -> None:
        try:
            if given:
                use(given)
        except Failure as failure:
            _ask_line(screen, words, text, use, hint, given or "")
            screen.app.explain(failure)

    def ask() -> None:
        screen.workspace.repository.require_no_obstacle()
        asked = screens.TextQuestionScreen(screen.app.say(words), text, screen.app.say(hint), typed)
        screen.app.push_screen(asked, answered)

    screen.attempt(ask)


def _open_new(screen: BrowseScreen, draft: editing.Draft) -> None:
    go_back = screen.way_back()

    def closed(saved: bool | None) -> None:
        screen.show_after(saved)
        if not saved and draft.record.address not in screen.workspace.drafts:
            go_back()

    screen.show_news()
    screen.go_to(draft.record.address)
    screen.app.push_screen(screens.FormScreen(draft), closed)


def choose_area(screen: BrowseScreen) -> None:
    """Put the area into the agreement, or take it out; the review shows what that means."""
    area = screen.record
    if area.kind is not later.AREA:
        screen.app.tell(_("Go to an area first"))
        return

    def review() -> None:
        draft = screen.workspace.draft(screen.workspace.folder.agreement)
        held = draft.value(("areas",))
        chosen = list(held) if isinstance(held, list) else []
        now = [id for id in chosen if id != area.id] if area.id in chosen else [*chosen, area.id]
        draft.put(("areas",), now or None)
        draft.pause()
        if draft.changed:
            screen.app.review([draft], screen.show_after)
        else:
            screen.workspace.discard(draft)
            screen.show_news()

    screen.attempt(review)


def set_field(screen: BrowseScreen) -> None:
    """Choose a field, give it one value on all marked measures, and review that."""
    records = screen.marked_records()
    if not records:
        screen.app.tell(_("Mark measures first, with the space bar"))
        return

    def choose() -> None:
        drafts = [screen.workspace.draft(record) for record in records]
        screens.choose_field(screen.app, drafts, screen.show_after)

    screen.attempt(choose)


def bring(screen: BrowseScreen, typed: str = "") -> None:
    """Ask for the file of a list, then show what would come of it."""
    hint = _("The name of the file, CSV or XLSX, on the computer that runs the program")

    def read(name: str) -> None:
        def closed(saved: bool | None) -> None:
            screen.show_after(saved)
            if saved is None:
                bring(screen, name)

        screen.app.push_screen(screens.FileReadingScreen(screens.file_named(name)), closed)

    _ask_line(screen, _("Bring in a list"), "", read, hint, typed)
