"""Measures for queues on a running hub and a simulated exchange: taken, obeyed, shown, over by themselves."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent_desk.demo.exchange.adapter import SimulatedExchange
from agent_desk.hub.exchange.protocol.queue_state import QueueState, SetQueueState
from agent_desk.hub.kit.database import Database
from agent_desk.hub.serve import HubThread
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.models.kit import AuditEntry, SettingValue
from tests.fixtures.centre import Seat, Telephone
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until

PATH = "/api/calls/measures"


@pytest.fixture
def boss(centre: HubThread, staff: Staff) -> Client:
    """A supervisor by HTTP."""
    staff.person("s2002", "supervisor", name="周明")
    client = Client(centre.url)
    assert client.sign_in("s2002").ok
    return client


def ok(answer: Any) -> Any:
    assert answer.ok, answer.text
    return answer.json()


def held(boss: Client) -> list[Any]:
    found: list[Any] = ok(boss.get(PATH))["held"]
    return found


def take(boss: Client, *codes: str, **form: Any) -> Any:
    """Take a measure, and wait until the exchange has it."""
    ids = {one["queue"]["code"]: one["id"] for one in ok(boss.get(PATH))["queues"]}
    account = ok(boss.post(PATH, {"why": "outage", **form, "queues": [ids[one] for one in codes]}))
    if all(not one["error"] for one in account["items"]):
        until(lambda: all(row["in_force"] for row in held(boss)), "the exchange has it")
    return account


def on_board(boss: Client) -> dict[str, list[str]]:
    """What holds for each queue on the board."""
    rows = ok(boss.get("/api/floor/board"))["queues"]
    return {row["queue"]["code"]: [one["does"] for one in row["measures"]] for row in rows}


def test_an_overflow_rings_in_the_other_queue_until_it_is_taken_back(
    centre: HubThread, telephone: Telephone, staff: Staff, boss: Client, database: Database
) -> None:
    seat = Seat.take(centre.url, staff, "lin", "8001", ["credit"])
    seat.ready()
    account = take(boss, "account", does="overflow", overflow_to="queue", target="credit")
    assert [one["error"] for one in account["items"]] == [""]
    telephone.call("account", "13800138001")
    seat.takes(seat.rings())
    told = seat.get(f"/{seat.view['call']['id']}")["facts"]
    assert [(one["name"], one["value"]) for one in told] == [("overflow", "account>credit/measure")]
    (row,) = held(boss)
    assert (row["overflowed"], row["by"]["name"], row["why"]) == (1, "周明", "outage")
    assert [one["queue"]["code"] for one in ok(seat.client.get(PATH))["held"]] == ["account"], "agents see it too"

    refused = take(boss, "credit", does="closed", sound="closed")
    assert [one["error"] for one in refused["items"]] == ["relied_on"], "calls would overflow into a closed queue"

    over = ok(boss.post(f"{PATH}/{row['id']}/end", {"why": "quiet again"}))
    assert (over["ended_by"]["name"], over["ended_why"]) == ("周明", "quiet again") and held(boss) == []
    until(lambda: not telephone.control.snapshot().queues, "the exchange has let go")
    with database.read() as db:
        said = {one.action: one.reason for one in db.query(AuditEntry)}
    assert (said["floor.queue_measure"], said["floor.queue_measure_over"]) == ("outage", "quiet again")


def test_closed_queues_turn_callers_away_and_open_by_themselves(
    telephone: Telephone, boss: Client, database: Database
) -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    take(boss, "account", "credit", does="closed", sound="closed", until_at=end.isoformat())
    telephone.call("account", "13800138002")
    until(lambda: sum(row["turned_away"] for row in held(boss)) == 1, "one is turned away")
    until(lambda: on_board(boss) == {"account": ["closed"], "credit": ["closed"]}, "the board shows it")
    assert ok(boss.get("/api/floor/board"))["total"]["offered"] == 0, "who is turned away is not offered"
    with database.write() as db:
        for row in db.query(QueueMeasure):
            row.from_at, row.until_at = row.from_at - timedelta(hours=2), row.until_at - timedelta(hours=2)
    until(lambda: not held(boss) and not telephone.control.snapshot().queues, "they open by themselves")
    telephone.call("account", "13800138003")
    until(lambda: ok(boss.get("/api/floor/board"))["total"]["offered"] == 1, "callers wait again")


def test_what_the_exchange_holds_otherwise_is_shown_and_put_right(
    telephone: Telephone, boss: Client, centre: HubThread
) -> None:
    take(boss, "account", does="announcement", sound="closed")
    # Somebody else has told the exchange otherwise.
    line = SimulatedExchange.from_url(telephone.url)
    stray = SetQueueState(id="stray", call="", agent="hub", state=QueueState(queue="account", hours="closed"))
    line.connect()
    assert line.perform(stray).ok
    line.close()
    telephone.control.drop_lines()
    wanted = QueueState(queue="account", announcement="closed")
    until(lambda: telephone.control.snapshot().queues == (wanted,), "the hub's word holds again")
    until(lambda: held(boss)[0]["in_force"], "and is shown as in force")


def test_a_second_person_closes_a_queue_where_the_bank_wants_it(
    boss: Client, centre: HubThread, staff: Staff, database: Database
) -> None:
    with database.write() as db:
        begun = datetime.now(UTC) - timedelta(days=1)
        value = {"closing": "always"}
        db.add(SettingValue(key="second_person", version=1, value=value, counts_from=begun, changed_at=begun))
    other = staff.person("s2003", "supervisor", name="吴敏")
    ids = {one["queue"]["code"]: one["id"] for one in ok(boss.get(PATH))["queues"]}
    form = {"queues": [ids["account"]], "does": "closed", "sound": "closed", "why": "fire alarm"}
    answer = boss.post(PATH, form)
    assert answer.status_code == 409 and answer.json()["error"]["id"] == "waits_for_second_person", answer.text
    assert held(boss) == [] and other.login == "s2003"
    take(boss, "account", does="announcement", sound="closed")
    second = Client(centre.url)
    assert second.sign_in("s2003").ok
    (asked,) = [one for one in ok(second.get("/api/approvals"))["items"] if one["state"] == "pending"]
    ok(second.post(f"/api/approvals/{asked['id']}/approve", {"digest": asked["digest"], "note": ""}))
    assert {row["does"] for row in held(boss)} == {"announcement", "closed"}
