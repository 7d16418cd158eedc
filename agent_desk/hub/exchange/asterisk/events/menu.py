"""What our dial plan tells by UserEvents, into events of ours: the voice menu, why a queue was left, call-backs, survey.

What it tells comes from keys that a stranger pressed: each value is looked at before it is passed on.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, cast, get_args

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.mirror import Mirror, moment, number_of
from agent_desk.hub.exchange.asterisk.words import (
    CALLBACK,
    CALLBACK_PLACE,
    CALLBACK_TOLD,
    CLOSED,
    ENTERED,
    FACT,
    OVERFLOW,
    ROUTED,
)
from agent_desk.hub.exchange.protocol.menu import (
    IDENTITY_SHOWN,
    CallbackAsked,
    CallbackState,
    CallbackTold,
    Entered,
    Fact,
    FactName,
    MenuEvent,
    Overflowed,
    OverflowTarget,
    OverflowWhy,
    Routed,
)

Told = Iterator[MenuEvent]
VALUES: Final[dict[str, re.Pattern[str]]] = {
    "menu": re.compile(r"[0-9*](\.[0-9*]){0,30}"),
    "identity": re.compile(rf"[0-9*]{{1,{IDENTITY_SHOWN}}}"),
    "estimated_wait_s": re.compile(r"[0-9]{1,6}(\.[0-9]*)?"),
    "survey": re.compile(r"[1-5]"),
    "announcement": re.compile(r"[A-Za-z0-9_.+-]{1,64}/[A-Za-z0-9_-]{1,61}"),
    "turned_away": re.compile(r"[A-Za-z0-9_.+-]{1,64}/[A-Za-z0-9_-]{1,61}"),
}
"""What each fact may look like."""


def _entered(mirror: Mirror, message: Message, at: float) -> Told:
    key, queue = message.get("Linkedid", ""), message.get("Queue", "")
    if not key or key in mirror.calls or key in mirror.over:
        return
    call = mirror.open_call(key, message.get("Uniqueid", ""), queue, number_of(message))
    call.in_menu = True
    yield Entered(
        id=f"{at:.6f}/entered/{key}",
        at=moment(at),
        call=key,
        queue=queue,
        caller=call.caller,
        dialled=message.get("Dialled", ""),
        asks=message.get("Asks", "") == "1",
    )


def _closed(mirror: Mirror, message: Message, at: float) -> Told:
    call = mirror.calls.get(message.get("Linkedid", ""))
    if call is not None:
        call.touched, call.outcome = mirror.turn, "closed"
    yield from ()


def _routed(mirror: Mirror, message: Message, at: float) -> Told:
    key, priority = message.get("Linkedid", ""), message.get("Priority", "")
    if key:
        yield Routed(
            id=f"{at:.6f}/routed/{key}",
            at=moment(at),
            call=key,
            queue=message.get("Queue", ""),
            priority=int(priority) if priority.isdigit() else 0,
            late=message.get("Late", "") == "1",
        )


def _fact(mirror: Mirror, message: Message, at: float) -> Told:
    key, name, value = message.get("Linkedid", ""), message.get("Name", ""), message.get("Value", "")
    pattern = VALUES.get(name)
    if key and pattern is not None and pattern.fullmatch(value):
        value = str(round(float(value))) if name == "estimated_wait_s" else value
        yield Fact(id=f"{at:.6f}/fact_{name}/{key}", at=moment(at), call=key, name=cast(FactName, name), value=value)


def _overflow(mirror: Mirror, message: Message, at: float) -> Told:
    key, to, why = message.get("Linkedid", ""), message.get("To", ""), message.get("Why", "")
    if not key or to not in get_args(OverflowTarget) or why not in get_args(OverflowWhy):
        return
    call = mirror.calls.get(key)
    if call is not None:
        call.touched = mirror.turn
        call.stopped_at = at if to == "message" else None
        waited = why in ("wait", "measure_wait")
        call.outcome = ("timed_out" if waited else "diverted") if to == "message" else call.outcome
    yield Overflowed(
        id=f"{at:.6f}/overflowed/{key}",
        at=moment(at),
        call=key,
        queue=message.get("Queue", ""),
        to=cast(OverflowTarget, to),
        target=message.get("Target", ""),
        why=cast(OverflowWhy, why),
    )


def _callback(mirror: Mirror, message: Message, at: float) -> Told:
    """The customer's own call ends here for us, however long they listen to the farewell."""
    key, position = message.get("Linkedid", ""), message.get("Position", "")
    if not key:
        return
    call = mirror.calls.get(key)
    if call is not None:
        call.touched, call.in_queue = mirror.turn, False
        call.outcome, call.stopped_at = "called_back", at
    yield CallbackAsked(
        id=f"{at:.6f}/callback/{key}",
        at=moment(at),
        call=key,
        queue=message.get("Queue", ""),
        number=message.get("Number", ""),
        position=int(position) if position.isdigit() else 0,
    )


def _callback_place(mirror: Mirror, message: Message, at: float) -> Told:
    """A Local channel waits from here on in place of a customer who has hung up."""
    key = message.get("Linkedid", "")
    if key and key not in mirror.calls and key not in mirror.over:
        call = mirror.open_call(key, message.get("Uniqueid", ""), "", message.get("Number", ""))
        call.again_of = message.get("Of") or None
    yield from ()


def _callback_told(mirror: Mirror, message: Message, at: float) -> Told:
    key, state = message.get("Linkedid", ""), message.get("State", "")
    if key and state in get_args(CallbackState):
        yield CallbackTold(
            id=f"{at:.6f}/callback_{state}/{key}", at=moment(at), call=key, state=cast(CallbackState, state)
        )


TOLD: Final[dict[str, Callable[[Mirror, Message, float], Told]]] = {
    ENTERED: _entered,
    CLOSED: _closed,
    ROUTED: _routed,
    FACT: _fact,
    OVERFLOW: _overflow,
    CALLBACK: _callback,
    CALLBACK_PLACE: _callback_place,
    CALLBACK_TOLD: _callback_told,
}
"""Our UserEvents, by name."""
