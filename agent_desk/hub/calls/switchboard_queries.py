"""What the switchboard reads and writes, made once: the reader of events needs it many times a second, and a caller waits.

Nothing that changes with the state is read beside it: after waiting for the lock PostgreSQL gives the state as it is now,
but what is joined to it as it was before.
"""

from typing import Final

from sqlalchemy import Text, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from agent_desk.hub.kit.queueing import Question
from agent_desk.models.calls import AgentInterval, AgentState, Call, CallLeg
from agent_desk.models.people import Person

AGENTS: Final = (
    select(Person.id, Person.agent_code, Person.login, AgentState)
    .join(AgentState, AgentState.person_id == Person.id)
    .where(Person.agent_code.is_not(None))
    .order_by(Person.id)
    .with_for_update(of=AgentState)
)
_CODES, _KEYS = bindparam("codes", type_=ARRAY(Text)), bindparam("keys", type_=ARRAY(Text))
_OF: Final = bindparam("of", type_=Text)
AGENTS_BY_CODE: Final = Question(AGENTS.where(Person.agent_code == func.any(_CODES)))
CALLS_BY_KEY: Final = Question(
    select(Call).where(Call.exchange == _OF, Call.exchange_key == func.any(_KEYS)).order_by(Call.id).with_for_update()
)
# What the events of a batch can touch is known before anything is read, so that all of it is asked for at once.
LEGS_FORESEEN: Final = Question(
    select(CallLeg)
    .where(
        or_(
            CallLeg.call_id.in_(select(Call.id).where(Call.exchange == _OF, Call.exchange_key == func.any(_KEYS))),
            CallLeg.person_id.in_(select(Person.id).where(Person.agent_code == func.any(_CODES)))
            & CallLeg.ended_at.is_(None),
        )
    )
    .order_by(CallLeg.rung_at, CallLeg.id)
)
LEGS: Final = (
    select(CallLeg)
    .where(
        or_(
            CallLeg.call_id.in_(bindparam("calls", expanding=True)),
            CallLeg.person_id.in_(bindparam("people", expanding=True)) & CallLeg.ended_at.is_(None),
        )
    )
    .order_by(CallLeg.rung_at, CallLeg.id)
)
CLOSE_INTERVAL: Final = (
    update(AgentInterval)
    .where(AgentInterval.person_id == bindparam("person"), AgentInterval.ended_at.is_(None))
    .values(ended_at=bindparam("at"))
)
# Without asking for its number, which nobody needs.
OPEN_INTERVAL: Final = insert(AgentInterval).inline()
INTERVAL: Final = ("person_id", "state", "reason", "started_at", "ended_at", "call_id", "by_person_id")
