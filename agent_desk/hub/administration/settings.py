"""The centre's settings as an administrator edits them: service targets, lists of words."""

import uuid
from typing import Any, Final, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import InvalidForm, NotFound
from agent_desk.hub.kit.records import Records, require_version
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Disposition, NotReadyReason, Queue
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.schemas.administration.changes import (
    DispositionChanged,
    ReasonChanged,
    ServiceTargetChanged,
)
from agent_desk.schemas.administration.records import (
    DispositionRow,
    NewWord,
    ReasonRow,
    TargetFields,
    TargetRow,
    Targets,
    WordFields,
)
from agent_desk.schemas.calls.records import QueueRef
from agent_desk.schemas.figures.targets import DEFAULT_TARGET, TargetMeasures

LIST = uuid.UUID(int=0)
"""What a change of a list names where its entries have no id: the list as a whole, the entry's code is in the hint."""
_Word = TypeVar("_Word", bound=NotReadyReason | Disposition)
REASONS: Final = Records(
    model=NotReadyReason,
    what="reason",
    change=lambda row: ReasonChanged(id=LIST, version=row.version, code=row.code),
    to=("all",),
    audit_id="code",
)
DISPOSITIONS: Final = Records(
    model=Disposition,
    what="disposition",
    change=lambda row: DispositionChanged(id=LIST, version=row.version, code=row.code),
    to=("all",),
    audit_id="code",
)
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
    before = {name: getattr(row, name) for name in _TARGET} if row is not None else None
    after = {name: getattr(form, name) for name in _TARGET}
    if before == after:
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


# ---------------------------------------------------------------------- lists of words


def reasons(db: Session) -> list[ReasonRow]:
    """Return every not-ready reason, the hub's own last."""
    order = (NotReadyReason.system, NotReadyReason.position, NotReadyReason.code)
    return [_reason(row) for row in db.scalars(select(NotReadyReason).order_by(*order))]


def add_reason(unit: Unit, form: NewWord) -> ReasonRow:
    """Return a new reason, offered at once. Raises InvalidForm."""
    if form.parent_code is not None:
        raise InvalidForm({"parent_code": "not_for_reasons"})
    if unit.db.get(NotReadyReason, form.code) is not None:
        raise InvalidForm({"code": "taken"})
    row = NotReadyReason(
        code=form.code,
        name_zh=form.name_zh.strip(),
        name_en=form.name_en.strip(),
        active=True,
        system=False,
        position=len(reasons(unit.db)),
        version=1,
    )
    unit.db.add(row)
    REASONS.tell(unit, row, "settings.reason", before=None, after=_words(row))
    return _reason(row)


def edit_reason(unit: Unit, code: str, form: WordFields) -> ReasonRow:
    """Rename, retire or bring back. Raises NotFound, InvalidForm, and StaleVersion with the reason as it is."""
    row = REASONS.open(unit, code, form.version, _reason)
    if row.system and not form.active:
        raise InvalidForm({"active": "system_reason"})
    _edit_word(unit, REASONS, row, "settings.reason", form)
    return _reason(row)


def dispositions(db: Session) -> list[DispositionRow]:
    """Topics with their dispositions below them, in the bank's order."""
    rows = db.scalars(select(Disposition).order_by(Disposition.position, Disposition.code)).all()
    found: list[DispositionRow] = []
    for topic in (row for row in rows if row.parent_code is None):
        found.append(_disposition(topic))
        found.extend(_disposition(row) for row in rows if row.parent_code == topic.code)
    return found


def add_disposition(unit: Unit, form: NewWord) -> DispositionRow:
    """Return a new topic, or a disposition below one. Raises InvalidForm."""
    if unit.db.get(Disposition, form.code) is not None:
        raise InvalidForm({"code": "taken"})
    parent = unit.db.get(Disposition, form.parent_code) if form.parent_code is not None else None
    if form.parent_code is not None and (parent is None or parent.parent_code is not None):
        raise InvalidForm({"parent_code": "not_a_topic"})
    row = Disposition(
        code=form.code,
        parent_code=form.parent_code,
        name_zh=form.name_zh.strip(),
        name_en=form.name_en.strip(),
        active=True,
        position=len(dispositions(unit.db)),
        version=1,
    )
    unit.db.add(row)
    DISPOSITIONS.tell(unit, row, "settings.disposition", before=None, after=_words(row))
    return _disposition(row)


def edit_disposition(unit: Unit, code: str, form: WordFields) -> DispositionRow:
    """Rename, retire or bring back; a topic that is retired takes what is below it out of sight. As `edit_reason`."""
    row = DISPOSITIONS.open(unit, code, form.version, _disposition)
    _edit_word(unit, DISPOSITIONS, row, "settings.disposition", form)
    return _disposition(row)


def _edit_word(unit: Unit, records: Records[_Word], row: _Word, action: str, form: WordFields) -> None:
    before = _words(row)
    row.name_zh, row.name_en, row.active = form.name_zh.strip(), form.name_en.strip(), form.active
    records.close(unit, row, action, before=before, after=_words(row))


def _words(row: NotReadyReason | Disposition) -> list[Any]:
    return [row.name_zh, row.name_en, row.active]


def _reason(row: NotReadyReason) -> ReasonRow:
    return ReasonRow(
        code=row.code,
        name_zh=row.name_zh,
        name_en=row.name_en,
        active=row.active,
        system=row.system,
        version=row.version,
    )


def _disposition(row: Disposition) -> DispositionRow:
    return DispositionRow(
        code=row.code,
        parent_code=row.parent_code,
        name_zh=row.name_zh,
        name_en=row.name_en,
        active=row.active,
        version=row.version,
    )
