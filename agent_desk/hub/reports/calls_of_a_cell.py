"""The calls behind a cell of a report, and how its figure comes about: the floor's own explanation, for any window."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import rows_of
from agent_desk.hub.figures.service import Window, explaining, goals_of, measures
from agent_desk.hub.kit import scope as kit
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.reports import scope
from agent_desk.hub.reports.errors import BadDays
from agent_desk.hub.reports.scope import Of
from agent_desk.hub.reports.service import known_zone
from agent_desk.models.calls.calls import Call, CallLeg
from agent_desk.schemas.figures.board import FigureWord
from agent_desk.schemas.reports.sheet import CellCalls, CountedCall, ReportChoice

EVERY_CALL = "calls.all"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAsked:
    """Which cell: whose calls, of which stretch of time, in which figure."""

    of: str
    start_at: datetime
    end_at: datetime
    zone: str
    figure: FigureWord = "offered"


def calls(unit: Unit, cell: CellAsked, limit: int | None, after: str | None) -> CellCalls:
    """A page of calls, newest first; that they were listed is written down.

    Raises NotPermitted, NotFound, BadDays, UnknownZone, InvalidForm.
    """
    of = scope.require(unit, ReportChoice(of=cell.of))
    own = of.person is not None and of.person.id == unit.me.person_id
    if not own:
        if not unit.me.may(EVERY_CALL):
            raise NotPermitted(permission=EVERY_CALL)
        if not scope.within(unit.db, kit.reach(unit, EVERY_CALL), of.word):
            raise NotFound(what=of.kind)
    window = _window(cell)
    found = (
        _of_calls(unit, of, window, cell, limit, after) if of.of_calls else _of_work(unit.db, of, window, limit, after)
    )
    if after is None:
        unit.audit(
            "reports.calls",
            "report",
            cell.of,
            from_at=window.start_at.isoformat(),
            to_at=window.end_at.isoformat(),
            figure=cell.figure,
        )
    return found


def _window(cell: CellAsked) -> Window:
    if cell.start_at.tzinfo is None or cell.end_at.tzinfo is None:
        raise BadDays()
    try:
        return Window(cell.start_at, cell.end_at, known_zone(cell.zone))
    except ValueError as fault:
        raise BadDays() from fault


def _of_calls(unit: Unit, of: Of, window: Window, cell: CellAsked, limit: int | None, after: str | None) -> CellCalls:
    db = unit.db
    about = explaining.Asked(
        figure=cell.figure, queue=of.queue, agent=None, window=window, goals=goals_of(db), now=unit.now
    )
    place = place_of(after, MOMENT, int, int)
    until, offset, total = place if place is not None else (None, 0, 0)
    page = explaining.calls_of_figure(db, about, until, offset, limit)
    total, seen = page.total or total, offset + len(page.items)
    return CellCalls(
        explanation=explaining.explain(db, about) if after is None else None,
        items=[CountedCall(call=one.call, counted=one.counted) for one in page.items],
        next=to_cursor(page.until, seen, total) if page.items and seen < total else None,
    )


def _of_work(db: Session, of: Of, window: Window, limit: int | None, after: str | None) -> CellCalls:
    size = page_size(limit)
    part = (
        select(CallLeg.id)
        .where(CallLeg.call_id == Call.id, CallLeg.answered_at.is_not(None), CallLeg.person_id.in_(of.people or ()))
        .exists()
    )
    found = select(Call).where(measures.offered(window.start_at, window.end_at), part)
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(Call.offered_at, Call.id) < place)
    calls = db.scalars(found.order_by(Call.offered_at.desc(), Call.id.desc()).limit(size + 1)).all()
    shown = calls[:size]
    last = shown[-1] if len(calls) > size else None
    return CellCalls(
        items=[CountedCall(call=row, counted=True) for row in rows_of(db, shown)],
        next=to_cursor(last.offered_at, last.id) if last is not None else None,
    )
