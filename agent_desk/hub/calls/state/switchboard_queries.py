"""What the switchboard reads and writes, made once: the reader of events needs it many times a second, and a caller waits.

Nothing that changes with the state is read beside it: after waiting for the lock PostgreSQL gives the state as it is now,
but what is joined to it as it was before.
"""

from typing import Any, Final

from sqlalchemy import UUID, Select, Text, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from agent_desk.hub.kit.statements import Objects, Statement
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue
from agent_desk.models.people import Person

_CODES, _KEYS = bindparam("codes", type_=ARRAY(Text)), bindparam("keys", type_=ARRAY(Text))
_CALLS, _PEOPLE = bindparam("calls", type_=ARRAY(UUID)), bindparam("people", type_=ARRAY(UUID))
_OF: Final = bindparam("of", type_=Text)

AGENTS: Final = (
    select(Person.id, Person.agent_code, Person.login, AgentState.__table__)
    .join(AgentState, AgentState.person_id == Person.id)
    .where(Person.agent_code.is_not(None))
    .order_by(Person.id)
    .with_for_update(of=AgentState)
)
"""Agents with their states, whole."""
AGENTS_BY_CODE: Final = Statement(AGENTS.where(Person.agent_code == func.any(_CODES)))
AGENTS_BY_ID: Final = Statement(AGENTS.where(Person.id == func.any(_PEOPLE)))
AGENTS_AT_SEATS: Final = Statement(
    AGENTS.where(or_(AgentState.state != "signed_out", Person.agent_code == func.any(_CODES)))
)

_LOCKED: Final[Select[Any]] = select(Call.__table__).order_by(Call.id).with_for_update()
CALLS_BY_KEY: Final = Objects(Call, _LOCKED.where(Call.exchange == _OF, Call.exchange_key == func.any(_KEYS)))
CALLS_BY_ID: Final = Objects(Call, _LOCKED.where(Call.id == func.any(_CALLS)))
CALLS_OPEN: Final = Objects(
    Call, _LOCKED.where(Call.exchange == _OF, or_(Call.state != "ended", Call.exchange_key == func.any(_KEYS)))
)
LEGS: Final = Objects(
    CallLeg,
    select(CallLeg.__table__)
    .where(
        or_(CallLeg.call_id == func.any(_CALLS), (CallLeg.person_id == func.any(_PEOPLE)) & CallLeg.ended_at.is_(None))
    )
    .order_by(CallLeg.rung_at, CallLeg.id),
)
"""Every leg of the calls, and the open legs of the agents."""
QUEUE_CODES: Final = Statement(select(Queue.id, Queue.code))

INTERVAL: Final = ("person_id", "state", "reason", "started_at", "ended_at", "call_id", "by_person_id")
# One statement: what opens counts what closed, so that it comes after; one person has one open interval.
TURN_INTERVALS: Final = (
    (
        "closed",
        """
    UPDATE agent_interval SET ended_at = ended.at
    FROM unnest(%(people)s::uuid[], %(ends)s::timestamptz[]) AS ended(person, at)
    WHERE agent_interval.person_id = ended.person AND agent_interval.ended_at IS NULL
    RETURNING 1
""",
    ),
    (
        "opened",
        """
INSERT INTO agent_interval (person_id, state, reason, started_at, ended_at, call_id, by_person_id)
SELECT opened.* FROM (SELECT count(*) FROM closed) AS counted, unnest(
    %(person_id)s::uuid[], %(state)s::text[], %(reason)s::text[], %(started_at)s::timestamptz[], %(ended_at)s::timestamptz[],
    %(call_id)s::uuid[], %(by_person_id)s::uuid[]
) AS opened
""",
    ),
)
