"""Lists of calls, the story of one, and where a call can be sent."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.access import require_call, visible
from agent_desk.hub.calls.past.import_rows import EXCHANGE as IMPORTED
from agent_desk.hub.calls.rows import row_of, rows_of
from agent_desk.hub.calls.seat import sound_quality
from agent_desk.hub.calls.voice_plan import menu, routing
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember, Verification, WrapUp
from agent_desk.models.kit import Setting
from agent_desk.models.people import Person
from agent_desk.schemas.calls import records as schemas
from agent_desk.schemas.calls.dialling import LegQuality

TRANSFER_NUMBERS = "transfer_targets"
"""Setting with numbers that calls are sent to: a list of code, name_zh, name_en, number."""


ASKABLE: Final = frozenset({"ready", "not_ready", "after_call_work"})
"""States of a colleague whose telephone is at rest."""


def page(
    unit: Unit,
    *,
    customer_id: uuid.UUID | None = None,
    day: date | None = None,
    queue: str | None = None,
    agent: uuid.UUID | None = None,
    outcome: str | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> schemas.CallPage:
    """A page of calls, newest first: the caller's own, and what calls.all reaches. Raises InvalidForm for a torn cursor."""
    size = page_size(limit)
    found = _narrowed(select(Call), customer_id, queue, outcome)
    if day is not None:
        begin = datetime.combine(day, time(), unit.zone)
        end = datetime.combine(day + timedelta(days=1), time(), unit.zone)
        found = found.where(Call.offered_at >= begin, Call.offered_at < end)
    if agent is not None:
        found = found.where(_took_part(agent))
    found = found.where(visible(unit))
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(Call.offered_at, Call.id) < place)
    calls = unit.db.scalars(found.order_by(Call.offered_at.desc(), Call.id.desc()).limit(size + 1)).all()
    shown = calls[:size]
    if customer_id is not None and after is None:
        unit.audit("calls.list", "customer", customer_id, found=len(shown))
    return schemas.CallPage(
        items=rows_of(unit.db, shown),
        next=to_cursor(shown[-1].offered_at, shown[-1].id) if len(calls) > size else None,
    )


def _took_part(person_id: uuid.UUID) -> Any:
    return select(CallLeg.id).where(CallLeg.call_id == Call.id, CallLeg.person_id == person_id).exists()


def _narrowed(
    found: Select[Call], customer_id: uuid.UUID | None, queue: str | None, outcome: str | None
) -> Select[Call]:
    if customer_id is not None:
        found = found.where(Call.customer_id == customer_id)
    if queue is not None:
        found = found.where(Call.queue_id == select(Queue.id).where(Queue.code == queue).scalar_subquery())
    if outcome is not None:
        found = found.where(Call.outcome == outcome)
    return found


def story(unit: Unit, call_id: uuid.UUID) -> schemas.CallStory:
    """Everything about one call, in order; that it was read is written down. Raises NotFound."""
    call, db = require_call(unit, call_id), unit.db
    legs = db.scalars(select(CallLeg).where(CallLeg.call_id == call_id).order_by(CallLeg.rung_at, CallLeg.id)).all()
    wraps = db.scalars(select(WrapUp).where(WrapUp.call_id == call_id).order_by(WrapUp.saved_at)).all()
    checks = db.scalars(select(Verification).where(Verification.call_id == call_id).order_by(Verification.at)).all()
    who = [leg.person_id for leg in legs] + [wrap.person_id for wrap in wraps] + [check.person_id for check in checks]
    people = views.people_of(db, who)
    queues, sounded = views.queues_by_id(db), sound_quality.of_legs(db, [leg.id for leg in legs])
    unit.audit("calls.read", "call", call_id, customer=str(call.customer_id) if call.customer_id else None)
    return schemas.CallStory(
        call=row_of(db, call),
        legs=[_leg(leg, people, queues, sounded) for leg in legs],
        wrap_ups=[
            schemas.WrapUp(
                call_id=call_id,
                person=people[one.person_id],
                disposition_code=one.disposition_code,
                notes=one.notes,
                resolved=one.resolved,
                saved_at=one.saved_at,
                version=one.version,
            )
            for one in wraps
        ],
        checks=[
            schemas.IdentityCheck(
                at=one.at, person=people[one.person_id], customer_id=one.customer_id, passed=one.passed, items=one.items
            )
            for one in checks
        ],
        facts=menu.facts_of(db, menu.told_by(call)),
        routing=routing.of_call(db, call),
    )


def _leg(
    leg: CallLeg,
    people: dict[uuid.UUID, schemas.PersonRef],
    queues: dict[uuid.UUID, schemas.QueueRef],
    sounded: dict[uuid.UUID, LegQuality],
) -> schemas.Leg:
    return schemas.Leg(
        id=leg.id,
        person=people[leg.person_id],
        queue=queues[leg.queue_id],
        rung_at=leg.rung_at,
        answered_at=leg.answered_at,
        ended_at=leg.ended_at,
        ring_ms=leg.ring_ms,
        talk_ms=leg.talk_ms,
        hold_ms=leg.hold_ms,
        acw_ms=leg.acw_ms,
        result=cast(Any, leg.result),
        transfer_kind=cast(Any, leg.transfer_kind),
        transfer_target=_number_hidden(leg),
        quality=sounded.get(leg.id),
    )


def _number_hidden(leg: CallLeg) -> str | None:
    """An outside number is somebody's telephone: its last four digits must do."""
    target = leg.transfer_target
    if leg.transfer_kind != "blind_number" or target is None or len(target) <= 6:
        return target
    return "*" * (len(target) - 4) + target[-4:]


# ---------------------------------------------------------------------- where a call can be sent


def targets(unit: Unit) -> schemas.Targets:
    """Colleagues at their seats (the free first, longest free first), queues with what waits there, the bank's numbers."""
    db = unit.db
    members = _members(db)
    rows = db.execute(
        select(AgentState, Person)
        .join(Person, Person.id == AgentState.person_id)
        .where(AgentState.state != "signed_out", Person.id != unit.me.person_id, Person.agent_code.is_not(None))
        .order_by((AgentState.state != "ready"), AgentState.since_at)
    ).all()
    agents = [
        schemas.AgentTarget(
            person=views.person_ref(person),
            state=cast(Any, row.state),
            reason=row.reason,
            since_at=row.since_at,
            free=row.state == "ready" and row.seat_lost_at is None,
            askable=row.state in ASKABLE and row.seat_lost_at is None,
            queues=members.get(row.person_id, []),
        )
        for row, person in rows
    ]
    return schemas.Targets(agents=agents, queues=_queue_targets(db, agents), numbers=_numbers(db))


def _members(db: Session) -> dict[uuid.UUID, list[str]]:
    found: dict[uuid.UUID, list[str]] = {}
    rows = select(QueueMember.person_id, Queue.code).join(Queue, Queue.id == QueueMember.queue_id).where(Queue.active)
    for person_id, code in db.execute(rows.order_by(Queue.position, Queue.code)):
        found.setdefault(person_id, []).append(code)
    return found


def _queue_targets(db: Session, agents: list[schemas.AgentTarget]) -> list[schemas.QueueTarget]:
    now = func.coalesce(Call.waits_in_id, Call.queue_id).label("queue_id")
    count = select(now, func.count().label("calls")).where(
        Call.state.in_(("waiting", "ringing")),
        Call.exchange != IMPORTED,
        Call.direction == "inbound",
        Call.parked_at.is_(None),
    )
    waiting = {row.queue_id: row.calls for row in db.execute(count.group_by(now))}
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return [
        schemas.QueueTarget(
            queue=views.queue_ref(queue),
            waiting=waiting.get(queue.id, 0),
            ready=sum(agent.free and queue.code in agent.queues for agent in agents),
        )
        for queue in queues
    ]


def _numbers(db: Session) -> list[schemas.NumberTarget]:
    setting = db.get(Setting, TRANSFER_NUMBERS)
    listed = setting.value if setting is not None and isinstance(setting.value, list) else []
    return [schemas.NumberTarget.model_validate(one) for one in listed if one.get("active", True)]
