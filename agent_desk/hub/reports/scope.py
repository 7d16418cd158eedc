"""Whose calls a report may be about, and who may ask: decided here, for every way a report leaves the hub."""

import uuid
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.reports.errors import BadChoice
from agent_desk.models.calls.calls import Queue
from agent_desk.models.people import Person, Team
from agent_desk.schemas.reports.sheet import ReportChoice, ScopeEntry

VIEW = "reports.view"
Kind = Literal["centre", "queue", "team", "agent"]
_ALLOWED: dict[str, tuple[Kind, ...]] = {
    "queue": ("centre",),
    "team": ("centre",),
    "agent": ("centre", "team"),
    "score_card": ("agent",),
}
"""What a table of things, not of time, may be narrowed to."""


@dataclass(frozen=True, slots=True)
class Of:
    """Whose calls: everybody's, a queue's, a team's, an agent's. `people`: whose work, where it is not the centre's or a queue's."""

    kind: Kind
    code: str = ""
    name_zh: str = ""
    name_en: str = ""
    queue: Queue | None = None
    person: Person | None = None
    people: frozenset[uuid.UUID] | None = None

    @property
    def word(self) -> str:
        """As it crosses the wire."""
        return self.kind if self.kind == "centre" else f"{self.kind}:{self.code}"

    @property
    def of_calls(self) -> bool:
        """Counted by whole calls; else by what the agents did in them."""
        return self.kind in ("centre", "queue")


def require(db: Session, caller: Caller, choice: ReportChoice) -> Of:
    """Return whom the choice is about, if the caller may see it: all with reports.view, else their own work alone.

    Raises BadChoice for a table that cannot be narrowed so, NotFound for a code there is not, NotPermitted.
    """
    own = caller.agent_code is not None and choice.of == f"agent:{caller.agent_code}"
    if not caller.may(VIEW) and not own:
        raise NotPermitted(permission=VIEW)
    return named(db, choice)


def named(db: Session, choice: ReportChoice) -> Of:
    """As `require`, for nobody in particular: a saved report was looked at when it was saved."""
    kind, _, code = choice.of.partition(":")
    if choice.rows in _ALLOWED and kind not in _ALLOWED[choice.rows]:
        raise BadChoice(rows=choice.rows, of=choice.of)
    if kind == "queue":
        queue = db.scalar(select(Queue).where(Queue.code == code))
        if queue is not None:
            return Of("queue", code, queue.name_zh, queue.name_en, queue=queue)
    elif kind == "team":
        team = db.scalar(select(Team).where(Team.code == code))
        if team is not None:
            members = db.scalars(select(Person.id).where(Person.team_id == team.id, Person.agent_code.is_not(None)))
            return Of("team", code, team.name_zh, team.name_en, people=frozenset(members))
    elif kind == "agent":
        person = db.scalar(select(Person).where(Person.agent_code == code))
        if person is not None:
            return Of("agent", code, person.name, person.name_en, person=person, people=frozenset({person.id}))
    else:
        return Of("centre", "", "全中心", "Whole centre")
    raise NotFound(what=kind)


def entries(db: Session, caller: Caller) -> list[ScopeEntry]:
    """Return what the caller may narrow a report to: the centre, queues, teams, agents; without reports.view themselves."""
    people = select(Person).where(Person.agent_code.is_not(None)).order_by(Person.agent_code)
    if not caller.may(VIEW):
        own = db.scalars(people.where(Person.id == caller.person_id)).all()
        return [_agent(person) for person in own]
    queues = db.scalars(select(Queue).order_by(Queue.position, Queue.code))
    teams = db.scalars(select(Team).order_by(Team.code))
    return [
        ScopeEntry(of="centre", name_zh="全中心", name_en="Whole centre", code=""),
        *(
            ScopeEntry(of=f"queue:{one.code}", name_zh=one.name_zh, name_en=one.name_en, code=one.code)
            for one in queues
        ),
        *(ScopeEntry(of=f"team:{one.code}", name_zh=one.name_zh, name_en=one.name_en, code=one.code) for one in teams),
        *(_agent(person) for person in db.scalars(people)),
    ]


def _agent(person: Person) -> ScopeEntry:
    code = person.agent_code or ""
    return ScopeEntry(of=f"agent:{code}", name_zh=person.name, name_en=person.name_en or person.name, code=code)
