"""Work items: one list of what somebody must do. An area puts an item there, and ends it, in the transaction of its own facts.

Who takes an item has it until they hand it back or it ends; of two who take it at once the second is told who has it. The row is locked
for each step, so that the order in which people act is the order in which it happens.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit import foreseeing, scope, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, NotFound, TransitionRefused
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit import work_items as schemas
from agent_desk.schemas.kit.changes import WorkItemChanged
from agent_desk.schemas.kit.retention import RETENTION, Retention

SHOWN: Final = 200


class TakenByOther(HubError):
    """Somebody else was first."""

    id, status, sentence = "taken_by_other", 409, "{name} has this already. Choose something else, or ask {name}."


@dataclass(frozen=True, slots=True)
class WorkKind:
    """A kind of work, declared by its area."""

    name: str
    taken: Callable[[Unit, uuid.UUID], None] | None = None
    """What the area does when somebody takes it from the inbox, in the same transaction; it may refuse."""
    offered: bool = False
    """Whether it may be taken from the inbox; otherwise it is done where its area does it."""
    lent: bool = False
    """Whether what is for a person stands in the inbox of whoever stands in for them, too."""
    notice: bool = False
    """Whether it only says something to one person, who ends it by having read it."""


KINDS: Final[dict[str, WorkKind]] = {}


def register(kind: WorkKind) -> WorkKind:
    """Make a kind known; called once by its area, where it is declared."""
    KINDS[kind.name] = kind
    return kind


# ---------------------------------------------------------------------- what areas do


def put(
    unit: Unit,
    kind: WorkKind,
    subject_id: uuid.UUID,
    title: tuple[str, str],
    *,
    person_id: uuid.UUID | None = None,
    permission: str | None = None,
    team_id: uuid.UUID | None = None,
    audience: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
    branch: str | None = None,
    due_at: datetime | None = None,
    priority: int = 1,
) -> WorkItem:
    """Have it done by a person, or by whoever holds a permission and reaches it (`audience`: as of `scope.audience`), by one of `roles`
    and of a `branch` where these are named; without a permission these alone say who (`audience`: who hears of it).

    An open item of the subject becomes as it is said now.
    """
    said = {
        "title_zh": title[0],
        "title_en": title[1] or title[0],
        "person_id": person_id,
        "permission": permission,
        "team_id": team_id,
        "audience": list(audience) if audience is not None else None,
        "roles": sorted(roles) if roles is not None else None,
        "branch_code": branch,
        "due_at": due_at,
        "priority": priority,
    }
    new = insert(WorkItem).values(
        id=uuid.uuid4(), kind=kind.name, subject_id=subject_id, state="open", created_at=unit.now, **said
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(WorkItem.id))
    row = _open(unit.db, kind, subject_id)
    if row is None:
        raise NotFound(what="work")
    before = {name: getattr(row, name) for name in said}
    if made is not None or before != said:
        heard = _audience(row)
        for name, value in said.items():
            setattr(row, name, value)
        if made is None:
            row.version += 1
        unit.db.flush()
        _tell(unit, row, heard)
    return row


@dataclass(frozen=True, slots=True)
class NewWork:
    """One of many new items, for one person."""

    subject_id: uuid.UUID
    title: str
    person_id: uuid.UUID


def put_new(unit: Unit, kind: WorkKind, items: Sequence[NewWork], due_at: datetime | None = None) -> None:
    """Put many new items in at once; each person hears of one of theirs, and reads the whole inbox anyway."""
    rows = [
        WorkItem(
            id=uuid.uuid4(),
            kind=kind.name,
            subject_id=one.subject_id,
            title_zh=one.title,
            title_en=one.title,
            person_id=one.person_id,
            state="open",
            priority=1,
            due_at=due_at,
            created_at=unit.now,
            version=1,
        )
        for one in items
    ]
    unit.db.add_all(rows)
    unit.db.flush()
    for row in {row.person_id: row for row in rows}.values():
        _tell(unit, row, set())


def take(unit: Unit, kind: WorkKind, subject_id: uuid.UUID, *, over: bool = False) -> WorkItem:
    """Let the caller have it. `over`: also from who has it. Raises NotFound (done meanwhile), TakenByOther."""
    row = _open(unit.db, kind, subject_id)
    if row is None:
        raise NotFound(what="work")
    me = unit.me.person_id
    holder = row.taken_by_id if row.state == "taken" else row.person_id
    if holder not in (None, me) and not over:
        raise TakenByOther(name=unit.db.get_one(Person, holder).name)
    if row.state != "taken" or row.taken_by_id != me:
        _move(unit, row, "taken", me)
    return row


def hand_back(unit: Unit, kind: WorkKind, subject_id: uuid.UUID) -> WorkItem | None:
    """Let others have it again; nothing is changed where nobody has it, or it has ended."""
    row = _open(unit.db, kind, subject_id)
    if row is not None and row.state == "taken":
        _move(unit, row, "handed_back", None)
    return row


def end(unit: Unit, kind: WorkKind, subject_id: uuid.UUID, *, withdrawn: bool = False) -> None:
    """Say that it is done, or not wanted any more; nothing is changed where it has ended."""
    row = _open(unit.db, kind, subject_id)
    if row is not None:
        row.ended_at = unit.now
        _move(unit, row, "withdrawn" if withdrawn else "done", row.taken_by_id)


def of(db: Session, kind: WorkKind, subjects: list[uuid.UUID]) -> dict[uuid.UUID, WorkItem]:
    """Return the newest item of each of these subjects."""
    found = select(WorkItem).where(WorkItem.kind == kind.name, WorkItem.subject_id.in_(subjects))
    return {row.subject_id: row for row in db.scalars(found.order_by(WorkItem.created_at))}


def is_for(caller_id: uuid.UUID) -> ColumnElement[bool]:
    """Return the condition that an open item is this person's, or anybody's."""
    mine = or_(WorkItem.person_id == caller_id, WorkItem.person_id.is_(None))
    return or_(
        and_(WorkItem.state == "taken", WorkItem.taken_by_id == caller_id), and_(WorkItem.state != "taken", mine)
    )


def _open(db: Session, kind: WorkKind, subject_id: uuid.UUID) -> WorkItem | None:
    found = select(WorkItem).where(
        WorkItem.kind == kind.name, WorkItem.subject_id == subject_id, WorkItem.ended_at.is_(None)
    )
    # What another transaction has committed meanwhile is read again with the lock.
    return db.scalar(found.with_for_update().execution_options(populate_existing=True))


def _move(unit: Unit, row: WorkItem, state: str, taken_by: uuid.UUID | None) -> None:
    heard = _audience(row)
    row.state, row.version = state, row.version + 1
    if row.taken_by_id != taken_by:
        row.taken_by_id, row.taken_at = taken_by, unit.now if taken_by is not None else None
    unit.db.flush()
    _tell(unit, row, heard)


def _audience(row: WorkItem) -> set[str]:
    people = {f"person:{one}" for one in (row.person_id, row.taken_by_id) if one is not None}
    if row.person_id is not None:
        # Whoever stands in for a person hears of what is theirs.
        return people | set(row.audience or ())
    return people | set(row.audience or [f"perm:{row.permission}@all"])


def _tell(unit: Unit, row: WorkItem, heard: set[str]) -> None:
    """Those who saw it before hear of it as well."""
    to = heard | _audience(row)
    unit.change(WorkItemChanged(id=row.id, version=row.version, state=row.state, kind=row.kind), to=to)


# ---------------------------------------------------------------------- the inbox


def mine(unit: Unit) -> schemas.Inbox:
    """Return what the caller has to do, or may do: what they have taken, then by priority, due time and age."""
    me = unit.me
    team = select(Person.team_id).where(Person.id == me.person_id).scalar_subquery()
    anybodys = and_(
        WorkItem.person_id.is_(None),
        _reached(unit),
        or_(WorkItem.team_id.is_(None), WorkItem.team_id == team),
    )
    away = scope.stood_in_for(unit)
    seen = or_(WorkItem.person_id == me.person_id, WorkItem.taken_by_id == me.person_id, anybodys)
    if away:
        seen = or_(seen, and_(WorkItem.person_id.in_(away), WorkItem.kind.in_(_lent())))
    found = (
        select(WorkItem, Person.name)
        .outerjoin(Person, Person.id == WorkItem.taken_by_id)
        .where(WorkItem.ended_at.is_(None), seen)
        .order_by(
            (and_(WorkItem.state == "taken", WorkItem.taken_by_id == me.person_id)).desc(),
            WorkItem.priority.desc(),
            WorkItem.due_at.asc().nulls_last(),
            WorkItem.created_at,
            WorkItem.title_zh,
        )
        .limit(SHOWN + 1)
    )
    rows = unit.db.execute(found).all()
    items = [_view(row, name or "", me, away) for row, name in rows[:SHOWN]]
    return schemas.Inbox(items=items, more=len(rows) > SHOWN)


def _lent() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.lent]


def _reached(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that an item's permission is the caller's, and reaches it, and one of its roles and its branch where it names
    some; where it names no permission these say it alone."""
    of_role = and_(
        or_(WorkItem.roles.is_(None), WorkItem.roles.overlap(sorted(unit.me.roles))),
        or_(WorkItem.branch_code.is_(None), WorkItem.branch_code.in_(scope.own_branches(unit))),
    )
    whole = [word for word in unit.me.permissions if scope.everything(unit, word)]
    parts = [word for word in unit.me.permissions if word not in whole]
    found = or_(WorkItem.permission.in_(whole), WorkItem.permission.is_(None))
    if not parts:
        return and_(of_role, found)
    heard = [one for word in parts for one in scope.heard(unit, word)]
    return and_(of_role, or_(found, and_(WorkItem.permission.in_(parts), WorkItem.audience.overlap(heard))))


def take_from_inbox(unit: Unit, item_id: uuid.UUID) -> schemas.WorkItem:
    """Take an item. Raises NotFound, TakenByOther, TransitionRefused (it is not taken here), and what its area refuses."""
    row, kind = _visible(unit, item_id)
    if not kind.offered:
        raise TransitionRefused(state=row.state, trigger="take")
    take(unit, kind, row.subject_id)
    if kind.taken is not None:
        kind.taken(unit, row.subject_id)
    unit.audit("work.take", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))
    return _view(row, unit.me.name, unit.me)


def hand_back_from_inbox(unit: Unit, item_id: uuid.UUID) -> schemas.WorkItem:
    """Hand an item back that the caller has taken. Raises NotFound, TakenByOther, TransitionRefused (nobody has it)."""
    row, kind = _visible(unit, item_id)
    if row.state != "taken" or not kind.offered:
        raise TransitionRefused(state=row.state, trigger="hand_back")
    if row.taken_by_id != unit.me.person_id:
        raise TakenByOther(name=unit.db.get_one(Person, row.taken_by_id).name)
    hand_back(unit, kind, row.subject_id)
    unit.audit("work.hand_back", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))
    return _view(row, "", unit.me)


def read_notice(unit: Unit, item_id: uuid.UUID) -> None:
    """End what only said something to the caller. Raises NotFound, TransitionRefused (it has to be done)."""
    row, kind = _visible(unit, item_id)
    if not kind.notice:
        raise TransitionRefused(state=row.state, trigger="read")
    end(unit, kind, row.subject_id)
    unit.audit("work.read_notice", "work_item", row.id, kind=row.kind, subject=str(row.subject_id))


def _visible(unit: Unit, item_id: uuid.UUID) -> tuple[WorkItem, WorkKind]:
    row = unit.db.get(WorkItem, item_id, with_for_update=True)
    if row is None or row.ended_at is not None or row.kind not in KINDS or not _may_see(unit, row):
        raise NotFound(what="work")
    return row, KINDS[row.kind]


def _may_see(unit: Unit, row: WorkItem) -> bool:
    me = unit.me
    if me.person_id in (row.person_id, row.taken_by_id):
        return True
    if row.person_id is not None:
        return row.person_id in scope.stood_in_for(unit) and row.kind in _lent()
    if unit.db.scalar(select(WorkItem.id).where(WorkItem.id == row.id, _reached(unit))) is None:
        return False
    return row.team_id is None or row.team_id == unit.db.get_one(Person, me.person_id).team_id


def _view(row: WorkItem, taken_by: str, caller: Caller, away: frozenset[uuid.UUID] = frozenset()) -> schemas.WorkItem:
    kind = KINDS.get(row.kind)
    has = row.state == "taken" and row.taken_by_id == caller.person_id
    offered = kind is not None and kind.offered
    return schemas.WorkItem(
        id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        title_zh=row.title_zh,
        title_en=row.title_en,
        mine=has or row.person_id == caller.person_id or row.person_id in away,
        state=cast(schemas.WorkState, row.state),
        taken_by=taken_by if row.state == "taken" else "",
        may_take=offered and row.state != "taken",
        may_hand_back=offered and has,
        notice=kind is not None and kind.notice,
        priority=row.priority,
        due_at=row.due_at,
        created_at=row.created_at,
        version=row.version,
    )


def _prune(hub_context: HubContext) -> None:
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        before = now - timedelta(days=settings_in_force.read(db, RETENTION, now).work_days)
        db.execute(delete(WorkItem).where(WorkItem.ended_at < before))


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how much another retention would remove within the hour."""
    before = unit.now - timedelta(days=value.work_days)
    return foreseeing.would_go(unit, WorkItem.ended_at, before, "已办结的待办", "Work that has ended")


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("prune work items", 3600.0, _prune)]
