"""Classes of fixed values: what `dataclass(frozen=True)` makes, without compiling at every start.

A dataclass writes, parses and compiles six functions for each class when it is imported, and
brings the modules for that; these were a third of the time of `miljo-tui check`.
"""

from __future__ import annotations

from itertools import repeat
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")

_FIELDS = "__frozen_fields__"


@dataclass_transform(frozen_default=True)
def frozen(cls: type[T]) -> type[T]:
    """Make the annotated names of a class its fields: set once, compared and shown by value."""
    own = [
        name
        for name, annotation in vars(cls).get("__annotations__", {}).items()
        if not annotation.startswith("ClassVar")
    ]
    names = tuple(dict.fromkeys((*getattr(cls, _FIELDS, ()), *own)))
    known, put = set(names), object.__setattr__
    defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}
    rest = tuple(defaults.values()) if names[-len(defaults) :] == tuple(defaults) else ()

    def construct(self: Any, *given: Any, **named: Any) -> None:
        values = given
        left = len(names) - len(given)
        if 0 < left <= len(rest) and not named:  # as nearly all are
            values = given + rest[-left:]
        elif named or left:
            if given:
                named = {**dict(zip(names, given, strict=False)), **named}
            if len(named) < len(names):
                named = {**defaults, **named}
            if named.keys() != known or len(given) > len(names):
                wrong = sorted(named.keys() ^ known)
                raise TypeError(
                    f"{cls.__name__} takes {', '.join(names)}; missing or unknown: {wrong}"
                )
            values = tuple(map(named.__getitem__, names))
        # One by one and in their order: Python then holds the names once for the class, and an
        # object takes a third of what it would with a dict of its own.
        try:
            any(map(put, repeat(self), names, values))  # all of them, since `put` returns None
        except AttributeError:  # a subclass has a property of such a name, and finds it out
            self.__dict__.update(zip(names, values, strict=True))

    setattr(cls, _FIELDS, names)
    for name, method in (
        ("__init__", construct),
        ("__eq__", _equals),
        ("__hash__", _hash),
        ("__repr__", _show),
        ("__setattr__", _refuse),
        ("__delattr__", _refuse),
    ):
        setattr(cls, name, method)
    return cls


def replace(value: T, /, **changes: Any) -> T:
    """Return a copy of a frozen value with some of its fields changed."""
    return type(value)(**{**_fields(value), **changes})


def _fields(value: Any) -> dict[str, Any]:
    held = value.__dict__
    return {name: held[name] for name in getattr(value, _FIELDS)}


def _equals(self: Any, other: object) -> bool:
    return type(self) is type(other) and _fields(self) == _fields(other)


def _hash(self: Any) -> int:
    return hash(tuple(_fields(self).values()))


def _show(self: Any) -> str:
    shown = ", ".join(f"{name}={value!r}" for name, value in _fields(self).items())
    return f"{type(self).__qualname__}({shown})"


def _refuse(self: Any, name: str, *_value: Any) -> NoReturn:
    raise AttributeError(f"{type(self).__name__}.{name} never changes")
