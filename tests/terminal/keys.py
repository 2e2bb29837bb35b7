"""What a terminal sends for each key."""

from __future__ import annotations

ARROWS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **dict(zip(("f1", "f2", "f3", "f4"), ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), strict=True)),
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)
    },
}
MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}


def encode(key: str, *, application: bool = False) -> bytes:
    """Return the bytes of a key; `application` is the mode of the cursor keys.

    Raises ValueError for a name that is no key.
    """
    if key in ARROWS:
        return f"\x1b{'O' if application else '['}{ARROWS[key]}".encode()
    if key in NAMED:
        return NAMED[key].encode()
    if len(key) == 1:
        return key.encode()
    modifier, plus, rest = key.partition("+")
    if plus and modifier in MODIFIERS:
        if rest in ARROWS:
            return f"\x1b[1;{MODIFIERS[modifier]}{ARROWS[rest]}".encode()
        if modifier == "ctrl" and len(rest) == 1:
            return bytes([ord(rest.upper()) & 0x1F])
        if modifier == "alt":
            return b"\x1b" + encode(rest)
    raise ValueError(f"no such key: {key}")
