"""Alarms: looked for by one hub at a time on the board's own snapshot, kept with their history, acknowledged by a person.

The figures are those that everybody sees on the board, so an alarm and the board cannot disagree. What is not over yet is
a row, also while it only waits out its hold time: another hub that takes over goes on from there, and the index of the
table lets nobody raise an alarm twice.
"""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, exists, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import people_of, queues_by_id
from agent_desk.hub.figures.service import fresh_at, stored
from agent_desk.hub.kit import scope, work_items
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import NotFound, TransitionRefused
from agent_desk.hub.kit.paging import MOMENT, page_size, place_of, to_cursor
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.hub.supervising import alarm_rules
from agent_desk.hub.supervising.alarm_rules import FLAP_WINDOW, Reading, Subject
from agent_desk.hub.supervising.alarm_settings import record
from agent_desk.models.calls.calls import AgentInterval, Queue
from agent_desk.models.supervising import SEVERITIES, Alarm, AlarmRule
from agent_desk.models.work_items import WorkItem
from agent_desk.schemas.figures.board import BOARD, Board
from agent_desk.schemas.supervising.changes import AlarmChanged
from agent_desk.schemas.supervising.records import OF_WORK, AlarmPage, AlarmRow, AlarmRuleRow

_Said = tuple[Alarm, str]
VIEW: Final = "floor.view"
STEER: Final = "floor.steer"
ALARM: Final = work_items.register(WorkKind("alarm"))
EVERY_S: Final = 1.0
VALUE_EVERY_S: Final = 10.0
"""So often at most the value of an alarm that goes on is written and told."""
MOST_OPEN: Final = 200
NO_ALARM: Final = uuid.UUID(int=0)


@dataclass(slots=True)
class _Seen:
    """What one look has read."""

    board: Board
    now: datetime
    zone: ZoneInfo
    rules: dict[uuid.UUID, AlarmRuleRow]
    queues: dict[str, uuid.UUID]
    flips: Mapping[uuid.UUID, int]
    work: Mapping[str, int]
    open: list[Alarm]


@dataclass(slots=True)
class AlarmKeeper:
    """Looks every second, in whichever hub has the duty. What it remembers is only how lately a value was told, and the
    board it has read."""

    _told: dict[uuid.UUID, float] = field(default_factory=dict)
    _read: tuple[datetime, Board] | None = None
    _work: tuple[datetime, dict[str, int]] | None = None

    def look(self, hub_context: HubContext) -> None:
        """Raise, clear, bring up to date."""
        with hub_context.database.read() as db:
            board = self._board(db, hub_context)
            if board is None:
                return  # nobody counts just now: that is no reason to raise or to clear
            seen = _seen(db, hub_context, board, self._worked)
            new, moved = self._compare(seen)
        if not new and not moved:
            return
        with hub_context.database.write() as db:
            unit = Unit(db=db, now=seen.now, jobs=hub_context.jobs)
            told = [_begin(unit, seen, rule_id, subject, reading) for rule_id, subject, reading in new]
            told += [_move(unit, seen, alarm_id, given) for alarm_id, given in moved]
            _tell_once(unit, [one for one in told if one is not None])

    def _board(self, db: Session, hub_context: HubContext) -> Board | None:
        made_at = fresh_at(db, hub_context)
        if made_at is None:
            return None
        if self._read is None or self._read[0] != made_at:
            kept = stored(db, hub_context)
            if kept is None:
                return None
            self._read = kept.made_at, Board.model_validate_json(kept.texts[BOARD])
        return self._read[1]

    def _worked(self, db: Session, now: datetime) -> dict[str, int]:
        """Return the figures of the inbox, counted every few seconds: nothing in it is a matter of seconds."""
        if self._work is None or abs(now - self._work[0]) >= timedelta(seconds=VALUE_EVERY_S):
            self._work = now, work_figures(db, now)
        return self._work[1]

    def _compare(
        self, seen: _Seen
    ) -> tuple[list[tuple[uuid.UUID, Subject, Reading]], list[tuple[uuid.UUID, Reading | None]]]:
        codes = {queue_id: code for code, queue_id in seen.queues.items()}
        known = {
            (one.rule_id, Subject(codes.get(one.queue_id) if one.queue_id else None, one.person_id)): one
            for one in seen.open
        }
        new: list[tuple[uuid.UUID, Subject, Reading]] = []
        moved: list[tuple[uuid.UUID, Reading | None]] = []
        for rule_id, rule in seen.rules.items():
            found = alarm_rules.readings(rule, seen.board, seen.flips, seen.work, seen.now)
            for subject, reading in found.items():
                alarm = known.pop((rule_id, subject), None)
                if alarm is None:
                    if alarm_rules.past(rule, reading):
                        new.append((rule_id, subject, reading))
                elif self._wants(alarm, rule, reading, seen.now):
                    moved.append((alarm.id, reading))
        # Whose subject or rule is gone is over: the agent has left the state, the queue is not on the board.
        moved += [(one.id, None) for one in known.values()]
        return new, moved

    def _wants(self, alarm: Alarm, rule: AlarmRuleRow, reading: Reading, now: datetime) -> bool:
        if alarm.raised_at is None:
            return not alarm_rules.past(rule, reading) or now - alarm.since_at >= timedelta(seconds=rule.hold_s)
        if alarm_rules.back(rule, reading):
            self._told.pop(alarm.id, None)
            return True
        if reading.value == alarm.value or time.monotonic() - self._told.get(alarm.id, -VALUE_EVERY_S) < VALUE_EVERY_S:
            return False
        self._told[alarm.id] = time.monotonic()
        return True


def work_figures(db: Session, now: datetime) -> dict[str, int]:
    """Return how many complaints are past their last day or have less than a day left, and how much other work is overdue."""
    of_complaints = WorkItem.kind == "complaint"
    late, soon = WorkItem.due_at < now, WorkItem.due_at.between(now, now + timedelta(days=1))
    counted = select(
        func.count().filter(of_complaints, late),
        func.count().filter(of_complaints, soon),
        func.count().filter(~of_complaints, late),
    ).where(WorkItem.ended_at.is_(None))
    complaints, day, work = db.execute(counted).one()
    return {"complaints_overdue": complaints, "complaints_day": day, "work_overdue": work}


def _seen(
    db: Session, hub_context: HubContext, board: Board, worked: Callable[[Session, datetime], dict[str, int]]
) -> _Seen:
    rows = db.execute(select(AlarmRule, Queue.code).outerjoin(Queue, Queue.id == AlarmRule.queue_id)).all()
    rules = {row.id: record(row, code) for row, code in rows if row.active}
    flapping = any(rule.figure == "flapping" for rule in rules.values())
    found = list(db.scalars(select(Alarm).where(Alarm.cleared_at.is_(None))))
    return _Seen(
        board=board,
        now=hub_context.now(),
        zone=ZoneInfo(centre_zone(db, hub_context.settings.zone)),
        rules=rules,
        queues=dict(db.execute(select(Queue.code, Queue.id)).all()),
        work=worked(db, hub_context.now()) if any(rule.figure in OF_WORK for rule in rules.values()) else {},
        flips=_flips(db, hub_context.now()) if flapping else {},
        open=found,
    )


def _flips(db: Session, now: datetime) -> dict[uuid.UUID, int]:
    """Return how often each agent went straight from ready to not ready or back, without a call between, in `FLAP_WINDOW`."""
    at_rest = ("ready", "not_ready")
    before = func.lag(AgentInterval.state).over(
        partition_by=AgentInterval.person_id, order_by=(AgentInterval.started_at, AgentInterval.id)
    )
    moves = (
        select(AgentInterval.person_id, AgentInterval.state, before.label("before"))
        .where(AgentInterval.started_at >= now - FLAP_WINDOW)
        .subquery()
    )
    count = select(moves.c.person_id, func.count()).where(
        moves.c.state.in_(at_rest), moves.c.before.in_(at_rest), moves.c.state != moves.c.before
    )
    return dict(db.execute(count.group_by(moves.c.person_id)).all())


def _begin(unit: Unit, seen: _Seen, rule_id: uuid.UUID, subject: Subject, reading: Reading) -> _Said | None:
    rule = seen.rules[rule_id]
    at_once = rule.hold_s == 0
    new = insert(Alarm).values(
        id=uuid.uuid4(),
        rule_id=rule_id,
        queue_id=seen.queues.get(subject.queue) if subject.queue else None,
        person_id=subject.person_id,
        severity=rule.severity,
        threshold=rule.threshold,
        value=reading.value,
        worst=reading.value,
        silent=_silent(seen, rule),
        since_at=seen.now,
        raised_at=seen.now if at_once else None,
    )
    made = unit.db.scalar(new.on_conflict_do_nothing().returning(Alarm.id))
    if made is None or not at_once:
        return None
    alarm = unit.db.get_one(Alarm, made)
    _to_do(unit, alarm)
    return alarm, "raised"


def _move(unit: Unit, seen: _Seen, alarm_id: uuid.UUID, reading: Reading | None) -> _Said | None:
    alarm = unit.db.get(Alarm, alarm_id, with_for_update=True)
    if alarm is None or alarm.cleared_at is not None:
        return None
    rule = seen.rules.get(alarm.rule_id)
    if rule is not None and reading is not None:
        alarm.value, alarm.worst = reading.value, alarm_rules.worse(rule, alarm.worst, reading.value)
    if alarm.raised_at is None:
        if rule is None or reading is None or not alarm_rules.past(rule, reading):
            unit.db.delete(alarm)  # it did not hold long enough to be one
            return None
        alarm.raised_at, alarm.threshold, alarm.severity = unit.now, rule.threshold, rule.severity
        alarm.silent = _silent(seen, rule)
        _to_do(unit, alarm)
        said = "raised"
    elif rule is None or reading is None or alarm_rules.back(rule, reading):
        alarm.cleared_at, said = unit.now, "cleared"
        work_items.end(unit, ALARM, alarm.id, withdrawn=True)
    else:
        said = "value"
    alarm.version += 1
    return alarm, said


def _to_do(unit: Unit, alarm: Alarm) -> None:
    """Somebody has to look at it: it stands in the inbox of whoever steers the floor until it is acknowledged or over."""
    unit.db.flush()
    rule = unit.db.get_one(AlarmRule, alarm.rule_id)
    queue = unit.db.get_one(Queue, alarm.queue_id) if alarm.queue_id is not None else None
    about = (f" · {queue.name_zh}", f" · {queue.name_en}") if queue is not None else ("", "")
    title = rule.name_zh + about[0], rule.name_en + about[1]
    priority = 1 + SEVERITIES.index(alarm.severity)
    heard = scope.audience(STEER, people=[alarm.person_id], queue_id=alarm.queue_id)
    work_items.put(unit, ALARM, alarm.id, title, permission=STEER, audience=heard, priority=priority)


def _silent(seen: _Seen, rule: AlarmRuleRow) -> bool:
    return alarm_rules.quiet(rule, seen.now.astimezone(seen.zone))


def _tell_once(unit: Unit, told: list[_Said]) -> None:
    """One change for all that a look has found, of what matters most: whoever watches reads the whole list anyway, and five hundred
    agents in one state would be as many messages to every viewer."""
    order = ("raised", "cleared", "value")
    if len(told) <= 1:
        for alarm, said in told:
            _tell(unit, alarm, said)
        return
    alarm, said = min(told, key=lambda one: (order.index(one[1]), one[0].silent, -SEVERITIES.index(one[0].severity)))
    unit.change(_changed(alarm, said), to=[f"perm:{VIEW}@all"])
    # Whoever reaches a part of the floor hears of the alarms of that part: one change of each kind, which names none of them.
    parts: dict[tuple[str, str, bool], set[str]] = {}
    for alarm, said in told:
        heard = parts.setdefault((said, alarm.severity, alarm.silent), set())
        heard |= {one for one in _audience(alarm) if not one.endswith("@all")}
    for (said, severity, silent), heard in parts.items():
        if heard:
            unit.change(AlarmChanged(id=NO_ALARM, said=said, severity=severity, silent=silent), to=heard)


def _changed(alarm: Alarm, said: str) -> AlarmChanged:
    return AlarmChanged(id=alarm.id, version=alarm.version, said=said, severity=alarm.severity, silent=alarm.silent)


def _audience(alarm: Alarm) -> list[str]:
    return scope.audience(VIEW, people=[alarm.person_id], queue_id=alarm.queue_id)


def _tell(unit: Unit, alarm: Alarm, said: str) -> None:
    unit.change(_changed(alarm, said), to=_audience(alarm))


# ---------------------------------------------------------------------- what people see and do


def listed(unit: Unit) -> list[AlarmRow]:
    """Alarms within reach that are raised now: the critical first, of each kind the newest first."""
    db = unit.db
    found = _found().where(Alarm.raised_at.is_not(None), Alarm.cleared_at.is_(None), _within(unit, VIEW))
    rows = shown(db, db.execute(found.order_by(Alarm.raised_at.desc()).limit(MOST_OPEN)).all())
    return sorted(rows, key=lambda row: -SEVERITIES.index(row.severity))


def _within(unit: Unit, permission: str) -> ColumnElement[bool]:
    """An alarm belongs to its agent or its queue; one of the whole centre to who reaches everything."""
    return scope.both(scope.reach(unit, permission), Alarm.person_id, Alarm.queue_id)


def history(unit: Unit, *, limit: int | None, after: str | None, rule: str = "", queue: str = "") -> AlarmPage:
    """Return every alarm within reach that was raised, newest first. Raises InvalidForm for a torn cursor."""
    db = unit.db
    size, found = page_size(limit), _found().where(Alarm.raised_at.is_not(None), _within(unit, VIEW))
    if rule:
        found = found.where(AlarmRule.code == rule)
    if queue:
        found = found.where(Alarm.queue_id == select(Queue.id).where(Queue.code == queue).scalar_subquery())
    place = place_of(after, MOMENT, uuid.UUID)
    if place is not None:
        found = found.where(tuple_(Alarm.raised_at, Alarm.id) < place)
    rows = db.execute(found.order_by(Alarm.raised_at.desc(), Alarm.id.desc()).limit(size + 1)).all()
    items = shown(db, rows[:size])
    more = len(rows) > size
    return AlarmPage(items=items, next=to_cursor(items[-1].raised_at, items[-1].id) if more else None)


def acknowledge(unit: Unit, alarm_id: uuid.UUID, note: str = "") -> AlarmRow:
    """Say that an alarm is seen, and what is done about it; the first who does stands. Raises NotFound, TransitionRefused."""
    scope.require(unit, exists().where(Alarm.id == alarm_id, _within(unit, STEER)), "alarm")
    alarm = unit.db.get(Alarm, alarm_id, with_for_update=True)
    if alarm is None or alarm.raised_at is None:
        raise NotFound(what="alarm")
    if alarm.acknowledged_at is not None and alarm.acknowledged_by_id != unit.me.person_id:
        raise TransitionRefused(state="acknowledged", trigger="acknowledge")
    alarm.acknowledged_at = alarm.acknowledged_at or unit.now
    alarm.acknowledged_by_id, alarm.note = unit.me.person_id, note.strip()
    alarm.version += 1
    unit.db.flush()
    if alarm.cleared_at is None:
        work_items.take(unit, ALARM, alarm.id, over=True)
        work_items.end(unit, ALARM, alarm.id)
    unit.audit("floor.alarm_acknowledged", "alarm", alarm_id, reason=alarm.note or None)
    _tell(unit, alarm, "acknowledged")
    return shown(unit.db, unit.db.execute(_found().where(Alarm.id == alarm_id)).all())[0]


def _found() -> Select[Alarm, AlarmRule]:
    return select(Alarm, AlarmRule).join(AlarmRule, AlarmRule.id == Alarm.rule_id)


def shown(db: Session, rows: Sequence[Any]) -> list[AlarmRow]:
    """Alarms with the names of what they are about."""
    queues = queues_by_id(db) if rows else {}
    whom = people_of(db, [one for alarm, _ in rows for one in (alarm.person_id, alarm.acknowledged_by_id)])
    return [
        AlarmRow(
            id=alarm.id,
            rule=rule.code,
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            figure=cast(Any, rule.figure),
            counted=cast(Any, rule.counted),
            severity=cast(Any, alarm.severity),
            queue=queues.get(alarm.queue_id) if alarm.queue_id else None,
            person=whom.get(alarm.person_id) if alarm.person_id else None,
            value=alarm.value,
            worst=alarm.worst,
            threshold=alarm.threshold,
            silent=alarm.silent,
            since_at=alarm.since_at,
            raised_at=alarm.raised_at,
            cleared_at=alarm.cleared_at,
            acknowledged_at=alarm.acknowledged_at,
            acknowledged_by=whom.get(alarm.acknowledged_by_id) if alarm.acknowledged_by_id else None,
            note=alarm.note,
            version=alarm.version,
        )
        for alarm, rule in rows
    ]
