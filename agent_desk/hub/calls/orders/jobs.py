"""What the hub tells the exchange, always after the commit: any hub may carry it out.

Two kinds. An order of an agent (answer, hold, ...) is carried out once, or not at all: its id is the id of the command,
so a job that runs twice is one command, and one that comes too late is dropped. Presence (signed in, available) is no
order but a level: the job brings the exchange into line with what the database says when it runs, one at a time per
agent, so that it does not matter in which order two jobs run, or how often.
"""

import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import structlog
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.orders.commands import CallOrder
from agent_desk.hub.calls.orders.control import COMMAND
from agent_desk.hub.calls.orders.dialling import not_dialled
from agent_desk.hub.calls.state.metrics import COMMANDS
from agent_desk.hub.calls.state.switchboard import PRESENCE, Switchboard
from agent_desk.hub.exchange.protocol.calls import AnyCommand, ExchangeLost, Result, SetAvailable, SignIn, SignOut
from agent_desk.hub.exchange.protocol.dialling import Dial
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.phone_numbers import as_dialled, canonical
from agent_desk.hub.kit.statements import Statement, table_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, Queue, QueueMember
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import CommandRefused

COMMAND_VALID: Final = timedelta(seconds=10)
"""A press of a button takes effect now or never."""
ORDERS: Final = frozenset({COMMAND, PRESENCE})
"""The jobs that are orders to the exchange."""
EXCHANGE_DOWN: Final = "exchange_down"
TOO_LATE: Final = "too_late"
_LOCK: Final = Statement("SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))")
_STATE: Final = Statement(
    select(Person.agent_code, AgentState.__table__)
    .join(Person, Person.id == AgentState.person_id)
    .where(AgentState.person_id == bindparam("person"), Person.agent_code.is_not(None))
)

log = structlog.get_logger()
_opening = threading.Lock()


def register(hub_context: HubContext) -> None:
    """Make the tasks known to this hub's job queue."""

    @hub_context.jobs.app.task(name=COMMAND)
    def command(**row: Any) -> None:
        carry_out(hub_context, CallOrder.read(row))

    @hub_context.jobs.app.task(name=PRESENCE)
    def presence(person_id: str, joins: bool, command_id: str) -> None:
        align(hub_context, uuid.UUID(person_id), joins=joins, command_id=command_id)


def perform(hub_context: HubContext, command: AnyCommand) -> Result:
    """Carry out one command; a line that is not open is opened first. The error `exchange_down` when none can be had."""
    name = type(command).__name__
    result = Result(False, EXCHANGE_DOWN)
    exchange = hub_context.exchange
    if exchange is not None:
        try:
            result = exchange.perform(command)
        except ExchangeLost:
            try:
                with _opening:
                    exchange.connect()
                result = exchange.perform(command)
            except ExchangeLost as fault:
                log.info("the exchange does not take commands", command=name, cause=str(fault))
    COMMANDS.labels(name, "ok" if result.ok else result.error).inc()
    return result


# ---------------------------------------------------------------------- orders of an agent


def carry_out(hub_context: HubContext, order: CallOrder) -> None:
    """Carry out one order; its failure is told to the person who gave it."""
    order = _with_number(hub_context, order)
    late = order.lost or hub_context.now() - order.asked_at > COMMAND_VALID
    result = Result(False, TOO_LATE) if late else perform(hub_context, order.for_exchange())
    if late:
        COMMANDS.labels(order.word, TOO_LATE).inc()
    if not result.ok and isinstance(order.command, Dial):
        not_dialled(hub_context, order.call_id, order.person_id, result.error)
    if not result.ok and not order.quiet:
        tell_refused(hub_context, order.person_id, order.command.id, order.word, result.error, str(order.call_id))


def _with_number(hub_context: HubContext, order: CallOrder) -> CallOrder:
    """Return an order to dial with the number, where only its row is left: the call refers to it."""
    if not order.lost or not isinstance(order.command, Dial):
        return order
    with hub_context.database.read() as db:
        number = as_dialled(canonical(db.scalar(select(Call.caller).where(Call.id == order.call_id)) or ""))
    return replace(order, command=replace(order.command, number=number), lost=not number)


def tell_refused(
    hub_context: HubContext, person_id: uuid.UUID, command_id: str, command: str, error: str, call_id: str | None = None
) -> None:
    """Tell the person that the exchange refused; nothing of ours has moved."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        unit.change(
            CommandRefused(id=command_id, command=command, error=error, call=call_id), to=[f"person:{person_id}"]
        )


# ---------------------------------------------------------------------- presence


def align(hub_context: HubContext, person_id: uuid.UUID, *, joins: bool, command_id: str) -> None:
    """Bring the exchange into line with this agent's state. `joins`: sign in (again), with the queues of now."""
    if hub_context.exchange is None:
        return
    with hub_context.database.write() as db:
        # One at a time per agent, in every hub; the lock is gone with the transaction, even if this hub is killed.
        _LOCK.all(db, {"name": f"presence:{person_id}"})
        found = _STATE.first(db, {"person": person_id})
        if found is None:
            return
        code, *row = found
        state = table_of(AgentState).object(db, row)
        # The version in the id: the same job again is the same command, unless the state has moved meanwhile.
        mark = f"{command_id}:{state.version}"
        refused = _align(hub_context, db, state, str(code), mark, joins=joins)
    if refused:
        _put_right(hub_context, person_id, command_id, refused)


def _align(hub_context: HubContext, db: Session, state: AgentState, code: str, mark: str, *, joins: bool) -> str:
    """Return what the exchange refused, or nothing. While it is down nothing is refused: reconciling follows when it is back."""
    if state.state == "signed_out":
        result = perform(hub_context, SignOut(id=f"{mark}:out", agent=code))
        return "" if result.error == "no_such_agent" else _final(result)
    available = state.state == "ready"
    set_available = SetAvailable(
        id=f"{mark}:{available}", agent=code, available=available, reason=state.reason or state.state
    )
    if not joins:
        result = perform(hub_context, set_available)
        if result.error != "no_such_agent":
            return _final(result)
    # A newcomer, or an exchange that has started anew and knows nobody.
    queues, penalties = queues_of(db, state.person_id)
    sign_in = SignIn(id=f"{mark}:in", agent=code, queues=queues, penalties=penalties, extension=state.extension or "")
    result = perform(hub_context, sign_in)
    if result.ok and available:
        again = SetAvailable(id=f"{mark}:{available}:in", agent=code, available=True)
        result = perform(hub_context, again)
    return _final(result)


def _final(result: Result) -> str:
    return "" if result.ok or result.error == EXCHANGE_DOWN else result.error


def queues_of(db: Session, person_id: uuid.UUID) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Codes of the active queues the person is a member of, lowest penalty first, and the penalties."""
    rows = db.execute(
        select(Queue.code, QueueMember.penalty)
        .join(QueueMember, QueueMember.queue_id == Queue.id)
        .where(QueueMember.person_id == person_id, Queue.active)
        .order_by(QueueMember.penalty, Queue.position, Queue.code)
    ).all()
    return tuple(row.code for row in rows), tuple(row.penalty for row in rows)


def _put_right(hub_context: HubContext, person_id: uuid.UUID, command_id: str, error: str) -> None:
    """The exchange does not take this agent: what we show must not say otherwise. They are signed out, and told why."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        board = Switchboard(unit)
        agent = board.load_person(person_id)
        if agent is not None and agent.free:
            board.move(agent, "sign_out", at=unit.now)
        board.finish()
        unit.change(CommandRefused(id=command_id, command="sign_in", error=error), to=[f"person:{person_id}"])
    log.info("the exchange does not take an agent", error=error)
