"""A small centre for tests of calls: two queues, three agents, and an exchange that is told by hand."""

import itertools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake import transaction
from agent_desk.hub.calls.orders import jobs
from agent_desk.hub.exchange.protocol.calls import (
    Answered,
    AnyEvent,
    Ended,
    Held,
    LegEnded,
    Offered,
    Retrieved,
    RingEnded,
    Ringing,
    Transferred,
)
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import (
    AgentInterval,
    AgentState,
    Call,
    CallLeg,
    Disposition,
    NotReadyReason,
    Queue,
    QueueMember,
)
from agent_desk.models.kit import Change
from agent_desk.models.people import Person
from tests.conftest import Staff

EXCHANGE = "simulated"
BEGIN = datetime(2025, 11, 13, 6, 0, tzinfo=UTC)


@dataclass
class Story:
    """Tells events to the hub as the exchange would, a moment after one another, and looks at what came of them."""

    hub_context: HubContext
    people: dict[str, uuid.UUID]
    at: datetime = BEGIN
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def later(self, ms: int) -> "Story":
        """Let time pass on the exchange and the hub."""
        self.at += timedelta(milliseconds=ms)
        return self

    def tell(self, *events: AnyEvent) -> transaction.Taken:
        """One batch, committed."""
        return self.work(transaction.apply, EXCHANGE, events)

    def work(self, do: Callable[..., Any], *given: Any, caller: Caller | None = None, **named: Any) -> Any:
        """A committed unit of work at the story's moment."""
        with self.hub_context.database.write() as db:
            return do(Unit(db=db, now=self.at, jobs=self.hub_context.jobs, caller=caller), *given, **named)

    def head(self, call: str) -> dict[str, Any]:
        """What every event carries."""
        return {"id": f"e{next(self.numbers)}", "at": self.at, "call": call}

    def offered(self, call: str, queue: str = "account", caller: str = "13800138000", **more: Any) -> Offered:
        return Offered(**self.head(call), queue=queue, caller=caller, **more)

    def ringing(self, call: str, agent: str = "8001", queue: str = "account") -> Ringing:
        return Ringing(**self.head(call), agent=agent, queue=queue)

    def ring_ended(self, call: str, why: Any = "missed", agent: str = "8001", ring_ms: int = 20_000) -> RingEnded:
        return RingEnded(**self.head(call), agent=agent, ring_ms=ring_ms, why=why)

    def answered(
        self, call: str, agent: str = "8001", queue: str = "account", wait_ms: int = 9_000, ring_ms: int = 3_000
    ) -> Answered:
        return Answered(**self.head(call), agent=agent, queue=queue, wait_ms=wait_ms, ring_ms=ring_ms)

    def held(self, call: str, agent: str = "8001") -> Held:
        return Held(**self.head(call), agent=agent)

    def retrieved(self, call: str, agent: str = "8001", hold_ms: int = 5_000) -> Retrieved:
        return Retrieved(**self.head(call), agent=agent, hold_ms=hold_ms)

    def transferred(
        self, call: str, kind: Any, target: str, agent: str = "8001", talk_ms: int = 40_000, hold_ms: int = 0
    ) -> Transferred:
        return Transferred(**self.head(call), agent=agent, kind=kind, target=target, talk_ms=talk_ms, hold_ms=hold_ms)

    def leg_ended(
        self, call: str, agent: str = "8001", talk_ms: int = 60_000, hold_ms: int = 0, by: Any = "customer"
    ) -> LegEnded:
        return LegEnded(**self.head(call), agent=agent, talk_ms=talk_ms, hold_ms=hold_ms, by=by)

    def ended(self, call: str, outcome: Any = "answered", wait_ms: int = 9_000) -> Ended:
        return Ended(**self.head(call), outcome=outcome, wait_ms=wait_ms)

    def talk(self, call: str, agent: str = "8001", queue: str = "account") -> None:
        """A call up to the talk."""
        self.tell(self.offered(call, queue), self.ringing(call, agent, queue))
        self.later(3_000).tell(self.answered(call, agent, queue))

    def talked(self, call: str, agent: str = "8001", queue: str = "account") -> None:
        """A whole call, up to after-call work."""
        self.talk(call, agent, queue)
        self.later(60_000).tell(self.leg_ended(call, agent), self.ended(call))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Rows to look at, that stay as they were read."""
        with self.hub_context.database.read() as db:
            yield db
            db.expunge_all()

    def call(self, key: str) -> Call:
        """The call's row."""
        with self.reading() as db:
            return db.scalars(select(Call).where(Call.exchange_key == key)).one()

    def legs(self, key: str) -> list[CallLeg]:
        """Its legs, in order."""
        with self.reading() as db:
            found = select(CallLeg).join(Call, Call.id == CallLeg.call_id).where(Call.exchange_key == key)
            return list(db.scalars(found.order_by(CallLeg.rung_at, CallLeg.id)))

    def agent(self, code: str = "8001") -> AgentState:
        """The agent's row."""
        with self.reading() as db:
            return db.get_one(AgentState, self.people[code])

    def intervals(self, code: str = "8001") -> list[AgentInterval]:
        """The agent's history, in order."""
        with self.reading() as db:
            found = select(AgentInterval).where(AgentInterval.person_id == self.people[code])
            return list(db.scalars(found.order_by(AgentInterval.started_at, AgentInterval.id)))

    def changes(self, entity: str = "call") -> list[Change]:
        """The changes told of an entity, in order."""
        with self.reading() as db:
            return list(db.scalars(select(Change).where(Change.entity == entity).order_by(Change.id)))

    def jobs(self, task: str) -> list[dict[str, Any]]:
        """What waits to be told to the exchange."""
        with self.reading() as db:
            found = text("SELECT args FROM procrastinate_jobs WHERE task_name = :task ORDER BY id")
            return [row[0] for row in db.execute(found, {"task": task})]

    def put(self, code: str, state: str, **more: Any) -> None:
        """Put an agent into a state at rest."""
        reason = "break" if state == "not_ready" else None
        with self.hub_context.database.write() as db:
            row = db.get_one(AgentState, self.people[code])
            row.state, row.reason, row.since_at = state, reason, self.at
            for name, value in more.items():
                setattr(row, name, value)


@pytest.fixture
def story(hub_context: HubContext, staff: Staff) -> Story:
    """Agents 8001, 8002 and 8003 are ready in the queues account (after-call work limited to 60 s) and loan (no limit)."""
    jobs.register(hub_context)
    people = {code: staff.person(f"agent{code}", "agent", agent_code=code).id for code in ("8001", "8002", "8003")}
    with hub_context.database.write() as db:
        account = Queue(
            code="account", name_zh="账户", name_en="Accounts", acw_mode="mandatory_limit", acw_limit_ms=60_000
        )
        loan = Queue(code="loan", name_zh="贷款", name_en="Loans", acw_mode="mandatory", acw_limit_ms=0, position=1)
        db.add_all([account, loan])
        db.flush()
        for code, person in people.items():
            db.add_all(QueueMember(queue_id=queue.id, person_id=person) for queue in (account, loan))
            db.add(AgentState(person_id=person, state="ready", since_at=BEGIN))
            db.add(AgentInterval(person_id=person, state="ready", started_at=BEGIN))
            assert code
        db.add(NotReadyReason(code="break", name_zh="小休", name_en="Break"))
        db.add(Disposition(code="account", name_zh="账户", name_en="Accounts"))
        db.flush()
        db.add(Disposition(code="account.balance", parent_code="account", name_zh="余额", name_en="Balance"))
        db.add(Disposition(code="account.fee", parent_code="account", name_zh="收费", name_en="Fees"))
    return Story(hub_context, people)


@pytest.fixture
def agent(hub_context: HubContext, story: Story) -> Caller:
    """Agent 8001 at their seat."""
    return caller_of(hub_context, story.people["8001"])


def caller_of(hub_context: HubContext, person_id: uuid.UUID, *permissions: str) -> Caller:
    """A person as a service sees them."""
    granted = permissions or ("calls.take", "calls.view", "customers.view", "customers.verify")
    with hub_context.database.read() as db:
        person = db.get_one(Person, person_id)
        return Caller(
            person_id=person.id,
            login=person.login,
            name=person.name,
            session_id=uuid.uuid4(),
            seat="test",
            roles=frozenset({"agent"}),
            permissions=frozenset(granted),
            agent_code=person.agent_code,
        )
