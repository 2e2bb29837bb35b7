"""What the browsing screen does with the record in view, and the screens that it leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from miljo_tui import audit
from miljo_tui.locale import mark as _
from miljo_tui.locale import message
from miljo_tui.tui import later, screens
from miljo_tui.tui.literal import visible

if TYPE_CHECKING:
    from miljo_tui.tui.screens.browse import BrowseScreen
    from miljo_tui.tui.screens.undo import UndoScreen


def drafts(screen: BrowseScreen) -> None:
    """Show the drafts that an earlier run left behind."""
    kept = screen.workspace.drafts.recovered()
    if kept:
        screen.live_reload.offer(kept)
    else:
        screen.app.tell(_("There are no drafts from an earlier run"))


def copy(screen: BrowseScreen) -> None:
    """Copy the record's text through the terminal."""
    record = screen.record
    source = (record.source or b"").decode("utf-8", "replace")
    # It is pasted into terminals too, where what is hidden in it would be obeyed.
    screen.app.copy_to_clipboard(visible(source, lines=True))
    screen.app.tell(message(_("Copied: {name}"), name=record.name))


def edit(screen: BrowseScreen) -> None:
    """Open the form of the record; where its file is broken, what can be done about that."""

    def open_form() -> None:
        form = screens.FormScreen(screen.workspace.draft(screen.record))
        screen.app.push_screen(form, screen.show_after)

    fault, problems = screen.record.fault, screen.workspace.agreement.problems(screen.record)
    if any(problem.code in (later.MARKS, later.UNMERGED) for problem in problems):
        closed = screen.show_after
        screen.attempt(
            lambda: screens.settle_marks(screen.app, screen.workspace, screen.record, closed)
        )
    elif fault:
        editor(screen)
    else:
        screen.attempt(open_form)


def editor(screen: BrowseScreen) -> None:
    """Hand the record's file to the person's own editor, at its first problem."""
    draft = screen.workspace.drafts.get(screen.record.address)
    if draft and draft.is_new:
        screen.app.tell(_("The record has no file before it is committed"))
        return
    screen.attempt(lambda: screens.mend_by_hand(screen.app, screen.workspace, screen.record))
    screen.show_news()


def review(screen: BrowseScreen) -> None:
    """Review the marked drafts, that of the record, or what was made outside the app."""

    def review() -> None:
        found = screen.workspace.to_review(screen.record, screen.marked)
        screen.app.push_screen(screens.ReviewScreen(found), screen.show_after)

    screen.attempt(review)


def history(screen: BrowseScreen) -> None:
    """Show the history of the record in view; of the agreement, that of all records."""
    record = screen.record
    one = None if record.kind is later.AGREEMENT else record
    screen.app.push_screen(screens.HistoryScreen(one), screen.show_after)


def page(screen: BrowseScreen) -> None:
    """Show the page that the public will read."""
    screen.app.push_screen(screens.PageScreen())


def share(screen: BrowseScreen) -> None:
    """Share what was saved here, and see what others have shared."""
    screen.app.push_screen(
        screens.SyncScreen(), lambda _result: screen.live_reload.read(again=True)
    )


def follow_up(screen: BrowseScreen) -> None:
    """Show the measures by year, and report on them."""
    if _has_years(screen):
        screen.app.push_screen(screens.FollowUpScreen(screen.workspace.folder), screen.show_after)


def overview(screen: BrowseScreen) -> None:
    """Show how far the agreement has come, in figures."""
    if _has_years(screen):
        screen.app.push_screen(screens.OverviewScreen(later.years(screen.workspace.folder)))


def _has_years(screen: BrowseScreen) -> bool:
    """Tell whether there are years to report on, and say so where there are none."""
    if not later.years(screen.workspace.folder):
        screen.app.tell(_("The agreement has no period, so that no year is reported on"))
        return False
    return True


def undo_saved(screen: UndoScreen) -> None:
    """Take back the person's newest change."""
    screen.bring_back(lambda chronicle, folder: audit.Reversion.of_newest(chronicle, folder))


def redo_undone(screen: BrowseScreen) -> None:
    """Make the change again that the person undid last."""
    screen.bring_back(lambda chronicle, folder: audit.Reversion.of_undone(chronicle, folder))
