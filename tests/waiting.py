"""Waiting for something to become true, with a deadline: instead of sleeping and hoping."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(look: Callable[[], Found], what: str = "it", within_s: float = 10.0) -> Found:
    """Look until the answer is true; fails with `what` after `within_s` seconds."""
    deadline, pause = time.monotonic() + within_s, threading.Event()
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen within {within_s} s")
        pause.wait(0.02)
