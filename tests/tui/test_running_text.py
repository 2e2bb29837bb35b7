"""Running text in a form: the file's line breaks are not the reader's."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from seat import Sit

from miljo_tui.tui.forms.running_text import broken, joined

TEXTS = st.text(st.sampled_from("aå1 -•*\n\t.)  "), max_size=80)


@given(TEXTS)
def test_what_is_not_touched_keeps_its_lines(held: str) -> None:
    assert broken(joined(held), held) == held


@given(TEXTS, TEXTS)
def test_what_is_shown_is_what_was_typed(typed: str, held: str) -> None:
    typed = joined(typed)
    assert joined(broken(typed, held)) == typed


def test_items_and_empty_lines_stay_apart() -> None:
    held = "En rad som\nfortsätter.\n\n- ett\n- två\n3. av dem\n2021 slut"
    assert joined(held) == "En rad som fortsätter.\n\n- ett\n- två\n3. av dem 2021 slut"


def test_a_changed_paragraph_is_broken_as_wide_as_the_text_was() -> None:
    held = "Fyra gräsytor sköts\nsom äng varje år.\n\nGräset samlas upp och\nkörs bort."
    typed = joined(held).replace("Fyra", "Fem nya")
    changed = "Fem nya gräsytor\nsköts som äng varje\når."
    assert broken(typed, held) == f"{changed}\n\nGräset samlas upp och\nkörs bort."


async def test_only_the_paragraph_that_was_changed_is_changed(agreement: Path, sit: Sit) -> None:
    file = agreement / "measures" / "angar.toml"
    data = tomllib.loads(file.read_text("utf-8"))
    text = 'description = """\nGräset samlas upp\noch körs bort.\n\nEn inventering\ngörs.\n"""\n'
    file.write_text(f'title = "{data["title"]}"\nareas = ["pollinering"]\n{text}', "utf-8")
    async with sit(agreement) as seat:
        seat.app.go_to("measures/angar")
        await seat.press("e", "tab", "tab")
        assert "Gräset samlas upp och körs bort." in seat.text
        await seat.press("down", "down", "end")
        await seat.type(" snart")
        (draft,) = seat.app.workspace.drafts.unsaved()
        now = draft.edits[("description",)]
    assert now == "Gräset samlas upp\noch körs bort.\n\nEn inventering\ngörs. snart\n"
