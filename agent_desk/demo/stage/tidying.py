"""After an earlier demonstration, however it ended: nobody sits anywhere, and no call is at a seat."""

import uuid
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, CallLeg
from agent_desk.models.people import SeatSession


def tidy(db: Session, now: datetime) -> int:
    """Sign everybody out and end what was under way; how many people and calls that were. No hub may be running.

    Half-finished calls ended with the exchange that held them: whoever had been answered was answered, the others gave up.
    """
    seats = db.execute(
        update(SeatSession)
        .where(SeatSession.ended_at.is_(None))
        .values(ended_at=now, end_reason="signed_out")
        .returning(SeatSession.id)
    ).all()
    agents = db.scalars(select(AgentState).where(AgentState.state != "signed_out").with_for_update()).all()
    for agent in agents:
        _sign_out(db, agent, now)
    calls = db.scalars(select(Call).where(Call.state != "ended").with_for_update()).all()
    for call in calls:
        _end(db, call, now)
    return len(seats) + len(agents) + len(calls)


def _sign_out(db: Session, agent: AgentState, now: datetime) -> None:
    agent.state, agent.since_at = "signed_out", max(now, agent.since_at)
    agent.reason = agent.next_state = agent.next_reason = agent.state_before = agent.reason_before = None
    agent.call_id = agent.wrapup_call_id = agent.acw_from_at = agent.limit_at = agent.seat_lost_at = None
    agent.misses = 0
    agent.version += 1
    open_one = db.scalar(
        select(AgentInterval).where(AgentInterval.person_id == agent.person_id, AgentInterval.ended_at.is_(None))
    )
    if open_one is not None:
        open_one.ended_at = max(now, open_one.started_at)
    db.flush()
    db.add(AgentInterval(person_id=agent.person_id, state="signed_out", started_at=agent.since_at))


def _end(db: Session, call: Call, now: datetime) -> None:
    call.state, call.ended_at, call.ended_by = "ended", max(now, call.offered_at), "lost"
    call.outcome = "answered" if call.answered_at is not None else "abandoned_queue"
    call.muted = False
    call.version += 1
    _close_legs(db, call.id, now)


def _close_legs(db: Session, call_id: uuid.UUID, now: datetime) -> None:
    for leg in db.scalars(select(CallLeg).where(CallLeg.call_id == call_id, CallLeg.ended_at.is_(None))):
        leg.ended_at = max(now, leg.rung_at)
        leg.result = "answered" if leg.answered_at is not None else "caller_gone"
