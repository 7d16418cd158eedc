"""Removing calls of long ago, in batches: short transactions, so that calls of today never wait.

What other areas hold on to stays: a call that a complaint or a quality sample names, or whose recording is in the store. Its
own rows go with it; who was in which state, and which article was used, stays without naming the call.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, Verification, WrapUp
from agent_desk.models.calls.recording import CallRecording
from agent_desk.models.cases import Complaint
from agent_desk.models.knowledge import ArticleUse
from agent_desk.models.quality import SampleItem
from agent_desk.models.supervising import CallbackTask

GO_WITH_IT: Final[tuple[Any, ...]] = (WrapUp.call_id, Verification.call_id, CallbackTask.call_id)
FORGET_IT: Final[tuple[Any, ...]] = (AgentInterval.call_id, ArticleUse.call_id, Call.again_of_id)
HOLD_IT: Final[tuple[Any, ...]] = (Complaint.call_id, SampleItem.call_id, AgentState.call_id, AgentState.wrapup_call_id)
"""Every reference to a call that the database does not follow by itself (ON DELETE) is in one of the three; a test looks."""
_KEEP_COUNTED: Final = text("SET LOCAL agent_desk.keep_counters = 'on'")


def forget(db: Session, before: datetime, limit: int) -> int:
    """Remove at most `limit` calls that ended and were offered before; how many went. They stay counted."""
    db.execute(_KEEP_COUNTED)
    held = [select(1).where(column == Call.id).exists() for column in HOLD_IT]
    recorded = select(CallRecording.id).where(CallRecording.call_id == Call.id, CallRecording.state == "stored")
    found = select(Call.id).where(
        Call.offered_at < before, Call.state == "ended", ~recorded.exists(), *(~one for one in held)
    )
    gone = list(db.scalars(found.order_by(Call.offered_at).limit(limit).with_for_update(skip_locked=True)))
    if not gone:
        return 0
    for column in GO_WITH_IT:
        db.execute(delete(column.class_).where(column.in_(gone)), execution_options={"synchronize_session": False})
    for column in FORGET_IT:
        told = update(column.class_).where(column.in_(gone)).values({column.key: None})
        db.execute(told, execution_options={"synchronize_session": False})
    db.execute(delete(Call).where(Call.id.in_(gone)), execution_options={"synchronize_session": False})
    return len(gone)
