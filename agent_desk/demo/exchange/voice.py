"""The voice menu, call-back and survey of the simulated exchange: the same events as the real one's dial plan tells.

No sounds and no keys: what a customer does in the menu is decided when they come (`MenuVisit`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Final, cast

from agent_desk.demo.exchange.callers import Customer
from agent_desk.demo.exchange.clock import Timer, VirtualClock
from agent_desk.demo.exchange.journal import Journal
from agent_desk.demo.exchange.reception import Reception
from agent_desk.demo.exchange.switch import Call, Switch, stop
from agent_desk.hub.exchange.protocol.calls import Ended, Outcome, Result, SeenCall
from agent_desk.hub.exchange.protocol.menu import CallbackAsked, Entered, Fact, FactName, RouteCall, Routed

LOST_SHARE: Final = 0.06
"""Of drawn customers, how many hang up in the menu. Made up: the measured centre has no such figure."""
IDENTITY_SHARE: Final = 0.4
SURVEY_SHARE: Final = 0.5
MENU_MS: Final = (3_000, 9_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuVisit:
    """What one customer does: facts told, how long it takes, how it ends, and the score they will give an agent who hangs up."""

    facts: tuple[tuple[FactName, str], ...] = ()
    menu_ms: int = 0
    ends: Outcome | None = None
    """None: they join the queue."""
    survey: str = ""


def drawn(random: Random, place: int, speed: float) -> MenuVisit:
    """Return a customer of the demonstration, whose queue is the `place`-th of the menu."""
    facts: list[tuple[FactName, str]] = [("menu", str(place))]
    if random.random() < IDENTITY_SHARE:
        facts.append(("identity", f"{random.randrange(10_000):04}"))
    return MenuVisit(
        facts=tuple(facts),
        menu_ms=max(1, round(random.randint(*MENU_MS) / speed)),
        ends="abandoned_ivr" if random.random() < LOST_SHARE else None,
        survey=random.choices("12345", (2, 2, 6, 30, 60))[0] if random.random() < SURVEY_SHARE else "",
    )


@dataclass(slots=True, eq=False)
class _Visit:
    key: str
    queue: str
    caller: str
    go_on: Callable[[], None] = lambda: None
    to: str = ""
    priority: int = 0
    answered: bool = False
    timer: Timer | None = None


class VoiceMenu:
    """Calls that have joined no queue yet."""

    def __init__(
        self, clock: VirtualClock, journal: Journal, switch: Switch, hotline: str, reception: Reception
    ) -> None:
        self._clock, self._journal, self._switch, self._hotline = clock, journal, switch, hotline
        self._reception = reception
        self._visits: dict[str, _Visit] = {}

    def enter(self, key: str, queue: str, customer: Customer, visit: MenuVisit, again_of: str | None = None) -> None:
        """A customer calls and hears the menu."""
        inside = self._visits[key] = _Visit(key, queue, customer.caller)
        head = self._head(key)
        self._journal.tell(Entered(**head, queue=queue, caller=customer.caller, dialled=self._hotline, asks=True))

        def over() -> None:
            opened = visit.ends == "closed" and self._reception.opened(queue)
            if visit.ends is not None and not opened:
                self._lost(inside, visit.ends)
                return
            del self._visits[key]
            if not inside.to:
                for name, value in visit.facts:
                    self.tell_fact(key, name, value)
            call = self._reception.come(
                key, inside.to or queue, customer, again_of, told=True, priority=inside.priority
            )
            if call is not None:
                call.survey = visit.survey

        inside.go_on = over
        inside.timer = self._clock.after(visit.menu_ms, over)

    def route(self, command: RouteCall) -> Result:
        """Obey the hub's word who calls: the menu is heard to its end, or left for a queue at once."""
        inside = self._visits.get(command.call)
        if inside is None and command.call in self._switch.calls:
            self._journal.tell(Routed(**self._head(command.call), late=True))
        if inside is None or inside.answered:
            return Result(False, "no_such_call")
        if command.queue and command.queue not in self._switch.waiting:
            return Result(False, "no_such_queue")
        inside.answered, inside.to, inside.priority = True, command.queue, command.priority
        self._journal.tell(Routed(**self._head(command.call), queue=command.queue, priority=command.priority))
        if command.queue:
            stop(inside.timer)
            inside.go_on()
        return Result(True)

    def hang_up(self, key: str) -> bool:
        """The customer of this call leaves the menu; whether there was one."""
        inside = self._visits.get(key)
        if inside is not None:
            stop(inside.timer)
            self._lost(inside, "abandoned_ivr")
        return inside is not None

    def ask_callback(self, call: Call, new_key: Callable[[], str]) -> bool:
        """A waiting customer asks to be called back: their place goes on without them. False for one who does not wait."""
        if call.state != "waiting" or call.first_wait_ms is not None or call.callback:
            return False
        line = self._switch.waiting[call.queue]
        position = [one for _, one in line].index(call) + 1
        head = self._head(call.key)
        self._journal.tell(CallbackAsked(**head, queue=call.queue, number=call.customer.caller, position=position))
        self._switch.leave_place(call, new_key(), self._hotline)
        return True

    def tell_fact(self, key: str, name: str, value: str) -> None:
        """Something the customer said by keys."""
        self._journal.tell(Fact(**self._head(key), name=cast(FactName, name), value=value))

    def seen(self) -> list[SeenCall]:
        """Return who hears the menu now."""
        return [
            SeenCall(call=one.key, queue=one.queue, state="menu", agent=None, caller=one.caller)
            for one in self._visits.values()
        ]

    def _lost(self, inside: _Visit, outcome: Outcome) -> None:
        del self._visits[inside.key]
        self._journal.tell(Ended(**self._head(inside.key), outcome=outcome, wait_ms=0))

    def _head(self, key: str) -> dict[str, Any]:
        return {"id": self._journal.next_id(), "at": self._journal.now(), "call": key}
