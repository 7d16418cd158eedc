"""Whom the screens show: customers of the demonstration whose cards have something to tell, and the staff who sign in."""

import uuid
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.demo.data.content import content
from agent_desk.demo.data.lines import robot_lines
from agent_desk.models.calls.calls import Call, Queue, QueueMember
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Contact, ContactPoint, Customer, Holding
from agent_desk.models.people import Person, PersonRole

_TOPIC: Final = "限"
_STRANGER: Final = "13800001234"
"""A number of no customer: those of the demonstration begin otherwise."""


def choose(db: Session, today_at: datetime) -> dict[str, Any]:
    """Return the cast, by plain words: telephone numbers of callers, logins of people. `today_at`: when the centre's day began."""
    star = _stars(db, 1)[0]
    return {
        "star": _telephone(db, star),
        "star_number": db.get_one(Customer, star).number,
        "shared": _shared(db),
        "stranger": _STRANGER,
        "callers": _callers(db, star),
        "agents": _agents(db, today_at),
        "supervisors": _logins(db, "supervisor"),
        "reviewers": _logins(db, "reviewer"),
        "handlers": _logins(db, "complaint_handler"),
        "editors": _logins(db, "knowledge_editor"),
        "administrators": _logins(db, "system_administrator"),
        "security": _logins(db, "security_administrator"),
        "auditors": _logins(db, "auditor"),
        "complaint": _complaint(today_at),
    }


def _complaint(today_at: datetime) -> dict[str, str]:
    """Return what a customer complains of, by the fields of the form: one of the demonstration's own stories."""
    stories = robot_lines(content(), (), today_at, 1)["complaints"]
    told = next((one for one in stories if _TOPIC in one["text"]), stories[0])
    return {("narrative" if field == "text" else field): value for field, value in told.items()}


def stars(db: Session, count: int) -> list[str]:
    """Return the numbers of customers whom one likes to meet first: each has an open complaint, products and a story."""
    return [_telephone(db, customer_id) for customer_id in _stars(db, count)]


def _stars(db: Session, count: int) -> list[uuid.UUID]:
    """People with an open complaint, a few products and a long story; the same ones for the same data."""
    alone = (
        select(ContactPoint.value)
        .where(ContactPoint.kind == "mobile", ContactPoint.verified)
        .group_by(ContactPoint.value)
        .having(func.count() == 1)
    )
    contacts = select(func.count()).where(Contact.customer_id == Customer.id).scalar_subquery()
    complaints = (
        select(func.count())
        .where(Complaint.customer_id == Customer.id, Complaint.closed_at.is_(None), Complaint.told_at.is_(None))
        .scalar_subquery()
    )
    holdings = select(func.count()).where(Holding.customer_id == Customer.id).scalar_subquery()
    points = select(ContactPoint.customer_id).where(
        ContactPoint.kind == "mobile", ContactPoint.verified, ContactPoint.value.in_(alone)
    )
    found = db.scalars(
        select(Customer.id)
        .where(Customer.id.in_(points))
        .order_by(
            (func.least(complaints, 1)).desc(),
            (func.cardinality(Customer.care_flags) == 1).desc(),
            (holdings.between(3, 5)).desc(),
            func.least(contacts, 9).desc(),
            Customer.number,
        )
        .limit(count)
    )
    return list(found)


def _telephone(db: Session, customer_id: uuid.UUID) -> str:
    points = select(ContactPoint.value).where(
        ContactPoint.customer_id == customer_id, ContactPoint.kind == "mobile", ContactPoint.verified
    )
    return db.scalars(points.order_by(ContactPoint.value)).first() or ""


def _shared(db: Session) -> str:
    """Return a number that several customers have in common."""
    numbers = (
        select(ContactPoint.value)
        .where(ContactPoint.kind == "mobile", ContactPoint.verified)
        .group_by(ContactPoint.value)
        .order_by((func.count() == 3).desc(), func.count().desc(), ContactPoint.value)
    )
    return db.scalars(numbers.limit(1)).one()


def _callers(db: Session, star: uuid.UUID) -> list[str]:
    """Numbers of customers who have called before."""
    numbers = (
        select(ContactPoint.value)
        .join(Call, Call.customer_id == ContactPoint.customer_id)
        .where(ContactPoint.kind == "mobile", ContactPoint.verified, ContactPoint.customer_id != star)
        .group_by(ContactPoint.value)
        .order_by(ContactPoint.value)
    )
    return list(db.scalars(numbers.limit(40)))


def _logins(db: Session, role: str) -> list[dict[str, str]]:
    people = (
        select(Person.login, Person.name, Person.name_en)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .where(PersonRole.role_code == role, Person.active)
        .order_by(Person.login)
    )
    return [{"login": login, "name": name, "name_en": name_en} for login, name, name_en in db.execute(people)]


def _agents(db: Session, today_at: datetime) -> list[dict[str, str]]:
    """Return the agents of the debit card queue, who has handled most today first; then the others."""
    today = select(func.count()).where(Call.agent_id == Person.id, Call.offered_at >= today_at).scalar_subquery()
    accounts = (
        select(QueueMember.person_id)
        .join(Queue, Queue.id == QueueMember.queue_id)
        .where(QueueMember.person_id == Person.id, Queue.code == "account", QueueMember.penalty == 0)
    )
    rows = db.execute(select(Person.login, accounts.exists(), today))
    place = {login: (not serves, -handled, login) for login, serves, handled in rows}
    return sorted(_logins(db, "agent"), key=lambda one: place[one["login"]])
