"""What was done on the floor in a period, and when: measures for queues, agents steered, queues for a while, messages; who and why."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import measures
from agent_desk.hub.figures.service import Window
from agent_desk.hub.reports.scope import Of
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.measures import QueueMeasure
from agent_desk.models.kit import AuditEntry
from agent_desk.models.people import Person
from agent_desk.models.supervising import FloorMessage, MessageReceipt, QueueOverride
from agent_desk.schemas.calls.measures import MeasureRow
from agent_desk.schemas.calls.words import AGENT_STATES, MEASURES

STEERED: Final = ("floor.set_state", "floor.free_agent")
MOST: Final = 2000
"""Rows of each kind."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that was done. `to_at` None: it goes on, or has no end. `calls`: those that met it; None: not counted.

    `what`: Chinese and English.
    """

    key: str
    what: tuple[str, str]
    from_at: datetime
    to_at: datetime | None
    by: tuple[str, str]
    why: str
    calls: int | None = None


def taken(db: Session, of: Of, window: Window, now: datetime) -> list[Taken]:
    """Return what was done in the window, in order; of a queue only what was about it."""
    queue_id = of.queue.id if of.queue is not None else None
    found = [*_measures(db, queue_id, window, now), *_overrides(db, queue_id, window)]
    if queue_id is None:
        found += [*_steered(db, window), *_messages(db, window)]
    return sorted(found, key=lambda one: (one.from_at, one.key))


def _measures(db: Session, queue_id: uuid.UUID | None, window: Window, now: datetime) -> Iterator[Taken]:
    of: ColumnElement[bool] = QueueMeasure.queue_id == queue_id if queue_id is not None else true()
    rows = measures.taken_between(db, window.start_at, window.end_at, of)
    for row in measures.shown(db, rows, now):
        zh, en = _said(row)
        yield Taken(
            f"measure:{row.id}",
            (f"{row.queue.name_zh}：{zh}", f"{row.queue.name_en}: {en}"),
            row.from_at,
            row.ended_at,
            (row.by.name, row.by.name_en or row.by.name),
            row.why,
            None if row.does == "opened" else row.turned_away + row.overflowed + row.heard,
        )


def _said(row: MeasureRow) -> tuple[str, str]:
    term = MEASURES[row.does]
    if row.does == "overflow":
        where = {
            "callback": ("提供回呼", "a call-back offered"),
            "message": (f"播放“{row.sound_zh}”", f"“{row.sound_en}”"),
        }.get(row.overflow_to or "", ("", ""))
        if row.target is not None:
            where = row.target.name_zh, row.target.name_en
        when = ("立即", "at once")
        if row.waiting is not None:
            when = f"等待超过 {row.waiting} 人时", f"when more than {row.waiting} wait"
        if row.after_s is not None:
            when = f"等待 {row.after_s} 秒后", f"after a wait of {row.after_s} s"
        return f"{term.zh}到{where[0]}（{when[0]}）", f"{term.en} to {where[1]}, {when[1]}"
    if row.does == "opened":
        return term.zh, term.en
    return f"{term.zh}“{row.sound_zh}”", f"{term.en} “{row.sound_en}”"


def _overrides(db: Session, queue_id: uuid.UUID | None, window: Window) -> Iterator[Taken]:
    """Agents' queues for a while; those that were ordered together are one."""
    of: ColumnElement[bool] = QueueOverride.queue_id == queue_id if queue_id is not None else true()
    together = (
        QueueOverride.from_at,
        QueueOverride.queue_id,
        QueueOverride.member,
        QueueOverride.by_id,
        QueueOverride.reason,
    )
    ended = case((func.bool_or(QueueOverride.ended_at.is_(None)), None), else_=func.max(QueueOverride.ended_at))
    rows = db.execute(
        select(*together, func.count(), ended, Queue.name_zh, Queue.name_en, Person.name, Person.name_en)
        .join(Queue, Queue.id == QueueOverride.queue_id)
        .join(Person, Person.id == QueueOverride.by_id)
        .where(of, QueueOverride.from_at < window.end_at)
        .where(func.coalesce(QueueOverride.ended_at, window.end_at) > window.start_at)
        .group_by(*together, Queue.name_zh, Queue.name_en, Person.name, Person.name_en)
        .order_by(QueueOverride.from_at)
        .limit(MOST)
    )
    for from_at, queue, member, _by, why, count, to_at, zh, en, name, name_en in rows:
        does = ("支援", "serve") if member else ("不再接听", "do not serve")
        what = f"{count} 名坐席{does[0]}{zh}", f"{count} agents {does[1]} {en}"
        yield Taken(f"queues:{from_at.isoformat()}:{queue}", what, from_at, to_at, (name, name_en or name), why)


def _steered(db: Session, window: Window) -> Iterator[Taken]:
    """Agents whose state was set, or who were freed; those who were steered at once with one reason are one."""
    state = AuditEntry.detail["state"].astext
    together = (AuditEntry.at, AuditEntry.action, state, AuditEntry.person_id, AuditEntry.reason)
    rows = db.execute(
        select(*together, func.count(), Person.name, Person.name_en)
        .join(Person, Person.id == AuditEntry.person_id)
        .where(AuditEntry.action.in_(STEERED), AuditEntry.at >= window.start_at, AuditEntry.at < window.end_at)
        .group_by(*together, Person.name, Person.name_en)
        .order_by(AuditEntry.at)
        .limit(MOST)
    )
    for at, action, asked, by, why, count, name, name_en in rows:
        term: Any = AGENT_STATES.get(asked or "")
        word = (term.zh, term.en) if term is not None and action == "floor.set_state" else ("释放", "freed")
        what = f"{count} 名坐席：{word[0]}", f"{count} agents: {word[1]}"
        yield Taken(f"steered:{at.isoformat()}:{by}:{asked}", what, at, None, (name, name_en or name), why or "")


def _messages(db: Session, window: Window) -> Iterator[Taken]:
    """What was written to agents, and how many have read it."""
    rows = db.execute(
        select(FloorMessage, Person, func.count(MessageReceipt.person_id), func.count(MessageReceipt.read_at))
        .join(Person, Person.id == FloorMessage.from_id)
        .outerjoin(MessageReceipt, MessageReceipt.message_id == FloorMessage.id)
        .where(FloorMessage.kind == "text")
        .where(FloorMessage.sent_at >= window.start_at, FloorMessage.sent_at < window.end_at)
        .group_by(FloorMessage.id, Person.id)
        .order_by(FloorMessage.sent_at)
        .limit(MOST)
    )
    for row, sender, told, read in rows:
        what = f"消息：{told} 人收到，{read} 人已读", f"Message: to {told}, read by {read}"
        by = sender.name, sender.name_en or sender.name
        yield Taken(f"message:{row.id}", what, row.sent_at, row.withdrawn_at, by, row.words)
