"""One row of a form: the field's name, its input, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from miljo_tui.locale import Language, Message
from miljo_tui.model.fields import Field
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.texts import Text, Url
from miljo_tui.tui.forms.entry_list import KEYS, EntriesField
from miljo_tui.tui.forms.inputs import AnyInput
from miljo_tui.tui.forms.line import LineField
from miljo_tui.tui.literal import label


class Row(Vertical):
    """A field in a form; `*` marks a changed one, `!` one that somebody else has changed too."""

    def __init__(self, path: Path, field: Field, entry: AnyInput, speaker: Language) -> None:
        super().__init__()
        self.path = path
        self.field = field
        self.entry = entry
        self._speaker = speaker
        self._shown: tuple[bool, tuple[str, ...], tuple[str, ...]] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the name beside the input, the problem and the help below."""
        with Horizontal() as self.beside:
            yield Static(classes="name")
            yield self.entry
        yield Static(classes="problem")
        yield Static(classes="since")
        if self._help or self._can_be_said:
            yield Static(label(self._help), classes="hint")

    @property
    def _help(self) -> str:
        entries = isinstance(self.entry, EntriesField)
        return self._speaker.say(KEYS if entries else self.field.help)

    @property
    def _can_be_said(self) -> bool:
        """Tell whether what is typed is read as something else than its letters."""
        return isinstance(self.entry, LineField) and not isinstance(self.field.kind, Text | Url)

    def understood(self, value: Any) -> None:
        """Say as what the typed text was understood, in the place of the help, while it differs."""
        if not self._can_be_said:
            return
        said = self._speaker.spell(self.field.kind.words(value)) if value is not None else ""
        is_other = said and said != self.entry.text.strip()
        self.query_one(".hint", Static).update(label(f"= {said}" if is_other else self._help))

    def on_descendant_focus(self) -> None:
        """Show the help, which a style for `:focus-within` alone would not reach."""
        self.add_class("here")

    def on_descendant_blur(self) -> None:
        """Hide the help."""
        self.remove_class("here")

    def show(
        self, *, changed: bool, problems: Sequence[Problem], since: Sequence[Message] = ()
    ) -> None:
        """Show the marks and the problems; nothing is repainted that is the same.

        What somebody else has changed since is spelled out where the focus is: elsewhere it would
        move what is being read.
        """
        say = self._speaker.say
        texts = tuple(f"! {say(each.message).rstrip('.')}. {say(each.remedy)}" for each in problems)
        news = tuple(f"! {say(each)}" for each in since)
        if self._shown == (changed, texts, news):
            return
        self._shown = (changed, texts, news)
        name = say(self.field.label) + (" •" if self.field.required else "")
        self.query_one(".name", Static).update(
            label(
                f"{'*' if changed else ' '}{'!' if news else ' '}{name}", "bold" if changed else ""
            )
        )
        below = self.query_one(".problem", Static)
        below.update(label("\n".join(texts), lines=True))
        below.display = bool(texts)
        beside = self.query_one(".since", Static)
        beside.update(label("\n".join(news), lines=True))
        beside.set_class(bool(news), "told")
        grave = any(each.severity is Severity.ERROR for each in problems)
        below.set_class(grave, "error")


def problems_at(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems that belong to the field at a path, or lie within it."""
    return [
        problem
        for problem in problems
        if problem.path[: len(path)] == path or _missing_at(path, problem)
    ]


def _missing_at(path: Path, problem: Problem) -> bool:
    """Tell whether the problem is that this required field is missing from its table."""
    return (
        problem.code == "missing-required"
        and problem.path == path[:-1]
        and (problem.remedy.values.get("key") == path[-1])
    )
