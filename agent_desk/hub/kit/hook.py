"""Places where a lower area takes something of higher ones in, which it may not import: functions to ask, columns to look at.

The lower area publishes a `Hook`; the higher one's `Area` record says what it adds to it.
"""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Hook(Generic[T]):
    """What higher areas have added here. `name` says in errors which hook it is."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._added: list[T] = []

    def adding(self, one: T) -> Callable[[], None]:
        """Return what adds this, once however often it is called."""

        def add() -> None:
            if one not in self._added:
                self._added.append(one)

        return add

    def __iter__(self) -> Iterator[T]:
        """Go through what was added. Raises RuntimeError where nothing was: this process has not put its areas together."""
        if not self._added:
            raise RuntimeError(f"Nothing is added to the hook {self.name!r}: agent_desk.hub.areas is not imported.")
        return iter(self._added)
