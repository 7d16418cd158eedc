"""Whether after-call work may be finished without a topic: each queue's rule, and what holds for the call that is over."""

import uuid
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls import views
from agent_desk.hub.calls.errors import TopicMissing
from agent_desk.hub.kit.records import Records
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import CallLeg, Queue, WrapUp
from agent_desk.schemas.calls.changes import TopicRuleChanged
from agent_desk.schemas.calls.records import TopicRule, TopicRuleForm, TopicRuleRow

RULES: Final = Records(
    model=Queue,
    what="queue",
    change=lambda queue: TopicRuleChanged(id=queue.id, version=queue.version, queue=queue.code),
    to=("all",),
    audit_id="code",
)


def listed(unit: Unit) -> list[TopicRuleRow]:
    """Return every queue in use with its rule."""
    queues = unit.db.scalars(select(Queue).where(Queue.active).order_by(Queue.position, Queue.code))
    return [_row(queue) for queue in queues]


def change(unit: Unit, code: str, form: TopicRuleForm) -> TopicRuleRow:
    """Change a queue's rule; it counts at once. Raises NotFound, and StaleVersion with what holds."""
    queue = RULES.open(unit, Queue.code == code, form.version, _row)
    before, queue.topic_rule = queue.topic_rule, form.topic
    RULES.close(unit, queue, "settings.topic_rule", before={"topic": before}, after={"topic": form.topic})
    return _row(queue)


def require_topic(db: Session, person_id: uuid.UUID, call_id: uuid.UUID) -> None:
    """Raise TopicMissing where the queue of this person's part wants a topic and they have saved none."""
    own = (
        select(Queue.topic_rule)
        .join(CallLeg, CallLeg.queue_id == Queue.id)
        .where(CallLeg.call_id == call_id, CallLeg.person_id == person_id)
        .order_by(CallLeg.rung_at.desc())
        .limit(1)
    )
    if db.scalar(own) != "required":
        return
    saved = select(WrapUp.id).where(
        WrapUp.call_id == call_id, WrapUp.person_id == person_id, WrapUp.disposition_code.is_not(None)
    )
    if db.scalar(saved) is None:
        raise TopicMissing()


def _row(queue: Queue) -> TopicRuleRow:
    return TopicRuleRow(topic=cast(TopicRule, queue.topic_rule), version=queue.version, queue=views.queue_ref(queue))
