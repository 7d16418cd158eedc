"""Calls that agents make through a real Asterisk, against its own record of calls."""

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, CallLeg
from agent_desk.models.customers import ContactPoint
from agent_desk.models.kit import Change
from tests.fixtures.centre import Seat, customer
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp, absent, refusing
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig

Seats = Callable[..., Seat]
Phones = Callable[[str], Phone]


@pytest.fixture
def not_taking(asterisk: Rig, tmp_path: Path) -> Iterator[Callable[[str], Sipp]]:
    """Whoever is called does not take it: a SIP status, or "" for nobody at home."""
    running: list[Sipp] = []

    def make(status: str) -> Sipp:
        running.append(refusing(tmp_path, status) if status else absent(tmp_path))
        return running[-1]

    yield make
    for one in running:
        one.stop()


def outbound(database: Database, call_id: str) -> tuple[Call, CallLeg]:
    with database.read() as db:
        call = db.get_one(Call, uuid.UUID(call_id))
        leg = db.scalars(select(CallLeg).where(CallLeg.call_id == call.id)).one()
        db.expunge_all()
        return call, leg


def recorded(asterisk: Rig, key: str) -> dict[str, Any]:
    """Asterisk's record of the call to the number."""
    found = [one for one in asterisk.cdr() if one["uniqueid"] == key and one["to_channel"].startswith("PJSIP/trunk")]
    return found[-1] if found else {}


def seconds(record: dict[str, Any], start: str, end: str) -> float:
    return (datetime.fromisoformat(record[end]) - datetime.fromisoformat(record[start])).total_seconds()


def test_a_customer_is_called_by_a_contact_point_and_answers(
    seat: Seats, phone: Phones, stranger: Callable[[int], Sipp], database: Database, asterisk: Rig
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    who = customer(database, f"C{uuid.uuid4().hex[:6]}", "王小明", "+8613912345678")
    with database.read() as db:
        point = db.scalars(select(ContactPoint.id).where(ContactPoint.customer_id == who)).one()
    outside = stranger(60_000)
    heard = len(desk.events)
    agent.post("/dial", {"contact_point_id": str(point)})
    view = agent.comes_to("talking")
    call_id = view["call"]["id"]
    assert view["call"]["dialling"] == "own_telephone" and view["call"]["direction"] == "outbound"
    assert "13912345678" not in agent.client.get("/api/calls/seat").text, "the number never reaches the seat"
    desk.rings(heard)
    desk.takes()
    until(lambda: agent.view["call"]["dialling"] is None and agent.view["call"]["answered_at"], "the answer")
    assert agent.view["call"]["customer_id"] == str(who)
    agent.post(f"/{call_id}/dtmf", {"digits": "1#"})
    until(lambda: outside.digits == "1#", "the tones at the other end")
    agent.post(f"/{call_id}/hang-up")
    agent.comes_to("after_call_work")
    call, leg = outbound(database, call_id)
    assert (call.outcome, call.direction, call.ended_by, leg.result) == ("answered", "outbound", "agent", "answered")
    record = until(lambda: recorded(asterisk, call.exchange_key), "Asterisk's record")
    assert record["to"] == "13912345678" and record["disposition"] == "ANSWERED"
    total_ms = leg.ring_ms + leg.talk_ms + leg.hold_ms
    assert abs(total_ms - 1000 * seconds(record, "answer", "end")) <= 1000
    agent.post("/seat/done")
    agent.comes_to("ready")


@pytest.mark.parametrize(
    ("status", "why", "disposition"),
    [
        ("486 Busy Here", "busy", "BUSY"),
        ("603 Decline", "rejected", "NO ANSWER"),
        ("", "no_answer", "NO ANSWER"),
        ("404 Not Found", "invalid_number", "FAILED"),
    ],
)
def test_a_call_that_comes_to_nobody_leads_back_to_where_the_agent_was(
    seat: Seats,
    phone: Phones,
    not_taking: Callable[[str], Sipp],
    database: Database,
    status: str,
    why: str,
    disposition: str,
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.comes_to("not_ready")
    agent.post("/seat/ask", {"state": "not_ready", "reason": "break"})
    nobody = not_taking(status)
    heard = len(desk.events)
    agent.post("/dial", {"number": "139 0013 9000"})
    call_id = agent.comes_to("talking")["call"]["id"]
    desk.rings(heard)
    desk.press("accept")
    view = agent.comes_to("not_ready", within_s=20)
    assert view["own"]["reason"] == "break"
    nobody.over()
    call, leg = outbound(database, call_id)
    assert (call.outcome, leg.result, leg.talk_ms) == (why, "not_reached", 0)
    with database.read() as db:
        told = db.scalars(select(Change.hint).where(Change.entity == "dial_failed", Change.entity_id == call_id)).one()
    assert told == {"why": why}


def test_an_own_telephone_that_is_not_taken(seat: Seats, phone: Phones, database: Database) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    heard = len(desk.events)
    agent.post("/dial", {"number": "13900139000"})
    call_id = agent.comes_to("talking")["call"]["id"]
    desk.rings(heard)
    desk.press("hangup")
    agent.comes_to("ready")
    assert outbound(database, call_id)[0].outcome == "not_lifted"


def test_a_call_that_the_agent_gives_up(
    seat: Seats, phone: Phones, not_taking: Callable[[str], Sipp], database: Database
) -> None:
    desk, agent = phone("8001"), seat("8001")
    agent.ready()
    nobody = not_taking("")
    heard = len(desk.events)
    agent.post("/dial", {"number": "13900139000"})
    call_id = agent.comes_to("talking")["call"]["id"]
    desk.rings(heard)
    desk.press("accept")
    until(lambda: agent.view["call"]["dialling"] == "number", "the number is called")
    agent.post(f"/{call_id}/hang-up")
    agent.comes_to("ready")
    nobody.over()
    assert outbound(database, call_id)[0].outcome == "cancelled"


def test_a_seat_without_a_telephone_is_told_so(seat: Seats, database: Database) -> None:
    agent = seat("8006")
    agent.ready()
    agent.comes_to("ready")
    agent.post("/dial", {"number": "13900139000"})
    until(lambda: _last_outcome(database) == "not_lifted", "the failed call")
    agent.comes_to("ready")


def _last_outcome(database: Database) -> str | None:
    with database.read() as db:
        return db.scalar(
            select(Call.outcome).where(Call.direction == "outbound").order_by(Call.offered_at.desc()).limit(1)
        )
