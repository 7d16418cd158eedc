"""The floor as the supervisor finds it: colleagues in every state, callers who wait, a seat that has gone silent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from agent_desk.demo.screenshots.colleagues import Colleague, settings_for
from agent_desk.demo.screenshots.play import Play
from agent_desk.desk.calls import operations

_SEATED = 14
_AWAY = ("break", "training", "coaching")
_QUEUES = ("account", "credit", "account", "ebank", "loan", "urgent")
_CROWDED = ("loan", "ebank")
"""Queues whose callers wait: few of the people here serve them."""
_WAITING, _MOST_CALLS = 3, 9
_AGES = {"reserved": 6, "after_call_work": 47, "on_hold": 96, "talking": 183, "ready": 141, "not_ready": 612}
_APART_S = 37
_WAITED_S = (48, 27, 9)


class FloorPeople:
    """Signs colleagues in, lets customers call them, and sends everybody home again."""

    def __init__(self, stage: Play) -> None:
        self.stage = stage
        self.people: list[Colleague] = []
        self.keys: list[str] = []

    def come(self) -> None:
        """Everybody takes their seat."""
        stage = self.stage
        settings = settings_for(stage.cast["hub"], stage.folder / "floor")
        for one in stage.cast["agents"][1 : 1 + _SEATED]:
            self.people.append(Colleague(settings, one["login"], stage.cast["password"], stage.desk.background))
        stage.wait(lambda: all(one.state for one in self.people), "everybody at their seats")

    def work(self) -> None:
        """Some are away, customers call and are answered, some wait; then whoever is left is ready. It has all gone on for a while."""
        stage = self.stage
        away, silent, here = self.people[: len(_AWAY)], self.people[-1], self.people[len(_AWAY) : -1]
        for one, reason in zip(away, _AWAY, strict=True):
            one.not_ready(reason)
        half = len(here) // 2 + 1
        self._ready(here[:half])
        callers = iter(stage.cast["callers"])
        for queue in _QUEUES:
            self._answer(stage.errands.call(queue, next(callers)))
        waiting = []
        for at in range(_MOST_CALLS):
            key = stage.errands.call(_CROWDED[at % len(_CROWDED)], next(callers))
            if not self._answer(key):
                waiting.append(key)
            if len(waiting) == _WAITING:
                break
        self._vary()
        silent.fall_silent()
        self._ready([one for one in here if one.state == "not_ready"][:4])
        # The last one rings.
        self.keys.append(stage.errands.call("account", next(callers)))
        stage.wait(lambda: any(one.state == "reserved" for one in self.people), "a ringing call")
        stage.rest(500)
        self._grow_old(waiting)

    def _ready(self, people: list[Colleague]) -> None:
        for one in people:
            one.ready()
        self.stage.wait(lambda: all(one.state in ("ready", "reserved") for one in people), "those who are ready")

    def _answer(self, key: str) -> bool:
        """Whoever is rung by this call answers; False when nobody is, and the customer waits."""
        stage = self.stage
        self.keys.append(key)
        stage.rest(500)
        rung = [one for one in self.people if one.state == "reserved"]
        for one in rung:
            assert one.seat is not None
            one.seat.answer()
            self._wait_for(one, "talking")
        return bool(rung)

    def _wait_for(self, one: Colleague, state: str) -> None:
        self.stage.wait(lambda: one.state == state, f"{state} of {one.login}")

    def _vary(self) -> None:
        """One holds the line, one writes a wrap-up."""
        talking = [one for one in self.people if one.state == "talking"]
        for one, action, state in zip(talking, ("hold", "hang_up"), ("on_hold", "after_call_work"), strict=False):
            assert one.seat is not None
            getattr(one.seat, action)()
            self._wait_for(one, state)

    def _grow_old(self, waiting: list[str]) -> None:
        """As if everything had gone on for a while, for each a little longer than for the one before."""
        ages = {
            one.login: _AGES.get(one.state, 30) + (one.state != "reserved") * at * _APART_S
            for at, one in enumerate(self.people)
        }
        self.stage.errands.age(ages, dict(zip(waiting, _WAITED_S, strict=False)))

    def go(self) -> None:
        """Calls end, everybody signs out: who photographs next finds an empty floor."""
        stage = self.stage
        for key in self.keys:
            stage.errands.hang_up(key)
        self.stage.rest(300)
        stage.rest(600)
        for one in self.people:
            if one.state == "after_call_work":
                one.ask(operations.finish_after_call_work)
        stage.rest(400)
        for one in self.people:
            one.ask(operations.sign_out_seat)
        stage.rest(400)
        for one in self.people:
            one.leave()
        self.people, self.keys = [], []


@contextmanager
def busy_floor(stage: Play) -> Iterator[FloorPeople]:
    """A floor at work, for as long as pictures are taken of it."""
    people = FloorPeople(stage)
    people.come()
    people.work()
    yield people
    people.go()
