"""Where the agreement is: from the current folder upwards, or as the user says."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

from miljo_tui import model
from miljo_tui.editing.languages import choose_language, knowing_areas
from miljo_tui.frozen import frozen
from miljo_tui.locale import Language, message
from miljo_tui.locale import mark as _
from miljo_tui.model.failures import Failure, Missing
from miljo_tui.model.ids import AGREEMENT_FILE
from miljo_tui.store.reading import Source, language_in, read

VARIABLE = "MILJO_TUI_AGREEMENT"
"""The environment variable that names the agreement's folder."""


@frozen
class Surroundings:
    """The language people see, and the agreement's folder or why there is none."""

    language: Language
    found: Path | Failure
    bare: Path | None = None
    """Where the agreement would lie in a bare repository, which has only a history."""

    @classmethod
    def of(cls, asked: str | None, named: str | None, environment: Mapping[str, str]) -> Self:
        """Look around: the language asked for, the folder named, the environment, from here up."""
        try:
            found = cls.find(named, environment)
        except Failure as failure:
            return cls._of_history(asked, named, environment, failure)
        return cls._speaking(asked, environment, lambda name: read(found / name), found)

    @staticmethod
    def find(named: str | None, environment: Mapping[str, str]) -> Path:
        """Return the agreement's folder: the named one, the variable's, or the nearest upwards.

        Raises Missing where there is none.
        """
        here = _here()
        wanted = named or environment.get(VARIABLE)
        if wanted:
            try:
                found = _in(Path(wanted).expanduser())
            except RuntimeError:  # ~somebody, and nobody of that name is known
                found = None
            if found is None:
                raise Missing(
                    message(
                        _("There is no agreement in {folder}: no agreement.toml"), folder=wanted
                    ),
                    message(
                        _("Make one with: miljo-tui init {folder}"), folder=model.pasted(wanted)
                    ),
                )
            return found
        for folder in (here, *here.parents):
            found = _in(folder)
            if found is not None:
                return found
        raise Missing(
            message(_("There is no agreement in {folder} or above it"), folder=here),
            message(_("Make one with: miljo-tui init FOLDER, or name one with -C FOLDER.")),
        )

    @classmethod
    def _of_history(
        cls, asked: str | None, named: str | None, environment: Mapping[str, str], failure: Failure
    ) -> Self:
        """Look for a bare repository where there are no files, only then: it costs a git."""
        from miljo_tui.editing import bare_agreement  # hardly any start is in one

        try:
            bare = bare_agreement.find_in_bare(named or environment.get(VARIABLE), _here())
        except Failure as told:
            bare, failure = None, told
        if bare is None:
            return cls(choose_language(asked, environment), failure)
        newest, nothing = bare_agreement.newest_file, bare_agreement.nothing_beside(bare)
        return cls._speaking(asked, environment, lambda name: newest(bare, name), nothing, bare)

    @classmethod
    def _speaking(
        cls,
        asked: str | None,
        environment: Mapping[str, str],
        read_file: Callable[[str], Source],
        found: Path | Failure,
        bare: Path | None = None,
    ) -> Self:
        speaker = choose_language(asked, environment, language_in(read_file(AGREEMENT_FILE)))
        return cls(knowing_areas(speaker, read_file), found, bare)

    @property
    def history(self) -> Path:
        """The agreement's folder, or its place in a bare repository. Raises Missing for neither."""
        return self.bare or self.path

    @property
    def path(self) -> Path:
        """The agreement's folder. Raises Missing where there is none."""
        if isinstance(self.found, Failure):
            raise self.found
        return self.found


def _in(folder: Path) -> Path | None:
    for candidate in (folder, folder / "agreement"):
        # Whatever it is: one that cannot be read is for the agreement to tell.
        if os.path.lexists(candidate / AGREEMENT_FILE):
            return candidate.resolve()
    return None


def _here() -> Path:
    try:
        return Path.cwd()
    except OSError:
        raise Missing(
            message(_("The folder that you are in is no longer there")),
            message(_("Go to another folder first.")),
        ) from None
