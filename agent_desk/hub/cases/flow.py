"""A complaint on its definition: which version it runs on, how that judges it, and the step that a form asks for.

The definition is evaluated by the engine of all kinds of cases (`kinds/engine.py`). What the law asks for beside it is no part of a
drawing: recusal (`recusal.py`), the clock (`clock.py`), and what a state of the law sets when it is entered (`handling.py`).
"""

from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import seen
from agent_desk.hub.cases.kinds import engine, versions
from agent_desk.hub.cases.tasks.keeping import held_up
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.approvals import Approval
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.definition import FieldSpec, Kind, State, Transition

MOVE_ASKED: Final = "cases.move"
"""The kind of request by which a step of a complaint waits for a second person."""


def number_today(db: Session, today: date) -> int:
    """Return the version on which a complaint begins that is received now; a database that has none yet begins with the first."""
    row = versions.in_force(db, today).get(law.CODE)
    return row.number if row is not None else 1


def definition(db: Session, one: Complaint) -> Kind:
    """Return the definition that a complaint runs on."""
    return versions.numbered(db, law.CODE, one.kind_number)


def at(one: Complaint) -> str:
    """Return the state of the definition in which a complaint is."""
    return one.step or one.state


def state_of(kind: Kind, one: Complaint) -> State:
    """Return the same as its definition has it."""
    return kind.states_by_code[at(one)]


def own_fields(kind: Kind) -> list[FieldSpec]:
    """Return the fields that are the bank's own, and lie in `Complaint.fields`."""
    return [one for one in kind.fields if one.code not in law.COLUMNS]


def values_of(one: Complaint) -> dict[str, str]:
    """Return what conditions may ask for: what every complaint holds, and the bank's own fields."""
    held = {code: getattr(one, code) for code in law.COLUMNS}
    return {**one.fields, **{code: str(value) for code, value in held.items() if value is not None}}


def waits(db: Session, one: Complaint) -> Approval | None:
    """Return the request of the step that waits for a second person."""
    return db.scalar(
        select(Approval).where(
            Approval.kind == MOVE_ASKED, Approval.subject == str(one.id), Approval.state == "pending"
        )
    )


def facts_of(unit: Unit, one: Complaint) -> engine.Facts:
    """Return a complaint as its definition judges it, for the caller."""
    return engine.Facts(
        state=at(one),
        owner_id=one.assigned_to,
        opened_by=one.opened_by,
        values=values_of(one),
        reached=seen.reached(unit, one),
        held_up=held_up(unit.db, complaint_id=one.id),
        waits=waits(unit.db, one) is not None,
    )


def wanted(unit: Unit, kind: Kind, facts: engine.Facts, to: str) -> list[Transition]:
    """Return the ways to a state that are the caller's. Raises TransitionRefused where none leads there, NotPermitted where none is
    theirs."""
    found = engine.ways_to(kind, facts, to)
    if not found:
        raise TransitionRefused(state=facts.state, trigger=to)
    mine = [one for one in found if engine.may_do(unit.me, one, facts)]
    if not mine:
        raise NotPermitted(permission=seen.HANDLE)
    return mine


def choose(kind: Kind, ways: list[Transition], facts: engine.Facts) -> Transition:
    """Return the first of some ways whose conditions hold. Raises InvalidForm with the fields that stand against the first of them."""
    for way in ways:
        if not engine.unmet(kind, way, facts.values):
            return way
    raise InvalidForm(dict.fromkeys(engine.unmet(kind, ways[0], facts.values), "condition"))
