"""How far a permission reaches: the one place that turns a caller and a permission into a condition on rows.

A person holds a role for themselves, for teams, for queues, for branches or for everything, from when to when; the caller brings that
with them (`Caller.reach`). Here stands what a row of each kind belongs to. Lists, counts, exports and lookups put the condition into
their statement, a single row is looked for with it (`require_...`), the live line and the change feed have the same as audiences.
`web.py` refuses to answer an operation that is declared to be narrowed and whose function has not asked here.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, literal, or_, select, true
from sqlalchemy.orm import Session, aliased

from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.security import NOTHING, Caller, Reach
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import AgentState, Call, CallLeg, Queue, QueueMember
from agent_desk.models.campaigns import Project, ProjectQueue
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Branch, Contact, ContactPoint, Customer
from agent_desk.models.kinds import KindCase
from agent_desk.models.people import Person, PersonRole, Role, Substitution, Team
from agent_desk.models.quality import Review, SampleItem
from agent_desk.schemas.administration.records import SubjectEntry
from agent_desk.schemas.kit.operation import OPEN, Operation

Condition = ColumnElement[bool]
NARROWED = frozenset({"held", "team", "queue"})
"""Scopes of operations whose function has to ask here."""


class ScopeForgotten(RuntimeError):
    """A function has answered without asking how far its caller reaches; nothing of it leaves the hub."""


def reach(unit: Unit, permission: str) -> Reach:
    """Return how far the caller may do this, NOTHING where they may not."""
    unit.scoped = True
    unit.asked_rights.add(permission)
    return unit.me.reach(permission)


def everything(unit: Unit, permission: str) -> bool:
    """Return whether the permission reaches everything: for what belongs to the whole centre."""
    return reach(unit, permission).everything


def by_rule(unit: Unit) -> None:
    """Say that a rule of the centre decides who sees a row (rings of colleagues), not how far a role reaches."""
    unit.scoped = True


# ---------------------------------------------------------------------- conditions


def doer(found: Reach, person_id: Any) -> Condition:
    """Return the condition that this person's doing is within reach: themselves, somebody of the teams, of the branches."""
    if found.everything:
        return true()
    any_of: list[Condition] = []
    if found.people:
        any_of.append(person_id.in_(found.people))
    if found.teams or found.branches:
        member = aliased(Person)
        of: list[Condition] = []
        if found.teams:
            of.append(member.team_id.in_(found.teams))
        if found.branches:
            of.append(member.branch_code.in_(found.branches))
        any_of.append(person_id.in_(select(member.id).where(or_(*of))))
    return or_(*any_of) if any_of else false()


def person(found: Reach, person_id: Any) -> Condition:
    """Return the condition that a person is within reach: as `doer`, or a member of the queues."""
    if found.everything or not found.queues:
        return doer(found, person_id)
    members = select(QueueMember.person_id).where(QueueMember.queue_id.in_(found.queues))
    return or_(doer(found, person_id), person_id.in_(members))


def queue(found: Reach, queue_id: Any) -> Condition:
    """Return the condition that a queue, or what belongs to it alone, is within reach."""
    if found.everything:
        return true()
    return queue_id.in_(found.queues) if found.queues else false()


def call(found: Reach) -> Condition:
    """Return the condition that a call is within reach: somebody had a part in it, it was given to them to score, or its queue."""
    if found.everything:
        return true()
    any_of = [queue(found, Call.queue_id), queue(found, Call.waits_in_id)]
    if found.people or found.teams or found.branches:
        any_of.append(exists().where(CallLeg.call_id == Call.id, doer(found, CallLeg.person_id)))
    if found.people:
        any_of.append(exists().where(SampleItem.call_id == Call.id, SampleItem.reviewer_id.in_(found.people)))
    return or_(*any_of)


def complaint(found: Reach) -> Condition:
    """Return the condition that a complaint is within reach: who opened or handles it, its branch, its call's queue."""
    if found.everything:
        return true()
    any_of = [doer(found, Complaint.opened_by), doer(found, Complaint.assigned_to)]
    if found.branches:
        any_of.append(Complaint.branch_code.in_(found.branches))
    if found.queues:
        any_of.append(Complaint.call_id.in_(select(Call.id).where(Call.queue_id.in_(found.queues))))
    return or_(*any_of)


def customer(unit: Unit, found: Reach) -> Condition:
    """Return the condition that a customer is within reach: of the branch, entered by the caller or somebody within reach, with a call
    or complaint within reach, or with the number that calls at the caller's own seat now."""
    if found.everything:
        return true()
    at_the_seat = (
        select(ContactPoint.customer_id)
        .join(Call, Call.caller == ContactPoint.value)
        .join(AgentState, or_(AgentState.call_id == Call.id, AgentState.wrapup_call_id == Call.id))
        .where(AgentState.person_id == unit.me.person_id)
    )
    any_of: list[Condition] = [
        Customer.id.in_(at_the_seat),
        Customer.entered_by == unit.me.person_id,
        doer(found, Customer.entered_by),
        exists().where(Call.customer_id == Customer.id, call(found)),
        exists().where(Complaint.customer_id == Customer.id, complaint(found)),
    ]
    if found.branches:
        any_of.append(Customer.branch_code.in_(found.branches))
    return or_(*any_of)


def at_the_seat(person_id: uuid.UUID) -> Select[uuid.UUID | None]:
    """Return the customer of the call at a person's seat, while the call or its after-call work lasts."""
    return (
        select(Call.customer_id)
        .join(AgentState, or_(AgentState.call_id == Call.id, AgentState.wrapup_call_id == Call.id))
        .where(AgentState.person_id == person_id, Call.customer_id.is_not(None))
    )


def contact(unit: Unit) -> Condition:
    """Return the condition on lines of a customer's time line: of calls and complaints that the right to customers reaches, what is the
    caller's own, and everything of the customer at their seat."""
    found = reach(unit, "customers.view")
    if found.everything:
        return true()
    me = unit.me.person_id
    return or_(
        Contact.person_id == me,
        Contact.customer_id.in_(at_the_seat(me)),
        doer(found, Contact.person_id),
        and_(Contact.kind == "call", Contact.entity_id.in_(select(Call.id).where(call(found)))),
        and_(Contact.kind == "complaint", Contact.entity_id.in_(select(Complaint.id).where(complaint(found)))),
    )


def review(found: Reach) -> Condition:
    """Return the condition that a review is within reach: of whose call it is, who scores it, or the call's queue."""
    if found.everything:
        return true()
    any_of = [doer(found, Review.agent_id)]
    if found.people:
        any_of.append(Review.reviewer_id.in_(found.people))
    if found.queues:
        of_queue = select(SampleItem.id).join(Call, Call.id == SampleItem.call_id)
        any_of.append(Review.item_id.in_(of_queue.where(Call.queue_id.in_(found.queues))))
    return or_(*any_of)


def project(found: Reach) -> Condition:
    """Return the condition that a project is within reach: of one of its queues, or of whose it is."""
    if found.everything:
        return true()
    queues = select(ProjectQueue.project_id).where(queue(found, ProjectQueue.queue_id))
    return or_(doer(found, Project.owner_id), Project.id.in_(queues))


def kind_case(found: Reach) -> Condition:
    """Return the condition that a case of a kind is within reach: who opened or has it, its branch."""
    if found.everything:
        return true()
    any_of = [doer(found, KindCase.opened_by), doer(found, KindCase.owner_id)]
    if found.branches:
        any_of.append(KindCase.branch_code.in_(found.branches))
    return or_(*any_of)


def both(found: Reach, person_id: Any, queue_id: Any) -> Condition:
    """Return the condition for what belongs to a person or a queue (an alarm): either is within reach."""
    if found.everything:
        return true()
    return or_(
        and_(person_id.is_not(None), person(found, person_id)), and_(queue_id.is_not(None), queue(found, queue_id))
    )


# ---------------------------------------------------------------------- single rows


def require(unit: Unit, condition: Condition, what: str) -> None:
    """Check that a row is within reach. Raises NotFound, as for one that does not exist."""
    unit.scoped = True
    if condition is not _TRUE and not unit.db.scalar(select(literal(True)).where(condition)):
        raise NotFound(what=what)


_TRUE = true()


def require_person(unit: Unit, permission: str, person_id: uuid.UUID, what: str = "agent") -> None:
    """Check that a person is within reach. Raises NotFound."""
    found = reach(unit, permission)
    if not (found.everything or person_id in found.people):
        require(unit, exists().where(Person.id == person_id, person(found, Person.id)), what)


def require_queue(unit: Unit, permission: str, queue_id: uuid.UUID, what: str = "queue") -> None:
    """Check that a queue, or what belongs to it, is within reach. Raises NotFound."""
    found = reach(unit, permission)
    if not (found.everything or queue_id in found.queues):
        raise NotFound(what=what)


def require_call(unit: Unit, permission: str, call_id: uuid.UUID, what: str = "call") -> None:
    """Check that a call is within reach. Raises NotFound."""
    found = reach(unit, permission)
    if not found.everything:
        require(unit, exists().where(Call.id == call_id, call(found)), what)


def require_customer(unit: Unit, permission: str, customer_id: uuid.UUID) -> None:
    """Check that a customer is within reach. Raises NotFound."""
    found = reach(unit, permission)
    if not found.everything:
        require(unit, exists().where(Customer.id == customer_id, customer(unit, found)), "customer")


def holders(
    permission: str, now: datetime, *, everything: bool = False, not_lent_by: uuid.UUID | None = None
) -> Select[Any]:
    """Return the ids of who holds a permission at that moment, those who stand in for somebody as well.

    `everything`: only for the whole centre, else however far. `not_lent_by`: whoever has it from that person alone does not count.
    """
    holds = (
        select(PersonRole.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(
            Role.active,
            Role.permissions.contains([permission]),
            or_(PersonRole.valid_from.is_(None), PersonRole.valid_from <= now),
            or_(PersonRole.valid_to.is_(None), PersonRole.valid_to > now),
        )
    )
    if everything:
        holds = holds.where(PersonRole.scope == "all")
    away = aliased(Person)
    stands_in = select(Substitution.substitute_id).where(
        Substitution.person_id.in_(holds),
        Substitution.person_id.in_(select(away.id).where(away.active)),
        Substitution.ended_at.is_(None),
        Substitution.from_at <= now,
        Substitution.until_at > now,
    )
    if not_lent_by is not None:
        stands_in = stands_in.where(Substitution.person_id != not_lent_by)
    return select(Person.id).where(or_(Person.id.in_(holds), Person.id.in_(stands_in)))


def stood_in_for(unit: Unit) -> frozenset[uuid.UUID]:
    """Return whom the caller stands in for now, while they are away."""
    return unit.once("stood in for", lambda: _stood_in_for(unit))


def _stood_in_for(unit: Unit) -> frozenset[uuid.UUID]:
    found = (
        select(Substitution.person_id)
        .join(Person, Person.id == Substitution.person_id)
        .where(
            Person.active,
            Substitution.substitute_id == unit.me.person_id,
            Substitution.ended_at.is_(None),
            Substitution.from_at <= unit.now,
            Substitution.until_at > unit.now,
        )
    )
    return frozenset(unit.db.scalars(found))


def own_branches(unit: Unit) -> frozenset[str]:
    """Return the branches that the caller is of, and those of whom they stand in for."""
    return unit.once("own branches", lambda: _own_branches(unit))


def _own_branches(unit: Unit) -> frozenset[str]:
    people = {unit.me.person_id, *stood_in_for(unit)}
    found = select(Person.branch_code).where(Person.id.in_(people), Person.branch_code.is_not(None))
    return frozenset(one for one in unit.db.scalars(found) if one is not None)


def subjects(db: Session) -> list[SubjectEntry]:
    """Return teams, queues and branches that a role may reach."""
    teams = [
        SubjectEntry(scope="team", id=str(one.id), code=one.code, name_zh=one.name_zh, name_en=one.name_en)
        for one in db.scalars(select(Team).where(Team.active).order_by(Team.position, Team.code))
    ]
    queues = [
        SubjectEntry(scope="queue", id=str(one.id), code=one.code, name_zh=one.name_zh, name_en=one.name_en)
        for one in db.scalars(select(Queue).order_by(Queue.position, Queue.code))
    ]
    branches = [
        SubjectEntry(scope="branch", id=one.code, code=one.code, name_zh=one.name_zh, name_en=one.name_en)
        for one in db.scalars(select(Branch).where(Branch.active).order_by(Branch.position, Branch.code))
    ]
    return [*teams, *queues, *branches]


def belongs_to(db: Session, kind: str, person: Person) -> set[str]:
    """Return the team, the queues or the branch that a person belongs to, as a role names them."""
    if kind == "queue":
        return {str(one) for one in db.scalars(select(QueueMember.queue_id).where(QueueMember.person_id == person.id))}
    one = person.team_id if kind == "team" else person.branch_code if kind == "branch" else None
    return {str(one)} if one is not None else set()


def people_in(db: Session, found: Reach) -> frozenset[uuid.UUID]:
    """Return everybody within a reach that is not everything: for what is narrowed after it was made."""
    return frozenset(db.scalars(select(Person.id).where(person(found, Person.id))))


# ---------------------------------------------------------------------- what web.py holds


def require_everything(caller: Caller, permission: str) -> None:
    """Check that a permission reaches the whole centre. Raises NotPermitted."""
    if not caller.reach(permission).everything:
        raise NotPermitted(permission=permission)


def ensure_scope(operation: Operation[..., Any], unit: Unit) -> None:
    """Check that the function has narrowed what its operation is declared to narrow. Raises ScopeForgotten."""
    scope = operation.scope
    if scope.reach in NARROWED or scope.all_with is not None:
        asked = unit.scoped
    else:
        asked = unit.asked_who or scope.reach != "own" or operation.permission == OPEN
    if not asked:
        raise ScopeForgotten(f"{operation.name} is of scope {scope}, and nobody asked how far the caller reaches")


# ---------------------------------------------------------------------- who hears of a row


def heard(unit: Unit, permission: str) -> list[str]:
    """Return the audiences of rows that a permission of the caller reaches, where it does not reach everything."""
    found = reach(unit, permission)
    people = found.people | people_in(unit.db, found) if found != NOTHING else frozenset()
    return [
        *(f"perm:{permission}@person:{one}" for one in people),
        *(f"perm:{permission}@queue:{one}" for one in found.queues),
        *(f"perm:{permission}@branch:{one}" for one in found.branches),
    ]


def audience(
    permission: str,
    *,
    people: Iterable[uuid.UUID | None] = (),
    queue_id: uuid.UUID | None = None,
    branch: str | None = None,
) -> list[str]:
    """Return the audiences of a change of one row: whoever holds the permission for everything, these people, this queue, this branch."""
    found = [f"perm:{permission}@all", *(f"perm:{permission}@person:{one}" for one in people if one is not None)]
    if queue_id is not None:
        found.append(f"perm:{permission}@queue:{queue_id}")
    if branch is not None:
        found.append(f"perm:{permission}@branch:{branch}")
    return found
