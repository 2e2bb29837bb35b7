"""All the mistakes that are recognised in a text that is not TOML, the surest first."""

from __future__ import annotations

from collections.abc import Callable

from miljo_tui.store import broken_lines, broken_lists, broken_strings, broken_values
from miljo_tui.store.clues import Clue, Mistake

Rule = Callable[[Clue], Mistake | None]

RULES: tuple[Rule, ...] = (
    broken_lines.control_character,
    broken_lines.merge_conflict,
    broken_lines.repeated_key_or_table,
    broken_lines.broken_header,
    broken_strings.backslash,
    broken_strings.missing_closing_quote,
    broken_strings.typographic_quotes,
    broken_strings.text_after_closing_quote,
    broken_lists.unclosed_list,
    broken_lists.newer_inline_table,
    broken_values.impossible_date,
    broken_values.decimal_comma,
    broken_lists.missing_comma,
    broken_lists.extra_comma,
    broken_values.missing_value,
    broken_values.wrong_number,
    broken_values.wrong_yes_or_no,
    broken_values.unquoted_text,
    broken_lines.letter_outside_bare_keys,
    broken_lines.missing_equals_sign,
    broken_lines.not_a_statement,
)
"""Each looks at one clue and returns the mistake if it is its own; the first one wins."""
