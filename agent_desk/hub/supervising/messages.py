"""Messages of supervisors to one agent, a team or everybody: who is told is settled when it is sent, who has read it is kept.

A message waits for whoever is not signed in, until it expires. The words are for colleagues: they leave the hub for those
who are told and for those who may send, and are never in a change.
"""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, exists, func, or_, select, true, tuple_
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of, person_ref, queues_by_id
from agent_desk.hub.figures.service import team_ref
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.people import Person, Team
from agent_desk.models.supervising import FloorMessage, MessageReceipt
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.supervising.changes import MessageChanged
from agent_desk.schemas.supervising.records import (
    Audience,
    MessagePage,
    MessageRow,
    NewMessage,
    OwnMessage,
    QueueNews,
    Receipt,
)

SEND: Final = "floor.message"
OWN_SHOWN_FOR: Final = timedelta(days=7)
"""So long a person finds what they were told, read or not."""


def audience(unit: Unit) -> Audience:
    """Teams and people with a seat, as far as the caller may send."""
    db, reach = unit.db, scope.reach(unit, SEND)
    within = scope.person(reach, Person.id)
    found = select(Person).where(Person.active, Person.agent_code.is_not(None), within).order_by(Person.agent_code)
    of_team = exists().where(Person.team_id == Team.id, Person.active, Person.agent_code.is_not(None), within)
    some = select(Team).where(Team.active).order_by(Team.position, Team.code)
    teams = db.scalars(some if reach.everything else some.where(of_team))
    return Audience(teams=[team_ref(one) for one in teams], people=[person_ref(one) for one in db.scalars(found)])


def send(unit: Unit, form: NewMessage) -> MessageRow:
    """Tell them. Raises InvalidForm where nobody would be told."""
    words = form.words.strip()
    if not words:
        raise InvalidForm({"words": "missing"})
    team = unit.db.scalar(select(Team).where(Team.code == form.team)) if form.audience == "team" else None
    told = _told(unit, form, team)
    if not told:
        raise InvalidForm({"audience": "nobody"})
    row = _write(
        unit,
        told,
        audience=form.audience,
        team_id=team.id if team is not None else None,
        kind="text",
        words=words,
        urgent=form.urgent,
        expires_at=unit.now + timedelta(minutes=form.valid_minutes),
        detail={},
    )
    unit.audit(
        "floor.message",
        "floor_message",
        row.id,
        audience=form.audience,
        team=form.team,
        people=len(told),
        person=str(form.person_id) if form.person_id else None,
    )
    return one(unit.db, row.id)


def tell_queues(
    unit: Unit, person_id: uuid.UUID, sender: uuid.UUID, news: dict[str, Any], expires_at: datetime
) -> None:
    """Tell an agent that their queues are others for a while; each desk says it in its own language."""
    _write(
        unit,
        [person_id],
        sender=sender,
        audience="person",
        team_id=None,
        kind="queues",
        words="",
        urgent=False,
        expires_at=expires_at,
        detail=news,
    )


def _write(unit: Unit, told: Sequence[uuid.UUID], *, sender: uuid.UUID | None = None, **fields: Any) -> FloorMessage:
    row = FloorMessage(id=uuid.uuid4(), from_id=sender or unit.me.person_id, sent_at=unit.now, **fields)
    unit.db.add(row)
    unit.db.flush()
    unit.db.add_all(MessageReceipt(message_id=row.id, person_id=person_id) for person_id in told)
    unit.db.flush()
    _tell(unit, row.id, told, "sent")
    return row


def _told(unit: Unit, form: NewMessage, team: Team | None) -> list[uuid.UUID]:
    within = scope.person(scope.reach(unit, SEND), Person.id)
    found = select(Person.id).where(
        Person.active, Person.agent_code.is_not(None), Person.id != unit.me.person_id, within
    )
    if form.audience == "person":
        found = select(Person.id).where(Person.active, Person.id == form.person_id, within)
    elif form.audience == "people":
        found = found.where(Person.id.in_(form.people))
    elif form.audience == "team":
        found = found.where(Person.team_id == (team.id if team is not None else None))
    return list(unit.db.scalars(found))


def _tell(unit: Unit, message_id: uuid.UUID, told: Iterable[uuid.UUID], said: str) -> None:
    sender = unit.db.get_one(FloorMessage, message_id).from_id
    to = [*scope.audience(SEND, people=[sender]), *(f"person:{person_id}" for person_id in told)]
    unit.change(MessageChanged(id=message_id, said=said), to=to)


def withdraw(unit: Unit, message_id: uuid.UUID) -> MessageRow:
    """Take back what nobody need read any more. Raises NotFound."""
    scope.require(unit, exists().where(FloorMessage.id == message_id, _within(unit)), "message")
    row = unit.db.get(FloorMessage, message_id, with_for_update=True)
    if row is None:
        raise NotFound(what="message")
    if row.withdrawn_at is None:
        row.withdrawn_at = unit.now
        unit.db.flush()
        told = unit.db.scalars(select(MessageReceipt.person_id).where(MessageReceipt.message_id == message_id)).all()
        unit.audit("floor.message_withdrawn", "floor_message", message_id)
        _tell(unit, message_id, told, "withdrawn")
    return one(unit.db, message_id)


def read(unit: Unit, message_id: uuid.UUID) -> OwnMessage:
    """Say that one has read it; said again, the first time stands. Raises NotFound for a message to others."""
    receipt = unit.db.get(MessageReceipt, (message_id, unit.me.person_id), with_for_update=True)
    if receipt is None:
        raise NotFound(what="message")
    if receipt.read_at is None:
        receipt.read_at = unit.now
        unit.db.flush()
        _tell(unit, message_id, [unit.me.person_id], "read")
    return _own(unit.db, [(unit.db.get_one(FloorMessage, message_id), receipt)])[0]


def own(unit: Unit, *, unread: bool = True) -> list[OwnMessage]:
    """Return what the caller was told: unread and still valid, the oldest first; or all of the last days, the newest first."""
    found = (
        select(FloorMessage, MessageReceipt)
        .join(MessageReceipt, MessageReceipt.message_id == FloorMessage.id)
        .where(MessageReceipt.person_id == unit.me.person_id, FloorMessage.withdrawn_at.is_(None))
    )
    if unread:
        found = found.where(MessageReceipt.read_at.is_(None), FloorMessage.expires_at > unit.now)
        return _own(unit.db, unit.db.execute(found.order_by(FloorMessage.sent_at)).all())
    found = found.where(FloorMessage.sent_at > unit.now - OWN_SHOWN_FOR).order_by(FloorMessage.sent_at.desc())
    return _own(unit.db, unit.db.execute(found.limit(100)).all())


def _own(db: Session, rows: Sequence[Any]) -> list[OwnMessage]:
    senders = people_of(db, [row.from_id for row, _ in rows])
    queues = {one.code: one for one in queues_by_id(db).values()} if any(row.detail for row, _ in rows) else {}
    return [
        OwnMessage(
            id=row.id,
            sender=senders[row.from_id],
            kind=cast(Any, row.kind),
            words=row.words,
            queues=_news(row, queues),
            urgent=row.urgent,
            sent_at=row.sent_at,
            read_at=receipt.read_at,
        )
        for row, receipt in rows
    ]


def _news(row: FloorMessage, queues: dict[str, Any]) -> list[QueueNews]:
    if not row.detail or row.detail.get("queue") not in queues:
        return []
    said = row.detail
    return [
        QueueNews(
            queue=queues[said["queue"]],
            member=said["member"],
            penalty=said.get("penalty"),
            until_at=said.get("until_at"),
        )
    ]


# ---------------------------------------------------------------------- what senders see


def _within(unit: Unit) -> ColumnElement[bool]:
    """A message belongs to its sender, and to the team it went to."""
    reach = scope.reach(unit, SEND)
    if reach.everything:
        return true()
    any_of = [scope.doer(reach, FloorMessage.from_id), FloorMessage.from_id == unit.me.person_id]
    return or_(*any_of, FloorMessage.team_id.in_(reach.teams)) if reach.teams else or_(*any_of)


def seen(unit: Unit, message_id: uuid.UUID) -> MessageRow:
    """Return one message within reach, as `one`. Raises NotFound."""
    scope.require(unit, exists().where(FloorMessage.id == message_id, _within(unit)), "message")
    return one(unit.db, message_id)


def listed(unit: Unit, limit: int | None, after: str | None) -> MessagePage:
    """Return every message within reach, newest first, with how many were told and have read it. Raises InvalidForm for a torn cursor."""
    db, size = unit.db, page_size(limit)
    found = select(FloorMessage).where(_within(unit)).order_by(FloorMessage.sent_at.desc(), FloorMessage.id.desc())
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(FloorMessage.sent_at, FloorMessage.id) < place)
    rows = db.scalars(found.limit(size + 1)).all()
    items = _rows(db, rows[:size])
    more = len(rows) > size
    return MessagePage(items=items, next=to_cursor(items[-1].sent_at, items[-1].id) if more else None)


def one(db: Session, message_id: uuid.UUID) -> MessageRow:
    """Return one message with everybody who was told, and when they read it. Raises NotFound."""
    row = db.get(FloorMessage, message_id)
    if row is None:
        raise NotFound(what="message")
    made = _rows(db, [row])[0]
    receipts = (
        select(MessageReceipt.read_at, Person)
        .join(Person, Person.id == MessageReceipt.person_id)
        .where(MessageReceipt.message_id == message_id)
        .order_by(MessageReceipt.read_at.nulls_first(), Person.agent_code, Person.login)
    )
    made.receipts = [Receipt(person=person_ref(person), read_at=at) for at, person in db.execute(receipts)]
    return made


def _rows(db: Session, rows: Sequence[FloorMessage]) -> list[MessageRow]:
    count = select(MessageReceipt.message_id, func.count(), func.count(MessageReceipt.read_at)).where(
        MessageReceipt.message_id.in_([row.id for row in rows])
    )
    counted = {key: (told, seen) for key, told, seen in db.execute(count.group_by(MessageReceipt.message_id))}
    senders: dict[uuid.UUID, PersonRef] = people_of(db, [row.from_id for row in rows])
    teams = {team.id: team_ref(team) for team in db.scalars(select(Team))}
    queues = {one.code: one for one in queues_by_id(db).values()} if any(row.detail for row in rows) else {}
    return [
        MessageRow(
            id=row.id,
            sender=senders[row.from_id],
            audience=cast(Any, row.audience),
            team=teams.get(row.team_id) if row.team_id else None,
            kind=cast(Any, row.kind),
            words=row.words,
            queues=_news(row, queues),
            urgent=row.urgent,
            sent_at=row.sent_at,
            expires_at=row.expires_at,
            withdrawn_at=row.withdrawn_at,
            told=counted.get(row.id, (0, 0))[0],
            read=counted.get(row.id, (0, 0))[1],
        )
        for row in rows
    ]
