"""How those who make the demonstration say how far they are."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being made, how far it is, and how far it goes."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
