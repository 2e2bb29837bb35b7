"""Batches of a long reading: a screenful first; what was read before a failure comes before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TypeVar

from miljo_tui.repository.git_process import GitFailed

T = TypeVar("T")

FIRST = 50
"""Entries that are read at once at first: what a screen shows, and more."""

MORE = 200
"""Entries that are read at once after that."""


def in_batches(
    found: Iterator[T], more: Callable[[int], int] = lambda _count: MORE
) -> Iterator[list[T]]:
    """Yield what is found in lists; `more` says from how many there were how many come next.

    Raises GitFailed when all that was found before has come.
    """
    count, failure = 0, None
    while failure is None:
        batch: list[T] = []
        try:
            for each in islice(found, more(count) if count else FIRST):
                batch.append(each)  # one by one: those before a failure are kept
        except GitFailed as error:
            failure = error
        if batch:
            yield batch
        elif failure is None:
            return
        count += len(batch)
    raise failure


def in_growing_parts(found: Iterator[T]) -> Iterator[list[T]]:
    """Yield all that was found so far, again and again: a screenful first, then ever more at once.

    To show all of them costs more each time.
    """
    entries: list[T] = []
    for batch in in_batches(found, lambda count: max(MORE, count // 2)):
        entries = entries + batch
        yield entries
