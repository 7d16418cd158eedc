"""Whoever signs out, or whose sign-in ends, leaves the queues as well: no call may ring at an empty seat.

`people` does not know of calls, so it has a hook for what else a sign-out means (`AT_SIGN_OUT`): it is done in the very
transaction that ends the sign-in, and a desk that dies in between cannot forget it. What ends without anybody asking (a
sign-in that runs out, one that an administrator ends) has no such moment, so a duty looks for it every two seconds.

Leaving goes by the table of rules.py: at rest it holds at once; during a call or after-call work it is asked, the call
goes on, the wrap-up stays open, and signing in again takes the wish back. It is not the case of a silent seat: there the
person is still signed in, so the seat is lost and the state stays (duties.py). It is not silent either: it is audited, the
supervisor sees the state, and the desk says why its sign-in is over.
"""

import uuid
from datetime import datetime
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.intake.transaction import persistently
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState
from agent_desk.models.people import SeatSession

log = structlog.get_logger()


def leave(unit: Unit, person_id: uuid.UUID) -> str | None:
    """Take somebody out of the queues; what they are still busy with, or None where they have left at once."""
    board = Switchboard(unit)
    agent = board.load_person(person_id)
    if agent is None or agent.state.state == "signed_out":
        return None
    if agent.state.next_state != "signed_out":
        board.move(agent, "sign_out", at=unit.now)
        still = agent.state.state != "signed_out"
        unit.audit("calls.seat_sign_out", "agent_state", person_id, asked=still, with_sign_in=True)
        board.finish()
    return agent.state.state if agent.state.state != "signed_out" else None


def sign_out_the_gone(hub_context: HubContext) -> int:
    """Take everybody out of the queues whose sign-in has ended; how many. Each in a transaction of their own."""
    now = now_to_delete(hub_context)
    with hub_context.database.read() as db:
        gone = without_sign_in(db, now)
    for person_id in gone:
        persistently(hub_context, partial(_leave_if_gone, person_id=person_id))
    return len(gone)


def without_sign_in(db: Session, now: datetime, *, among: uuid.UUID | None = None) -> list[uuid.UUID]:
    """Agents in the queues who have not asked to leave, were signed in once, and are not any more."""
    of_them = select(SeatSession.id).where(SeatSession.person_id == AgentState.person_id)
    signed_in = of_them.where(SeatSession.ended_at.is_(None), SeatSession.expires_at > now)
    found = select(AgentState.person_id).where(
        AgentState.state != "signed_out",
        AgentState.next_state.is_distinct_from("signed_out"),
        of_them.exists(),
        ~signed_in.exists(),
    )
    return list(db.scalars(found if among is None else found.where(AgentState.person_id == among)))


def _leave_if_gone(unit: Unit, person_id: uuid.UUID) -> None:
    # Between looking and now they may have signed in again.
    if without_sign_in(unit.db, unit.now, among=person_id):
        leave(unit, person_id)
        log.info("a sign-in has ended, its agent leaves the queues", person=str(person_id))
