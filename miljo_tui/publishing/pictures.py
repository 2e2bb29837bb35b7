"""The pictures of a page, carried with it as data."""

from __future__ import annotations

from base64 import b64encode

from miljo_tui.locale import Message, message
from miljo_tui.locale import mark as _
from miljo_tui.model.publication import Publication
from miljo_tui.publishing.document import Picture, Words

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)

LARGEST = 2_000_000
"""Bytes of the largest picture that a page carries with it."""


def picture(publication: Publication, name: str, words: Words) -> Picture | None:
    """Return a picture of the page, None where there is none that a browser shows."""
    if not name or picture_fault(publication, name):
        return None
    data = publication.pictures[name]
    return Picture(f"data:{kind_of(data)};base64,{b64encode(data).decode('ascii')}", words)


def picture_fault(publication: Publication, name: str) -> Message | None:
    """Return why a picture that the page names is not shown, None where it is."""
    if name not in publication.pictures:
        return message(_("it is not in the commit, beside agreement.toml"))
    data = publication.pictures[name]
    if len(data) > LARGEST:
        return message(_("it is larger than {size} MB"), size=LARGEST // 1_000_000)
    if not kind_of(data):
        return message(_("it is not a PNG, JPEG, GIF, WebP or SVG file"))
    return None


def kind_of(data: bytes) -> str:
    """Return the media type of a picture by how it begins, nothing for what is none.

    Its name decides nothing: what is called .png and is a page stays outside.
    """
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    begun = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return "image/svg+xml" if begun.startswith((b"<svg", b"<?xml")) and b"<svg" in data else ""
