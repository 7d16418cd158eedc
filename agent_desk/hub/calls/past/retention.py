"""Removing calls of long ago, in batches: short transactions, so that calls of today never wait.

What other areas hold on to stays: a call that a complaint or a quality sample names, or whose recording is in the store. Its
own rows go with it; who was in which state, and which article was used, stays without naming the call. Areas above calls add
their references to the hooks.
"""

import uuid
from datetime import datetime
from typing import Final

from sqlalchemy import Select, delete, func, select, text, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from agent_desk.hub.calls.counted import KEEP_COUNTED
from agent_desk.hub.kit.hook import Hook
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, Verification, WrapUp
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.knowledge import ArticleUse

Reference = InstrumentedAttribute[uuid.UUID] | InstrumentedAttribute[uuid.UUID | None]
"""A column that names a call. Every one that the database does not follow by itself (ON DELETE) is in one of the hooks; a test looks."""

REMOVED_WITH_CALL: Final[Hook[Reference]] = Hook("removed with its call")
CALL_FORGOTTEN: Final[Hook[Reference]] = Hook("keeps its row without the call")
CALL_HELD: Final[Hook[Reference]] = Hook("holds its call")
OWN: Final = (
    REMOVED_WITH_CALL.adding(WrapUp.call_id),
    REMOVED_WITH_CALL.adding(Verification.call_id),
    CALL_FORGOTTEN.adding(AgentInterval.call_id),
    CALL_FORGOTTEN.adding(ArticleUse.call_id),
    CALL_FORGOTTEN.adding(Call.again_of_id),
    CALL_HELD.adding(AgentState.call_id),
    CALL_HELD.adding(AgentState.wrapup_call_id),
)
_KEEP_COUNTED: Final = text(f"SET LOCAL {KEEP_COUNTED} = 'on'")


def forget(db: Session, before: datetime, limit: int) -> int:
    """Remove at most `limit` calls that ended and were offered before; how many went. They stay counted."""
    db.execute(_KEEP_COUNTED)
    gone = list(db.scalars(_due(before).order_by(Call.offered_at).limit(limit).with_for_update(skip_locked=True)))
    if not gone:
        return 0
    for column in REMOVED_WITH_CALL:
        db.execute(delete(column.class_).where(column.in_(gone)), execution_options={"synchronize_session": False})
    for column in CALL_FORGOTTEN:
        told = update(column.class_).where(column.in_(gone)).values({column.key: None})
        db.execute(told, execution_options={"synchronize_session": False})
    db.execute(delete(Call).where(Call.id.in_(gone)), execution_options={"synchronize_session": False})
    return len(gone)


def count_before(db: Session, before: datetime, most: int) -> int:
    """Return how many calls `forget` would remove in the end; `most` where they are as many or more."""
    return db.scalar(select(func.count()).select_from(_due(before).limit(most).subquery())) or 0


def _due(before: datetime) -> Select[uuid.UUID]:
    held = [select(1).where(column == Call.id).exists() for column in CALL_HELD]
    recorded = select(CallRecording.id).where(CallRecording.call_id == Call.id, CallRecording.state == "stored")
    return select(Call.id).where(
        Call.offered_at < before, Call.state == "ended", ~recorded.exists(), *(~one for one in held)
    )
