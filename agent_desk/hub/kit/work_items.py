"""Work items: one list of what somebody must do. An area puts an item there, and ends it, in the transaction of its own facts.

Who takes an item has it until they hand it back or it ends; of two who take it at once the second is told who has it. The row is locked
for each step, so that the order in which people act is the order in which it happens.
"""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit import foreseeing, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import HubError, NotFound
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.people import Person
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.kit.changes import WorkItemChanged
from agent_desk.schemas.kit.operations import LEAD
from agent_desk.schemas.kit.retention import RETENTION, Retention


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
    leads: str = LEAD
    """Permission whose holders see the work of the people it reaches, and give it to them."""
    does: str | None = None
    """Permission that whoever is given it must hold."""


Giver = Callable[[Unit, uuid.UUID, uuid.UUID, str], None]
"""Give the work of a subject to a person, with words, in the transaction of the caller. It may refuse."""
KINDS: Final[dict[str, WorkKind]] = {}
GIVEN: Final[dict[str, Giver]] = {}
"""How the kinds of work are given from the inbox; one that is not here is given where its area does it."""


def register(kind: WorkKind) -> WorkKind:
    """Make a kind known; called once by its area, where it is declared."""
    KINDS[kind.name] = kind
    return kind


def given_by(kind: WorkKind, giver: Giver) -> None:
    """Have work of a kind given from the inbox by whoever leads in it; called once by its area."""
    GIVEN[kind.name] = giver


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
    not_for: Collection[uuid.UUID] = (),
    due_at: datetime | None = None,
    priority: int = 1,
    sort: str = "",
) -> WorkItem:
    """Have it done by a person, or by whoever holds a permission and reaches it (`audience`: as of `scope.audience`), by one of `roles`
    and of a `branch` where these are named, and by none of `not_for`, whoever they stand in for; without a permission these alone say who
    (`audience`: who hears of it). `sort`: what takes alike long within the kind.

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
        "not_for": sorted(not_for) or None,
        "due_at": due_at,
        "priority": priority,
        "sort": sort,
    }
    new = insert(WorkItem).values(
        id=uuid.uuid4(), kind=kind.name, subject_id=subject_id, state="open", created_at=unit.now, **said
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(WorkItem.id))
    row = open_item(unit.db, kind, subject_id)
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
    row = open_item(unit.db, kind, subject_id)
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
    row = open_item(unit.db, kind, subject_id)
    if row is not None and row.state == "taken":
        _move(unit, row, "handed_back", None)
    return row


def end(unit: Unit, kind: WorkKind, subject_id: uuid.UUID, *, withdrawn: bool = False) -> None:
    """Say that it is done, or not wanted any more; nothing is changed where it has ended."""
    row = open_item(unit.db, kind, subject_id)
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


def open_item(db: Session, kind: WorkKind, subject_id: uuid.UUID) -> WorkItem | None:
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
