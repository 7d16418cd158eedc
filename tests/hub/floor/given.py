"""Queues, agents and calls as a test needs them, straight into the tables."""

import itertools
import uuid
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.people import Person

_keys = itertools.count(1)
MS = timedelta(milliseconds=1)


def queue(db: Session, code: str, *, zone: str | None = None, position: int = 0) -> Queue:
    made = Queue(id=uuid.uuid4(), code=code, name_zh=f"{code}队列", name_en=code.title(), zone=zone, position=position)
    db.add(made)
    db.flush()
    return made


def agent(
    db: Session, code: str, *queues: Queue, state: str = "signed_out", since_at: datetime | None = None
) -> Person:
    """An agent; with `since_at` also the row of their state."""
    person = Person(id=uuid.uuid4(), login=f"a{code}", name=f"坐席{code}", name_en=f"Agent {code}", agent_code=code)
    db.add(person)
    db.flush()
    db.add_all(QueueMember(queue_id=one.id, person_id=person.id) for one in queues)
    if since_at is not None:
        db.add(AgentState(person_id=person.id, state=state, since_at=since_at))
    db.flush()
    return person


def call(
    db: Session,
    queue: Queue,
    offered_at: datetime,
    outcome: str | None,
    wait_s: float = 0,
    *,
    by: Person | None = None,
    talk_s: float = 0,
    hold_s: float = 0,
    acw_s: float = 0,
    direction: str = "inbound",
    caller: str = "+8613800138000",
    exchange: str = "simulated",
) -> Call:
    """A call that has ended, or (outcome None) is still waiting, or still talked to by `by`; `by` gets the leg."""
    wait, talk, hold, acw = (round(s * 1000) for s in (wait_s, talk_s, hold_s, acw_s))
    answered_at = offered_at + wait * MS if by is not None else None
    ended_at = offered_at + (wait + talk + hold) * MS if outcome else None
    made = Call(
        id=uuid.uuid4(),
        exchange=exchange,
        exchange_key=f"k{next(_keys)}",
        direction=direction,
        queue_id=queue.id,
        caller=caller,
        state="ended" if outcome else "talking" if by else "waiting",
        outcome=outcome,
        offered_at=offered_at,
        rung_at=answered_at,
        answered_at=answered_at,
        ended_at=ended_at,
        wait_ms=wait,
        talk_ms=talk,
        hold_ms=hold,
        acw_ms=acw,
        agent_id=by.id if by else None,
    )
    db.add(made)
    db.flush()
    if by is not None:
        leg(db, made, by, answered_at or offered_at, ended_at, talk, hold, acw)
    return made


def leg(
    db: Session,
    call: Call,
    by: Person,
    answered_at: datetime,
    ended_at: datetime | None,
    talk_ms: int = 0,
    hold_ms: int = 0,
    acw_ms: int = 0,
) -> None:
    """One agent's part in a call."""
    db.add(
        CallLeg(
            call_id=call.id,
            person_id=by.id,
            queue_id=call.queue_id,
            rung_at=answered_at,
            answered_at=answered_at,
            ended_at=ended_at,
            talk_ms=talk_ms,
            hold_ms=hold_ms,
            acw_ms=acw_ms,
            result="answered" if ended_at else "open",
        )
    )
    db.flush()
