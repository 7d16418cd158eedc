"""What the hub does with registers by itself: says at 50, 80 and 100 % of a case's time, once and in office hours, that it runs out."""

import uuid
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.business_time import BusinessCalendar
from agent_desk.hub.cases.kinds import service, versions
from agent_desk.hub.cases.kinds.calendar import business_calendar
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.kinds.definition import WARNED_AT

EVERY_S: Final = 60.0
_AT_ONCE: Final = 500


def look(hub_context: HubContext) -> int:
    """Warn of what runs out now; how many."""
    return warn(hub_context, hub_context.now())


def warn(hub_context: HubContext, now: datetime) -> int:
    """Warn of the cases whose time has gone on that far, each in a transaction of its own; how many. None outside office hours."""
    with hub_context.database.read() as db:
        unit = _unit(hub_context, db, now)
        if not _in_hours(business_calendar(unit), unit.now):
            return 0
        gone = _gone(unit.now)
        next_ = case(
            (KindCase.warned < WARNED_AT[0], WARNED_AT[0]), (KindCase.warned < WARNED_AT[1], WARNED_AT[1]), else_=100
        )
        due = select(KindCase.id).where(
            KindCase.closed_at.is_(None), KindCase.due_at.is_not(None), KindCase.warned < 100, gone >= next_
        )
        ids = list(db.scalars(due.order_by(KindCase.due_at).limit(_AT_ONCE)))
    return sum(_warn(hub_context, case_id, now) for case_id in ids)


def _gone(now: datetime) -> ColumnElement[Any]:
    """Return the share in percent of a case's time that is gone."""
    whole = func.extract("epoch", KindCase.due_at) - func.extract("epoch", KindCase.opened_at)
    return (
        (func.extract("epoch", literal(now)) - func.extract("epoch", KindCase.opened_at))
        * 100
        / func.greatest(whole, 1)
    )


def _unit(hub_context: HubContext, db: Session, now: datetime) -> Unit:
    return Unit(db=db, now=now, jobs=hub_context.jobs, context=hub_context)


def _in_hours(calendar: BusinessCalendar, now: datetime) -> bool:
    at = now.astimezone(calendar.zone)
    minute = at.hour * 60 + at.minute
    return any(one.start <= minute < one.end for one in calendar.periods(at.date()))


def _warn(hub_context: HubContext, case_id: uuid.UUID, now: datetime) -> bool:
    with hub_context.database.write() as db:
        unit = _unit(hub_context, db, now)
        row = service.CASES.lock(unit, case_id)
        if row.closed_at is not None or row.due_at is None:
            return False
        whole = max((row.due_at - row.opened_at).total_seconds(), 1.0)
        share = (unit.now - row.opened_at).total_seconds() * 100 / whole
        told = max((one for one in WARNED_AT if one <= share), default=0)
        if told <= row.warned:
            return False
        row.warned = told
        service.put_work(unit, versions.of_case(db, row), row)
        service.tell_story(unit, row, "warned", what=f"{told} %")
        service.CASES.close(unit, row, "kinds.warn", number=row.number, warned=told)
        return True


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("warn of registers' clocks", EVERY_S, look)]
