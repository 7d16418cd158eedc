"""Voice menu, hours, overflow, call-back and survey through a real Asterisk: the plan of `voice.py`, told by its events."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.voice_plan import Callback, CallFact
from agent_desk.models.people import Person, PersonRole
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until
from tests.pbx.customers import Sipp
from tests.pbx.oracle import CALL_EVENTS
from tests.pbx.phones import Phone
from tests.pbx.rig import Rig
from tests.pbx.voice import FULL, IDENTITY, KEPT, LATE, MENU, SHUT, VOICE_QUEUES

Calls = Callable[..., Sipp]
Seats = Callable[..., Seat]
Phones = Callable[[str], Phone]


@pytest.fixture(scope="module", autouse=True)
def voice_queues(database: Database) -> None:
    """The queues that the voice plan names beside the two of every test."""
    with database.write() as db:
        for code in VOICE_QUEUES:
            db.add(Queue(code=code, name_zh=code, name_en=code, acw_mode="mandatory", acw_limit_ms=0))


class Book:
    """Calls of one customer, as the hub has them."""

    def __init__(self, database: Database, caller: str) -> None:
        self._database, self._caller = database, f"+86{caller}"

    def calls(self) -> list[dict[str, Any]]:
        """Oldest first."""
        with self._database.read() as db:
            queues = {queue.id: queue.code for queue in db.scalars(select(Queue))}
            found = db.scalars(select(Call).where(Call.caller == self._caller).order_by(Call.offered_at)).all()
            return [
                {
                    "id": call.id,
                    "key": call.exchange_key,
                    "state": call.state,
                    "outcome": call.outcome,
                    "wait_ms": call.wait_ms,
                    "queue": queues[call.queue_id],
                    "direction": call.direction,
                    "again_of": call.again_of_id,
                    "facts": self._facts(db, call.id),
                }
                for call in found
            ]

    @staticmethod
    def _facts(db: Any, call_id: uuid.UUID) -> dict[str, str]:
        return {one.name: one.value for one in db.scalars(select(CallFact).where(CallFact.call_id == call_id))}

    def over(self, calls: int = 1) -> list[dict[str, Any]]:
        """Wait until so many have ended; all of them."""

        def look() -> list[dict[str, Any]] | None:
            found = self.calls()
            return found if len(found) == calls and all(one["state"] == "ended" for one in found) else None

        return until(look, f"{calls} ended calls of {self._caller}", within_s=20)

    def callback(self) -> dict[str, Any]:
        """The promise of a call-back."""
        with self._database.read() as db:
            row = db.scalars(
                select(Callback).join(Call, Call.id == Callback.call_id).where(Call.caller == self._caller)
            ).one()
            return {"state": row.state, "position": row.position, "call": row.call_id, "made": row.made_call_id}


@pytest.fixture
def book(database: Database) -> Callable[[str], Book]:
    """What the hub has of a customer: `book("13700137000")`."""
    return lambda caller: Book(database, caller)


def logged(rig: Rig, key: str) -> list[tuple[str, str, list[str]]]:
    """Asterisk's own account of one call: queue, event, data."""
    return [(line[2], line[4], line[5:]) for line in rig.queue_log() if line[1] == key]


@pytest.mark.parametrize("events", [False, True], ids=["info", "rfc4733"])
def test_the_menu_leads_to_the_queue_and_the_survey_tells_a_score(
    seat: Seats, phone: Phones, calls: Calls, book: Callable[[str], Book], asterisk: Rig, events: bool
) -> None:
    desk, agent = phone("8001"), seat("8001", "credit")
    agent.ready()
    number = "13700137011" if events else "13700137001"
    customer = calls(MENU, number, keys=[(1200, "2"), (1200, "3"), (9000, "5")], events=events)
    call_id = agent.rings()
    facts = agent.get(f"/{call_id}/pop")["facts"]
    assert [(one["name"], one["value"]) for one in facts] == [("menu", "2.3")]
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    agent.comes_to("after_call_work")
    customer.over()
    (call,) = book(number).over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("credit", "answered", {"menu": "2.3", "survey": "5"})
    entered, *_, complete = logged(asterisk, call["key"])
    assert entered[:2] == ("credit", "ENTERQUEUE") and complete[1] == "COMPLETEAGENT"


@pytest.mark.parametrize(("asked", "number"), [(False, "13700137021"), (True, "13700137022")], ids=["blind", "asked"])
def test_the_survey_follows_the_last_agents_part_after_a_transfer(
    seat: Seats,
    phone: Phones,
    calls: Calls,
    book: Callable[[str], Book],
    available: Callable[[str, str], bool],
    asked: bool,
    number: str,
) -> None:
    desk, first = phone("8001"), seat("8001", "credit")
    other, second = phone("8002"), seat("8002", "account")
    first.ready()
    customer = calls(MENU, number, keys=[(1200, "2"), (1200, "3"), (16_000, "4")])
    call_id = first.rings()
    desk.takes()
    first.comes_to("talking")
    second.ready()
    until(lambda: available("8002", "account"), "8002 is available")
    if asked:
        first.post(f"/{call_id}/consult", {"kind": "agent", "target": "8002"})
        other.rings()
        other.press("accept")
        until(lambda: (first.view["consultation"] or {}).get("state") == "talking", "who is asked answers")
        first.post(f"/{call_id}/consult/complete")
    else:
        first.post(f"/{call_id}/transfer", {"kind": "blind_agent", "target": "8002"})
        other.rings()
        other.press("accept")
    second.comes_to("talking")
    other.press("hangup")
    customer.over()
    (call,) = book(number).over()
    assert call["facts"].get("survey") == "4"


def test_identity_digits_are_looked_at_by_length_and_only_four_are_told(
    calls: Calls, book: Callable[[str], Book], asterisk: Rig
) -> None:
    customer = calls(MENU, "13700137002", stay_ms=1500, keys=[(1200, "1"), (800, IDENTITY)])
    customer.over()
    (call,) = book("13700137002").over()
    assert (call["queue"], call["outcome"]) == ("account", "abandoned_queue")
    assert call["facts"] == {"menu": "1", "identity": IDENTITY[-4:]}
    assert [one[:2] for one in logged(asterisk, call["key"])] == [("account", "ENTERQUEUE"), ("account", "ABANDON")]
    logs = "".join(
        file.read_text(errors="replace")
        for file in (asterisk.root / "var/log/asterisk").iterdir()
        if file.is_file() and file.name != "digits.log"
    )
    assert IDENTITY not in logs


def test_hanging_up_in_the_menu_is_no_call_for_a_person(
    calls: Calls, book: Callable[[str], Book], asterisk: Rig
) -> None:
    calls(MENU, "13700137003", stay_ms=700, keys=[(1200, "2")]).over()
    (call,) = book("13700137003").over()
    assert (call["outcome"], call["wait_ms"], call["facts"]) == ("abandoned_ivr", 0, {"menu": "2"})
    assert not logged(asterisk, call["key"])


def test_outside_the_hours_the_caller_hears_so(calls: Calls, book: Callable[[str], Book], asterisk: Rig) -> None:
    calls(SHUT, "13700137004").over()
    (call,) = book("13700137004").over()
    assert call["outcome"] == "closed" and not logged(asterisk, call["key"])


def test_whoever_waits_too_long_waits_on_in_another_queue(
    seat: Seats, phone: Phones, calls: Calls, book: Callable[[str], Book], asterisk: Rig
) -> None:
    desk, agent = phone("8001"), seat("8001", "credit")
    agent.ready()
    customer = calls(LATE, "13700137005", stay_ms=15_000)
    agent.rings()
    desk.takes()
    agent.comes_to("talking")
    desk.press("hangup")
    customer.over()
    (call,) = book("13700137005").over()
    assert (call["queue"], call["outcome"], call["facts"]) == ("loan", "answered", {"overflow": "loan>credit/wait"})
    log = logged(asterisk, call["key"])
    assert [one[:2] for one in log] == [
        ("loan", "ENTERQUEUE"),
        ("loan", "EXITWITHTIMEOUT"),
        ("credit", "ENTERQUEUE"),
        ("credit", "CONNECT"),
        ("credit", "COMPLETEAGENT"),
    ]
    waited_s = int(log[1][2][2]) + int(log[3][2][0])
    assert abs(call["wait_ms"] - waited_s * 1000) <= 2000, "both waits, each in whole seconds there"


def test_too_many_wait_for_the_agents_there_are(calls: Calls, book: Callable[[str], Book], asterisk: Rig) -> None:
    first = calls(FULL, "13700137006", stay_ms=4000)
    until(lambda: [one["state"] for one in book("13700137006").calls()] == ["waiting"], "the first waits")
    calls(FULL, "13700137007").over()
    (call,) = book("13700137007").over()
    assert (call["outcome"], call["facts"]) == ("diverted", {"overflow": "urgent>busy/load"})
    assert not logged(asterisk, call["key"])
    first.over()


def test_a_call_back_keeps_its_place_and_rings_the_customer_when_an_agent_is_there(
    seat: Seats,
    phone: Phones,
    calls: Calls,
    stranger: Callable[[int], Sipp],
    book: Callable[[str], Book],
    asterisk: Rig,
) -> None:
    desk, agent = phone("8001"), seat("8001", "ebank")
    wanting = calls(KEPT, "13700137008", keys=[(3000, "1")])
    until(lambda: [one["state"] for one in book("13700137008").calls()][:1] == ["waiting"], "the first waits")
    behind = calls(KEPT, "13700137009", stay_ms=9000)
    wanting.over()
    until(lambda: book("13700137008").callback()["made"] is not None, "the place is kept")
    until(lambda: [one["state"] for one in book("13700137009").calls()] == ["waiting"], "the second waits")
    at_home = stranger(2500)
    agent.ready()
    rung = agent.rings()
    desk.takes()
    agent.comes_to("talking")
    at_home.over()
    agent.comes_to("after_call_work")
    first, made = book("13700137008").over(2)
    assert (first["outcome"], first["direction"]) == ("called_back", "inbound")
    assert str(made["id"]) == rung and (made["direction"], made["again_of"]) == ("outbound", first["id"])
    assert book("13700137008").callback() == {
        "state": "reached",
        "position": 1,
        "call": first["id"],
        "made": made["id"],
    }
    assert [one[:2] for one in logged(asterisk, first["key"])] == [("ebank", "ENTERQUEUE"), ("ebank", "EXITWITHKEY")]
    behind.over()
    (waiting,) = book("13700137009").over()
    # In its own account the place is the half of the Local channel that waits: whoever is neither of the two customers.
    known = (first["key"], waiting["key"], "MANAGER", "NONE")
    others = [line for line in asterisk.queue_log() if line[2] == "ebank" and line[1] not in known]
    told = [(line[4], line[5:]) for line in others if line[4] in CALL_EVENTS]
    assert [event for event, _ in told] == ["ENTERQUEUE", "CONNECT", "COMPLETECALLER"]
    assert told[0][1][2] == "1", "it joined at the place that was left, before those who came later"
    assert abs(made["wait_ms"] - int(told[1][1][0]) * 1000) <= 1000


@pytest.mark.parametrize("by_hand", [False, True], ids=["withdrawn", "dialled by hand"])
def test_a_kept_place_that_is_given_up_rings_nobody(
    seat: Seats,
    phone: Phones,
    calls: Calls,
    stranger: Callable[[int], Sipp],
    book: Callable[[str], Book],
    asterisk: Rig,
    staff: Staff,
    hub: HubProcess,
    by_hand: bool,
) -> None:
    number = "13700137032" if by_hand else "13700137031"
    desk, agent = phone("8001"), seat("8001", "credit")
    calls(KEPT, number, keys=[(3000, "1")]).over()
    until(lambda: book(number).callback()["made"] is not None, "the place is kept")
    assert "@agent-desk-kept-" in asterisk.cli("core show channels concise")
    supervisor = boss(staff, hub)
    (kept,) = [one for one in supervisor.get("/api/calls/callbacks").json() if one["state"] == "kept"]
    other = phone("8002")
    if by_hand:
        at_home, heard = stranger(2500), len(desk.events)
        agent.ready()
        refused = agent.client.ask("POST", f"/api/calls/callbacks/{kept['id']}/take", {}, None)
        assert refused.status_code == 404, "an agent takes call-backs of their own queues"
        with staff.database.write() as db:
            taker = db.scalars(select(Person).where(Person.agent_code == "8001")).one()
            db.add(PersonRole(person_id=taker.id, role_code="supervisor"))
        agent.post(f"/callbacks/{kept['id']}/take")
        desk.rings(heard)
        desk.press("accept")
        agent.comes_to("talking")
    else:
        answer = supervisor.post(f"/api/calls/callbacks/{kept['id']}/cancel", {"why": "reached by mail"})
        assert answer.ok, answer.text
    until(lambda: "@agent-desk-kept-" not in asterisk.cli("core show channels concise"), "the place is given up")
    colleague = seat("8002", "ebank")
    colleague.ready()
    if by_hand:
        at_home.over()
        agent.comes_to("after_call_work")
    time.sleep(2)
    assert colleague.state == "ready" and not [one for one in other.events if one.get("type") == "CALL_INCOMING"]
    assert book(number).callback()["state"] == ("reached" if by_hand else "cancelled")


def boss(staff: Staff, hub: HubProcess) -> Client:
    """A supervisor of the module's centre."""
    with staff.database.read() as db:
        known = db.scalar(select(Person.id).where(Person.login == "menuboss")) is not None
    if not known:
        staff.person("menuboss", "supervisor")
    client = Client(hub.url)
    assert client.sign_in("menuboss", takeover=True).ok
    return client
