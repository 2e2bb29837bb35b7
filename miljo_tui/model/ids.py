"""Ids of records: file stems made once from a title, and kept; the agreement's is fixed."""

from __future__ import annotations

import re
import unicodedata

AGREEMENT_FILE = "agreement.toml"
"""The file of the agreement's own record, by which its folder is known."""

LONGEST = 60
"""Characters of the longest id."""

_VALID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def is_id(text: str) -> bool:
    """Tell whether the text can be an id: a–z, 0–9 and single hyphens, at most 60 characters."""
    return len(text) <= LONGEST and _VALID.fullmatch(text) is not None


def suggest(title: str) -> str:
    """Return the nearest id to a text: å and ä become a, ö becomes o, the rest hyphens."""
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    unseen = ("Mn", "Cf")  # accents, soft hyphens and the like
    folded = "".join(letter for letter in decomposed if unicodedata.category(letter) not in unseen)
    joined = "-".join(re.findall(r"[a-z0-9]+", folded, re.ASCII)) or "x"
    if len(joined) <= LONGEST:
        return joined
    return joined[:LONGEST].rpartition("-")[0] or joined[:LONGEST]
