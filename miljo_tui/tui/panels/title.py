"""The title line: which agreement, on which branch, what stands in the way, what is unsaved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from miljo_tui.editing import Workspace
from miljo_tui.locale import counted
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure
from miljo_tui.tui.literal import label

if TYPE_CHECKING:
    from miljo_tui.sharing import Standing

NOT_KEPT = _("drafts not kept")
"""What titles say while drafts are in this window only."""


def title(workspace: Workspace, standing: Standing | None = None) -> Content:
    """Return the line for a workspace, with where its clone stands once that is known."""
    say = workspace.speaker.say
    parts = [workspace.folder.agreement.name]
    if broken := len(workspace.folder.broken()):
        text = counted(_("{count} broken file"), _("{count} broken files"), count=broken)
        parts.insert(0, say(text))
    if elsewhere := len(workspace.folder.elsewhere):
        text = counted(_("{count} not checked out"), _("{count} not checked out"), count=elsewhere)
        parts.insert(0, say(text))
    if workspace.agreement.ended(date.today()):
        parts.append(say(_("period ended")))
    if workspace.repository.obstacle():
        parts.append(say(_("read-only")))
    if (
        workspace.repository.state
        and not isinstance(workspace.repository.state, Failure)
        and workspace.repository.state.branch
    ):
        parts.append(" ".join([workspace.repository.state.branch, *_difference(standing)]))
    if standing and standing.operation:
        kind, left = standing.operation.kind, len(standing.operation.left)
        words = _("in the middle of git {kind}, {left} left to settle")
        words = words if left else _("in the middle of git {kind}")
        parts.insert(0, say(words, kind=kind, left=left))
    if unsaved := len(workspace.drafts.unsaved()):
        text = counted(_("{count} unsaved (F2)"), _("{count} unsaved (F2)"), count=unsaved)
        parts.insert(0, say(text))  # first, where a narrow line does not cut it
    if workspace.drafts.obstacle:
        parts.insert(0, say(NOT_KEPT))
    return label(" · ".join(parts), "bold")


def _difference(standing: Standing | None) -> Iterator[str]:
    """Yield how far a branch and its remote have parted, as git's prompt shows it."""
    if standing and standing.ahead:
        yield f"↑{standing.ahead}"
    if standing and standing.behind:
        yield f"↓{standing.behind}"
