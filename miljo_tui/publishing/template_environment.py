"""How the templates are compiled and rendered; what Jinja makes of them is kept as Python keeps it.

To compile them takes a quarter of the time in which the shipped agreement is published.
"""

from __future__ import annotations

import sys
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, compiler
from jinja2.bccache import Bucket

from miljo_tui.model.escape_controls import visible

OPTIONS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "keep_trailing_newline": True}
"""What a compiled template depends on, besides its text and Jinja itself."""


def environment(folder: Path) -> Environment:
    """Return an environment in which every text is escaped, and shown as it may be seen."""
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        finalize=_shown,
        bytecode_cache=CompiledTemplates(),
        **OPTIONS,
    )


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in the `__pycache__` beside them, on the terms of modules there.

    Nothing is kept where Python keeps nothing; what cannot be read there is compiled again.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a compiled template from its file, if it is of this text and of this Jinja."""
        try:
            with Path(bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # a file that is no such thing may fail in any way
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, whole or not at all."""
        if not sys.dont_write_bytecode:
            data = bucket.bytecode_to_string()
            SourceFileLoader("", bucket.key).set_data(bucket.key, data)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the file that a template is kept in."""
        return cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a compiled template is still the right one."""
        jinja = Path(compiler.__file__).stat()
        return super().get_source_checksum(f"{jinja.st_mtime_ns} {OPTIONS} {source}")


def _shown(value: Any) -> Any:
    """Return a text as it may be seen; what is markup already came through here."""
    return visible(value) if type(value) is str else value
