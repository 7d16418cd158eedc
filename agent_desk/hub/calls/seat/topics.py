"""Whether after-call work may be finished: with the topic that the queue wants, and what areas above want to be answered."""

import uuid
from collections.abc import Callable
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.errors import TopicMissing
from agent_desk.hub.kit.hook import Hook
from agent_desk.models.calls.calls import CallLeg, Queue, WrapUp

MAY_FINISH: Final[Hook[Callable[[Session, uuid.UUID, uuid.UUID], None]]] = Hook("may after-call work be finished")
"""Each raises an error where this person (first id) may not finish their part of this call (second id) yet."""


def require_finished(db: Session, person_id: uuid.UUID, call_id: uuid.UUID) -> None:
    """Raise TopicMissing, or what an area above raises, where something of the wrap-up is missing."""
    require_topic(db, person_id, call_id)
    for check in MAY_FINISH:
        check(db, person_id, call_id)


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
