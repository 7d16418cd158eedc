"""From rows to what may be shown: queues, people, calls at the seat and in lists. Every number passes the mask policy."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, Protocol, cast

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from agent_desk.hub.calls.state.machine import facts_of
from agent_desk.hub.exchange.protocol.dialling import dialled_by_agent
from agent_desk.hub.kit.masking import Masks, masks_column, masks_from, masks_of
from agent_desk.hub.kit.statements import Statement
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Disposition, NotReadyReason, Queue
from agent_desk.models.people import Person
from agent_desk.schemas.calls import records as schemas
from agent_desk.schemas.customers.records import Masked


def queue_ref(queue: Queue) -> schemas.QueueRef:
    """Return a queue with its names."""
    return schemas.QueueRef(code=queue.code, name_zh=queue.name_zh, name_en=queue.name_en)


class Named(Protocol):
    """What names a person: the row, or these columns of it."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def agent_code(self) -> str | None: ...


def person_ref(person: Named) -> schemas.PersonRef:
    """Return a colleague. Not checked again: a board has five hundred of them every second, as the database keeps them."""
    return schemas.PersonRef.model_construct(
        id=person.id, name=person.name, name_en=person.name_en, agent_code=person.agent_code
    )


def people_of(db: Session, ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, schemas.PersonRef]:
    """These people by id; one query."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    return {person.id: person_ref(person) for person in db.scalars(select(Person).where(Person.id.in_(wanted)))}


def queues_by_id(db: Session) -> dict[uuid.UUID, schemas.QueueRef]:
    """Return every queue by id; one query."""
    return {queue.id: queue_ref(queue) for queue in db.scalars(select(Queue))}


def caller_of(call: Call, masks: Masks) -> Masked:
    """Return the caller's number as it may be shown; empty where it was withheld. It cannot be asked for in clear here."""
    return Masked(text=masks.telephone(call.caller, call.verified_at is not None))


def own_state(row: AgentState, misses_allowed: int) -> schemas.OwnState:
    """Return an agent's state as they see it. `misses_allowed`: as of the switchboard's function of that name."""
    facts = facts_of(row)
    return schemas.OwnState(
        person_id=row.person_id,
        state=facts.state,
        reason=row.reason,
        since_at=row.since_at,
        next_state=facts.next_state,
        next_reason=row.next_reason,
        call_id=row.call_id,
        wrapup_call_id=row.wrapup_call_id,
        acw_mode=facts.acw_mode,
        limit_at=row.limit_at,
        can_finish=facts.state == "after_call_work" and facts.acw_mode != "limit_no_early_exit",
        misses=row.misses,
        misses_allowed=misses_allowed,
        seat_lost_at=row.seat_lost_at,
        extension=row.extension,
        version=row.version,
    )


def call_brief(db: Session, call: Call, person_id: uuid.UUID) -> schemas.CallBrief:
    """Return a call from the seat of one agent: their own part of it, and who sent it to them."""
    rows = db.execute(
        select(CallLeg, Queue, masks_column())
        .join(Queue, Queue.id == CallLeg.queue_id)
        .where(CallLeg.call_id == call.id)
        .order_by(CallLeg.rung_at, CallLeg.id)
    ).all()
    masks = masks_from(rows[0][2]) if rows else masks_of(db)
    return brief_of(db, call, [(leg, queue) for leg, queue, _ in rows], masks, person_id)


def brief_of(
    db: Session, call: Call, rows: Sequence[tuple[CallLeg, Queue]], masks: Masks, person_id: uuid.UUID
) -> schemas.CallBrief:
    """As `call_brief`, from the legs with their queues (oldest first) and the mask policy that have been read already."""
    own = [row for row in rows if row[0].person_id == person_id]
    mine, queue = own[-1] if own else (None, db.get_one(Queue, call.queue_id))
    sender = _sender(db, [row[0] for row in rows], mine)
    return schemas.CallBrief(
        id=call.id,
        direction=cast(Any, call.direction),
        queue=queue_ref(queue),
        topic=cast(Any, queue.topic_rule),
        state=cast(Any, call.state),
        caller=caller_of(call, masks),
        offered_at=call.offered_at,
        rung_at=mine.rung_at if mine else None,
        answered_at=mine.answered_at if mine else None,
        ended_at=mine.ended_at if mine else call.ended_at,
        wait_ms=call.wait_ms,
        talk_ms=mine.talk_ms if mine else call.talk_ms,
        hold_ms=mine.hold_ms if mine else call.hold_ms,
        muted=call.muted,
        dialling=_dialling(call),
        transferred_from=sender,
        customer_id=call.customer_id,
        verified_at=call.verified_at,
        version=call.version,
    )


def _dialling(call: Call) -> Literal["own_telephone", "number"] | None:
    if not dialled_by_agent(call.exchange_key) or call.state != "ringing":
        return None
    return "own_telephone" if call.rung_at is None else "number"


def _sender(db: Session, legs: Iterable[CallLeg], mine: CallLeg | None) -> schemas.PersonRef | None:
    sent = [leg for leg in legs if leg.result == "transferred" and (mine is None or leg.rung_at < mine.rung_at)]
    return person_ref(db.get_one(Person, sent[-1].person_id)) if sent else None


def reasons_column() -> ScalarSelect[Any]:
    """Return every not-ready reason as a column of another query; `reasons_from` reads it."""
    row = func.jsonb_build_array(
        NotReadyReason.code,
        NotReadyReason.name_zh,
        NotReadyReason.name_en,
        or_(NotReadyReason.system, NotReadyReason.active.is_(False)),
    )
    order = (NotReadyReason.system, NotReadyReason.position, NotReadyReason.code)
    return select(func.jsonb_agg(aggregate_order_by(row, *order))).scalar_subquery()


_REASONS: Final = Statement(select(reasons_column()))


def reasons(db: Session) -> list[schemas.Reason]:
    """Return every not-ready reason, the hub's own last. A retired one keeps its name but, like those, is no longer offered."""
    ((rows,),) = _REASONS.all(db, {})
    return reasons_from(rows)


def reasons_from(rows: Sequence[tuple[str, str, str, bool]] | None) -> list[schemas.Reason]:
    """Return the reasons of `reasons_column`."""
    return [
        schemas.Reason(code=code, name_zh=name_zh, name_en=name_en, system=system)
        for code, name_zh, name_en, system in rows or ()
    ]


def dispositions(db: Session) -> list[schemas.Disposition]:
    """Return the tree of dispositions that are offered, in the bank's order; a topic whose leaves are all retired is none."""
    rows = db.scalars(select(Disposition).order_by(Disposition.position, Disposition.code)).all()
    nodes = {
        row.code: schemas.Disposition(code=row.code, name_zh=row.name_zh, name_en=row.name_en, children=[])
        for row in rows
    }
    topics = {row.parent_code for row in rows}
    for row in rows:
        if row.parent_code is not None and row.active:
            nodes[row.parent_code].children.append(nodes[row.code])
    return [
        nodes[row.code]
        for row in rows
        if row.parent_code is None and row.active and (nodes[row.code].children or row.code not in topics)
    ]
