"""The centre's settings as an administrator edits them: service targets."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.schemas.administration.changes import (
    ServiceTargetChanged,
)
from agent_desk.schemas.administration.records import (
    TargetFields,
    TargetRow,
    Targets,
)
from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.figures.targets import DEFAULT_TARGET, TargetMeasures

_TARGET = TargetMeasures._fields


# ---------------------------------------------------------------------- service targets


def targets(db: Session) -> Targets:
    """Return the centre's target (the product's default where there is none yet) and every active queue's."""
    rows = {row.queue_id: row for row in db.scalars(select(ServiceTarget))}
    centre = rows.get(None)
    queues = db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return Targets(
        centre=_target(centre, None, centre),
        queues=[_target(rows.get(queue.id), queue, centre) for queue in queues],
    )


def set_target(unit: Unit, code: str | None, form: TargetFields) -> TargetRow:
    """Return what a queue (none: the centre) is measured by. Raises NotFound, InvalidForm, and StaleVersion with what holds."""
    queue = _queue(unit.db, code) if code is not None else None
    if form.short_ms > form.threshold_ms:
        raise InvalidForm({"short_ms": "longer_than_threshold"})
    row = _target_row(unit.db, queue, form.version)
    held = row if row is not None else _shown_target(unit.db, queue)
    before = {name: getattr(held, name) for name in _TARGET}
    after = {name: getattr(form, name) for name in _TARGET}
    if row is not None and before == after:
        return _shown_target(unit.db, queue)
    if row is None:
        row = ServiceTarget(queue_id=queue.id if queue is not None else None, version=0)
        unit.db.add(row)
    for name, value in after.items():
        setattr(row, name, value)
    row.version += 1
    unit.db.flush()
    _target_told(unit, row.id, row.version, queue, before, after)
    return _shown_target(unit.db, queue)


def drop_target(unit: Unit, code: str, version: int) -> TargetRow:
    """Have a queue follow the centre again. Raises NotFound, and StaleVersion with what holds."""
    queue = _queue(unit.db, code)
    row = _target_row(unit.db, queue, version)
    if row is not None:
        before = {name: getattr(row, name) for name in _TARGET}
        unit.db.delete(row)
        unit.db.flush()
        _target_told(unit, row.id, row.version + 1, queue, before, None)
    return _shown_target(unit.db, queue)


def _queue(db: Session, code: str) -> Queue:
    found = db.scalar(select(Queue).where(Queue.code == code))
    if found is None:
        raise NotFound(what="queue")
    return found


def _target_row(db: Session, queue: Queue | None, version: int) -> ServiceTarget | None:
    of = ServiceTarget.queue_id == queue.id if queue is not None else ServiceTarget.queue_id.is_(None)
    row = db.scalar(select(ServiceTarget).where(of).with_for_update())
    require_version(row.version if row is not None else 0, version, lambda: _shown_target(db, queue))
    return row


def _shown_target(db: Session, queue: Queue | None) -> TargetRow:
    rows = {row.queue_id: row for row in db.scalars(select(ServiceTarget))}
    own = rows.get(queue.id) if queue is not None else rows.get(None)
    return _target(own, queue, rows.get(None))


def _target(own: ServiceTarget | None, queue: Queue | None, centre: ServiceTarget | None) -> TargetRow:
    # A row that is not stored yet still says what the product does by default.
    in_force = own or centre
    fields: dict[str, Any] = {name: getattr(in_force or DEFAULT_TARGET, name) for name in _TARGET}
    named = QueueRef(code=queue.code, name_zh=queue.name_zh, name_en=queue.name_en) if queue is not None else None
    return TargetRow(**fields, queue=named, own=own is not None, version=own.version if own is not None else 0)


def _target_told(
    unit: Unit,
    row_id: uuid.UUID,
    version: int,
    queue: Queue | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    code = queue.code if queue is not None else "centre"
    unit.audit("settings.target", "service_target", code, before=before, after=after)
    unit.change(ServiceTargetChanged(id=row_id, version=version, queue=code), to=["all"])
