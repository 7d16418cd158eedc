"""Recusal: who has an interest of their own in a complaint, and what they may not do with it (domain, section 2.1).

The reasons are the rules'; here stand the facts that they are judged by: whom the complaint is about, who leads them, and who took the
call that it came from.
"""

import uuid

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.cases.rules import Interests, RecusalReason, barred, recused
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call, CallLeg
from agent_desk.models.cases import Complaint
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.cases.rules import CaseState
from agent_desk.schemas.cases.words import RECUSALS

LEADS = "cases.approve"
"""Whoever holds this and belongs to a team, or holds it for the team, leads the team in matters of complaints."""


class Recused(HubError):
    """Somebody with an interest of their own wants to handle a complaint."""

    id, status, sentence = "recused", 409, "You have to stand back: whoever {why_en} does not handle it."

    def __init__(self, reason: RecusalReason) -> None:
        word = RECUSALS[reason]
        super().__init__(reason=reason, why_zh=word.zh, why_en=word.en)


def interests(db: Session, complaint: Complaint) -> Interests:
    """Return who has an interest in a complaint."""
    about = db.get(Person, complaint.about_person_id) if complaint.about_person_id is not None else None
    return Interests(
        complained_of=complaint.about_person_id,
        leaders=_leaders(db, about) if about is not None else (),
        branch=_of_branch(db, complaint.about_branch_code),
        took_call=_took(db, complaint.call_id),
    )


def of(unit: Unit, complaint: Complaint) -> RecusalReason | None:
    """Return why the caller may not handle it; None where nothing stands against it."""
    return recused(unit.me.person_id, interests(unit.db, complaint))


def require(unit: Unit, complaint: Complaint, enters: CaseState | None = None) -> None:
    """Raises Recused where the caller has an interest that stands against a step that enters this state of the law (None: against any
    handling)."""
    reason = of(unit, complaint)
    if reason is not None and barred(enters, reason):
        raise Recused(reason)


def require_record(unit: Unit, complaint: Complaint) -> None:
    """Raises Recused where the caller may not take down what the complainant says (corrections, new facts): whoever only took the call
    may, as they may take down that it is withdrawn."""
    require(unit, complaint, "withdrawn")


def _leaders(db: Session, person: Person) -> frozenset[uuid.UUID]:
    if person.team_id is None:
        return frozenset()
    found = (
        select(PersonRole.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            Role.active,
            Role.permissions.contains([LEADS]),
            or_(
                Person.team_id == person.team_id,
                PersonRole.subjects.contains([str(person.team_id)]),
            ),
            Person.id != person.id,
        )
    )
    return frozenset(db.scalars(found))


def _of_branch(db: Session, code: str | None) -> frozenset[uuid.UUID]:
    return frozenset(db.scalars(select(Person.id).where(Person.branch_code == code))) if code else frozenset()


def _took(db: Session, call_id: uuid.UUID | None) -> frozenset[uuid.UUID]:
    """Return who spoke on the call, however often it was passed on."""
    if call_id is None:
        return frozenset()
    legs = select(CallLeg.person_id).where(CallLeg.call_id == call_id, CallLeg.answered_at.is_not(None))
    spoke = {one for one in db.scalars(legs) if one is not None}
    agent = db.scalar(select(Call.agent_id).where(Call.id == call_id))
    return frozenset(spoke | ({agent} if agent is not None else set()))
