"""The help topics: texts inside the package, in the languages people see."""

from __future__ import annotations

from pathlib import Path

from miljo_tui.frozen import frozen
from miljo_tui.locale import Language

TOPICS = Path(__file__).parents[1] / "help"
"""A folder for each language; what only administrators read is there in English alone."""

ORIGINAL = "en"
"""The language that every topic is written in first."""


@frozen
class Topic:
    """A topic by its name, with its title and its text in one language."""

    name: str
    title: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The text with each paragraph and each item on one line, to be folded anywhere."""
        found: list[str] = []
        for line in self.text.splitlines():
            before = found[-1] if found else ""
            is_prose = line[:1].strip() != "" and not line.startswith(("#", "- "))
            goes_on = is_prose or (line.startswith("  ") and before.startswith("- "))
            if goes_on and before.strip() and not before.startswith((" ", "#")):
                found[-1] = f"{before} {line.strip()}"
            else:
                found.append(line)
        return found


def topic_names() -> list[str]:
    """Return the name of every topic."""
    return sorted(file.stem for file in (TOPICS / ORIGINAL).glob("*.md"))


def topic(name: str, language: Language) -> Topic:
    """Return one of the topics, in a language as far as it is written in it."""
    file = TOPICS / language.code / f"{name}.md"
    text = (file if file.is_file() else TOPICS / ORIGINAL / file.name).read_text("utf-8")
    return Topic(name, text.partition("\n")[0].removeprefix("# "), text)
