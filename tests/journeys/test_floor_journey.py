"""Around the call: a supervisor frees a stuck agent, a second hub takes over, a seat's line is felt by the hub."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select
from websockets.sync.client import ClientConnection, connect

from agent_desk.hub.calls.intake.duties import SeatPulse
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.serve import HubThread
from agent_desk.models.people import SeatSession
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import patience, until


def test_a_supervisor_frees_a_stuck_agent_with_a_reason(hub: HubThread, telephone: Telephone, staff: Staff) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    telephone.call()
    call = seat.rings()
    seat.takes(call)
    staff.person("boss", "supervisor")
    boss = Client(hub.url)
    boss.sign_in("boss")
    path = f"/api/calls/agents/{seat.view['own']['person_id']}"
    assert boss.post(f"{path}/free", {"why": ""}).json()["error"]["id"] == "invalid_form"
    freed = boss.post(f"{path}/free", {"why": "screen froze"})
    assert freed.json()["state"] == "not_ready" and freed.json()["reason"] == "freed"
    assert boss.get(f"/api/calls/{call}").json()["call"]["state"] == "talking", "the call goes on"
    assert boss.post(f"{path}/state", {"state": "ready", "why": "mended"}).json()["state"] == "ready"
    assert seat.client.post(f"{path}/free", {"why": "myself"}).json()["error"]["id"] == "not_permitted"


def test_another_hub_takes_over_the_exchange(
    settings: Settings, telephone: Telephone, staff: Staff, database: Database
) -> None:
    first = HubThread(settings).start()
    seat = Seat.take(first.url, staff, "lin", "8001")
    seat.ready()
    telephone.call("account", talk_ms=300)
    seat.takes(seat.rings())
    with HubThread(replace(settings)) as second:
        first.stop()
        seat.client.url = second.url
        assert seat.comes_to("after_call_work")["wrapup_call"]["talk_ms"] >= 300
        seat.post("/seat/done")
        telephone.call("account")
        seat.takes(seat.rings())


@contextmanager
def hello(hub: HubThread, seat: Seat) -> Iterator[ClientConnection]:
    """The seat's live line, past the welcome."""
    with connect(hub.url.replace("http", "ws") + "/api/live", proxy=None) as line:
        line.send(json.dumps({"type": "hello", "token": seat.client.token, "cursor": None}))
        assert json.loads(line.recv(patience(5)))["type"] == "welcome"
        yield line


def hears(line: ClientConnection, entity: str, **hint: object) -> dict[str, object]:
    """Wait for one change; what it says."""

    def look() -> dict[str, object] | None:
        message: dict[str, object] = json.loads(line.recv(patience(10)))
        facts = message.get("hint")
        matches = isinstance(facts, dict) and all(facts.get(name) == value for name, value in hint.items())
        return message if message.get("entity") == entity and matches else None

    return until(look, f"{entity} {hint}")


def test_a_seat_hears_the_ring_and_the_hub_hears_the_seat(
    hub: HubThread, telephone: Telephone, staff: Staff, database: Database
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    seat.ready()
    with hello(hub, seat) as line:
        telephone.call()
        hears(line, "agent_state", state="reserved")
        told = hears(line, "call", state="ringing")
        assert uuid.UUID(str(told["entity_id"])) == uuid.UUID(seat.view["call"]["id"])
        hub.hub_context.seats.take_heard()
        line.send(json.dumps({"type": "pong", "n": 1}))
        before = seen_at(database, "lin")
        until(lambda: SeatPulse(hub.hub_context).beat() or seen_at(database, "lin") > before, "the pulse")
        assert seen_at(database, "lin") > before


def seen_at(database: Database, login: str) -> object:
    with database.read() as db:
        found = select(SeatSession.last_seen_at).where(SeatSession.seat == f"seat of {login}")
        return db.scalars(found).one()
