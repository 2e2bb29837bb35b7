"""The review: the change in words, its problems, the reason, and then the commit."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from miljo_tui.editing import DiskComparison, Draft, Proposal, Saved, Why
from miljo_tui.frozen import replace
from miljo_tui.locale import Message, Whole, counted, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, unforeseen
from miljo_tui.model.problems import Severity
from miljo_tui.model.wording import words
from miljo_tui.tui.columns import cut
from miljo_tui.tui.command_screen import CommandScreen
from miljo_tui.tui.commands import REVIEW
from miljo_tui.tui.fixed_text import FixedText
from miljo_tui.tui.forms.line import Line
from miljo_tui.tui.hanging_text import HangingText
from miljo_tui.tui.literal import label, visible
from miljo_tui.tui.panels.review_text import (
    MOST_SHOWN,
    ReviewProblems,
    beside_lines,
    difference_lines,
    failure_lines,
    found_in,
    found_lines,
    problem_line,
)
from miljo_tui.tui.screens.save_conflicts import settle


class ReviewScreen(CommandScreen[bool]):
    """What will be committed; closes with True when it was."""

    COMMANDS_HERE = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page(-1)", _("Page up"), show=False),
        Binding("pagedown", "page(1)", _("Page down"), show=False),
    ]
    AUTO_FOCUS = "#reason"

    def __init__(self, proposals: Sequence[Proposal], subject: Message | None = None) -> None:
        super().__init__()
        self._subject = subject
        """The first line of the commit, where the changes do not say it best."""
        self.proposals = list(proposals)
        self._why = Why()
        """What is said of the reason and the case."""
        self._found = ReviewProblems((), ())
        self._accepted = False
        self._failure: Failure | None = None
        self._difference_shown = False
        self._saving = False
        self._called_off = Event()
        """Set where nobody wants to wait for the save any longer."""
        self._since: list[DiskComparison] = []
        """What somebody else has made of the records since, in the order of the proposals."""

    def compose(self) -> ComposeResult:
        """Lay out the words, the two lines to fill in, and the keys."""
        say, workspace = self.app.say, self.app.workspace
        required = workspace.folder.reason_required
        self._why = workspace.drafts.reason(self.proposals[0])
        yield FixedText(id="title")
        with VerticalScroll(id="words"):
            yield HangingText(id="what")
        with Horizontal(classes="why"):
            yield Static(label(say(_("Reason")) + ("*" if required else "")), classes="name")
            yield Line(self._why.reason, id="reason", placeholder=say(_("Why, in a sentence")))
        with Horizontal(classes="why"):
            yield Static(label(say(_("Registry number"))), classes="name")
            yield Line(self._why.case, id="case", placeholder=say(_("Such as KS2022/123")))
        yield Static(id="hint")
        yield self.key_line()

    def on_mount(self) -> None:
        """Show the change, without the messages that came before it."""
        self.app.clear_notifications()
        self.on_news()
        self._show()

    def on_news(self) -> None:
        """Show what somebody else has changed on disk, and what saving will make of it."""
        if self._saving:
            return  # what changes just now is this very save's doing
        snapshot = self.app.workspace.snapshot
        now = [DiskComparison.of(proposal, snapshot) for proposal in self.proposals]
        if now != self._since:
            self._since = now
            self._show()

    def on_screen_resume(self) -> None:
        """Look at what came while another screen was on top."""
        self.on_news()

    def _show(self) -> None:
        say = self.app.say
        self._found = found_in(self.proposals, self.app.workspace.folder)
        told = [f"! {say(brief)}" for each in self._since if (brief := each.brief())]
        parts = [*told[:1], say(_("Review")), *map(say, self._found.counted()), self._about()]
        self.query_one("#title", FixedText).update(label(" · ".join(parts), "bold"))
        self.query_one("#what", Static).update(Content("\n").join(self._lines()))
        self._tell(_("Personal data stays in the history for ever: leave it out."), style="dim")

    def _tell(self, *said: str | Message, style: str = "bold yellow") -> None:
        """Say something below the lines to fill in, where it covers nothing."""
        told = label(" ".join(map(self.app.say, said)), style)
        self.query_one("#hint", Static).update(told)

    def _about(self) -> str:
        name = self.proposals[0].name
        if count := len(self.proposals) - 1:
            more = counted(_("and {count} more"), _("and {count} more"), count=count)
            return f"{name} {self.app.say(more)}"
        return name

    def _lines(self) -> list[Content]:
        say, lines = self.app.say, list[Content]()
        if self._failure:
            lines += [*failure_lines(self.app.speaker, self._failure), label("")]
        if found := found_lines(say, self._found, is_one=len(self.proposals) == 1):
            lines += [*found, label("")]
        if any(proposal.is_outside for proposal in self.proposals):
            said = say(_("Made outside the program; the files are committed as shown here."))
            lines += [label(said, "dim"), label("")]
        for proposal, beside in zip(self.proposals[:MOST_SHOWN], self._since, strict=False):
            if len(self.proposals) > 1:
                lines.append(label(proposal.name, "bold"))
            lines += [label(f"• {say(said)}") for said in proposal.words]
            lines += [problem_line(say, each) for each in proposal.older]
            lines += beside_lines(say, beside)
        if more := len(self.proposals[MOST_SHOWN:]):
            text = counted(_("and {count} more"), _("and {count} more"), count=more)
            lines.append(label(say(text), "bold"))
        if self._difference_shown:
            lines += [label(""), *difference_lines(say, self.proposals)]
        return lines

    def on_input_changed(self) -> None:
        """Keep the reason and the case, whatever happens next."""
        self._why = replace(
            self._why,
            reason=self.query_one("#reason", Line).value,
            case=self.query_one("#case", Line).value,
        )
        self.app.workspace.drafts.keep_reason(self.proposals[0], self._why)

    def on_input_submitted(self) -> None:
        """Enter goes to the next line; it never commits."""
        self.focus_next()

    def action_page(self, pages: int) -> None:
        """Scroll the words, wherever the focus is."""
        words = self.query_one("#words")
        words.scroll_relative(y=pages * max(1, words.size.height - 1), animate=False)

    def action_difference(self) -> None:
        """Show or hide the lines of the file."""
        self._difference_shown = not self._difference_shown
        self._show()

    def action_commit(self) -> None:
        """Commit; warnings that came with the draft are accepted by doing it once more."""
        if self._saving:
            return
        if wanting := self._wanting():
            self._tell(*wanting)
            self.query_one("#words").scroll_home(animate=False)
            return
        self._saving = True
        self._called_off = Event()
        self._tell(_("Saving… Esc calls it off"))
        self._save()

    def _wanting(self) -> list[str | Message]:
        """Return what is still wanted of the person, all of it at once."""
        wanting: list[str | Message] = []
        if self.app.workspace.folder.reason_required and not self._why.reason.strip():
            wanting.append(_("Give a reason."))
            self.set_focus(self.query_one("#reason"))
        if not self._accepted:
            wanting += self._found.in_the_way()
        self._accepted = not self._found.count(Severity.ERROR)
        return wanting

    @work(thread=True, group="saving")
    def _save(self) -> None:
        try:
            saved = self.app.workspace.save(
                self.proposals, self._why, self._subject, self._called_off
            )
        except Failure as failure:
            self.app.call_from_thread(self._refused, failure)
        except Exception as error:  # the last door: the draft is still there
            self.app.call_from_thread(self._refused, Failure(unforeseen(error)))
        else:
            self.app.call_from_thread(self._committed, saved)

    def _refused(self, failure: Failure) -> None:
        self._saving = False
        self.on_news()
        self._failure = failure
        settle(self.app, failure, self._put_in_place)
        self._show()
        self.query_one("#words").scroll_home(animate=False)

    def _put_in_place(self, former: Proposal, draft: Draft) -> None:
        """Review another draft in the place of the one that could not be saved."""
        self._failure = None
        address, proposal = former.record.address, draft.proposal()
        self.proposals = [
            proposal if each.record.address == address else each for each in self.proposals
        ]
        self.app.workspace.put_on_top(former, draft)
        self.on_news()
        self._show()

    def action_outside(self) -> None:
        """Review by itself what was made outside the app, where that is what refused the commit."""
        outside = self.app.workspace.to_commit_first(self._failure)
        if outside is None:
            self.app.tell(_("Nothing that was changed outside the program is in the way"))
            return

        def reviewed(saved: bool | None) -> None:
            if saved:
                self._failure = None
                self._show()

        self.app.push_screen(ReviewScreen([outside]), reviewed)

    def _committed(self, saved: Saved | None) -> None:
        self.app.clear_notifications()
        self.app.workspace.saved(self.proposals)
        if saved and saved.joined:
            theirs = [words(change) for change in saved.joined]
            joined = message(
                _("Committed as {commit}, joined with what somebody else had changed: {theirs}"),
                commit=saved.commit,
                theirs=theirs,
            )
            self.app.tell(joined)
        elif saved:
            self.app.tell_until_a_key(self._saved_as(saved.commit))
        else:
            self.app.tell(_("Nothing to change: the values stand there already"))
        if saved and saved.warning:
            self.app.warn(saved.warning)
        self.dismiss(True)

    def _saved_as(self, commit: str) -> str:
        """Return in one line what was committed, and which key takes it back."""
        said = " · ".join(self.app.say(each) for each in self.proposals[0].words)
        what = self._about() if len(self.proposals) > 1 else f"{self._about()} · {said}"

        def line(what: str) -> str:
            text = _("Committed as {commit}: {what} · U undoes it")
            return self.app.say(message(text, commit=commit, what=Whole(what)))

        room = self.app.size.width - 6 - cell_len(line(""))
        what = visible(what)
        return line(cut(what, max(0, min(cell_len(what), room))).plain)

    def action_back(self) -> None:
        """Go back to where the review was asked for; first call off a commit that is being made."""
        if self._saving:
            self._call_off()
        else:
            self.dismiss(False)

    def on_unmount(self) -> None:
        """Leave no commit behind that is still being made."""
        if self._saving:
            self._call_off()

    def _call_off(self) -> None:
        self._called_off.set()
        self.app.workspace.call_off()
