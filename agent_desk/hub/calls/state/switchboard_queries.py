"""What the switchboard reads and writes, made once: the reader of events needs it many times a second, and a caller waits.

Nothing that changes with the state is read beside it: after waiting for the lock PostgreSQL gives the state as it is now,
but what is joined to it as it was before.
"""

from typing import Final

from sqlalchemy import Text, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from agent_desk.hub.kit.queueing import Question
from agent_desk.models.calls.calls import AgentState, Call, CallLeg
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
INTERVAL: Final = ("person_id", "state", "reason", "started_at", "ended_at", "call_id", "by_person_id")
# One statement: what opens counts what closed, so that it comes after; one person has one open interval.
TURN_INTERVALS: Final = """
WITH closed AS (
    UPDATE agent_interval SET ended_at = ended.at
    FROM unnest(%(people)s::uuid[], %(ends)s::timestamptz[]) AS ended(person, at)
    WHERE agent_interval.person_id = ended.person AND agent_interval.ended_at IS NULL
    RETURNING 1
)
INSERT INTO agent_interval (person_id, state, reason, started_at, ended_at, call_id, by_person_id)
SELECT opened.* FROM (SELECT count(*) FROM closed) AS counted, unnest(
    %(person_id)s::uuid[], %(state)s::text[], %(reason)s::text[], %(started_at)s::timestamptz[], %(ended_at)s::timestamptz[],
    %(call_id)s::uuid[], %(by_person_id)s::uuid[]
) AS opened
"""
