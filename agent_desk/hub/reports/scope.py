"""Whose calls a report may be about, and who may ask: decided here, for every way a report leaves the hub."""

import uuid
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope as kit
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.security import Reach
from agent_desk.hub.kit.unit import Unit
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
    "measures": ("centre", "queue"),
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


def require(unit: Unit, choice: ReportChoice) -> Of:
    """Return whom the choice is about, if the caller may see it: what reports.view reaches, and always their own work.

    Raises BadChoice for a table that cannot be narrowed so, NotFound for a code there is not or out of reach, NotPermitted.
    """
    caller, reach = unit.me, kit.reach(unit, VIEW)
    own = caller.agent_code is not None and choice.of == f"agent:{caller.agent_code}"
    if not caller.may(VIEW) and not own:
        raise NotPermitted(permission=VIEW)
    if not own and not within(unit.db, reach, choice.of):
        raise NotFound(what=choice.of.partition(":")[0])
    return named(unit.db, choice)


def within(db: Session, reach: Reach, of: str) -> bool:
    """Return whether a report about this is within reach."""
    return reach.everything or of in words(db, reach)


def words(db: Session, reach: Reach) -> frozenset[str]:
    """Return what a reach that is not everything may be asked about."""
    return frozenset(one.of for one in _within(db, reach))


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


def entries(unit: Unit) -> list[ScopeEntry]:
    """Return what the caller may narrow a report to: the centre, queues, teams, agents within reach; always themselves."""
    reach = kit.reach(unit, VIEW)
    found = _within(unit.db, reach)
    if reach.everything or any(one.of == f"agent:{unit.me.agent_code}" for one in found):
        return found
    return [*found, *_within(unit.db, Reach(people=frozenset({unit.me.person_id})))]


def _within(db: Session, reach: Reach) -> list[ScopeEntry]:
    """A team is within reach with its leader's scope, or where all its agents are: its figures are theirs added up."""
    people = (
        select(Person).where(Person.agent_code.is_not(None), kit.doer(reach, Person.id)).order_by(Person.agent_code)
    )
    queues = db.scalars(select(Queue).where(kit.queue(reach, Queue.id)).order_by(Queue.position, Queue.code))
    teams = select(Team).order_by(Team.code)
    if not reach.everything:
        outside = exists().where(Person.team_id == Team.id, Person.agent_code.is_not(None), ~kit.doer(reach, Person.id))
        inside = exists().where(Person.team_id == Team.id, Person.agent_code.is_not(None))
        teams = teams.where(or_(Team.id.in_(reach.teams), and_(inside, ~outside)))
    centre = ScopeEntry(of="centre", name_zh="全中心", name_en="Whole centre", code="")
    return [
        *([centre] if reach.everything else []),
        *(
            ScopeEntry(of=f"queue:{one.code}", name_zh=one.name_zh, name_en=one.name_en, code=one.code)
            for one in queues
        ),
        *(
            ScopeEntry(of=f"team:{one.code}", name_zh=one.name_zh, name_en=one.name_en, code=one.code)
            for one in db.scalars(teams)
        ),
        *(_agent(person) for person in db.scalars(people)),
    ]


def _agent(person: Person) -> ScopeEntry:
    code = person.agent_code or ""
    return ScopeEntry(of=f"agent:{code}", name_zh=person.name, name_en=person.name_en or person.name, code=code)
