"""What the exchange is told, after the commit: orders once or not at all, presence as a level that always comes right."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete

from agent_desk.demo.exchange.adapter import SimulatedExchange, SimulatorControl
from agent_desk.hub.calls.orders import control, jobs
from agent_desk.hub.calls.orders.commands import WORDS, CallOrder, MakesCommand
from agent_desk.hub.exchange.protocol.calls import HangUp, Hold, SeenAgent
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.models.calls.calls import Queue, QueueMember
from agent_desk.schemas.calls.records import TransferForm
from tests.fixtures.calls import Story
from tests.fixtures.exchange import running_server
from tests.fixtures.hub import set_clocks


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with running_server() as port:
        yield port


@pytest.fixture
def control_line(port: int, story: Story) -> Iterator[SimulatorControl]:
    """The exchange of the story's hub, empty."""
    exchange = SimulatedExchange("127.0.0.1", port)
    story.hub_context.exchange = exchange
    story.at = datetime.now(UTC)
    set_clocks(story.hub_context, lambda: story.at)
    with SimulatorControl("127.0.0.1", port) as line:
        yield line
        for call in line.snapshot().calls:
            line.hang_up_customer(call.call)
        for code in story.people:
            story.put(code, "signed_out", call_id=None)
            align(story, code)
    exchange.close()


def align(story: Story, code: str = "8001", *, joins: bool = False) -> None:
    jobs.align(story.hub_context, story.people[code], joins=joins, command_id=uuid.uuid4().hex)


def there(line: SimulatorControl, code: str = "8001") -> SeenAgent | None:
    return next((one for one in line.snapshot().agents if one.agent == code), None)


def refusals(story: Story) -> list[dict[str, Any]]:
    return [one.hint for one in story.changes("command")]


# ---------------------------------------------------------------------- orders


def made(command: str) -> MakesCommand:
    """As an agent gives it; of the words here only one says more than whose call it is."""
    return partial(Hold, on=True) if command == "hold" else WORDS[command]


@pytest.mark.parametrize(
    ("state", "command"),
    [("reserved", "hold"), ("reserved", "hang_up"), ("talking", "answer"), ("on_hold", "refuse")],
)
def test_an_order_that_makes_no_sense_now_is_refused_at_once(
    story: Story, agent: Caller, state: str, command: str
) -> None:
    story.tell(story.offered("c1"), story.ringing("c1"))
    if state != "reserved":
        story.tell(story.answered("c1"))
    if state == "on_hold":
        story.tell(story.held("c1"))
    with pytest.raises(TransitionRefused) as refused:
        story.work(control.order, story.call("c1").id, made(command), caller=agent)
    assert refused.value.values == {"state": state, "trigger": command}
    assert story.jobs("calls.command") == []


def test_nobody_orders_about_a_colleagues_call_or_one_that_is_not(story: Story, agent: Caller) -> None:
    story.talk("c1", "8002")
    with pytest.raises(TransitionRefused):
        story.work(control.order, story.call("c1").id, HangUp, caller=agent)
    with pytest.raises(NotFound):
        story.work(control.order, uuid.uuid4(), HangUp, caller=agent)


def test_an_order_moves_nothing_until_the_exchange_tells(story: Story, agent: Caller) -> None:
    story.talk("c1")
    form = TransferForm(kind="blind_queue", target="loan")
    asked = story.work(control.transfer, story.call("c1").id, form, caller=agent)
    (job,) = story.jobs("calls.command")
    assert (job["command_id"], job["command"], job["details"]) == (
        str(asked.command_id),
        "transfer",
        {"kind": "blind_queue", "target": "loan"},
    )
    assert (story.agent().state, story.call("c1").state) == ("talking", "talking")


def ring(story: Story, line: SimulatorControl) -> dict[str, Any]:
    """A call rings at 8001 on the exchange and with us; the order to answer it."""
    align(story, joins=True)
    key = line.place_call("account", "13800138000")
    story.tell(story.offered(key), story.ringing(key))
    return {
        "command_id": str(uuid.uuid4()),
        "command": "answer",
        "call_id": str(story.call(key).id),
        "call_key": key,
        "person_id": str(story.people["8001"]),
        "agent_code": "8001",
        "asked_at": story.at.isoformat(),
        "details": {},
    }


def test_a_job_that_runs_twice_is_one_command(story: Story, control_line: SimulatorControl) -> None:
    order = ring(story, control_line)
    jobs.carry_out(story.hub_context, CallOrder.read(order))
    jobs.carry_out(story.hub_context, CallOrder.read(order))
    (call,) = control_line.snapshot().calls
    assert call.state == "talking"
    assert refusals(story) == []


def test_an_order_that_comes_too_late_is_dropped_and_the_person_told(
    story: Story, control_line: SimulatorControl
) -> None:
    order = ring(story, control_line)
    order["asked_at"] = (story.at - timedelta(seconds=11)).isoformat()
    jobs.carry_out(story.hub_context, CallOrder.read(order))
    assert control_line.snapshot().calls[0].state == "ringing"
    assert refusals(story) == [{"command": "answer", "error": "too_late", "call": order["call_id"]}]


def test_a_refusal_of_the_exchange_is_told_to_the_person_alone(story: Story, control_line: SimulatorControl) -> None:
    order = {**ring(story, control_line), "call_key": "gone"}
    jobs.carry_out(story.hub_context, CallOrder.read(order))
    assert refusals(story)[0]["error"] == "no_such_call"
    assert story.changes("command")[0].audience == [f"person:{story.people['8001']}"]


def test_an_exchange_that_is_away_is_told_as_such(story: Story) -> None:
    story.hub_context.exchange = SimulatedExchange("127.0.0.1", 1)
    set_clocks(story.hub_context, lambda: story.at)
    story.tell(story.offered("c1"), story.ringing("c1"))
    order = {
        "command_id": str(uuid.uuid4()),
        "command": "hold",
        "call_id": str(story.call("c1").id),
        "call_key": "c1",
        "person_id": str(story.people["8001"]),
        "agent_code": "8001",
        "asked_at": story.at.isoformat(),
        "details": {"on": True},
    }
    jobs.carry_out(story.hub_context, CallOrder.read(order))
    assert refusals(story)[0]["error"] == "exchange_down"
    align(story, joins=True)
    assert story.agent().state == "reserved", "a state is not put right because a line is away"


# ---------------------------------------------------------------------- presence


def test_presence_follows_the_state(story: Story, control_line: SimulatorControl) -> None:
    align(story, joins=True)
    first = there(control_line)
    assert first is not None and first.available and first.queues == ("account", "loan")
    story.put("8001", "not_ready", version=2)
    align(story)
    second = there(control_line)
    assert second is not None and not second.available
    story.put("8001", "signed_out", version=3, reason=None)
    align(story)
    assert there(control_line) is None


def test_jobs_in_the_wrong_order_still_come_right(story: Story, control_line: SimulatorControl) -> None:
    """The job of an older state runs last: it brings what holds, not what held when it was written."""
    align(story, joins=True)
    older, newer = uuid.uuid4().hex, uuid.uuid4().hex
    story.put("8001", "not_ready", version=8)
    for job in (newer, older, older):
        jobs.align(story.hub_context, story.people["8001"], joins=False, command_id=job)
        now = there(control_line)
        assert now is not None and not now.available
    story.put("8001", "ready", version=9, reason=None)
    jobs.align(story.hub_context, story.people["8001"], joins=False, command_id=older)
    now = there(control_line)
    assert now is not None and now.available


def test_an_exchange_that_has_forgotten_the_agent_gets_them_back(story: Story, control_line: SimulatorControl) -> None:
    align(story)
    now = there(control_line)
    assert now is not None and now.available


def test_an_agent_whom_the_exchange_does_not_take_is_signed_out_and_told_why(
    story: Story, control_line: SimulatorControl
) -> None:
    with story.hub_context.database.write() as db:
        queue = Queue(code="nowhere", name_zh="无", name_en="Nowhere")
        db.add(queue)
        db.flush()
        db.add(QueueMember(queue_id=queue.id, person_id=story.people["8001"]))
        nowhere = queue.id
    story.put("8001", "not_ready")
    align(story, joins=True)
    seen = there(control_line)
    assert story.agent().state == "not_ready" and seen is not None, "the queues that there are take them"
    with story.hub_context.database.write() as db:
        db.execute(
            delete(QueueMember).where(QueueMember.person_id == story.people["8001"], QueueMember.queue_id != nowhere)
        )
    align(story, joins=True)
    assert story.agent().state == "signed_out"
    assert refusals(story)[-1]["error"] == "no_such_queue"


def test_without_an_exchange_nothing_is_told(story: Story) -> None:
    story.hub_context.exchange = None
    align(story, joins=True)
    assert refusals(story) == []
