"""The rules of alarms as an administrator edits them: each change a new version, written down, in force within a second."""

import uuid
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.supervising import AlarmRule
from agent_desk.schemas.supervising.changes import AlarmRuleChanged
from agent_desk.schemas.supervising.records import (
    BELOW,
    OF_AGENTS,
    OF_WORK,
    SHARES,
    AlarmRuleEdit,
    AlarmRuleFields,
    AlarmRuleRow,
    NewAlarmRule,
)

_PLAIN: Final = (
    "name_zh",
    "name_en",
    "figure",
    "counted",
    "each_queue",
    "state",
    "reason",
    "threshold",
    "clear_at",
    "least_calls",
    "severity",
    "quiet_from",
    "quiet_to",
    "active",
)
_COUNTED: Final = frozenset({"service_level", "answer_rate", "abandoned"})
_MINUTE: Final = 60.0
DEFAULTS: Final[tuple[dict[str, Any], ...]] = (
    {
        "code": "service_level",
        "name_zh": "服务水平偏低",
        "name_en": "Service level low",
        "figure": "service_level",
        "counted": "recent",
        "threshold": 0.7,
        "clear_at": 0.8,
        "hold_ms": 60_000,
        "least_calls": 10,
    },
    {
        "code": "answer_rate",
        "name_zh": "接通率偏低",
        "name_en": "Answer rate low",
        "figure": "answer_rate",
        "counted": "recent",
        "threshold": 0.85,
        "clear_at": 0.9,
        "hold_ms": 60_000,
        "least_calls": 10,
    },
    {
        "code": "abandoned",
        "name_zh": "放弃来电偏多",
        "name_en": "Many callers give up",
        "figure": "abandoned",
        "counted": "recent",
        "threshold": 10.0,
        "clear_at": 5.0,
    },
    {
        "code": "waiting",
        "name_zh": "排队人数偏多",
        "name_en": "Many callers wait",
        "figure": "waiting",
        "each_queue": True,
        "threshold": 8.0,
        "clear_at": 4.0,
        "hold_ms": 15_000,
    },
    {
        "code": "longest_wait",
        "name_zh": "等待时间过长",
        "name_en": "A caller waits long",
        "figure": "longest_wait",
        "each_queue": True,
        "threshold": 120.0,
        "clear_at": 60.0,
        "severity": "critical",
    },
    {
        "code": "nobody_ready",
        "name_zh": "无就绪坐席",
        "name_en": "No agent is ready",
        "figure": "ready",
        "threshold": 1.0,
        "clear_at": 2.0,
        "hold_ms": 60_000,
        "severity": "info",
    },
    {
        "code": "seat_lost",
        "name_zh": "席位失联",
        "name_en": "Seat lost",
        "figure": "seat_lost",
        "threshold": 30.0,
        "clear_at": 1.0,
        "severity": "critical",
    },
    {
        "code": "flapping",
        "name_zh": "状态反复切换",
        "name_en": "State flaps",
        "figure": "flapping",
        "threshold": 8.0,
        "clear_at": 4.0,
    },
    {
        "code": "after_call",
        "name_zh": "话后处理过长",
        "name_en": "Long after-call work",
        "figure": "state_too_long",
        "state": "after_call_work",
        "threshold": 5 * _MINUTE,
        "clear_at": 5 * _MINUTE,
    },
    {
        "code": "hold",
        "name_zh": "保持过久",
        "name_en": "Customer on hold long",
        "figure": "state_too_long",
        "state": "on_hold",
        "threshold": 3 * _MINUTE,
        "clear_at": 3 * _MINUTE,
    },
    {
        "code": "talk",
        "name_zh": "通话过长",
        "name_en": "Long talk",
        "figure": "state_too_long",
        "state": "talking",
        "threshold": 15 * _MINUTE,
        "clear_at": 15 * _MINUTE,
        "severity": "info",
    },
    {
        "code": "not_ready",
        "name_zh": "未就绪过久",
        "name_en": "Not ready for long",
        "figure": "state_too_long",
        "state": "not_ready",
        "threshold": 45 * _MINUTE,
        "clear_at": 45 * _MINUTE,
    },
    {
        "code": "complaints_overdue",
        "name_zh": "投诉超期",
        "name_en": "Complaints overdue",
        "figure": "complaints_overdue",
        "threshold": 1.0,
        "clear_at": 1.0,
        "severity": "critical",
    },
    {
        "code": "complaints_day",
        "name_zh": "投诉即将到期",
        "name_en": "Complaints nearly due",
        "figure": "complaints_day",
        "threshold": 5.0,
        "clear_at": 3.0,
    },
)
"""What a new database starts with; the thresholds are the product's own guess and an administrator's to set."""
RULES: Final = Records(
    model=AlarmRule,
    what="alarm_rule",
    change=lambda row: AlarmRuleChanged(id=row.id, version=row.version, code=row.code),
    to=("all",),
    audit_id="code",
)


def seed_defaults(db: Session) -> None:
    """Give a database the rules it has never had; what an administrator made of them stays."""
    usual = {
        "counted": "now",
        "each_queue": False,
        "state": None,
        "hold_ms": 0,
        "least_calls": 0,
        "severity": "warning",
    }
    rows = [{"id": uuid.uuid4(), **usual, **rule} for rule in DEFAULTS]
    db.execute(insert(AlarmRule).values(rows).on_conflict_do_nothing(index_elements=["code"]))


def rules(db: Session) -> list[AlarmRuleRow]:
    """Return every rule: the centre's and the queues', then those of agents; retired ones last."""
    rows = db.execute(select(AlarmRule, Queue.code).outerjoin(Queue, Queue.id == AlarmRule.queue_id)).all()
    found = [record(rule, code) for rule, code in rows]
    return sorted(found, key=lambda one: (not one.active, one.figure in OF_AGENTS, one.code))


def record(row: AlarmRule, queue: str | None) -> AlarmRuleRow:
    """Return a rule as it crosses the wire."""
    plain = {name: getattr(row, name) for name in _PLAIN}
    return AlarmRuleRow(**cast(Any, plain), code=row.code, queue=queue, hold_s=row.hold_ms // 1000, version=row.version)


def add(unit: Unit, form: NewAlarmRule) -> AlarmRuleRow:
    """Return a new rule. Raises InvalidForm."""
    if unit.db.scalar(select(AlarmRule.id).where(AlarmRule.code == form.code)) is not None:
        raise InvalidForm({"code": "taken"})
    return _write(unit, AlarmRule(id=uuid.uuid4(), code=form.code, version=0), form, None)


def edit(unit: Unit, code: str, form: AlarmRuleEdit) -> AlarmRuleRow:
    """Return a rule anew, or retired. Raises NotFound, InvalidForm, and StaleVersion with the rule as it is."""
    row = RULES.open(unit, AlarmRule.code == code, form.version, lambda one: _shown(unit.db, one))
    return _write(unit, row, form, _shown(unit.db, row))


def _shown(db: Session, row: AlarmRule) -> AlarmRuleRow:
    return record(row, _code_of(db, row.queue_id))


def _write(unit: Unit, row: AlarmRule, form: AlarmRuleFields, before: AlarmRuleRow | None) -> AlarmRuleRow:
    queue = _checked(unit.db, form)
    for name in _PLAIN:
        setattr(row, name, getattr(form, name))
    row.name_zh, row.name_en = form.name_zh.strip(), form.name_en.strip()
    row.queue_id, row.hold_ms = queue.id if queue is not None else None, form.hold_s * 1000
    if form.figure in OF_AGENTS | OF_WORK or queue is not None:
        row.each_queue = False
    if form.figure not in _COUNTED:
        row.counted = "now"
    if form.figure != "state_too_long":
        row.state = row.reason = None
    elif form.state != "not_ready":
        row.reason = None
    unit.db.add(row)
    RULES.close(
        unit,
        row,
        "settings.alarm_rule",
        after=record(row, form.queue).model_dump(mode="json", exclude={"version"}),
        before=before.model_dump(mode="json", exclude={"version"}) if before is not None else None,
    )
    return record(row, form.queue)


def _checked(db: Session, form: AlarmRuleFields) -> Queue | None:
    wrong: dict[str, str] = {}
    queue = db.scalar(select(Queue).where(Queue.code == form.queue)) if form.queue is not None else None
    if form.queue is not None and (queue is None or form.figure in OF_AGENTS | OF_WORK):
        wrong["queue"] = "unknown"
    if form.figure in SHARES and max(form.threshold, form.clear_at) > 1:
        wrong["threshold"] = "not_a_share"
    if form.figure in BELOW and form.clear_at < form.threshold:
        wrong["clear_at"] = "below_threshold"
    if form.figure not in BELOW and not 0 < form.clear_at <= form.threshold:
        wrong["clear_at"] = "above_threshold"
    if form.figure == "state_too_long" and form.state in (None, "signed_out"):
        wrong["state"] = "missing"
    if form.figure in _COUNTED and form.counted == "now":
        wrong["counted"] = "missing"
    if (form.quiet_from is None) != (form.quiet_to is None):
        wrong["quiet_to" if form.quiet_to is None else "quiet_from"] = "missing"
    if wrong:
        raise InvalidForm(wrong)
    return queue


def _code_of(db: Session, queue_id: uuid.UUID | None) -> str | None:
    return db.scalar(select(Queue.code).where(Queue.id == queue_id)) if queue_id is not None else None
