"""Hands up: an agent asks for help, a supervisor answers, and how long it took is kept.

The first answer stops the clock. Going to listen and sending a message leave the hand up until it is settled, taken down
by the agent, or the agent has left; so nobody is forgotten because somebody else meant to look.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of, queues_by_id
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.clock import midnight
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.models.calls.calls import AgentState, Call
from agent_desk.models.supervising import AssistRequest
from agent_desk.schemas.supervising.changes import AssistChanged
from agent_desk.schemas.supervising.records import AssistAnswer, AssistFigures, AssistList, AssistRow, OwnAssist

VIEW: Final = "floor.view"
STEER: Final = "floor.steer"
HAND_UP: Final = work_items.register(WorkKind("hand_up", offered=True))
WITHIN_MS: Final = 60_000
EVERY_S: Final = 2.0
_LISTED: Final = 50
_MS: Final = timedelta(milliseconds=1)


def raise_hand(unit: Unit, words: str = "") -> AssistRow:
    """Put the hand up; up already, the words are the new ones and the time goes on. Raises TransitionRefused (no seat)."""
    me = unit.me.person_id
    state = unit.db.get(AgentState, me)
    if state is None or state.state == "signed_out":
        raise TransitionRefused(state="signed_out", trigger="hand_up")
    new = insert(AssistRequest).values(
        id=uuid.uuid4(),
        person_id=me,
        call_id=state.call_id or state.wrapup_call_id,
        words=words.strip(),
        asked_at=unit.now,
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(AssistRequest.id))
    row = _up(unit, me)
    if row is None:
        raise NotFound(what="assist")
    if made is None and words.strip() and words.strip() != row.words:
        row.words = words.strip()
        row.version += 1
    unit.db.flush()
    name = (unit.me.name, unit.me.name_en)
    heard = scope.audience(STEER, people=[me])
    work_items.put(unit, HAND_UP, row.id, name, permission=STEER, audience=heard, priority=3)
    _tell(unit, row, "up")
    return _rows(unit.db, [row])[0]


def take_down(unit: Unit) -> OwnAssist:
    """Help is not needed any more; no hand up is no fault."""
    row = _up(unit, unit.me.person_id)
    if row is not None:
        _end(unit, row, "settled" if row.answered_at is not None else "withdrawn")
    return OwnAssist()


def own(unit: Unit) -> OwnAssist:
    """Return the caller's hand."""
    row = unit.db.scalar(_open().where(AssistRequest.person_id == unit.me.person_id))
    return OwnAssist(up=_rows(unit.db, [row])[0] if row is not None else None)


def answer(unit: Unit, assist_id: uuid.UUID, form: AssistAnswer) -> AssistRow:
    """Say what is done about it. The first answer counts as the answer. Raises NotFound, TransitionRefused (down already)."""
    row = unit.db.get(AssistRequest, assist_id, with_for_update=True)
    if row is None:
        raise NotFound(what="assist")
    scope.require_person(unit, STEER, row.person_id, "assist")
    if row.ended_at is not None:
        raise TransitionRefused(state="down", trigger=form.way)
    if row.answered_at is None:
        row.answered_at, row.answered_by_id = unit.now, unit.me.person_id
        row.answer_ms = max(0, round((unit.now - row.asked_at) / _MS))
    work_items.take(unit, HAND_UP, row.id, over=True)
    if form.way == "settled":
        _end(unit, row, "settled")
    else:
        row.way = form.way
        row.version += 1
        unit.db.flush()
        _tell(unit, row, form.way)
    unit.audit("floor.assist", "assist_request", row.id, way=form.way, agent=str(row.person_id), after_ms=row.answer_ms)
    return _rows(unit.db, [row])[0]


def take_down_the_gone(hub_context: HubContext) -> int:
    """Return the hand of an agent who has left their seat is down; how many."""
    found = _open().join(AgentState, AgentState.person_id == AssistRequest.person_id)
    with hub_context.database.read() as db:
        gone = db.scalars(found.with_only_columns(AssistRequest.id).where(AgentState.state == "signed_out")).all()
    for assist_id in gone:
        with hub_context.database.write() as db:
            row = db.get(AssistRequest, assist_id, with_for_update=True)
            if row is not None and row.ended_at is None:
                _end(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), row, "withdrawn")
    return len(gone)


def listed(unit: Unit, zone: str) -> AssistList:
    """Hands that are up, those of today that are down, and today's figures."""
    since = midnight(unit.now, zone)
    within = scope.person(scope.reach(unit, VIEW), AssistRequest.person_id)
    up = unit.db.scalars(_open().where(within).order_by(AssistRequest.asked_at)).all()
    down = select(AssistRequest).where(AssistRequest.ended_at.is_not(None), AssistRequest.asked_at >= since, within)
    rows = unit.db.scalars(down.order_by(AssistRequest.asked_at.desc()).limit(_LISTED)).all()
    return AssistList(
        up=_rows(unit.db, up), down=_rows(unit.db, rows), figures=figures(unit.db, since, unit.now, within)
    )


def figures(db: Session, since: datetime, until: datetime, within: ColumnElement[bool] | None = None) -> AssistFigures:
    """Hands put up in [since, until) by people within reach (None: by everybody): how many, how many answered, and how soon."""
    answered = AssistRequest.answer_ms.is_not(None)
    unanswered = ~answered & AssistRequest.ended_at.is_not(None)
    asked, answers, withdrawn, mean, longest, within = db.execute(
        select(
            func.count(),
            func.count().filter(answered),
            func.count().filter(unanswered),
            func.avg(AssistRequest.answer_ms),
            func.max(AssistRequest.answer_ms),
            func.count().filter(AssistRequest.answer_ms <= WITHIN_MS),
        ).where(AssistRequest.asked_at >= since, AssistRequest.asked_at <= until, true() if within is None else within)
    ).one()
    return AssistFigures(
        asked=asked,
        answered=answers,
        withdrawn=withdrawn,
        mean_s=round(float(mean) / 1000, 1) if answers else None,
        longest_s=round(longest / 1000, 1) if answers else None,
        within=within / answers if answers else None,
    )


def _open() -> Any:
    return select(AssistRequest).where(AssistRequest.ended_at.is_(None))


def _up(unit: Unit, person_id: uuid.UUID) -> AssistRequest | None:
    row: AssistRequest | None = unit.db.scalar(_open().where(AssistRequest.person_id == person_id).with_for_update())
    return row


def _end(unit: Unit, row: AssistRequest, way: str) -> None:
    row.ended_at, row.way = unit.now, way
    work_items.end(unit, HAND_UP, row.id, withdrawn=way == "withdrawn")
    row.version += 1
    unit.db.flush()
    _tell(unit, row, "down")


def _tell(unit: Unit, row: AssistRequest, said: str) -> None:
    to = [*scope.audience(VIEW, people=[row.person_id]), f"person:{row.person_id}"]
    unit.change(AssistChanged(id=row.id, version=row.version, said=said), to=to)


def _rows(db: Session, rows: Sequence[AssistRequest]) -> list[AssistRow]:
    whom = people_of(db, [one for row in rows for one in (row.person_id, row.answered_by_id)])
    calls = {row.call_id for row in rows} - {None}
    lines = dict(db.execute(select(Call.id, Call.queue_id).where(Call.id.in_(calls))).all()) if calls else {}
    queues = queues_by_id(db) if lines else {}
    return [
        AssistRow(
            id=row.id,
            person=whom[row.person_id],
            call_id=row.call_id,
            queue=queues.get(lines[row.call_id]) if row.call_id in lines else None,
            words=row.words,
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            answered_by=whom.get(row.answered_by_id) if row.answered_by_id else None,
            answer_ms=row.answer_ms,
            way=cast(Any, row.way),
            ended_at=row.ended_at,
            version=row.version,
        )
        for row in rows
    ]
