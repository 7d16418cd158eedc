"""The one evaluation of a definition: who may do what now, with a case of a register and a complaint alike. No database, no clock.

A case is judged by its facts; where they are kept, and which law holds beside the definition, is its area's. Nothing in a definition is
ever run: who may is a set of roles and permissions, a condition compares one value.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agent_desk.hub.kit.security import Caller
from agent_desk.schemas.cases.kinds.definition import Kind, State, Transition
from agent_desk.schemas.cases.kinds.values import holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A case as its definition judges it. `state`: of the definition; `reached`: permissions of the caller that reach this case;
    `held_up`: tasks are still to be done; `waits`: a step waits for a second person."""

    state: str
    owner_id: uuid.UUID | None
    opened_by: uuid.UUID
    values: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    reached: frozenset[str] = frozenset()
    held_up: bool = False
    waits: bool = False


def may_do(caller: Caller, way: Transition, facts: Facts) -> bool:
    """Return whether a transition is for the caller; whether its conditions hold is another question."""
    who = way.who
    if who.not_the_author and facts.opened_by == caller.person_id:
        return False
    return (
        who.anybody
        or bool(set(who.roles) & caller.roles)
        or bool(set(who.permissions) & facts.reached)
        or (who.owner and facts.owner_id == caller.person_id)
        or (who.opener and facts.opened_by == caller.person_id)
    )


def works_in(caller: Caller, state: State, reached: frozenset[str]) -> bool:
    """Return whether the caller is one of those who work on a case in a state. `reached`: permissions of theirs that reach the case."""
    return bool(set(state.workers) & caller.roles) or bool(set(state.permissions) & reached)


def unmet(kind: Kind, way: Transition, values: Mapping[str, str]) -> list[str]:
    """Return the fields whose conditions of a transition do not hold."""
    return [one.field for one in way.conditions if not holds(one, kind.fields_by_code, values)]


def stands(way: Transition, facts: Facts) -> bool:
    """Return whether nothing has to be done before: no step waits for a second person, and no task where it waits for them."""
    return not facts.waits and not (way.waits and facts.held_up)


def open_ways(kind: Kind, caller: Caller, facts: Facts) -> list[Transition]:
    """Return the transitions that the caller can do now, in their order."""
    return [
        way
        for way in kind.leaving(facts.state)
        if not facts.closed and stands(way, facts) and may_do(caller, way, facts) and not unmet(kind, way, facts.values)
    ]


def ways_to(kind: Kind, facts: Facts, state: str) -> list[Transition]:
    """Return the transitions from where a case is to a state: where there are several, the first that the caller may do and whose
    conditions hold is the one."""
    return [one for one in kind.leaving(facts.state) if one.to_state == state]


def owner_after(way: Transition, facts: Facts, chosen: uuid.UUID | None, mover: uuid.UUID) -> uuid.UUID | None:
    """Return who has a case after a transition."""
    match way.assign:
        case "keep":
            return facts.owner_id
        case "mover":
            return mover
        case "opener":
            return facts.opened_by
        case "chosen":
            return chosen
        case "field":
            value = facts.values.get(way.assign_field or "", "")
            return uuid.UUID(value) if value else None
    return None


def called(kind: Kind, codes: Iterable[str]) -> list[str]:
    """Return what fields are called: the trail shows no code."""
    return [kind.fields_by_code[one].name_zh for one in codes]
