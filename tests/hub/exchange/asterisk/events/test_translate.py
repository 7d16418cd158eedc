"""Recorded sequences of a real Asterisk into our events; doubled, out of order and half, they never harm."""

from typing import Any

import pytest

from agent_desk.hub.exchange.asterisk.ami import Message
from agent_desk.hub.exchange.asterisk.events.translator import Translator
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    LegEnded,
    Offered,
    RingEnded,
    Transferred,
)
from tests.fixtures.asterisk_recorded import NAMES, recorded, translator
from tests.fixtures.properties import given, settings, st


def told(messages: list[Message], into: Translator | None = None) -> list[AnyEvent]:
    into = into or translator()
    return [event for message in messages for event in into.feed(message, 0.0)]


def words(events: list[AnyEvent]) -> list[str]:
    """Each event in one line, without ids and times of day."""
    said = []
    for event in events:
        facts: dict[str, Any] = {name: getattr(event, name) for name in event.__slots__}
        shown = " ".join(
            f"{name}={value}"
            for name, value in facts.items()
            if name not in ("id", "at", "call", "again_of", "callback")
        )
        said.append(f"{type(event).__name__} {shown}".strip())
    return said


EXPECTED = {
    "answered": [
        "Offered queue=account caller=13800138000 dialled=95500",
        "Ringing agent=8001 queue=account",
        "Answered agent=8001 queue=account wait_ms=1214 ring_ms=1212",
        "Held agent=8001",
        "Retrieved agent=8001 hold_ms=1017",
        "LegEnded agent=8001 talk_ms=1244 hold_ms=1017 by=agent",
        "Ended outcome=answered wait_ms=1214",
    ],
    "caller": [
        "Offered queue=account caller=13800138001 dialled=95500",
        "Ringing agent=8001 queue=account",
        "Answered agent=8001 queue=account wait_ms=316 ring_ms=315",
        "LegEnded agent=8001 talk_ms=1691 hold_ms=0 by=customer",
        "Ended outcome=answered wait_ms=316",
    ],
    "abandon-ring": [
        "Offered queue=account caller=13800138002 dialled=95500",
        "Ringing agent=8001 queue=account",
        "RingEnded agent=8001 ring_ms=1505 why=caller_gone",
        "Ended outcome=abandoned_queue wait_ms=1507",
    ],
    "queue-only": [
        "Offered queue=account caller=13800138004 dialled=95500",
        "Ended outcome=abandoned_queue wait_ms=1009",
    ],
    "missed": [
        "Offered queue=account caller=13800138005 dialled=95500",
        "Ringing agent=8001 queue=account",
        "RingEnded agent=8001 ring_ms=6000 why=missed",
        "Ringing agent=8001 queue=account",
        "RingEnded agent=8001 ring_ms=1500 why=caller_gone",
        "Ended outcome=abandoned_queue wait_ms=8506",
    ],
    "to-agent": [
        "Offered queue=account caller=13800138000 dialled=95500",
        "Ringing agent=8001 queue=account",
        "Answered agent=8001 queue=account wait_ms=419 ring_ms=418",
        "Transferred agent=8001 kind=blind_agent target=8002 talk_ms=819 hold_ms=0",
        "Ringing agent=8002 queue=account",
        "Answered agent=8002 queue=account wait_ms=523 ring_ms=521",
        "LegEnded agent=8002 talk_ms=1000 hold_ms=0 by=agent",
        "Ended outcome=answered wait_ms=419",
    ],
    "to-queue": [
        "Offered queue=account caller=13800138000 dialled=95500",
        "Ringing agent=8001 queue=account",
        "Answered agent=8001 queue=account wait_ms=419 ring_ms=417",
        "Transferred agent=8001 kind=blind_queue target=credit talk_ms=819 hold_ms=0",
        "Offered queue=credit caller=13800138000 dialled=95500",
        "Ringing agent=8002 queue=credit",
        "Answered agent=8002 queue=credit wait_ms=525 ring_ms=523",
        "LegEnded agent=8002 talk_ms=1198 hold_ms=0 by=agent",
        "Ended outcome=answered wait_ms=419",
    ],
    "to-number": [
        "Offered queue=account caller=13800138000 dialled=95500",
        "Ringing agent=8001 queue=account",
        "Answered agent=8001 queue=account wait_ms=421 ring_ms=419",
        "Transferred agent=8001 kind=blind_number target=13900139000 talk_ms=818 hold_ms=0",
        "Ended outcome=answered wait_ms=421",
    ],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_recorded_call_is_told_in_our_events(name: str) -> None:
    into = translator()
    assert words(told(recorded(name), into)) == EXPECTED[name]
    assert not into.mirror.calls and not into.mirror.at_channel, "nothing is left behind"


def test_a_ring_refused_at_the_telephone_is_no_miss() -> None:
    rings = [event for event in told(recorded("reject")) if isinstance(event, RingEnded)]
    assert [one.why for one in rings] == ["refused", "missed", "caller_gone"]


def test_a_ring_refused_by_order_is_told_so() -> None:
    messages = recorded("reject")
    second = [one for one in messages if one["Event"] == "AgentCalled"][1]
    place = messages.index(second) + 1
    messages.insert(place, {"Event": "UserEvent", "UserEvent": "AgentDeskRefused", "Leg": second["DestUniqueid"]})
    assert [event.why for event in told(messages) if isinstance(event, RingEnded)] == [
        "refused",
        "refused",
        "caller_gone",
    ]


def test_a_transfer_by_the_telephones_own_key_and_one_that_nobody_answers() -> None:
    (transferred,) = [event for event in told(recorded("refer")) if isinstance(event, Transferred)]
    assert (transferred.kind, transferred.target) == ("blind_agent", "8002")
    missed = told(recorded("agent-missed-transfer"))
    assert [type(event).__name__ for event in missed[3:]] == ["Transferred", "Ringing", "RingEnded", "Offered", "Ended"]
    ended = missed[-1]
    assert isinstance(ended, Ended) and ended.outcome == "answered", "decided once, at the first answer"


def test_who_was_asked_has_the_customer_only_when_the_agent_passes_them_on() -> None:
    events = told(recorded("attended"))
    assert words(events)[3:] == [
        "Held agent=8001",
        "ConsultBegan agent=8001 kind=agent target=8002",
        "ConsultAnswered agent=8001",
        "ConsultEnded agent=8001 why=completed",
        "Transferred agent=8001 kind=blind_agent target=8002 talk_ms=1063 hold_ms=4688",
        "Ringing agent=8002 queue=account",
        "Answered agent=8002 queue=account wait_ms=0 ring_ms=0",
        "LegEnded agent=8002 talk_ms=1001 hold_ms=0 by=agent",
        "Ended outcome=answered wait_ms=323",
    ]


def test_who_was_asked_and_hung_up_is_no_target_any_more() -> None:
    messages = recorded("attended")
    (passed,) = [one for one in messages if one["Event"] == "AttendedTransfer"]
    (asked,) = [one["DestUniqueid"] for one in messages if one["Event"] == "DialBegin" and "8002" in one["DestChannel"]]
    gone = {"Event": "Hangup", "Uniqueid": asked, "Linkedid": "1795634400.0", "Timestamp": passed["Timestamp"]}
    messages.insert(messages.index(passed), gone)
    (transferred,) = [event for event in told(messages) if isinstance(event, Transferred)]
    assert transferred.kind == "blind_number"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_twice_tells_nothing_new(name: str) -> None:
    once = [event.id for event in told(recorded(name))]
    assert len(set(once)) == len(once), "ids are unique"
    doubled = told([message for message in recorded(name) for _ in range(2)])
    assert [event.id for event in doubled] == once
    into = translator()
    told(recorded(name), into)
    assert told(recorded(name), into) == [], "the whole call again, when it is over"
    assert into.ignored.total() > 0


@pytest.mark.parametrize("name", NAMES)
def test_two_readers_give_the_same_ids(name: str) -> None:
    assert told(recorded(name)) == told(recorded(name))


@settings(max_examples=60)
@given(st.data(), st.sampled_from(NAMES))
def test_out_of_order_and_with_gaps_a_call_ends_once_and_leaves_nothing(data: st.DataObject, name: str) -> None:
    messages = recorded(name)
    kept = [one for one in messages[:-1] if data.draw(st.integers(0, 9)) > 0]
    for _ in range(data.draw(st.integers(0, 6))):
        if len(kept) > 1:
            place = data.draw(st.integers(0, len(kept) - 2))
            kept[place], kept[place + 1] = kept[place + 1], kept[place]
    customers = {one["Uniqueid"]: one for one in messages if one["Event"] == "QueueCallerJoin"}
    into = translator()
    events = told(kept, into)
    for uniqueid, joined in customers.items():
        hangup = {"Event": "Hangup", "Uniqueid": uniqueid, "Linkedid": joined["Linkedid"], "Timestamp": "1895630600.0"}
        events += told([hangup], into)
    assert not into.mirror.calls
    assert sum(isinstance(event, Ended) for event in events) <= 1
    for event in events:
        for field in ("wait_ms", "ring_ms", "talk_ms", "hold_ms"):
            assert getattr(event, field, 0) >= 0
    answers = sum(isinstance(event, Answered) for event in events)
    ends = sum(isinstance(event, LegEnded | Transferred) for event in events)
    assert answers == ends, "every answer has its end"


def test_an_answer_before_its_ring_and_a_ring_before_its_join() -> None:
    messages = recorded("caller")
    order = ["AgentConnect", "AgentCalled", "QueueCallerJoin"]
    head = sorted((one for one in messages if one["Event"] in order), key=lambda one: order.index(one["Event"]))
    events = told(head + [one for one in messages if one["Event"] not in order])
    assert [type(event) for event in events] == [Answered, Offered, LegEnded, Ended]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("TIMEOUT", "timed_out"), ("FULL", "full"), ("JOINEMPTY", "join_empty"), ("LEAVEEMPTY", "leave_empty")],
)
def test_who_leaves_the_queue_alive(status: str, outcome: str) -> None:
    channel = {"Uniqueid": "1.1", "Linkedid": "1.1", "CallerIDNum": "13800138000", "ChanVariable:AD_QUEUE": "account"}
    messages: list[Message] = []
    if status not in ("FULL", "JOINEMPTY"):
        messages += [{"Event": "QueueCallerJoin", "Queue": "account", "Timestamp": "10.0", **channel}]
        messages += [{"Event": "QueueCallerAbandon", "Queue": "account", "Timestamp": "15.0", **channel}]
    messages += [{"Event": "UserEvent", "UserEvent": "AgentDeskLeft", "Status": status, "Timestamp": "15.1", **channel}]
    messages += [{"Event": "Hangup", "Timestamp": "15.2", **channel}]
    events = told(messages)
    assert isinstance(events[0], Offered) and isinstance(events[-1], Ended)
    assert events[-1].outcome == outcome


def test_unknown_events_and_strange_calls_are_counted_and_harm_nothing() -> None:
    into = translator()
    assert told([{"Event": "NewExten"}, {"Event": "Hold", "Uniqueid": "9.9"}, {}], into) == []
    assert told([{"Event": "BlindTransfer", "Result": "Success"}, {"Event": "AgentComplete"}], into) == []
    assert told([{"Event": "QueueCallerLeave", "Linkedid": "9.9"}], into) == []
    wrong = {"Event": "QueueCallerAbandon", "Linkedid": "8.8", "Uniqueid": "8.8", "HoldTime": "soon"}
    assert told([wrong], into) == []
    assert into.ignored == {
        "QueueCallerAbandon:faulty": 1,
        "NewExten:unknown": 1,
        ":unknown": 1,
        "BlindTransfer:not ours": 1,
        "AgentComplete:late": 1,
        "QueueCallerLeave:orphan": 1,
    }
