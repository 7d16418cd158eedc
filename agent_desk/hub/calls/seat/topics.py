"""Whether after-call work may be finished without a topic: what holds for the call that is over. Each queue has its rule."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.errors import TopicMissing
from agent_desk.models.calls.calls import CallLeg, Queue, WrapUp


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
