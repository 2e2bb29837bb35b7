"""What a person has chosen for the screen, remembered between starts and for all agreements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from miljo_tui.editing.state_folder import make_own, own_folder, unusable_folder
from miljo_tui.frozen import frozen, replace
from miljo_tui.store.private_files import keep

FILE = "screen.json"


@frozen
class ScreenChoices:
    """The theme, and the column by which measures are sorted; nothing chosen is as designed."""

    theme: str = ""
    sort: str = ""
    descending: bool = False

    @classmethod
    def remembered(cls, environment: Mapping[str, str]) -> ScreenChoices:
        """Return what was chosen, as far as the file can be read; nothing is written."""
        try:
            file = _file(environment)
            held = _read(file) if file.is_file() else {}
            descending = held.get("descending") is True
            return cls(str(held.get("theme", "")), str(held.get("sort", "")), descending)
        except Exception:  # the file may hold anything, and nothing depends on it
            return cls()

    @classmethod
    def remember(cls, environment: Mapping[str, str], **chosen: str | bool) -> None:
        """Remember a choice beside those of other windows. Raises BadState where that cannot be."""
        folder = _file(environment).parent
        now = replace(cls.remembered(environment), **chosen)
        import json  # as below

        data = {"theme": now.theme, "sort": now.sort, "descending": now.descending}
        try:
            make_own(folder)
            keep(folder / FILE, json.dumps(data).encode())
        except OSError as error:
            raise unusable_folder(folder, error) from error


def _read(file: Path) -> Any:
    import json  # who has chosen nothing does without it before the first frame

    return json.loads(file.read_bytes())


def _file(environment: Mapping[str, str]) -> Path:
    return own_folder(environment) / FILE
