"""The hub is killed in the middle of a wrap-up: afterwards everything is there once, and calls that ended meanwhile are right."""

import threading
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import func, select, text

from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.settings import Settings
from agent_desk.models.calls.calls import Call, WrapUp
from agent_desk.models.kit import AuditEntry, Change
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.hub_process import hub_process
from tests.fixtures.people import Staff
from tests.fixtures.waiting import patience, until

pytestmark = pytest.mark.long

FORM = {"disposition_code": "account.balance", "notes": "查询余额", "resolved": True, "version": 0}


def count(database: Database, *conditions: Any) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).where(*conditions)) or 0


def save_into_a_dying_hub(seat: Seat, database: Database, path: str, key: str, kill: Any) -> None:
    """The write has begun and waits for a lock when the hub is killed: surely in the middle."""
    failed = threading.Event()

    def send() -> None:
        try:
            seat.client.ask("PUT", path, FORM, key)
        except requests.RequestException:
            failed.set()

    with database.engine.begin() as connection:
        connection.execute(text("LOCK TABLE wrap_up IN ACCESS EXCLUSIVE MODE"))
        sending = threading.Thread(target=send)
        sending.start()
        waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'wrap_up'::regclass")
        with database.engine.connect() as looking:
            until(lambda: looking.execute(waits).scalar(), "the write in the middle")
        kill()
    sending.join(patience(10))
    assert failed.is_set(), "the desk saw its line break"


def test_a_hub_killed_in_the_middle_of_wrap_up_leaves_the_disposition_there_once(
    settings: Settings, telephone: Telephone, staff: Staff, database: Database, tmp_path: Path
) -> None:
    with hub_process(settings.database, telephone.url, tmp_path / "hub.log") as hub:
        lin, chen = Seat.take(hub.url, staff, "lin", "8001"), Seat.take(hub.url, staff, "chen", "8002")
        lin.ready()
        telephone.call("account")
        first = lin.rings()
        lin.takes(first)
        chen.ready()
        talked = telephone.call("account")
        second = chen.rings()
        chen.takes(second)
        lin.post(f"/{first}/hang-up")
        lin.comes_to("after_call_work")

        key, path = uuid.uuid4().hex, f"/api/calls/{first}/wrap-up"
        save_into_a_dying_hub(lin, database, path, key, hub.kill)
        telephone.control.hang_up_customer(talked)
        gave_up = telephone.call("credit")
        telephone.control.hang_up_customer(gave_up)
        hub.start()

        repeat = lin.client.ask("PUT", path, FORM, key)
        assert repeat.ok and repeat.json()["version"] == 1
        again = lin.client.ask("PUT", path, FORM, key)
        assert again.json() == repeat.json() and again.headers["Idempotent-Replay"] == "true"
        assert count(database, WrapUp.call_id == uuid.UUID(first)) == 1
        assert count(database, Change.entity == "wrap_up") == count(database, AuditEntry.action == "calls.wrap_up") == 1
        assert lin.state == "after_call_work"

        chen.comes_to("after_call_work")
        story = chen.get(f"/{second}")
        assert (story["call"]["outcome"], story["call"]["ended_by"]) == ("answered", "customer")
        assert story["legs"][0]["talk_ms"] > 0, "its length comes from the exchange, not from when the hub was back"

        def closed() -> Call | None:
            with database.read() as db:
                found = db.scalar(select(Call).where(Call.exchange_key == gave_up, Call.state == "ended"))
                db.expunge_all()
                return found

        assert until(closed, "the call that came and went meanwhile").outcome == "abandoned_queue"
        lin.post("/seat/done")
        telephone.call("account")
        lin.rings()


@pytest.mark.parametrize("state", ["ready", "not_ready"])
def test_an_exchange_whose_lines_break_finds_its_agents_again(
    state: str, hub: Any, telephone: Telephone, staff: Staff
) -> None:
    seat = Seat.take(hub.url, staff, "lin", "8001")
    if state == "ready":
        seat.ready()
        until(lambda: any(one.available for one in telephone.control.snapshot().agents), "availability")
    telephone.control.drop_lines()
    telephone.call()
    if state == "ready":
        seat.takes(seat.rings())
    else:
        until(lambda: count(hub.hub_context.database, Call.state == "waiting"), "the call that waits")
        assert seat.state == "not_ready"
        seat.ready()
        seat.rings()
