"""One row of a form: the field's name, its input, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size

from miljo_tui.locale import Language, Message
from miljo_tui.locale import mark as _
from miljo_tui.model.fields import Field
from miljo_tui.model.problems import Path, Problem, Severity
from miljo_tui.model.texts import Text, Url
from miljo_tui.tui.forms.choice import ChoiceField
from miljo_tui.tui.forms.entry_list import KEYS, EntriesField
from miljo_tui.tui.forms.inputs import AnyInput
from miljo_tui.tui.forms.line_field import LineField
from miljo_tui.tui.literal import label

NAME = 22
"""The cells of a line of the name; the style sheet leaves two more for the marks."""


class Row(Horizontal):
    """A field in a form; `•` marks a changed one, `!` a problem or somebody else's change.

    What the marks mean is said at the foot of the form while the field has the focus: below the
    field it would move all that follows.
    """

    def __init__(self, path: Path, field: Field, entry: AnyInput, speaker: Language) -> None:
        super().__init__()
        self.path = path
        self.field = field
        self.entry = entry
        self._speaker = speaker
        self._shown: tuple[bool, tuple[Problem, ...], tuple[Message, ...]] = (False, (), ())
        self._understood = ""

    def compose(self) -> ComposeResult:
        """Lay out the input, beside which the name is drawn."""
        yield self.entry

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the input, or of the name where that has more."""
        return max(super().get_content_height(container, viewport, width), len(self._name_lines()))

    def render(self) -> Content:
        """Show the marks and the name, which the style sheet leaves room for."""
        changed, problems, since = self._shown
        grave = any(each.severity is Severity.ERROR for each in problems)
        told = label("!" if problems or since else " ", "bold red" if grave else "bold yellow")
        mark = label("•" if changed else " ")
        first, *others = [label(each, "bold" if changed else "") for each in self._name_lines()]
        lines = [
            Content.assemble(mark, told, first),
            *(Content.assemble("  ", each) for each in others),
        ]
        return Content("\n").join(lines)

    @property
    def is_faulty(self) -> bool:
        """Tell whether something is wrong with the field."""
        return bool(self._shown[1])

    @property
    def is_changed(self) -> bool:
        """Tell whether the draft has another value than the file."""
        return self._shown[0]

    def understood(self, value: Any) -> None:
        """Keep as what the typed text was understood, where it is not read letter by letter."""
        can_be_said = isinstance(self.entry, LineField) and not isinstance(
            self.field.kind, Text | Url
        )
        is_said = can_be_said and value is not None
        said = self._speaker.spell(self.field.kind.words(value)) if is_said else ""
        self._understood = said if said != self.entry.text.strip() else ""

    def show(
        self, *, changed: bool, problems: Sequence[Problem], since: Sequence[Message] = ()
    ) -> None:
        """Show the marks; nothing is repainted that is the same."""
        shown = (changed, tuple(problems), tuple(since))
        if self._shown != shown:
            self._shown = shown
            self.refresh()

    def words(self) -> Content:
        """Return what is said at the foot: the problems, how it was understood, else the help."""
        say = self._speaker.say
        _changed, problems, since = self._shown
        lines = [
            label(f"! {say(each.message).rstrip('.')}. {say(each.remedy)}", _colour(each))
            for each in problems
        ]
        lines += [label(f"! {say(each)}", "yellow") for each in since]
        if self._understood:
            lines.append(label(f"= {self._understood}", "dim"))
        entries = isinstance(self.entry, EntriesField)
        helps = [text] if (text := say(KEYS if entries else self.field.help)) else []
        if isinstance(self.entry, ChoiceField) and self.entry.keys:
            helps.append(say(_("{keys} set it"), keys=" ".join(self.entry.keys)))
        if not lines and helps:
            lines.append(label(" · ".join(helps), "dim"))
        return Content("\n").join(lines)

    def _name_lines(self) -> list[str]:
        """Return the name as it is broken; a list of entries has a heading instead of one."""
        if isinstance(self.entry, EntriesField):
            return [""]
        required = "*" if self.field.required else ""
        return wrap(self._speaker.say(self.field.label) + required, NAME)


def _colour(problem: Problem) -> str:
    return "red" if problem.severity is Severity.ERROR else "yellow"


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
