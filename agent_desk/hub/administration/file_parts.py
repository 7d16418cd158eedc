"""Service targets in the centre's file."""

from typing import Annotated, Final

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.administration import settings
from agent_desk.hub.kit.centre_file.parts import ROWS, Entry, Part, Taking, in_file, words
from agent_desk.models.calls.calls import Queue
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.schemas.administration.records import TargetFields
from agent_desk.schemas.figures.targets import TargetMeasures
from agent_desk.schemas.kit.lists import KNOWN_CODE
from agent_desk.schemas.kit.settings import Words

_CODE = Annotated[str, Field(pattern=KNOWN_CODE)]


def _read(db: Session) -> list[Entry]:
    rows = db.execute(
        select(ServiceTarget, Queue.code)
        .outerjoin(Queue, Queue.id == ServiceTarget.queue_id)
        .order_by(Queue.code.is_not(None), Queue.code)
    )
    return [{"queue": code, **{name: getattr(row, name) for name in TargetMeasures._fields}} for row, code in rows]


def _put(taking: Taking, before: Entry | None, after: Entry) -> None:
    db, code = taking.unit.db, after["queue"]
    of = ServiceTarget.queue_id.is_(None) if code is None else Queue.code == code
    version = db.scalar(select(ServiceTarget.version).outerjoin(Queue, Queue.id == ServiceTarget.queue_id).where(of))
    measures = {name: after[name] for name in TargetMeasures._fields}
    settings.set_target(taking.unit, code, TargetFields(**measures, version=version or 0))


TARGETS: Final = Part(
    name="targets",
    title=Words("服务目标", "Service targets"),
    note=Words(
        "queue 为空：全中心；没有自己目标的队列随中心。时间为毫秒，比例为 0 至 1。",
        'queue = "": the centre, which every queue without its own follows. Times in milliseconds, shares from 0 to 1.',
    ),
    permission="settings.manage",
    record=in_file("Target", TargetFields, {"queue": _CODE | None}),
    keys=("queue",),
    read=_read,
    put=_put,
    shown=words(
        queue=("队列", "Queue"),
        formula=("公式", "Formula"),
        threshold_ms=("T（毫秒）", "T (ms)"),
        short_ms=("t（毫秒）", "t (ms)"),
        target=("服务水平目标", "Service level to be reached"),
        answer_rate_target=("接通率目标", "Answer rate to be reached"),
    ),
    place=ROWS,
)
PARTS: Final = (TARGETS,)
