"""What is so on the floor at this moment: who waits where and since when, who talks, who is ready."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol, cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.views import person_ref
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.people import Person, Team
from agent_desk.schemas.calls.records import PersonRef
from agent_desk.schemas.calls.rules import NOT_LIVE
from agent_desk.schemas.figures.board import Now, TeamRef

_TALKING: Final = ("talking", "on_hold")


@dataclass(slots=True)
class OpenCall:
    """A call that goes on. `queue_id` is where it is now, `since_at` when it began to wait there."""

    call: Call
    queue_id: uuid.UUID
    since_at: datetime

    @property
    def waits(self) -> bool:
        """Nobody talks to the customer: waiting or ringing."""
        call = self.call
        return call.state in ("waiting", "ringing") and call.direction == "inbound" and call.parked_at is None


class StateNow(Protocol):
    """What of an agent's state the floor shows: columns, since five hundred whole rows cost a board more than its figures."""

    state: str
    since_at: datetime
    reason: str | None
    next_state: str | None
    next_reason: str | None
    seat_lost_at: datetime | None
    call_id: uuid.UUID | None


_STATE: Final = (
    AgentState.state,
    AgentState.since_at,
    AgentState.reason,
    AgentState.next_state,
    AgentState.next_reason,
    AgentState.seat_lost_at,
    AgentState.call_id,
)


@dataclass(slots=True)
class AgentNow:
    """An agent with their state, team and queues."""

    person: PersonRef
    team: TeamRef | None
    state: StateNow
    queues: list[uuid.UUID] = field(default_factory=list)


@dataclass(slots=True)
class Floor:
    """Everything that goes on."""

    calls: list[OpenCall]
    agents: list[AgentNow]

    def now(self) -> Now:
        """Return the whole floor; every agent counts once."""
        return _now(self.calls, [agent.state for agent in self.agents])

    def by_queue(self) -> Mapping[uuid.UUID, Now]:
        """Return each queue; an agent counts in every queue they serve, a talk in the queue it came from."""
        calls: dict[uuid.UUID, list[OpenCall]] = defaultdict(list)
        states: dict[uuid.UUID, list[StateNow]] = defaultdict(list)
        for one in self.calls:
            calls[one.queue_id].append(one)
        for agent in self.agents:
            for queue_id in agent.queues:
                states[queue_id].append(agent.state)
        found = {}
        for queue_id in calls.keys() | states.keys():
            now = _now(calls[queue_id], states[queue_id])
            talks = (one.call for one in calls[queue_id] if one.call.state in _TALKING)
            now.talking = sum(1 for call in talks if call.direction == "inbound")
            found[queue_id] = now
        return found


def _now(calls: Sequence[OpenCall], states: Sequence[StateNow]) -> Now:
    waiting = [one.since_at for one in calls if one.waits]
    count: dict[str, int] = defaultdict(int)
    for row in states:
        count[row.state] += 1
    return Now(
        waiting=len(waiting),
        longest_since=min(waiting, default=None),
        talking=sum(count[word] for word in _TALKING),
        ready=count["ready"],
        not_ready=count["not_ready"],
        after_call_work=count["after_call_work"],
        seats_lost=sum(1 for row in states if row.seat_lost_at is not None and row.state != "signed_out"),
    )


def floor_now(db: Session) -> Floor:
    """Read the floor as it is."""
    return Floor(calls=_open_calls(db), agents=_agents(db))


def open_calls() -> Select[Call]:
    """Calls that go on on a real line."""
    return select(Call).where(Call.state != "ended", Call.exchange.not_in(NOT_LIVE))


def _open_calls(db: Session) -> list[OpenCall]:
    calls = db.scalars(open_calls()).all()
    legs: dict[uuid.UUID, list[CallLeg]] = defaultdict(list)
    for leg in db.scalars(
        select(CallLeg).where(CallLeg.call_id.in_([call.id for call in calls])).order_by(CallLeg.rung_at, CallLeg.id)
    ):
        legs[leg.call_id].append(leg)
    moved = {leg.transfer_target for found in legs.values() for leg in found if leg.transfer_kind == "blind_queue"}
    known = db.execute(select(Queue.code, Queue.id).where(Queue.code.in_(moved - {None}))).all() if moved else []
    codes = dict(known)
    return [_placed(call, legs[call.id], codes) for call in calls]


def _placed(call: Call, legs: Iterable[CallLeg], codes: Mapping[str, uuid.UUID]) -> OpenCall:
    """Return where a call is now: at a seat in that leg's queue, after a transfer in the queue it was sent to."""
    placed = OpenCall(call, call.queue_id, call.offered_at)
    for leg in legs:
        if leg.ended_at is None and leg.result == "open":
            placed.queue_id = leg.queue_id
        elif leg.result == "transferred" and leg.ended_at is not None:
            placed.since_at = leg.ended_at
            placed.queue_id = codes.get(leg.transfer_target or "", leg.queue_id)
    if call.state == "waiting" and call.waits_in_id is not None:
        placed.queue_id = call.waits_in_id
    return placed


def _agents(db: Session) -> list[AgentNow]:
    teams = {team.id: team_ref(team) for team in db.scalars(select(Team))}
    rows = db.execute(
        select(*_STATE, Person.id, Person.name, Person.name_en, Person.agent_code, Person.team_id)
        .join(AgentState, AgentState.person_id == Person.id)
        .where(AgentState.state != "signed_out")
        .order_by(Person.name, Person.login)
    )
    agents = {row.id: AgentNow(person_ref(row), teams.get(row.team_id), cast(StateNow, row)) for row in rows}
    for queue_id, person_id in db.execute(
        select(QueueMember.queue_id, QueueMember.person_id).where(QueueMember.person_id.in_(agents))
    ):
        agents[person_id].queues.append(queue_id)
    return list(agents.values())


def team_ref(team: Team) -> TeamRef:
    """Return a team with its names."""
    return TeamRef(code=team.code, name_zh=team.name_zh, name_en=team.name_en)
