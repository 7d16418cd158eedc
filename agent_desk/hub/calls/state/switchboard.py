"""The rows that one unit of work moves: agents, calls, legs. Loaded in a handful of queries, written once, told once.

Locks are taken in one order everywhere, agents before calls before legs, each in the order of their ids, so that the
reader of events and people at their seats cannot wait for each other in a circle. A call or agent that was touched any
number of times gets one new version and one change, at `finish`.
"""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.calls.state import machine, rules
from agent_desk.hub.calls.state import switchboard_queries as queries
from agent_desk.hub.calls.state.machine import AfterCallWork, Agent
from agent_desk.hub.calls.state.queue_book import QueueBook
from agent_desk.hub.calls.state.rules import AgentMove, TransitionRefused, Trigger
from agent_desk.hub.kit import rows, settings_in_force
from agent_desk.hub.kit.database import before_flush
from agent_desk.hub.kit.phone_numbers import canonical, needs_area
from agent_desk.hub.kit.statements import table_of
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentInterval, AgentState, Call, CallLeg, Queue
from agent_desk.models.people import Person
from agent_desk.schemas.calls.changes import AgentStateChanged, CallChanged
from agent_desk.schemas.calls.settings import RINGS

FLOOR = "perm:floor.view"
HUBS = "hub"
"""Of calls and states the floor is told by the board, once for all who watch it: each to each would be the square of both."""
PRESENCE = "calls.presence"


class Switchboard:
    """Agents, calls and legs in one unit of work."""

    def __init__(self, unit: Unit, exchange: str = "", book: QueueBook | None = None) -> None:
        self.unit = unit
        self.exchange = exchange
        self._book = book
        self._agents: dict[str, Agent] = {}
        self._by_person: dict[uuid.UUID, Agent] = {}
        self._calls: dict[str, Call] = {}
        self._by_id: dict[uuid.UUID, Call] = {}
        self._legs: list[CallLeg] = []
        self._new_legs: list[CallLeg] = []
        self._new_intervals: list[AgentInterval] = []
        self._told_agents: dict[uuid.UUID, Agent] = {}
        self._told_calls: dict[uuid.UUID, set[uuid.UUID]] = {}
        self._where: dict[uuid.UUID, str] = {}
        self._presence: dict[uuid.UUID, bool] = {}
        self._worked: list[tuple[uuid.UUID, AfterCallWork]] = []
        self._rings: list[tuple[Call, Agent]] = []
        self.silent: set[uuid.UUID] = set()
        """Calls that began here and have told nothing of themselves yet: nobody needs to look for their facts."""

    @property
    def db(self) -> Session:
        """The unit's session."""
        return self.unit.db

    # ------------------------------------------------------------------ loading

    @cached_property
    def queues(self) -> dict[str, Queue]:
        """Every queue by its code."""
        return (self._book or QueueBook()).read(self.db)

    def line_of(self, sent: str) -> str:
        """Return what tells the line of a caller from others, from what the exchange sent; empty where the caller hides."""
        area = (self._book or QueueBook()).area_code(self.db) if needs_area(sent) else ""
        return canonical(sent, area=area).line

    @cached_property
    def misses_allowed(self) -> int:
        """Rings missed or refused in a row that pause an agent (setting "calls")."""
        return settings_in_force.read(self.db, RINGS, self.unit.now).misses_allowed

    def queue_for(self, code: str, call: Call | None) -> Queue | None:
        """Return the queue of this code; where the exchange names none (a call that an agent made), the one the call is listed under."""
        if code or call is None:
            return self.queues.get(code)
        return next((queue for queue in self.queues.values() if queue.id == call.queue_id), None)

    def load(self, *, agents: Collection[str] = (), calls: Collection[str] = ()) -> None:
        """Bring in these agents (by code) and calls (by the exchange's key), with their legs, locked."""
        if agents:
            self._take_agents(queries.AGENTS_BY_CODE.all(self.db, {"codes": list(agents)}))
        if calls:
            self._keep_calls(queries.CALLS_BY_KEY.all(self.db, {"of": self.exchange, "keys": list(calls)}))
        self._load_legs()

    def load_person(self, person_id: uuid.UUID) -> Agent | None:
        """Bring in one agent by person, with the call at their seat; None for somebody without an agent code."""
        self.db.flush()
        self._take_agents(queries.AGENTS_BY_ID.all(self.db, {"people": [person_id]}))
        agent = self._by_person.get(person_id)
        if agent is not None:
            wanted = [one for one in (agent.state.call_id, agent.state.wrapup_call_id) if one is not None]
            if wanted:
                self._keep_calls(queries.CALLS_BY_ID.all(self.db, {"calls": wanted}))
            self._load_legs()
        return agent

    def bring_person(self, person_id: uuid.UUID) -> Agent | None:
        """Return the agent who is this person, loaded now if they were not foreseen."""
        return self._by_person.get(person_id) or self.load_person(person_id)

    def bring_call(self, call_id: uuid.UUID | None) -> Call | None:
        """Return the call of this id, loaded now if it was not foreseen."""
        if call_id is not None and call_id not in self._by_id:
            self.db.flush()
            self._keep_calls(queries.CALLS_BY_ID.all(self.db, {"calls": [call_id]}))
            self._load_legs()
        return self._by_id.get(call_id) if call_id is not None else None

    def load_open(self, *, agents: Collection[str], calls: Collection[str]) -> list[Call]:
        """Bring in every open call of the exchange and everybody at a seat, and these too; gives the open calls."""
        self._take_agents(queries.AGENTS_AT_SEATS.all(self.db, {"codes": list(agents)}))
        found = queries.CALLS_OPEN.all(self.db, {"of": self.exchange, "keys": list(calls)})
        self._keep_calls(found)
        self._load_legs()
        return [call for call in found if call.state != "ended"]

    def _take_agents(self, found: Iterable[Sequence[Any]]) -> None:
        states = table_of(AgentState)
        for person_id, code, login, *state in found:
            if person_id not in self._by_person:
                self._keep_agent(Agent(person_id, str(code), login, states.object(self.db, state)))

    def first_time(self, codes: Iterable[str]) -> None:
        """Give a row to agents who never had one: those of these codes who are known people."""
        missing = set(codes) - self._agents.keys()
        if not missing:
            return
        known = select(Person.id, Person.agent_code, Person.login).where(Person.agent_code.in_(missing))
        people = self.db.execute(known).all()
        for person_id, code, login in people:
            state = AgentState(
                person_id=person_id,
                state="signed_out",
                since_at=self.unit.now,
                misses=0,
                acw_mode="mandatory",
                version=0,
            )
            self.db.add(state)
            self._keep_agent(Agent(person_id, str(code), login, state))
        if people:
            self.db.flush()

    def _keep_agent(self, agent: Agent) -> None:
        self._agents[agent.code] = self._by_person[agent.person_id] = agent

    def _keep_calls(self, calls: Iterable[Call]) -> None:
        for call in calls:
            self._calls[call.exchange_key] = self._by_id[call.id] = call

    def _load_legs(self) -> None:
        """Every leg of the calls, and the open legs of the agents."""
        if self._by_id or self._by_person:
            given = {"calls": list(self._by_id), "people": list(self._by_person)}
            self._keep_legs(queries.LEGS.all(self.db, given))

    def _keep_legs(self, found: Iterable[CallLeg]) -> None:
        known = {leg.id for leg in self._legs}
        self._legs += [leg for leg in found if leg.id not in known]

    # ------------------------------------------------------------------ looking

    def agent(self, code: str) -> Agent | None:
        """Return the agent of this code, or None for a code nobody has."""
        return self._agents.get(code)

    def agent_of(self, person_id: uuid.UUID) -> Agent | None:
        """Return the agent who is this person."""
        return self._by_person.get(person_id)

    @property
    def agents(self) -> list[Agent]:
        """Everybody loaded."""
        return list(self._agents.values())

    def call(self, key: str) -> Call | None:
        """Return the call of this key of the exchange."""
        return self._calls.get(key)

    def call_of(self, call_id: uuid.UUID | None) -> Call | None:
        """Return the call of this id, if it was loaded."""
        return self._by_id.get(call_id) if call_id is not None else None

    def open_leg(self, agent: Agent) -> CallLeg | None:
        """Return the leg at this agent's seat now."""
        return next((leg for leg in self._legs if leg.person_id == agent.person_id and leg.ended_at is None), None)

    def open_legs(self, call: Call) -> list[CallLeg]:
        """Return the open legs of a call."""
        return [leg for leg in self._legs if leg.call_id == call.id and leg.ended_at is None]

    def parts(self, call: Call) -> list[tuple[CallLeg, Queue]]:
        """Return every agent's part in a call, oldest first, with its queue."""
        queues = {queue.id: queue for queue in self.queues.values()}
        legs = sorted((leg for leg in self._legs if leg.call_id == call.id), key=lambda leg: (leg.rung_at, leg.id))
        return [(leg, queues[leg.queue_id]) for leg in legs]

    def last_leg(self, call: Call, agent: Agent) -> CallLeg | None:
        """This agent's latest part in this call, open or closed."""
        mine = (leg for leg in self._legs if leg.call_id == call.id and leg.person_id == agent.person_id)
        return max(mine, key=lambda leg: (leg.ended_at is None, leg.rung_at), default=None)

    # ------------------------------------------------------------------ moving

    def add_calls(self, calls: list[Call]) -> None:
        """New calls; written as what they have become by then, before any row that refers to them."""
        before_flush(self.db, lambda: rows.insert(self.db, calls))
        self._keep_calls(calls)
        self.silent.update(call.id for call in calls)

    def start_leg(self, call: Call, agent: Agent, queue: Queue, at: datetime) -> CallLeg:
        """The call comes to this agent's seat."""
        leg = CallLeg(
            id=uuid.uuid4(),
            call_id=call.id,
            person_id=agent.person_id,
            queue_id=queue.id,
            rung_at=at,
            result="open",
            ring_ms=0,
            talk_ms=0,
            hold_ms=0,
            acw_ms=0,
        )
        self._legs.append(leg)
        self._new_legs.append(leg)
        self._rings.append((call, agent))
        return leg

    def facts(self, agent: Agent) -> rules.AgentFacts:
        """Return what holds for an agent, as the rules read it."""
        return machine.facts_of(agent.state)

    def move(
        self,
        agent: Agent,
        trigger: Trigger,
        *,
        at: datetime,
        call: Call | None = None,
        reason: str | None = None,
        by: uuid.UUID | None = None,
    ) -> AgentMove:
        """Move one agent. Raises TransitionRefused, and then nothing has changed."""
        limit = self.misses_allowed if trigger in ("ring_missed", "ring_refused") else 0
        facts = machine.facts_of(agent.state)
        move = rules.step(facts, trigger, reason=reason, misses_limit=limit)
        moved = machine.write(agent, move, at=at, now=self.unit.now, call=call, by=by)
        if moved.new_interval is not None:
            self._new_intervals.append(moved.new_interval)
        if moved.worked is not None:
            self._worked.append((agent.person_id, moved.worked))
        if moved.tell_exchange:
            came = facts.state == "signed_out"
            self.tell_exchange(agent.person_id, joins=came)
        if move.facts != facts:
            self._told_agents[agent.person_id] = agent
        return move

    def try_move(self, agent: Agent, trigger: Trigger, *, at: datetime, call: Call | None = None) -> AgentMove | None:
        """As `move`, for what the exchange tells: a trigger that is out of place moves nobody and gives None."""
        try:
            return self.move(agent, trigger, at=at, call=call)
        except TransitionRefused:
            return None

    def touch(self, call: Call, *agents: Agent, queue: str = "") -> None:
        """The call has changed, and these agents should know; `queue`: where it is now."""
        self.touch_for(call, [agent.person_id for agent in agents])
        if queue:
            self._where[call.id] = queue

    def touch_for(self, call: Call, people: Iterable[uuid.UUID]) -> None:
        """The call has changed, and these people should know."""
        self._told_calls.setdefault(call.id, set()).update(people)

    def touch_all(self, call: Call) -> None:
        """The call has changed, and everybody who has or had a part in it should know."""
        self.touch_for(call, {leg.person_id for leg in self._legs if leg.call_id == call.id})

    def touch_agent(self, agent: Agent) -> None:
        """The agent's row has changed in something that is not a move."""
        self._told_agents[agent.person_id] = agent

    def tell_exchange(self, person_id: uuid.UUID, *, joins: bool = False) -> None:
        """Bring what the exchange holds about this agent into line with ours, after the commit."""
        self._presence[person_id] = joins or self._presence.get(person_id, False)

    # ------------------------------------------------------------------ writing

    def finish(self, on_ring: Callable[[Call, Agent], None] | None = None) -> None:
        """Write everything: what closes goes before what opens, as the database's own rules want it.

        `on_ring` is called for each call that has begun to ring at a seat and rings still, before anybody is told.
        """
        self._book_after_call_work()
        for agent in self._told_agents.values():
            agent.state.version = (agent.state.version or 0) + 1
        for call_id in self._told_calls:
            self._by_id[call_id].version += 1
        codes = self._queue_codes() if self._told_calls else {}
        before_flush(self.db, self._write_moved)
        self.db.flush()
        if on_ring is not None:
            for call, agent in self._rings:
                if agent.state.state == "reserved" and agent.state.call_id == call.id:
                    on_ring(call, agent)
        self._tell(codes)
        self.db.flush()
        for person_id, joins in self._presence.items():
            self.unit.later(PRESENCE, person_id=str(person_id), joins=joins, command_id=str(uuid.uuid4()))

    def _queue_codes(self) -> dict[uuid.UUID, str]:
        if "queues" in self.__dict__ or self._book is not None:
            return {queue.id: queue.code for queue in self.queues.values()}
        return dict(queries.QUEUE_CODES.all(self.db, {}))

    def _write_moved(self) -> None:
        new = {leg.id for leg in self._new_legs}
        together = rows.Together(self.db)
        together.update([agent.state for agent in self._agents.values()])
        # Calls and legs are counted by triggers that read each other's tables: each of them goes with what is not.
        counted = together.update(list(self._by_id.values()))
        legs = rows.Together(self.db) if counted else together
        counted = legs.update([leg for leg in self._legs if leg.id not in new])
        if legs is not together:
            together.write()
        self._turn_intervals(legs)
        new_legs, self._new_legs = self._new_legs, []
        if counted and new_legs:
            legs.write()
        legs.insert(new_legs)
        legs.write()

    def _turn_intervals(self, together: rows.Together) -> None:
        ends = {agent.person_id: agent.closes_at for agent in self._agents.values() if agent.closes_at is not None}
        for agent in self._agents.values():
            agent.closes_at = None
        opened, self._new_intervals = self._new_intervals, []
        if ends or opened:
            given = {name: [getattr(one, name) for one in opened] for name in queries.INTERVAL}
            together.add({"people": list(ends), "ends": list(ends.values()), **given}, *queries.TURN_INTERVALS)

    def _book_after_call_work(self) -> None:
        for person_id, worked in self._worked:
            call = self.bring_call(worked.call_id)
            assert call is not None  # a foreign key holds it
            call.acw_ms += worked.ms
            agent = self._by_person[person_id]
            leg = self.last_leg(call, agent)
            if leg is not None:
                leg.acw_ms += worked.ms
            self.touch(call, agent)

    def _tell(self, codes: dict[uuid.UUID, str]) -> None:
        for person_id, agent in self._told_agents.items():
            row = agent.state
            self.unit.change(
                AgentStateChanged(
                    id=person_id,
                    version=row.version,
                    state=row.state,
                    reason=row.reason,
                    call=row.call_id,
                    seat_lost=row.seat_lost_at is not None,
                ),
                to=[f"person:{person_id}"],
            )
        for call_id, people in self._told_calls.items():
            call = self._by_id[call_id]
            queue = self._where.get(call_id) or codes[call.queue_id]
            self.unit.change(
                CallChanged(id=call_id, version=call.version, queue=queue, state=call.state, outcome=call.outcome),
                to=[HUBS, *(f"person:{person}" for person in people)],
            )
