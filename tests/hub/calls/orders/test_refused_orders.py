"""Every order to the exchange that comes to nothing leaves everybody where they were, so that it can be given again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any, Final

import pytest
from sqlalchemy import select, update

from agent_desk.hub.calls.errors import CannotDial
from agent_desk.hub.calls.orders import consultation, control, dialling, jobs
from agent_desk.hub.calls.orders.commands import CallOrder
from agent_desk.hub.calls.seat import callback_list, pick_up
from agent_desk.hub.cases.kinds import service as kinds
from agent_desk.hub.cases.papers import calls as papers
from agent_desk.hub.exchange.protocol.calls import Answer, AnyCommand, ExchangeLost, HangUp, Hold, Mute, Refuse, Result
from agent_desk.hub.exchange.protocol.dialling import (
    CancelConsult,
    CompleteTransfer,
    ConsultAnswered,
    ConsultBegan,
    DialFailed,
    Dialling,
    Join,
    Parked,
)
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.supervising import tasks
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
from agent_desk.models.calls.dialling import Consultation
from agent_desk.models.calls.voice_plan import Callback
from agent_desk.models.supervising import CallbackTask
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.calls.dialling import ConsultForm, DialForm
from agent_desk.schemas.calls.records import Asked, TransferForm
from agent_desk.schemas.calls.settings import RINGS, RingRules
from agent_desk.schemas.cases.kinds.records import NewCase
from agent_desk.schemas.supervising.records import NewTask
from tests.fixtures.calls import EXCHANGE, Story, caller_of
from tests.fixtures.operations import declared
from tests.hub.calls.seat.test_callback_list import promised

BY_MEMORY: Final = {"digits": "1#"}
"""What stands in no row of a job."""
LINE: Final[Any] = SimpleNamespace(name=EXCHANGE)
Give = Callable[[], Any]


class OtherEnd:
    """An exchange that takes no order: it refuses, or its line is cut."""

    name = EXCHANGE

    def __init__(self, *, cut: bool) -> None:
        self._cut = cut

    def connect(self) -> None:
        if self._cut:
            raise ExchangeLost

    def perform(self, _command: AnyCommand) -> Result:
        if self._cut:
            raise ExchangeLost
        return Result(False, "telephone_busy")


# ---------------------------------------------------------------------- what comes before each order


def of_own_call(order: Callable[..., Any], *given: Any, ringing: bool = False, asks: bool = False) -> Any:
    """An order about the call that rings or is talked at the seat; `asks`: while a colleague is asked."""

    def prepare(story: Story, agent: Caller) -> Give:
        if ringing:
            story.tell(story.offered("c1"), story.ringing("c1"))
        else:
            story.talk("c1")
        if asks:
            head = partial(story.head, "c1")
            story.tell(story.held("c1"), ConsultBegan(**head(), agent="8001", kind="agent", target="8002"))
            story.tell(ConsultAnswered(**head(), agent="8001"))
        return lambda: story.work(order, story.call("c1").id, *given, caller=agent)

    return prepare


def parked(story: Story, agent: Caller) -> Give:
    story.talk("c1", "8002")
    story.tell(Parked(**story.head("c1"), place="7", agent="8002", talk_ms=5_000))
    return lambda: story.work(consultation.pick_up, story.call("c1").id, caller=agent)


def rings_elsewhere(story: Story, agent: Caller) -> Give:
    story.work(settings_store.put, RINGS, RingRules(pickup="centre"))
    story.tell(story.offered("c1"), story.ringing("c1", "8002"))
    return lambda: story.work(pick_up.pick_up_ring, story.call("c1").id, caller=agent)


def out_of_a_pause(story: Story, agent: Caller) -> Give:
    story.put("8001", "not_ready")
    return lambda: story.work(dialling.dial, LINE, DialForm(number="13912345678"), caller=agent)


def promise(story: Story, _agent: Caller) -> Give:
    callback_id = promised(story)
    return lambda: story.work(callback_list.take, LINE, callback_id, caller=dialler(story))


def task(story: Story, _agent: Caller) -> Give:
    story.tell(story.offered("c1"))
    story.later(40_000).tell(story.ended("c1", "abandoned_queue", wait_ms=40_000))
    boss = caller_of(story.hub_context, story.people["8003"], "floor.steer", "floor.view")
    row = story.work(tasks.add, NewTask(call_id=story.call("c1").id), caller=boss)
    return lambda: story.work(tasks.call_back, LINE, row.id, caller=dialler(story))


def from_a_case(story: Story, _agent: Caller) -> Give:
    rights = ("calls.take", "calls.dial", "calls.view", "kinds.use", "papers.use", "papers.listen")
    caller = replace(
        caller_of(story.hub_context, story.people["8001"], *rights), roles=frozenset({"agent", "supervisor"})
    )
    filled = {"subject": "x", "matter": "other", "urgency": "ordinary", "wish": "x", "telephone": "13912345678"}
    case = story.work(kinds.open_case, NewCase(kind="work_order", fields=filled), caller=caller)

    def give() -> Any:
        story.hub_context.exchange = LINE
        return story.work(papers.call_from_case, "kind_case", case.id, caller=caller)

    return give


def dialler(story: Story) -> Caller:
    return caller_of(story.hub_context, story.people["8001"], "calls.take", "calls.dial", "calls.view")


BEFORE: Final[dict[str, Callable[[Story, Caller], Give]]] = {
    "calls.answer": of_own_call(control.order, Answer, ringing=True),
    "calls.refuse": of_own_call(control.order, Refuse, ringing=True),
    "calls.hold": of_own_call(control.order, partial(Hold, on=True)),
    "calls.mute": of_own_call(control.order, partial(Mute, on=True)),
    "calls.hang_up": of_own_call(control.order, HangUp),
    "calls.transfer": of_own_call(control.transfer, TransferForm(kind="blind_queue", target="loan")),
    "calls.consult": of_own_call(consultation.consult, ConsultForm(kind="agent", target="8002")),
    "calls.complete": of_own_call(consultation.about_consultation, CompleteTransfer, asks=True),
    "calls.back_to_customer": of_own_call(consultation.about_consultation, CancelConsult, asks=True),
    "calls.join": of_own_call(consultation.about_consultation, Join, asks=True),
    "calls.press_keys": of_own_call(consultation.dtmf, BY_MEMORY["digits"]),
    "calls.park": of_own_call(consultation.park),
    "calls.pick_up": parked,
    "calls.pick_up_ring": rings_elsewhere,
    "calls.dial": out_of_a_pause,
    "calls.take_callback": promise,
    "supervising.call_back": task,
    "papers.call_from_case": from_a_case,
}
"""What stands before each operation that gives an order about a call, and the giving of it."""
KEEP_THE_ANSWER: Final = {"calls.start_recording", "calls.pause_recording", "calls.apply_voice_plan"}
"""Orders about something else than a call at a seat: their own row keeps what the exchange said (test_recording, test_apply)."""


# ---------------------------------------------------------------------- how everybody stands

_SEEN: Final[dict[type[Base], tuple[str, ...]]] = {
    AgentState: ("state", "reason", "state_before", "next_state", "call_id", "wrapup_call_id", "misses"),
    Call: ("id", "state", "parked_at", "muted", "customer_id"),
    CallLeg: ("id", "call_id", "person_id", "answered_at"),
    Consultation: ("id", "state", "ended_at"),
    Callback: ("state", "made_call_id", "attempts", "tried_at", "by_person_id", "ended_at"),
    CallbackTask: ("made_call_id", "attempts", "result", "ended_at"),
    WorkItem: ("person_id", "taken_by_id", "ended_at"),
}


def standing(story: Story) -> dict[str, list[tuple[Any, ...]]]:
    """All that people see at desk and floor; calls and parts in calls that are over are history."""
    with story.reading() as db:
        return {
            table.__tablename__: sorted(
                (
                    tuple(getattr(row, name) for name in names)
                    for row in db.scalars(select(table))
                    if not (table in (Call, CallLeg) and row.ended_at is not None)
                ),
                key=str,
            )
            for table, names in _SEEN.items()
        }


def carry_out(story: Story, *, since: int, asked_at: datetime) -> int:
    """Do what the jobs do that came since; how many there are by now."""
    rows = story.jobs("calls.command")
    for row in rows[since:]:
        jobs.carry_out(story.hub_context, CallOrder.read({**row, **BY_MEMORY, "asked_at": asked_at.isoformat()}))
    tasks.settle_what_is_over(story.hub_context)
    return len(rows)


def test_every_operation_that_gives_an_order_is_held_here() -> None:
    asks = {one.name for one in declared() if one.answer is Asked}
    assert asks == BEFORE.keys() | KEEP_THE_ANSWER


@pytest.mark.parametrize("operation", sorted(BEFORE))
def test_an_order_that_comes_to_nothing_leaves_everybody_where_they_were(
    story: Story, agent: Caller, operation: str
) -> None:
    give = BEFORE[operation](story, agent)
    before, done = standing(story), 0
    now = story.hub_context.now()
    for why, exchange, asked_at in (
        ("refused", OtherEnd(cut=False), now),
        ("line lost", OtherEnd(cut=True), now),
        ("no exchange", None, now),
        ("too late", OtherEnd(cut=False), now - timedelta(minutes=1)),
    ):
        story.later(1_000)
        give()
        story.hub_context.exchange = exchange  # type: ignore[assignment]
        done = carry_out(story, since=done, asked_at=asked_at)
        assert standing(story) == before, why
    told = [one.hint["error"] for one in story.changes("command")]
    assert told == ["telephone_busy", "exchange_down", "exchange_down", "too_late"], "the agent hears each time"


@pytest.mark.parametrize("operation", ["calls.dial", "calls.take_callback", "supervising.call_back"])
def test_a_number_that_is_not_allowed_changes_nothing(story: Story, agent: Caller, operation: str) -> None:
    give = BEFORE[operation](story, agent)
    with story.hub_context.database.write() as db:
        db.execute(update(Callback).values(number="110"))
        db.execute(update(CallbackTask).values(number="110"))
    if operation == "calls.dial":
        give = lambda: story.work(dialling.dial, LINE, DialForm(number="110"), caller=agent)  # noqa: E731
    before = standing(story)
    with pytest.raises(CannotDial):
        give()
    assert standing(story) == before and story.jobs("calls.command") == []


def test_an_attempt_is_counted_when_the_customer_is_called(story: Story) -> None:
    give = promise(story, dialler(story))
    states = []
    for lifts in (False, True, False):
        story.later(60_000)
        give()
        with story.reading() as db:
            key = db.scalars(
                select(Call.exchange_key)
                .where(Call.exchange_key.like("agent-desk-dial-%"))
                .order_by(Call.offered_at.desc())
            ).first()
        assert key is not None
        if lifts:
            story.later(2_000).tell(Dialling(**story.head(key), agent="8001"))
        why: Any = "no_answer" if lifts else "not_lifted"
        story.later(9_000).tell(DialFailed(**story.head(key), agent="8001", why=why, ring_ms=9_000))
        if not lifts:
            story.tell(story.ended("kept-c1", "abandoned_queue"))
        with story.reading() as db:
            (row,) = db.scalars(select(Callback)).all()
            states.append((row.state, row.attempts))
    assert states == [("lost", 0), ("not_reached", 1), ("not_reached", 1)]
