"""Measures for queues: taken by a supervisor for one queue or several, with why and until when; over by themselves or taken back."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.list_stores import SPOKEN
from agent_desk.hub.calls.measures import rules
from agent_desk.hub.calls.measures.errors import REFUSALS
from agent_desk.hub.calls.measures.state import MEASURES, callback_keys, held, tell_exchange
from agent_desk.hub.calls.views import people_of, queue_ref, queues_by_id
from agent_desk.hub.calls.voice_plan.plan import plan_of
from agent_desk.hub.calls.voice_plan.queue_hours import hours_of
from agent_desk.hub.exchange.protocol.plan_rules import CLOSED_SOUND
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.each import each
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.models.calls.voice_plan import CallFact
from agent_desk.schemas.calls.measures import (
    SLOTS,
    Announcement,
    ManyMeasures,
    MeasuredQueue,
    MeasureFields,
    MeasureMark,
    MeasurePage,
    MeasureRow,
)
from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.kit.account import Account

STEER: Final = "floor.steer"
EVERY_S: Final = 1.0
TAKEN: Final = "floor.queue_measure"
CLOSING: Final = SecondPerson(
    kind="closing",
    title=("关闭队列", "Closing a queue"),
    when=lambda _unit, rows: any(action == TAKEN and detail.get("does") == "closed" for action, detail in rows),
)


def page(unit: Unit) -> MeasurePage:
    """Return what holds now, the first to end first, and what a new measure can be about."""
    db = unit.db
    keys = callback_keys(db)
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    rows = db.scalars(held().order_by(QueueMeasure.until_at.asc().nulls_last(), QueueMeasure.from_at)).all()
    return MeasurePage(
        held=shown(db, rows, unit.now),
        queues=[MeasuredQueue(id=one.id, queue=queue_ref(one), callback_key=keys.get(one.code)) for one in queues],
        announcements=announcements(db),
    )


def announcements(db: Session) -> list[Announcement]:
    """Return the recorded sentences, in their order; the plain one of a closed queue where there is none."""
    found = [
        Announcement.model_validate({name: one.fields[name] for name in Announcement.model_fields})
        for one in SPOKEN.all(db)
        if one.active
    ]
    plain = Announcement(sound=CLOSED_SOUND, name_zh="非服务时间提示", name_en="Closed")
    return found if any(one.sound == CLOSED_SOUND for one in found) else [*found, plain]


# ---------------------------------------------------------------------- taking, taking back


def take(unit: Unit, form: ManyMeasures) -> Account:
    """Let it hold for these queues, each as if asked for alone. Raises InvalidForm, NotFound."""
    if not form.why.strip():
        raise InvalidForm({"why": "missing"})
    if wrong := rules.wrong_end(form.until_at, unit.now):
        raise InvalidForm({"until_at": wrong})
    if form.sound is not None and form.sound not in {one.sound for one in announcements(unit.db)}:
        raise InvalidForm({"sound": "unknown"})
    return each(unit, form.queues, lambda queue_id: _take(unit, queue_id, form))


def _take(unit: Unit, queue_id: uuid.UUID, form: MeasureFields) -> None:
    scope.require_queue(unit, STEER, queue_id)
    queue = unit.db.get(Queue, queue_id)
    if queue is None or not queue.active:
        raise NotFound(what="queue")
    why, other = rules.refusal(queue.code, form, floor(unit.db, unit.now, but=(queue_id, SLOTS[form.does])))
    if why:
        raise REFUSALS[why](**_named(unit.db, other))
    slot = SLOTS[form.does]
    before = unit.db.scalar(
        held().where(QueueMeasure.queue_id == queue_id, QueueMeasure.slot == slot).with_for_update()
    )
    if before is not None:
        _end(unit, before, "")
    target = unit.db.scalar(select(Queue.id).where(Queue.code == form.target)) if form.target else None
    row = QueueMeasure(
        id=uuid.uuid4(),
        queue_id=queue_id,
        does=form.does,
        slot=slot,
        sound=form.sound,
        waiting=form.waiting,
        after_s=form.after_s,
        overflow_to=form.overflow_to,
        target_id=target,
        reason=form.why.strip(),
        by_id=unit.me.person_id,
        from_at=unit.now,
        until_at=form.until_at,
        version=1,
    )
    unit.db.add(row)
    said = form.model_dump(mode="json", exclude_none=True, include=set(MeasureFields.model_fields) - {"why"})
    MEASURES.tell(unit, row, TAKEN, reason=row.reason, queue=queue.code, **said)
    tell_exchange(unit, queue)


def take_back(unit: Unit, measure_id: uuid.UUID, why: str) -> MeasureRow:
    """End it before its time; over already, it is no fault. Raises NotFound, InvalidForm."""
    if not why.strip():
        raise InvalidForm({"why": "missing"})
    row = MEASURES.lock(unit, measure_id)
    scope.require_queue(unit, STEER, row.queue_id, "queue_measure")
    if row.ended_at is None:
        row.ended_by_id = unit.me.person_id
        _end(unit, row, why.strip())
    return shown(unit.db, [row], unit.now)[0]


def end_when_due(hub_context: HubContext) -> int:
    """End measures whose time is over; how many. Each in a transaction of its own."""
    due_now = held().where(QueueMeasure.until_at <= hub_context.now())
    with hub_context.database.read() as db:
        due = [row.id for row in db.scalars(due_now)]
    for measure_id in due:
        with hub_context.database.write() as db:
            row = db.get(QueueMeasure, measure_id, with_for_update=True)
            if row is not None and row.ended_at is None:
                _end(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), row, "")
    return len(due)


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("end measures for queues", EVERY_S, end_when_due)]


def _end(unit: Unit, row: QueueMeasure, why: str) -> None:
    row.ended_at, row.ended_reason = unit.now, why
    queue = unit.db.get_one(Queue, row.queue_id)
    MEASURES.close(unit, row, "floor.queue_measure_over", reason=why or None, queue=queue.code, does=row.does)
    tell_exchange(unit, queue)


# ---------------------------------------------------------------------- what holds


def floor(db: Session, now: datetime, but: tuple[uuid.UUID, str] | None = None) -> rules.Floor:
    """Return what holds now, as the rules read it; `but`: the queue and slot of a measure that would be replaced."""
    codes = dict(db.execute(select(Queue.id, Queue.code).where(Queue.active)).all())
    overflows: dict[str, set[str]] = {}
    for planned in plan_of(db)[0].queues:
        if planned.overflow is not None and planned.overflow.does == "queue":
            overflows.setdefault(planned.queue, set()).add(planned.overflow.target)
    closed = {codes[queue_id] for queue_id in closed_by_hours(db, now)}
    for row in db.scalars(held()):
        if row.queue_id not in codes or (row.queue_id, row.slot) == but:
            continue
        if row.does == "closed":
            closed.add(codes[row.queue_id])
        if row.target_id in codes:
            overflows.setdefault(codes[row.queue_id], set()).add(codes[row.target_id])
    return rules.Floor(
        queues=frozenset(codes.values()),
        closed=frozenset(closed),
        overflows={queue: frozenset(to) for queue, to in overflows.items()},
        callback_keys=callback_keys(db),
    )


def closed_by_hours(db: Session, now: datetime) -> dict[uuid.UUID, MeasureMark]:
    """Return the queues that are shut now by their own hours, with when they open; none that a measure opens or closes."""
    queues = db.scalars(select(Queue).where(Queue.active, Queue.hours != [])).all()
    if not queues:
        return {}
    hours = hours_of(db, now)
    measured = set(db.scalars(held().with_only_columns(QueueMeasure.queue_id).where(QueueMeasure.slot == "hours")))
    found = {}
    for queue in queues:
        shut, until_at = hours.shut_until(queue.hours, now)
        if shut and queue.id not in measured:
            found[queue.id] = MeasureMark(does="closed", by_hours=True, until_at=until_at)
    return found


def marks(db: Session) -> dict[uuid.UUID, list[MeasureMark]]:
    """Return what holds now by queue, as everybody may see it."""
    found: dict[uuid.UUID, list[MeasureMark]] = {}
    rows = db.scalars(held().order_by(QueueMeasure.slot)).all()
    queues = queues_by_id(db) if rows else {}
    names = _sounds(db) if rows else {}
    for row in rows:
        found.setdefault(row.queue_id, []).append(MeasureMark(**_mark(row, queues, names)))
    return found


def shown(db: Session, rows: Sequence[QueueMeasure], now: datetime) -> list[MeasureRow]:
    """Return measures with who, why, from and to, and how many calls met them."""
    if not rows:
        return []
    people = people_of(db, [one for row in rows for one in (row.by_id, row.ended_by_id) if one is not None])
    queues, names = queues_by_id(db), _sounds(db)
    return [
        MeasureRow(
            **_mark(row, queues, names),
            id=row.id,
            queue=queues[row.queue_id],
            sound=row.sound,
            why=row.reason,
            by=people[row.by_id],
            from_at=row.from_at,
            ended_at=row.ended_at,
            ended_by=people[row.ended_by_id] if row.ended_by_id is not None else None,
            ended_why=row.ended_reason,
            applied_at=row.applied_at,
            fault=row.fault,
            **_met(db, row, queues[row.queue_id].code, now),
            version=row.version,
        )
        for row in rows
    ]


def taken_between(db: Session, start_at: datetime, end_at: datetime, *also: ColumnElement[bool]) -> list[QueueMeasure]:
    """Return the measures that held at some time in [start, end), in the order in which they were taken."""
    within = (QueueMeasure.from_at < end_at, func.coalesce(QueueMeasure.ended_at, end_at) > start_at)
    return list(db.scalars(select(QueueMeasure).where(*within, *also).order_by(QueueMeasure.from_at, QueueMeasure.id)))


def _mark(row: QueueMeasure, queues: Mapping[uuid.UUID, QueueRef], names: Mapping[str, Announcement]) -> dict[str, Any]:
    heard = names.get(row.sound or "")
    return {
        "does": row.does,
        "sound_zh": heard.name_zh if heard is not None else row.sound or "",
        "sound_en": heard.name_en if heard is not None else row.sound or "",
        "waiting": row.waiting,
        "after_s": row.after_s,
        "overflow_to": row.overflow_to,
        "target": queues.get(row.target_id) if row.target_id is not None else None,
        "until_at": row.until_at,
        "in_force": row.applied_at is not None,
    }


def _met(db: Session, row: QueueMeasure, code: str, now: datetime) -> dict[str, Any]:
    """Return how many calls met a measure while it held, by what they tell of themselves."""
    field, name, like = {
        "closed": ("turned_away", "turned_away", f"{code}/%"),
        "announcement": ("heard", "announcement", f"{code}/%"),
        "overflow": ("overflowed", "overflow", f"{code}>%/measure%"),
    }.get(row.does, ("", "", ""))
    if not field:
        return {}
    told = select(func.count()).where(
        CallFact.name == name,
        CallFact.value.like(like.replace("_", "\\_")),
        CallFact.at >= row.from_at,
        CallFact.at < (row.ended_at or now),
    )
    return {field: db.scalar(told) or 0}


def _sounds(db: Session) -> dict[str, Announcement]:
    return {one.sound: one for one in announcements(db)}


def _named(db: Session, code: str) -> dict[str, str]:
    """Return a queue's names for a sentence in either language."""
    queue = db.scalar(select(Queue).where(Queue.code == code)) if code else None
    return {
        "queue_zh": queue.name_zh if queue is not None else code,
        "queue_en": queue.name_en if queue is not None else code,
    }
