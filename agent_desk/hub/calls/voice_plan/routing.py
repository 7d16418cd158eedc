"""Who calls, asked by the exchange before the menu: the plan's rules about callers, the answer, and the proof of both.

The answer is an order after the commit; the exchange waits for it a moment and goes on without. What it did it tells itself.
"""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final, Literal, cast

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.orders import control
from agent_desk.hub.calls.state.switchboard import Switchboard
from agent_desk.hub.calls.voice_plan.plan import callers, rules_of
from agent_desk.hub.customers import service as customers
from agent_desk.hub.customers.views import customer_words
from agent_desk.hub.exchange.protocol.menu import Entered, RouteCall, Routed
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.centre import centre_day
from agent_desk.hub.kit.phone_numbers import canonical
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, Queue
from agent_desk.models.calls.voice_plan import CallRouting
from agent_desk.schemas.calls.voice_plan import (
    CallerAnswer,
    CallerRule,
    QueueName,
    Routing,
    RoutingStep,
)
from agent_desk.schemas.customers.records import Candidate

HUB: Final = "hub"
"""In whose name a call is routed."""
FLOOR: Final = "floor.view"
LISTED: Final = 200
NOBODY: Final = uuid.UUID(int=0)
Verdict = Literal["applied", "late", "orphan"]
log = structlog.get_logger()


def answer(board: Switchboard, call: Call, event: Entered) -> None:
    """Say how this call goes on, and write down why. A fault of ours leaves the call to the plan: no caller waits for it."""
    try:
        with board.db.begin_nested():
            _answer(board, call, event)
    except Exception:
        log.exception("a call is not routed by who calls", call=str(call.id))


def _answer(board: Switchboard, call: Call, event: Entered) -> None:
    rules = rules_of(board.db)
    if not rules:
        return
    said, who = _who(board.unit, call)
    facts = _facts(said, who)
    steps: list[RoutingStep] = []
    chosen: CallerRule | None = None
    for rule in rules:
        holds = rule.who in facts
        steps.append(RoutingStep(who=rule.who, holds=holds))
        if holds:
            chosen = rule
            break
    queue = (chosen.queue or (event.queue if chosen.skip_menu else "")) if chosen is not None else ""
    priority = chosen.priority if chosen is not None else 0
    board.db.flush()  # a call that began in this very batch
    board.db.add(
        CallRouting(
            call_id=call.id,
            at=event.at,
            answer=said,
            steps=[one.model_dump(include={"who", "holds"}) for one in steps],
            queue=queue,
            priority=priority,
            state="asked",
        )
    )
    control.send(board.unit, call, NOBODY, HUB, partial(RouteCall, queue=queue, priority=priority), quiet=True)


def _who(unit: Unit, call: Call) -> tuple[CallerAnswer, Candidate | None]:
    """Return the one customer whose verified contact point this is. Several, or a guess, are nobody that is known."""
    if not call.caller:
        return "withheld", None
    if canonical(call.caller).kind == "unknown":
        return "not_understood", None
    sent = call.caller_raw if canonical(call.caller_raw).dialable else call.caller
    found = customers.candidates(unit.db, sent, centre_day(unit.db, unit.now))
    verified = {one.customer_id: one for one in found if one.match.verified}
    if len(verified) == 1:
        (only,) = verified.values()
        return ("known", only) if only.match.shared_by <= 1 else ("several", None)
    return ("several" if verified else "guess" if found else "nobody"), None


def _facts(said: CallerAnswer, who: Candidate | None) -> set[str]:
    """Return what rules can ask that holds of this caller."""
    if who is None:
        return {"withheld" if said == "withheld" else "unknown"}
    return {"known", f"level:{who.level.code}", *(f"flag:{one.code}" for one in who.care_flags)}


def routed(board: Switchboard, event: Routed) -> Verdict:
    """The exchange has done it, or gone on since no answer came in time."""
    call = board.call(event.call)
    if call is None:
        return "orphan"
    row = board.db.get(CallRouting, call.id)
    if row is None or row.state != "asked":
        return "late"
    row.state = "late" if event.late else "obeyed"
    return "applied"


# ---------------------------------------------------------------------- the proof


def of_call(db: Session, call: Call) -> Routing | None:
    """Return what was asked and done for this call; None where it asked nothing."""
    row = db.get(CallRouting, call.id)
    return _routings(db, [(row, db.get_one(Queue, call.queue_id))])[0] if row is not None else None


def listed(unit: Unit) -> list[Routing]:
    """Return the latest calls of the queues within reach that asked who calls, newest first."""
    reach = scope.reach(unit, FLOOR)
    found = select(CallRouting, Queue).join(Call, Call.id == CallRouting.call_id).join(Queue, Queue.id == Call.queue_id)
    if not reach.everything:
        found = found.where(scope.queue(reach, Call.queue_id))
    newest = unit.db.execute(found.order_by(CallRouting.at.desc()).limit(LISTED)).all()
    return _routings(unit.db, [(row, queue) for row, queue in newest])


def _routings(db: Session, found: Sequence[tuple[CallRouting, Queue]]) -> list[Routing]:
    names = {one.code: one for one in callers(customer_words(db))}
    queues = {one.code: _named(one) for one in db.scalars(select(Queue))}
    return [
        Routing(
            call_id=row.call_id,
            at=row.at,
            answer=cast(Any, row.answer),
            steps=[_step(one, names) for one in row.steps],
            queue=row.queue,
            priority=row.priority,
            state=cast(Any, row.state),
            to=queues.get(row.queue),
            counts_in=_named(queue),
        )
        for row, queue in found
    ]


def _named(queue: Queue) -> QueueName:
    return QueueName(code=queue.code, name_zh=queue.name_zh, name_en=queue.name_en)


def _step(kept: Any, names: Mapping[str, QueueName]) -> RoutingStep:
    step = RoutingStep.model_validate(kept)
    name = names.get(step.who)
    said = {"who_zh": name.name_zh, "who_en": name.name_en} if name is not None else {}
    return step.model_copy(update=said)
