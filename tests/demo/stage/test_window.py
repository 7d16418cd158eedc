"""Closing the last window ends the demonstration: the first desk's, or that of a seat opened beside it."""

import subprocess
import sys
from types import SimpleNamespace
from typing import Any, cast

from agent_desk.demo.stage import window


class Floor:
    """Seats connected to the hub: robots always, one person's for so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        self.logins = ["a1002"]
        self.hub = SimpleNamespace(hub_context=SimpleNamespace(seats=self))

    def everybody(self) -> list[Any]:
        self.looks -= 1
        present = ["a1002", "s2001"] if self.looks >= 0 else ["a1002"]
        return [SimpleNamespace(caller=SimpleNamespace(login=login)) for login in present]


def ended(status: int) -> "subprocess.Popen[bytes]":
    desk = subprocess.Popen([sys.executable, "-c", f"raise SystemExit({status})"])
    desk.wait()
    return desk


def test_it_ends_with_the_only_window() -> None:
    told: list[str] = []
    assert window._stay(ended(0), cast(Any, Floor(0)), lambda: told.append("others")) == 0
    assert told == []


def test_it_goes_on_while_somebody_sits_at_another_seat_and_says_so_once() -> None:
    told: list[str] = []
    floor = Floor(2)
    assert window._stay(ended(0), cast(Any, floor), lambda: told.append("others")) == 0
    assert told == ["others"] and floor.looks < 0


def test_a_desk_that_could_not_start_ends_it_at_once_with_its_status() -> None:
    assert window._stay(ended(1), cast(Any, Floor(100)), lambda: None) == 1
