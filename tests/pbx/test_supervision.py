"""Supervisors in calls on a real Asterisk: who hears what, a take-over, and that none of it is in the call's figures."""

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agent_desk.hub.kit.database import Database
from agent_desk.models.calls.calls import Call, ExchangeCursor
from tests.fixtures.centre import Seat
from tests.fixtures.hub_process import HubProcess, hub_process
from tests.fixtures.people import Client, Staff
from tests.fixtures.waiting import until
from tests.pbx.oracle import Oracle
from tests.pbx.phones import Phone, TalkingCustomer
from tests.pbx.rig import Rig
from tests.pbx.sound import loudness, samples

Seats = Callable[..., Seat]
Phones = Callable[..., Phone]
AGENT, CUSTOMER, SUPERVISOR = 440.0, 700.0, 1000.0
HEARD, NOT_HEARD = 500.0, 120.0
DESK = "8006"
"""The supervisor's telephone."""


class Boss:
    """A supervisor by HTTP."""

    def __init__(self, url: str, staff: Staff, login: str) -> None:
        staff.person(login, "supervisor")
        self.client = Client(url)
        assert self.client.sign_in(login).ok

    def ask(self, path: str, body: Any = None) -> Any:
        answer = self.client.post(f"/api/calls{path}", body)
        assert answer.ok, answer.text
        return answer.json()

    def joins(self, agent: Seat, phone: Phone, mode: str, **more: Any) -> str:
        """Have the own telephone rung, answer it, and be in."""
        person = agent.view["own"]["person_id"]
        form = {"mode": mode, "extension": DESK, "why": "coaching", **more}
        made = self.ask(f"/agents/{person}/listen", form)
        phone.rings()
        phone.takes()
        until(lambda: self.now is None or self.now["state"] == "joined", "the supervisor is in")
        return str(made["id"])

    @property
    def now(self) -> Any:
        return self.client.get("/api/calls/supervision").json()["now"]


@pytest.fixture
def boss(hub: HubProcess, staff: Staff, request: pytest.FixtureRequest) -> Boss:
    return Boss(hub.url, staff, f"boss{abs(hash(request.node.name)) % 100_000}")


@pytest.fixture
def customer(asterisk: object, tmp_path: Path) -> Iterator[Callable[[], TalkingCustomer]]:
    calling: list[TalkingCustomer] = []

    def call() -> TalkingCustomer:
        calling.append(TalkingCustomer(tmp_path, "13800138000", CUSTOMER))
        return calling[-1]

    yield call
    for one in calling:
        one.stop()


def in_talk(seat: Seats, phone: Phones) -> tuple[Phone, Seat, str]:
    desk, agent = phone("8001", AGENT), seat("8001")
    agent.ready()
    call_id = agent.rings()
    desk.takes()
    agent.comes_to("talking")
    return desk, agent, call_id


def hears(phone: Phone, pitch: float) -> bool:
    """Whether this pitch is in what the telephone heard; in between is a fault."""
    loud = loudness(samples(phone.heard), pitch)
    assert loud > HEARD or loud < NOT_HEARD, f"{pitch} Hz at {phone.agent}: {loud:.0f}"
    return loud > HEARD


@pytest.mark.parametrize(
    ("mode", "agent_hears", "customer_hears"),
    [("listen", False, False), ("whisper", True, False), ("barge", True, True)],
)
def test_who_hears_the_supervisor(
    seat: Seats,
    phone: Phones,
    customer: Callable[[], TalkingCustomer],
    oracle: Oracle,
    boss: Boss,
    mode: str,
    agent_hears: bool,
    customer_hears: bool,
) -> None:
    caller = customer()
    desk, agent, _ = in_talk(seat, phone)
    own = phone(DESK, SUPERVISOR)
    supervision = boss.joins(agent, own, mode)
    (seen,) = agent.get("/seat/recording")["supervisors"]
    assert seen["mode"] == mode, "the agent is told"
    time.sleep(4)  # they talk
    boss.ask(f"/supervision/{supervision}/stop")
    own.happens("CALL_CLOSED")
    until(lambda: boss.now is None, "the supervisor is out")
    assert agent.state == "talking", "the call goes on"
    desk.press("hangup")
    agent.comes_to("after_call_work")
    ((_, call),) = oracle.agrees(1).items()
    assert [(leg["agent"], leg["result"]) for leg in call["legs"]] == [("8001", "answered")], "no leg of the call"
    caller.happens("CALL_CLOSED")
    assert hears(own, AGENT) and hears(own, CUSTOMER)
    assert hears(desk, CUSTOMER) and hears(caller, AGENT)
    assert (hears(desk, SUPERVISOR), hears(caller, SUPERVISOR)) == (agent_hears, customer_hears)


def test_the_mode_changes_without_another_ring_and_the_end_of_the_call_ends_it(
    seat: Seats, phone: Phones, customer: Callable[[], TalkingCustomer], oracle: Oracle, boss: Boss
) -> None:
    customer()
    desk, agent, _ = in_talk(seat, phone)
    own = phone(DESK, SUPERVISOR)
    supervision = boss.joins(agent, own, "listen")
    for mode in ("whisper", "barge", "listen"):
        boss.ask(f"/supervision/{supervision}/mode", {"mode": mode})
        until(lambda mode=mode: boss.now["mode"] == mode, mode)  # type: ignore[misc]
    assert sum(one.get("type") == "CALL_INCOMING" for one in own.events) == 1
    person = agent.view["own"]["person_id"]
    desk.press("hangup")
    own.happens("CALL_CLOSED")
    until(lambda: boss.now is None, "the supervision ends with the call")
    agent.comes_to("after_call_work")
    oracle.agrees(1)
    gone = boss.client.post(
        f"/api/calls/agents/{person}/listen", {"mode": "listen", "extension": DESK, "why": "too late"}
    )
    assert (gone.status_code, gone.json()["error"]["id"]) == (409, "transition_refused")


def test_a_telephone_that_is_not_there_or_not_answered(
    seat: Seats, phone: Phones, customer: Callable[[], TalkingCustomer], boss: Boss
) -> None:
    customer()
    _, agent, _ = in_talk(seat, phone)
    person = agent.view["own"]["person_id"]
    boss.ask(f"/agents/{person}/listen", {"mode": "listen", "extension": "8005", "why": "no telephone there"})
    until(lambda: boss.now is None, "the refusal")
    own = phone(DESK, SUPERVISOR)
    boss.ask(f"/agents/{person}/listen", {"mode": "listen", "extension": DESK, "why": "not answered"})
    own.rings()
    own.press("hangup")
    until(lambda: boss.now is None, "nobody answered")
    assert agent.state == "talking"


@pytest.mark.parametrize("at_once", [False, True])
def test_a_supervisor_takes_the_call_over(
    seat: Seats, phone: Phones, customer: Callable[[], TalkingCustomer], oracle: Oracle, boss: Boss, at_once: bool
) -> None:
    caller = customer()
    desk, agent, call_id = in_talk(seat, phone)
    own = phone(DESK, SUPERVISOR)
    supervision = boss.joins(agent, own, "listen", take_over=at_once)
    if not at_once:
        boss.ask(f"/supervision/{supervision}/take-over")
    agent.comes_to("after_call_work")
    desk.happens("CALL_CLOSED")
    until(lambda: boss.now["taken_over_at"], "the take-over")
    time.sleep(3)  # customer and supervisor talk
    story = boss.client.get(f"/api/calls/{call_id}").json()
    assert story["call"]["state"] == "talking"
    own.press("hangup")
    caller.happens("CALL_CLOSED")
    until(lambda: boss.now is None, "the supervisor is out")
    ((_, call),) = oracle.agrees(1).items()
    assert [(leg["agent"], leg["result"], leg["kind"]) for leg in call["legs"]] == [
        ("8001", "transferred", "taken_over")
    ]
    assert call["talk_ms"] == call["legs"][0]["talk_ms"], "what the supervisor talks is not the agent's"
    assert hears(caller, SUPERVISOR) and hears(own, CUSTOMER)
    assert not hears(desk, SUPERVISOR)


def test_a_call_that_was_taken_over_is_known_to_another_reading_hub(
    hub: HubProcess,
    database: Database,
    seat: Seats,
    phone: Phones,
    customer: Callable[[], TalkingCustomer],
    oracle: Oracle,
    boss: Boss,
    asterisk: Rig,
    tmp_path: Path,
) -> None:
    caller = customer()
    _, agent, call_id = in_talk(seat, phone)
    own = phone(DESK, SUPERVISOR)
    boss.joins(agent, own, "listen", take_over=True)
    agent.comes_to("after_call_work")
    until(lambda: boss.now["taken_over_at"], "the take-over")

    def state() -> str:
        with database.read() as db:
            return db.get_one(Call, uuid.UUID(call_id)).state

    url = str(database.engine.url.render_as_string(hide_password=False))
    with hub_process(url, asterisk.url, tmp_path / "second.log"):
        hub.kill()
        until(lambda: _reads(database), "the other hub reads", within_s=10)
        time.sleep(2)  # it has compared
        assert state() == "talking", "it goes on"
        own.press("hangup")
        caller.happens("CALL_CLOSED")
        until(lambda: state() == "ended", "the end, seen by the other hub")
        hub.start()
    ((_, call),) = oracle.agrees(1).items()
    assert (call["outcome"], call["legs"][0]["kind"]) == ("answered", "taken_over")


def _reads(database: Database) -> bool:
    """Whether some hub has begun to read anew within the last seconds: the first of its events is that the line was lost."""
    with database.read() as db:
        return "line_lost" in db.scalars(select(ExchangeCursor.event_id)).one()
