"""Which operations answered with customers' personal data while a piece of work was done.

`Api` and `Outbox` note it, `Background` reads it and tells who is about to show the answer: no panel has to say so itself, and none
can forget to. The sign-in window comes before the desk's libraries, so this leans on nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_noted: ContextVar[set[str] | None] = ContextVar("personal_answers", default=None)


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note in this block, on this thread, the names of operations that answer with personal data."""
    found: set[str] = set()
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def note(operation: str) -> None:
    """The hub has answered; `operation`: its name where the answer holds personal data, else ""."""
    found = _noted.get()
    if operation and found is not None:
        found.add(operation)
