"""Registers and their lists: what the caller sees, the first due first, found by words, state, day and who has them."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_

from agent_desk.hub.calls import service as calls
from agent_desk.hub.calls.views import person_ref
from agent_desk.hub.cases.kinds import seen, versions, views
from agent_desk.hub.cases.rules import day_begins
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call
from agent_desk.models.customers import Branch
from agent_desk.models.kinds import KindCase
from agent_desk.models.people import Person
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.records import BranchChoice, CallChoice, CaseChoices, KindCasePage, Register

_LATELY: Final = timedelta(days=2)
_CALLS_OFFERED: Final = 30
"""Calls of one's own that a case may name: so many, since then."""
_NEVER: Final = datetime(2999, 12, 31, tzinfo=UTC)
"""Where cases without a due time stand: behind all others."""


def registers(unit: Unit) -> list[Register]:
    """Return the registers that the caller sees or may open a case of, in their order."""
    shown = set(seen.seen_kinds(unit))
    force = versions.in_force(unit.db, unit.today)
    kinds = {code: (row, versions.kind_of(row)) for code, row in force.items() if code != law.CODE}
    mine = {code: one for code, one in kinds.items() if code in shown or seen.may_open(unit.me, one[1])}
    late = KindCase.due_at < unit.now
    counted = (
        select(KindCase.kind, func.count(), func.count().filter(late))
        .where(KindCase.closed_at.is_(None), KindCase.kind.in_(mine), seen.visible(unit))
        .group_by(KindCase.kind)
    )
    counts = {code: (open_, late_) for code, open_, late_ in unit.db.execute(counted)}
    found = [
        Register(
            kind=kind,
            number=row.number,
            may_open=seen.may_open(unit.me, kind) and kind.complaint is None,
            open=counts.get(code, (0, 0))[0],
            late=counts.get(code, (0, 0))[1],
        )
        for code, (row, kind) in mine.items()
    ]
    return sorted(found, key=lambda one: (one.kind.place, one.kind.code))


def choices(unit: Unit) -> CaseChoices:
    """Return everybody who works here, and the branches: whom a case names is not a question of whose rows somebody reaches."""
    scope.by_rule(unit)
    people = unit.db.scalars(select(Person).where(Person.active).order_by(Person.name, Person.login))
    branches = unit.db.scalars(select(Branch).where(Branch.active).order_by(Branch.position, Branch.code))
    had = calls.calls_had(unit.me.person_id, unit.now - _LATELY)
    return CaseChoices(
        calls=[
            CallChoice(key=uuid.UUID(key), zh=zh, en=en)
            for key, (zh, en) in views.calls_called(unit, Call.id.in_(had), _CALLS_OFFERED).items()
        ],
        people=[person_ref(one) for one in people],
        branches=[BranchChoice(key=one.code, zh=one.name_zh, en=one.name_en or one.name_zh) for one in branches],
    )


def cases(
    unit: Unit,
    kind: str,
    *,
    state: str = "",
    mine: bool = False,
    late: bool = False,
    over: bool = False,
    text: str = "",
    day: str = "",
    limit: int | None = None,
    after: str | None = None,
) -> KindCasePage:
    """Return a page of a register. Raises NotFound (no such register), InvalidForm (a cursor of something else, no day)."""
    newest = versions.newest(unit.db).get(kind)
    conditions = [KindCase.kind == kind, seen.visible(unit)]
    if newest is None or kind == law.CODE:
        raise NotFound(what="case_kind")
    if state:
        conditions.append(KindCase.state == state)
    elif not over:
        conditions.append(KindCase.closed_at.is_(None))
    if mine:
        me = unit.me.person_id
        conditions.append(or_(KindCase.owner_id == me, KindCase.opened_by == me))
    if late:
        conditions.append(and_(KindCase.closed_at.is_(None), KindCase.due_at < unit.now))
    if text.strip():
        conditions.append(_says(text.strip()))
    if day:
        conditions.append(_on(unit, day))
    order: tuple[Any, ...] = (func.coalesce(KindCase.due_at, _NEVER), KindCase.opened_at, KindCase.id)
    place = place_of(after, MOMENT, MOMENT, uuid.UUID)
    if place is not None:
        conditions.append(tuple_(*order) > tuple_(*place))
    size = page_size(limit)
    rows = unit.db.scalars(select(KindCase).where(*conditions).order_by(*order).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    return KindCasePage(
        items=views.rows_of(unit, shown),
        next=to_cursor(last.due_at or _NEVER, last.opened_at, last.id) if last is not None else None,
    )


def _says(typed: str) -> ColumnElement[bool]:
    """Return the condition that a case's number or one of its values holds these words."""
    return or_(KindCase.number.icontains(typed, autoescape=True), KindCase.says.icontains(typed, autoescape=True))


def _on(unit: Unit, day: str) -> ColumnElement[bool]:
    """Return the condition that a case was opened on a day of the centre, or has a day or moment on it."""
    try:
        first = date.fromisoformat(day)
    except ValueError:
        raise InvalidForm({"day": "not_a_date"}) from None
    begins, ends = day_begins(first, unit.zone), day_begins(first + timedelta(days=1), unit.zone)
    within = and_(KindCase.opened_at >= begins, KindCase.opened_at < ends)
    return or_(within, KindCase.days.contains([first]))
