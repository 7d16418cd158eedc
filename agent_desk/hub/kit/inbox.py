"""The inbox: what a person has to do, may do, or leads others in doing, of whatever area; taken, handed back, given, counted."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, and_, case, false, func, not_, or_, select, true

from agent_desk.hub.kit import own_layouts, scope
from agent_desk.hub.kit.each import each
from agent_desk.hub.kit.errors import NotFound, NotPermitted, TransitionRefused
from agent_desk.hub.kit.pace import Paces
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import GIVEN, KINDS, TakenByOther, WorkKind, end, hand_back, take
from agent_desk.models.customers import Branch
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit import work_items as schemas
from agent_desk.schemas.kit.account import Account
from agent_desk.schemas.kit.operations import LEAD

SHOWN: Final = 200
_NOBODY: Final = ("", "")
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_HOLDER: Final[ColumnElement[Any]] = case((WorkItem.state == "taken", WorkItem.taken_by_id), else_=WorkItem.person_id)
"""Who has an item, or whom it is for; null where it is anybody's."""


# ---------------------------------------------------------------------- who sees what


def _theirs(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item is addressed to the caller or to whom they stand in for, or they have it."""
    own = or_(WorkItem.person_id == unit.me.person_id, WorkItem.taken_by_id == unit.me.person_id)
    away = scope.stood_in_for(unit)
    return or_(own, and_(WorkItem.person_id.in_(away), WorkItem.kind.in_(_lent()))) if away else own


def _lent() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.lent]


def _anybodys(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item is for whoever holds a permission that the caller holds and that reaches it."""
    team = select(Person.team_id).where(Person.id == unit.me.person_id).scalar_subquery()
    return and_(WorkItem.person_id.is_(None), _reached(unit), or_(WorkItem.team_id.is_(None), WorkItem.team_id == team))


def _led(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item is of somebody whom the caller leads in this kind of work."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS.values():
        if kind.leads in unit.me.permissions:
            kinds[kind.leads].append(kind.name)
    found = [and_(WorkItem.kind.in_(names), _leads(unit, permission)) for permission, names in kinds.items()]
    return and_(_HOLDER.is_not(None), or_(*found)) if found else false()


def _leads(unit: Unit, permission: str) -> ColumnElement[bool]:
    return true() if scope.everything(unit, permission) else scope.person(scope.reach(unit, permission), _HOLDER)


def _to_give(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item is nobody's and the caller may give it, though they may not do it themselves."""
    found: list[ColumnElement[bool]] = []
    for kind in KINDS.values():
        if not _may_give(unit, kind):
            continue
        if scope.everything(unit, kind.leads):
            found.append(WorkItem.kind == kind.name)
        elif kind.does is not None:
            # What whoever does it would hear of, as far as the caller's leading reaches.
            heard = [one.replace(f"perm:{kind.leads}@", f"perm:{kind.does}@") for one in scope.heard(unit, kind.leads)]
            found.append(and_(WorkItem.kind == kind.name, WorkItem.audience.overlap(heard)))
    return and_(_HOLDER.is_(None), or_(*found)) if found else false()


def _reached(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item's permission is the caller's, and reaches it, and one of its roles and its branch where it names
    some; where it names no permission these say it alone."""
    of_role = and_(
        or_(WorkItem.roles.is_(None), WorkItem.roles.overlap(sorted(unit.me.roles))),
        or_(WorkItem.branch_code.is_(None), WorkItem.branch_code.in_(scope.own_branches(unit))),
        or_(WorkItem.not_for.is_(None), not_(WorkItem.not_for.contains([unit.me.person_id]))),
    )
    whole = [word for word in unit.me.permissions if scope.everything(unit, word)]
    parts = [word for word in unit.me.permissions if word not in whole]
    found = or_(WorkItem.permission.in_(whole), WorkItem.permission.is_(None))
    if not parts:
        return and_(of_role, found)
    heard = [one for word in parts for one in scope.heard(unit, word)]
    return and_(of_role, or_(found, and_(WorkItem.permission.in_(parts), WorkItem.audience.overlap(heard))))


def _views(unit: Unit) -> dict[schemas.WorkView, ColumnElement[bool]]:
    """Return the conditions of the views. Each item that the caller sees is mine, nobody's or others'."""
    me, anybodys = unit.me.person_id, _anybodys(unit)
    mine = _theirs(unit)
    unassigned = and_(or_(anybodys, _to_give(unit)), WorkItem.state != "taken")
    others = and_(
        or_(_led(unit), and_(anybodys, WorkItem.state == "taken")),
        _HOLDER.not_in([me]),
        not_(func.coalesce(mine, false())),
    )
    to_do = or_(mine, anybodys)
    return {
        "to_do": to_do,
        "mine": mine,
        "unassigned": unassigned,
        "others": others,
        "all": or_(to_do, unassigned, others),
    }


def _order(unit: Unit) -> tuple[Any, ...]:
    """What is overdue first; then what the caller has taken, by priority, due time and age."""
    return (
        func.coalesce(WorkItem.due_at < unit.now, false()).desc(),
        and_(WorkItem.state == "taken", WorkItem.taken_by_id == unit.me.person_id).desc(),
        WorkItem.priority.desc(),
        WorkItem.due_at.asc().nulls_last(),
        WorkItem.created_at,
        WorkItem.title_zh,
        WorkItem.id,
    )


def _shown(unit: Unit, condition: ColumnElement[bool]) -> tuple[list[schemas.WorkItem], bool]:
    """Return the first of the items, and whether there are more."""
    found = (
        select(WorkItem, Person.name, Person.name_en)
        .outerjoin(Person, Person.id == _HOLDER)
        .where(WorkItem.ended_at.is_(None), condition)
        .order_by(*_order(unit))
        .limit(SHOWN + 1)
    )
    rows, paces, away = unit.db.execute(found).all(), Paces.of(unit.db), scope.stood_in_for(unit)
    shown = [_view(unit, row, (name or "", name_en or ""), paces, away) for row, name, name_en in rows[:SHOWN]]
    return shown, len(rows) > SHOWN


def mine(unit: Unit) -> schemas.Inbox:
    """Return what the caller has to do, or may do."""
    items, more = _shown(unit, or_(_theirs(unit), _anybodys(unit)))
    return schemas.Inbox(items=items, more=more)


def listed(unit: Unit, choice: schemas.WorkChoice) -> schemas.WorkList:
    """Return what is asked for, and how much there is in each view of it."""
    views, asked = _views(unit), _asked(unit, choice)
    items, more = _shown(unit, and_(views[choice.view], asked))
    counted = select(
        func.count().filter(views["to_do"]),
        func.count().filter(views["mine"]),
        func.count().filter(views["unassigned"]),
        func.count().filter(views["others"]),
        func.count(),
        func.count().filter(WorkItem.due_at < unit.now),
    ).where(WorkItem.ended_at.is_(None), views["all"], asked)
    to_do, own, free, others, every, overdue = unit.db.execute(counted).one()
    return schemas.WorkList(
        items=items,
        more=more,
        counts=schemas.WorkCounts(to_do=to_do, mine=own, unassigned=free, others=others, all=every, overdue=overdue),
        leads=any(_may_lead(unit, kind) for kind in KINDS.values()),
    )


def _asked(unit: Unit, choice: schemas.WorkChoice) -> ColumnElement[bool]:
    """Return the condition of the kinds, due times and words that are asked for."""
    found: list[ColumnElement[bool]] = []
    if choice.kinds:
        found.append(WorkItem.kind.in_(choice.kinds))
    if choice.due == "none":
        found.append(WorkItem.due_at.is_(None))
    elif choice.due != "any":
        until = {"overdue": unit.now, "day": unit.now + _DAY, "week": unit.now + _WEEK}[choice.due]
        found.append(WorkItem.due_at < until)
    if words := choice.q.strip():
        found.append(
            or_(
                WorkItem.title_zh.icontains(words, autoescape=True), WorkItem.title_en.icontains(words, autoescape=True)
            )
        )
    return and_(true(), *found)


# ---------------------------------------------------------------------- taken and handed back


def take_from_inbox(unit: Unit, item_id: uuid.UUID) -> schemas.WorkItem:
    """Take an item. Raises NotFound, TakenByOther, TransitionRefused (it is not taken here), and what its area refuses."""
    row, kind = _visible(unit, item_id)
    if not kind.offered:
        raise TransitionRefused(state=row.state, trigger="take")
    take(unit, kind, row.subject_id)
    if kind.taken is not None:
        kind.taken(unit, row.subject_id)
    unit.audit("work.take", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))
    return _view(unit, row, (unit.me.name, unit.me.name_en), Paces.of(unit.db), scope.stood_in_for(unit))


def hand_back_from_inbox(unit: Unit, item_id: uuid.UUID) -> schemas.WorkItem:
    """Hand an item back that the caller has taken. Raises NotFound, TakenByOther, TransitionRefused (nobody has it)."""
    row, kind = _visible(unit, item_id)
    if row.state != "taken" or not kind.offered:
        raise TransitionRefused(state=row.state, trigger="hand_back")
    if row.taken_by_id != unit.me.person_id:
        raise TakenByOther(name=unit.db.get_one(Person, row.taken_by_id).name)
    hand_back(unit, kind, row.subject_id)
    unit.audit("work.hand_back", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))
    return _view(unit, row, _NOBODY, Paces.of(unit.db), scope.stood_in_for(unit))


def read_notice(unit: Unit, item_id: uuid.UUID) -> None:
    """End what only said something to the caller. Raises NotFound, TransitionRefused (it has to be done)."""
    row, kind = _visible(unit, item_id)
    if not kind.notice:
        raise TransitionRefused(state=row.state, trigger="read")
    end(unit, kind, row.subject_id)
    unit.audit("work.read_notice", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))


def _visible(unit: Unit, item_id: uuid.UUID) -> tuple[WorkItem, WorkKind]:
    row = _found(unit, item_id, or_(_theirs(unit), _anybodys(unit)))
    return row, KINDS[row.kind]


def _found(unit: Unit, item_id: uuid.UUID, condition: ColumnElement[bool]) -> WorkItem:
    found = select(WorkItem).where(WorkItem.id == item_id, WorkItem.ended_at.is_(None), condition)
    row = unit.db.scalar(found.with_for_update())
    if row is None or row.kind not in KINDS:
        raise NotFound(what="work")
    return row


# ---------------------------------------------------------------------- given


def _may_lead(unit: Unit, kind: WorkKind) -> bool:
    return kind.leads in unit.me.permissions


def _may_give(unit: Unit, kind: WorkKind | None) -> bool:
    return kind is not None and kind.name in GIVEN and _may_lead(unit, kind)


def receivers(unit: Unit, *, kinds: Sequence[str]) -> list[schemas.WorkPerson]:
    """Return who may do all these kinds of work, of those whom the caller leads in them; who has least to do first."""
    wanted = [KINDS[name] for name in kinds if name in KINDS]
    if not wanted or not all(_may_give(unit, kind) for kind in wanted):
        scope.by_rule(unit)
        return []
    has = (
        select(_HOLDER.label("holder"), func.count().label("open"))
        .where(WorkItem.ended_at.is_(None), _HOLDER.is_not(None))
        .group_by(_HOLDER)
        .subquery()
    )
    found = (
        select(Person.id, Person.name, Person.name_en, func.coalesce(has.c.open, 0))
        .outerjoin(has, has.c.holder == Person.id)
        .where(Person.active, *(_receives(unit, kind) for kind in wanted))
        .order_by(func.coalesce(has.c.open, 0), Person.name, Person.login)
    )
    return [
        schemas.WorkPerson(id=one, name=name, name_en=name_en, open=count)
        for one, name, name_en, count in unit.db.execute(found)
    ]


def _receives(unit: Unit, kind: WorkKind) -> ColumnElement[bool]:
    """Return the condition that a person is led by the caller in this kind of work, and may do it."""
    within = scope.person(scope.reach(unit, kind.leads), Person.id)
    return and_(within, Person.id.in_(scope.holders(kind.does, unit.now)) if kind.does is not None else true())


def give(unit: Unit, form: schemas.GiveWork) -> Account:
    """Give each to the person. Raises NotPermitted (the caller leads in no work), NotFound where there is none of them at all."""
    if not any(_may_give(unit, kind) for kind in KINDS.values()):
        raise NotPermitted(permission=LEAD)
    seen = _views(unit)["all"]

    def one(item_id: uuid.UUID) -> None:
        row = _found(unit, item_id, seen)
        kind = KINDS[row.kind]
        if not _may_give(unit, kind):
            raise TransitionRefused(state=row.state, trigger="give")
        if (
            unit.db.scalar(select(Person.id).where(Person.id == form.person_id, Person.active, _receives(unit, kind)))
            is None
        ):
            raise NotFound(what="person")
        GIVEN[kind.name](unit, row.subject_id, form.person_id, form.words.strip())
        unit.audit(
            "work.give",
            "work_item",
            row.id,
            reason=form.words.strip() or None,
            kind=row.kind,
            subject=str(row.subject_id),
            assigned=str(form.person_id),
        )

    return each(unit, form.ids, one)


# ---------------------------------------------------------------------- who has how much


@dataclass(frozen=True, slots=True)
class _Open:
    """One open item, as far as load is counted by it."""

    late: bool
    soon: bool
    created_at: Any
    late_of_100: int | None


def load(unit: Unit, choice: schemas.WorkChoice) -> schemas.WorkLoad:
    """Return who has how much of what is asked for, whatever view is."""
    condition = and_(_views(unit)["all"], _asked(unit, choice))
    found = (
        select(_HOLDER, Person.branch_code, WorkItem.kind, WorkItem.sort, WorkItem.created_at, WorkItem.due_at)
        .outerjoin(Person, Person.id == _HOLDER)
        .where(WorkItem.ended_at.is_(None), condition)
    )
    people: dict[uuid.UUID | None, list[_Open]] = defaultdict(list)
    branches: dict[str | None, list[_Open]] = defaultdict(list)
    kinds: dict[str, list[_Open]] = defaultdict(list)
    paces, now = Paces.of(unit.db), unit.now
    for holder, branch, kind, sort, created_at, due_at in unit.db.execute(found):
        one = _Open(
            late=due_at is not None and due_at < now,
            soon=due_at is not None and now <= due_at < now + _DAY,
            created_at=created_at,
            late_of_100=paces.late_of_100(kind, sort, created_at, due_at, now),
        )
        people[holder].append(one)
        kinds[kind].append(one)
        if holder is not None:
            branches[branch].append(one)
    names = unit.db.execute(select(Person.id, Person.name, Person.name_en).where(Person.id.in_([*people])))
    called: dict[Any, tuple[str, str]] = {one: (zh, en or zh) for one, zh, en in names}
    named = unit.db.execute(select(Branch.code, Branch.name_zh, Branch.name_en).where(Branch.code.in_([*branches])))
    branch_names: dict[Any, tuple[str, str]] = {code: (zh, en or zh) for code, zh, en in named}
    return schemas.WorkLoad(
        people=_rows(unit, people, called, ("待分配", "nobody yet")),
        branches=_rows(unit, branches, branch_names, ("总行及中心", "head office and centre")),
        kinds=_rows(unit, kinds, {kind: schemas.KINDS.of(kind).both for kind in kinds}, ("", "")),
    )


def _rows(
    unit: Unit, by: Mapping[Any, list[_Open]], names: Mapping[Any, tuple[str, str]], nobody: tuple[str, str]
) -> list[schemas.LoadRow]:
    rows = [_row(unit, key, items, names.get(key, nobody)) for key, items in by.items()]
    return sorted(rows, key=lambda row: (-row.overdue, -row.open, row.name_zh))


def _row(unit: Unit, key: Any, items: list[_Open], name: tuple[str, str]) -> schemas.LoadRow:
    known = [one.late_of_100 for one in items if one.late_of_100 is not None]
    return schemas.LoadRow(
        person_id=key if isinstance(key, uuid.UUID) else None,
        name_zh=name[0],
        name_en=name[1],
        open=len(items),
        overdue=sum(one.late for one in items),
        soon=sum(one.soon for one in items),
        oldest_at=min(one.created_at for one in items),
        median_age_s=median((unit.now - one.created_at).total_seconds() for one in items),
        expected_late=round(sum(known) / 100, 1) if known else None,
    )


# ---------------------------------------------------------------------- choices that are kept


def kept_choices(unit: Unit) -> schemas.KeptChoices:
    """Return the choices that the caller has kept."""
    return own_layouts.layout_of(unit.db, unit.me.person_id, "inbox", schemas.KeptChoices)


def keep_choices(unit: Unit, form: schemas.KeptChoices) -> schemas.KeptChoices:
    """Keep these. Raises StaleVersion."""
    return own_layouts.keep(unit, "inbox", form, form.version)


def _view(
    unit: Unit, row: WorkItem, holder: tuple[str, str], paces: Paces, away: frozenset[uuid.UUID]
) -> schemas.WorkItem:
    kind, caller = KINDS.get(row.kind), unit.me
    own = row.person_id == caller.person_id or (kind is not None and kind.lent and row.person_id in away)
    has = row.state == "taken" and row.taken_by_id == caller.person_id
    offered = kind is not None and kind.offered
    return schemas.WorkItem(
        id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        title_zh=row.title_zh,
        title_en=row.title_en,
        mine=has or own,
        state=cast(schemas.WorkState, row.state),
        holder=holder[0],
        holder_en=holder[1],
        may_take=offered and row.state != "taken" and (own or _may_do(unit, row, kind)),
        may_hand_back=offered and has,
        notice=kind is not None and kind.notice,
        may_give=_may_give(unit, kind),
        late_of_100=paces.late_of_100(row.kind, row.sort, row.created_at, row.due_at, unit.now),
        priority=row.priority,
        due_at=row.due_at,
        created_at=row.created_at,
        version=row.version,
    )


def _may_do(unit: Unit, row: WorkItem, kind: WorkKind | None) -> bool:
    """Whether it is anybody's whose right the caller holds."""
    return row.person_id is None and (kind is None or kind.does is None or kind.does in unit.me.permissions)
