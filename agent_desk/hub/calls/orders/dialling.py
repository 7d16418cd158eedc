"""Agents call somebody: by a customer's contact point, whose number stays in the hub, or by a number that was typed.

The call's row is made here, in one transaction with the agent's state and before the exchange knows of it, with a key of our own;
what becomes of it is told by the exchange's events. Where the order cannot be carried out, the agent is where they were.
"""

import uuid
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.errors import CannotDial
from agent_desk.hub.calls.intake.dialling_events import fail
from agent_desk.hub.calls.orders.control import send
from agent_desk.hub.calls.orders.outgoing import outgoing
from agent_desk.hub.calls.seat.seats import mine
from agent_desk.hub.calls.seat.wrapup import remember
from agent_desk.hub.calls.state import rules
from agent_desk.hub.calls.state.machine import Agent
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.customers import service as customers
from agent_desk.hub.exchange.protocol.calls import Exchange
from agent_desk.hub.exchange.protocol.dialling import DIAL_PREFIX, Dial
from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.centre import area_code
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import ExchangeDown, TransitionRefused
from agent_desk.hub.kit.phone_numbers import Number, as_dialled, canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue, QueueMember
from agent_desk.schemas.calls.dialling import DialForm
from agent_desk.schemas.calls.records import Asked
from agent_desk.schemas.calls.settings import DIALLING

OWN_TELEPHONE: Final = frozenset({"telephone_busy", "no_such_extension", "not_dialled"})


def dial(unit: Unit, exchange: Exchange | None, form: DialForm) -> Asked:
    """Call somebody. Raises NotAnAgent, NotFound, CannotDial, TransitionRefused, ExchangeDown (there is none)."""
    number, customer_id = _whom(unit, form)
    point = str(form.contact_point_id) if form.contact_point_id else None
    return begin(unit, exchange, number, customer_id, {"contact_point": point})[1]


def begin(
    unit: Unit, exchange: Exchange | None, number: Number, customer_id: uuid.UUID | None, written: dict[str, Any]
) -> tuple[Call, Asked]:
    """Call this number from the caller's own seat; `written` goes into the audit entry. Raises as `dial`."""
    if exchange is None:
        raise ExchangeDown()
    digits = outgoing(unit, number)
    centre = settings_in_force.read(unit.db, DIALLING, unit.now)
    board, agent = mine(unit)
    board.exchange = exchange.name
    queue = _queue_of(unit.db, agent.person_id)
    call = Call(
        id=uuid.uuid4(),
        exchange=exchange.name,
        exchange_key=f"{DIAL_PREFIX}{uuid.uuid4().hex}",
        direction="outbound",
        queue_id=queue.id,
        caller=number.line,
        caller_raw="",
        state="ringing",
        offered_at=unit.now,
        customer_id=customer_id,
        wait_ms=0,
        talk_ms=0,
        hold_ms=0,
        acw_ms=0,
        muted=False,
        version=0,
    )
    _begin(board, agent, call, queue)
    remember(unit, call)
    unit.audit("calls.dial", "call", call.id, customer=str(customer_id) if customer_id else None, **written)
    dialled = partial(Dial, number=digits, shows=centre.shows)
    return call, send(unit, call, agent.person_id, agent.code, dialled)


def _whom(unit: Unit, form: DialForm) -> tuple[Number, uuid.UUID | None]:
    if form.contact_point_id is None:
        number = canonical(form.number or "", area=area_code(unit.db))
        if not as_dialled(number) or number.kind == "internal":
            raise CannotDial(why="not_a_number")
        return number, None
    customer_id, value = customers.contact_point(unit.db, form.contact_point_id)
    number = canonical(value)
    if number.dialable is None:
        raise CannotDial(why="not_a_number")
    return number, customer_id


def _queue_of(db: Session, person_id: uuid.UUID) -> Queue:
    """Under which queue the call is listed, and whose rule of after-call work holds: the agent's first, else the centre's."""
    own = (
        select(QueueMember.queue_id)
        .where(QueueMember.queue_id == Queue.id, QueueMember.person_id == person_id)
        .exists()
    )
    first = select(Queue).where(Queue.active).order_by(own.desc(), Queue.position, Queue.code).limit(1)
    queue = db.scalar(first)
    if queue is None:
        raise CannotDial(why="no_queue")
    return queue


def _begin(board: Switchboard, agent: Agent, call: Call, queue: Queue) -> None:
    now = board.unit.now
    try:
        rules.step(board.facts(agent), "dial")
    except rules.TransitionRefused as refused:
        raise TransitionRefused(state=refused.state, trigger=refused.trigger) from refused
    board.add_calls([call])
    board.move(agent, "dial", at=now, call=call)
    board.start_leg(call, agent, queue, now)
    board.touch(call, agent)
    board.finish()


def not_dialled(hub_context: HubContext, call_id: uuid.UUID, person_id: uuid.UUID, error: str) -> None:
    """The exchange did not take the order: the agent is back where they were."""
    with hub_context.database.write() as db:
        board = Switchboard(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs))
        agent, call = board.load_person(person_id), board.bring_call(call_id)
        if agent is not None and call is not None and call.state != "ended" and call.answered_at is None:
            fail(board, call, agent, "not_lifted" if error in OWN_TELEPHONE else "unreachable", board.unit.now)
        board.finish()
