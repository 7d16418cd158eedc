"""Asking somebody first, talking of three, parking and picking up through a real Asterisk, ordered from the desk."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.dialling import Consultation
from tests.fixtures.centre import Seat
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone
from tests.pbx.referring_phone import ReferringPhone
from tests.pbx.rig import PARK_S
from tests.pbx.test_calls import Available, Calls, Phones, Seats, talking

Stranger = Callable[[int], Sipp]


def consults(first: Seat, call_id: str, kind: str, target: str) -> None:
    first.post(f"/{call_id}/consult", {"kind": kind, "target": target})
    until(lambda: (first.view["consultation"] or {}).get("state") == "ringing", "it rings at who is asked")
    first.comes_to("on_hold")


def joins_three(first: Seat, call_id: str, other: Phone) -> None:
    """8002 is asked, lifts, and is taken into the talk."""
    consults(first, call_id, "agent", "8002")
    other.rings()
    other.takes()
    answered(first)
    first.post(f"/{call_id}/consult/join")


def answered(first: Seat) -> None:
    until(lambda: (first.view["consultation"] or {}).get("state") == "talking", "who is asked answers")


def results(database: Database, call_id: str) -> list[tuple[str, str, str | None]]:
    with database.read() as db:
        rows = db.scalars(
            select(Consultation).where(Consultation.call_id == uuid.UUID(call_id)).order_by(Consultation.began_at)
        )
        return [(row.kind, row.target, row.result) for row in rows]


def ready_colleague(phone: Phones, seat: Seats, available: Available) -> tuple[Phone, Seat]:
    other, second = phone("8002"), seat("8002", "credit")
    second.ready()
    until(lambda: available("8002", "credit"), "8002 is available")
    return other, second


def test_an_attended_transfer_from_the_desk_to_an_agent(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available, database: Database
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, second = ready_colleague(phone, seat, available)
    consults(first, call_id, "queue", "credit")
    assert second.view["asked_by"]["name"], "who is asked sees who asks"
    other.rings()
    refused = first.client.ask("POST", f"/api/calls/{call_id}/consult/complete", {})
    assert refused.status_code == 409, "nobody has answered yet"
    other.takes()
    answered(first)
    first.post(f"/{call_id}/consult/complete")
    assert second.comes_to("talking")["call"]["id"] == call_id
    first.comes_to("after_call_work")
    other.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "transferred"), ("8002", "answered")]
    assert results(database, call_id) == [("agent", "8002", "completed")]


def test_an_attended_transfer_from_the_desk_to_an_outside_number(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, stranger: Stranger, database: Database
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    outside = stranger(4000)
    consults(first, call_id, "number", "139 0013 9000")
    answered(first)
    first.post(f"/{call_id}/consult/complete")
    first.comes_to("after_call_work")
    (call,) = oracle.agrees(1).values()
    assert (call["legs"][0]["kind"], call["legs"][0]["target"]) == ("blind_number", "13900139000")
    assert results(database, call_id) == [("number", "13900139000", "completed")]
    outside.over()
    customer.over()


def test_consultations_that_lead_back_to_the_customer(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available, database: Database
) -> None:
    desk, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, _ = ready_colleague(phone, seat, available)
    heard = len(other.events)
    consults(first, call_id, "agent", "8002")
    other.rings(heard)
    first.post(f"/{call_id}/consult/cancel")
    first.comes_to("talking")
    until(lambda: _at_rest(oracle), "the telephone of 8002 at rest")
    heard = len(other.events)
    consults(first, call_id, "agent", "8002")
    other.rings(heard)
    other.press("hangup")
    first.comes_to("talking")
    until(lambda: _at_rest(oracle), "the telephone of 8002 at rest")
    heard = len(other.events)
    consults(first, call_id, "agent", "8002")
    other.rings(heard)
    other.press("accept")
    answered(first)
    other.press("hangup")
    first.comes_to("talking")
    assert [result for _, _, result in results(database, call_id)] == ["cancelled", "busy", "left"]
    assert first.view["consultation"] is None
    desk.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert [leg["result"] for leg in call["legs"]] == ["answered"] and call["hold_ms"] > 500


def test_a_talk_of_three_that_the_colleague_leaves(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available, database: Database
) -> None:
    desk, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, second = ready_colleague(phone, seat, available)
    joins_three(first, call_id, other)
    first.comes_to("talking")
    assert second.comes_to("talking")["call"]["id"] == call_id
    assert first.view["consultation"]["state"] == "conference"
    until(lambda: _bridged(oracle) == 3, "three in one bridge")
    other.press("hangup")
    second.comes_to("after_call_work")
    assert first.state == "talking"
    desk.press("hangup")
    customer.over()
    (call,) = oracle.agrees(1).values()
    assert {(leg["agent"], leg["result"]) for leg in call["legs"]} == {("8001", "answered"), ("8002", "answered")}
    assert results(database, call_id) == [("agent", "8002", "left")]
    assert call["talk_ms"] == sum(leg["talk_ms"] for leg in call["legs"])


def test_a_talk_of_three_that_the_agent_leaves_first(
    seat: Seats, phone: Phones, calls: Calls, available: Available, database: Database
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, second = ready_colleague(phone, seat, available)
    joins_three(first, call_id, other)
    second.comes_to("talking")
    first.post(f"/{call_id}/hang-up")
    first.comes_to("after_call_work")
    assert second.state == "talking", "customer and colleague go on"
    other.press("hangup")
    customer.over()
    second.comes_to("after_call_work")
    assert results(database, call_id) == [("agent", "8002", "completed")]


def test_an_attended_transfer_by_a_telephones_refer_with_replaces(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available
) -> None:
    referring = ReferringPhone("9001")
    try:
        first = seat("9001", "account")
        first.ready()
        customer = calls()
        call_id = first.comes_to("talking")["call"]["id"]  # it lifts at once
        other, second = ready_colleague(phone, seat, available)
        heard = len(other.events)
        asking = threading.Thread(target=referring.asks, args=("8002",))
        asking.start()
        other.rings(heard)
        other.press("accept")
        asking.join(15)
        until(lambda: oracle.joined("8002"), "the second call's bridge")
        assert second.state == "ready", "who is asked has no customer yet"
        referring.joins()
        assert second.comes_to("talking")["call"]["id"] == call_id
        first.comes_to("after_call_work")
        other.press("hangup")
        customer.over()
        (call,) = oracle.agrees(1).values()
        assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [
            ("9001", "transferred"),
            ("8002", "answered"),
        ]
        assert (call["legs"][0]["kind"], call["legs"][0]["target"]) == ("blind_agent", "8002")
    finally:
        referring.stop()


def test_a_parked_customer_is_picked_up_by_another_agent(
    seat: Seats, phone: Phones, calls: Calls, oracle: Oracle, available: Available
) -> None:
    _, first, call_id, customer = talking(seat, phone, calls, "8001")
    other, second = ready_colleague(phone, seat, available)
    first.post(f"/{call_id}/park")
    first.comes_to("after_call_work")
    (parked,) = until(lambda: second.view["parked"], "the parked call")
    assert parked["call_id"] == call_id and "****" in parked["caller"]["text"]
    second.post(f"/{call_id}/pick-up")
    assert second.rings() == call_id
    assert second.view["parked"] == []
    other.takes()
    second.comes_to("talking")
    other.press("hangup")
    customer.over()
    ours = _ended(oracle)
    assert [(leg["agent"], leg["result"], leg["kind"]) for leg in ours["legs"]] == [
        ("8001", "transferred", "parked"),
        ("8002", "answered", None),
    ]
    # app_queue writes one COMPLETECALLER for the first agent at the end of the whole; what it says of the wait must agree.
    (told,) = oracle.told().values()
    assert abs(ours["wait_ms"] - told.connects[0][1] * 1000) <= 1000
    total_ms = sum(leg["talk_ms"] for leg in ours["legs"])
    assert total_ms <= (told.talks[-1][1] + 1) * 1000, "the time at the parking place is nobody's talk"


def test_a_parked_customer_whom_nobody_picks_up_waits_in_the_queue_again(
    seat: Seats, phone: Phones, calls: Calls
) -> None:
    desk, first, call_id, customer = talking(seat, phone, calls, "8001")
    heard = len(desk.events)
    first.post(f"/{call_id}/park")
    first.comes_to("after_call_work")
    first.post("/seat/done")
    first.comes_to("ready")
    until(lambda: first.state == "reserved", "the queue rings again", within_s=PARK_S + 8)
    assert first.view["call"]["id"] == call_id and first.view["parked"] == []
    desk.rings(heard)
    customer.stop()


def _at_rest(oracle: Oracle) -> bool:
    lines = oracle.rig.cli("queue show credit").splitlines()
    return any("PJSIP/8002" in line and "Not in use" in line for line in lines)


def _bridged(oracle: Oracle) -> int:
    lines = oracle.rig.cli("core show channels concise").splitlines()
    bridges = [line.split("!")[12] for line in lines if line.startswith("PJSIP/") and line.count("!") >= 13]
    return max((bridges.count(one) for one in bridges if one), default=0)


def _ended(oracle: Oracle) -> dict[str, Any]:
    until(lambda: oracle.ended() == 1, "the end of the call")
    (ours,) = oracle.ours().values()
    return ours
