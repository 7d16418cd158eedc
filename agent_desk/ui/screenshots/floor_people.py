"""The floor as the supervisor finds it: colleagues in every state, callers who wait, a seat that has gone silent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from agent_desk.desk import calls
from agent_desk.ui.screenshots.colleagues import Colleague, settings_for
from agent_desk.ui.screenshots.play import Play

_SEATED = 14
_AWAY = ("break", "training", "coaching")
_QUEUES = ("account", "credit", "ebank", "loan", "urgent")
_TALKING, _WAITING = 6, 3


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
        """Some are away, most are ready, customers call and are answered; the last callers find nobody free."""
        stage = self.stage
        away, here = self.people[: len(_AWAY)], self.people[len(_AWAY) :]
        for one, reason in zip(away, _AWAY, strict=True):
            one.not_ready(reason)
        for one in here[:_TALKING]:
            one.ready()
        stage.wait(lambda: all(one.state == "ready" for one in here[:_TALKING]), "the first who are ready")
        callers = iter(stage.cast["callers"])
        for at in range(_TALKING):
            self._talk(_QUEUES[at % len(_QUEUES)], next(callers))
        for at in range(_WAITING):
            self.keys.append(stage.errands.call(_QUEUES[at], next(callers)))
        stage.rest(400)
        self._vary()

    def _talk(self, queue: str, caller: str) -> None:
        """A customer calls, and whoever is rung answers; nobody who serves this queue may be free, then they wait."""
        stage = self.stage
        key = stage.errands.call(queue, caller)
        self.keys.append(key)
        stage.rest(500)
        for one in self.people:
            if one.state == "reserved" and one.seat is not None:
                one.seat.answer()
                stage.wait(lambda one=one: one.state == "talking", f"the talk of {one.login}")

    def _vary(self) -> None:
        """One holds the line, one writes a wrap-up, the rest go ready, one seat goes silent; and it has all gone on for a while."""
        stage = self.stage
        talking = [one for one in self.people if one.state == "talking"]
        assert talking, "nobody talks"
        for one, deed, state in zip(talking, ("hold", "hang_up"), ("on_hold", "after_call_work"), strict=False):
            assert one.seat is not None
            getattr(one.seat, deed)()
            stage.wait(lambda one=one, state=state: one.state == state, f"{state} of {one.login}")
        ages = (612, 47, 183, 1505, 96, 238, 31, 141, 322, 12, 75, 431, 58, 204)
        stage.errands.age({one.login: ages[at % len(ages)] for at, one in enumerate(self.people)})
        self.people[-1].fall_silent()
        # Whoever waits has waited for different times.
        stage.errands.age(calls=dict(zip(self.keys[-_WAITING:], (48, 27, 9), strict=True)))

    def go(self) -> None:
        """Calls end, everybody signs out: who photographs next finds an empty floor."""
        stage = self.stage
        for key in self.keys:
            stage.errands.hang_up(key)
        stage.rest(600)
        for one in self.people:
            if one.state == "after_call_work":
                one.ask(calls.finish_after_call_work)
        stage.rest(400)
        for one in self.people:
            one.ask(calls.sign_out_seat)
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
