"""Whom a task is for: who could do it, whether the caller is one of them, and for whom they would stand in."""

import uuid

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.case_tasks import CaseTask
from agent_desk.models.people import Person, PersonRole, Role, Substitution
from agent_desk.schemas.cases.tasks.operations import DO


def addressees(unit: Unit, roles: list[str], branch: str | None) -> set[uuid.UUID]:
    """Return everybody who works here, has one of the roles (now) and is of the branch, where these are named."""
    found = select(Person.id).where(Person.active)
    if roles:
        found = found.where(
            Person.id.in_(
                select(PersonRole.person_id).where(
                    PersonRole.role_code.in_(roles),
                    func.coalesce(PersonRole.valid_from <= unit.now, True),
                    func.coalesce(PersonRole.valid_to > unit.now, True),
                )
            )
        )
    if branch is not None:
        found = found.where(Person.branch_code == branch)
    return set(unit.db.scalars(found))


def who_do_tasks(unit: Unit, roles: list[str], branch: str | None) -> set[uuid.UUID]:
    """Return those of them who may do tasks at all."""
    may = (
        select(PersonRole.person_id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(Role.permissions.contains([DO]))
    )
    return addressees(unit, roles, branch) & set(unit.db.scalars(may))


def substitutes(unit: Unit, person_id: uuid.UUID) -> set[uuid.UUID]:
    """Return who stands in for somebody now."""
    found = select(Substitution.substitute_id).where(
        Substitution.person_id == person_id,
        Substitution.ended_at.is_(None),
        Substitution.from_at <= unit.now,
        Substitution.until_at > unit.now,
    )
    return set(unit.db.scalars(found))


def theirs(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that a task is the caller's: for them or whom they stand in for, or for their role and branch and taken by
    nobody else."""
    # To whom a task was given says who has it, whatever else their roles reach.
    scope.by_rule(unit)
    people = {unit.me.person_id, *scope.stood_in_for(unit)}
    holder = or_(CaseTask.holder_id.is_(None), CaseTask.holder_id.in_(people))
    of_group = and_(
        CaseTask.person_id.is_(None),
        or_(func.cardinality(CaseTask.roles) == 0, CaseTask.roles.overlap(sorted(unit.me.roles))),
        or_(CaseTask.branch_code.is_(None), CaseTask.branch_code.in_(scope.own_branches(unit))),
        holder,
    )
    personal = or_(~CaseTask.in_person, CaseTask.person_id == unit.me.person_id)
    return and_(or_(CaseTask.person_id.in_(people), CaseTask.holder_id.in_(people), of_group), personal)


def is_theirs(unit: Unit, task: CaseTask) -> bool:
    """Return the same of one task."""
    return unit.db.scalar(select(CaseTask.id).where(CaseTask.id == task.id, theirs(unit))) is not None


def absent(unit: Unit, task: CaseTask) -> uuid.UUID | None:
    """Return whom the caller would do a task for, because they are away; None where it is for the caller."""
    has = task.holder_id or task.person_id
    if task.in_person:
        return None
    return has if has is not None and has != unit.me.person_id and has in scope.stood_in_for(unit) else None


def active(db: Session, person_id: uuid.UUID) -> bool:
    """Return whether somebody works here."""
    person = db.get(Person, person_id)
    return person is not None and person.active
