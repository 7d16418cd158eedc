"""Storing a centre: queues and who serves them, teams, people, lists of words. As often as one likes.

What an administrator edits in the desk (names, targets, reasons, dispositions, people) is added where it is missing and
otherwise left alone. What has no page there (queues and their rule for after-call work, members, branches, the lists of
the customer's card, the identity check) is brought into line with the file.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.seat.queries import TRANSFER_NUMBERS
from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.customers.service import customer_words, store_words
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.batches import Counted
from agent_desk.hub.setup.file import CentreFault, CentreFile, QueueEntry, StaffEntry
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import AgentState, Disposition, NotReadyReason, Queue, QueueMember
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.models.customers import Branch
from agent_desk.models.kit import Setting
from agent_desk.models.people import Person, PersonRole, Team
from agent_desk.schemas.people.settings import CENTRE

IdOf = Callable[[str, str], uuid.UUID]
"""Kind and code to the id of a new row."""


def fresh(kind: str, code: str) -> uuid.UUID:
    """Return a new id."""
    return uuid.uuid4()


def add(db: Session, row: Base) -> bool:
    """Insert unless a row with the same key is there."""
    values = {key: value for key, value in vars(row).items() if not key.startswith("_")}
    done = db.execute(insert(type(row)).values(values).on_conflict_do_nothing().returning(literal(1)))
    return done.first() is not None


def named(entry: Any) -> dict[str, str]:
    """Code and names of an entry."""
    return {"code": entry.code, "name_zh": entry.name_zh, "name_en": entry.name_en}


def store_centre(db: Session, file: CentreFile, id_of: IdOf = fresh) -> Counted:
    """Everything in the file but its people. No one is told: whoever is signed in sees it after signing in anew."""
    stored = Counted()
    if file.centre is not None:
        stored.count(settings_store.seed(db, CENTRE, file.centre.model_dump()))
    for team in file.teams:
        stored.count(add(db, Team(id=id_of("team", team.code), **named(team))))
    _queues(db, file.queues, id_of, stored)
    for place, reason in enumerate(file.not_ready_reasons):
        stored.count(add(db, NotReadyReason(**named(reason), system=False, position=place)))
    numbers = [{**named(one), "number": one.target} for one in file.transfer_targets if one.kind != "queue"]
    if numbers:
        _setting(db, TRANSFER_NUMBERS, numbers, stored)
    topics_first = sorted(file.dispositions, key=lambda one: one.parent != "")
    for place, one in enumerate(topics_first):
        stored.count(add(db, Disposition(**named(one), parent_code=one.parent or None, position=place)))
    for branch in file.branches:
        _in_line(db, Branch, branch.code, named(branch), stored)
    _words(db, file, stored)
    terms = load_terms(db, file.model_dump(mode="json"))
    stored.added, stored.changed = stored.added + terms.added, stored.changed + terms.changed
    stored.unchanged += terms.kept
    return stored


def _queues(db: Session, queues: list[QueueEntry], id_of: IdOf, stored: Counted) -> None:
    for place, queue in enumerate(queues):
        wanted = {
            **named(queue),
            "acw_mode": queue.acw_mode,
            "acw_limit_ms": queue.acw_limit_s * 1000,
            "position": place,
            "active": True,
        }
        found = db.scalar(select(Queue).where(Queue.code == queue.code))
        if found is None:
            first = {
                "recording": queue.recording,
                "recording_percent": queue.recording_percent,
                "topic_rule": queue.topic,
            }
            found = Queue(id=id_of("queue", queue.code), **wanted, **first)
            db.add(found)
            db.flush()
            stored.added += 1
        elif _apply(found, wanted):
            found.version += 1
            stored.changed += 1
        else:
            stored.unchanged += 1
        stored.count(_target(db, queue, found.id, id_of("target", queue.code)))
    if queues:
        stored.count(_target(db, queues[0], None, id_of("target", "centre")))


def _target(db: Session, queue: QueueEntry, queue_id: uuid.UUID | None, target_id: uuid.UUID) -> bool:
    of_queue = ServiceTarget.queue_id.is_(None) if queue_id is None else ServiceTarget.queue_id == queue_id
    if db.scalar(select(ServiceTarget.id).where(of_queue)) is not None:
        return False
    db.add(
        ServiceTarget(
            id=target_id,
            queue_id=queue_id,
            formula=queue.formula,
            threshold_ms=queue.T_s * 1000,
            short_ms=queue.short_s * 1000,
            target=queue.target,
            answer_rate_target=queue.answer_rate_target,
        )
    )
    db.flush()
    return True


def _words(db: Session, file: CentreFile, stored: Counted) -> None:
    """The lists of the customer's card and the identity check; one that the file leaves out stays as it is."""
    before = customer_words(db)
    given = {
        name: value
        for name in ("levels", "care_flags", "reveal_reasons", "verification")
        if (value := getattr(file, name)) is not None
    }
    if not given:
        return
    after = before.model_copy(update=given)
    if after != before:
        store_words(db, after)
    stored.count(False, after != before)


def _setting(db: Session, key: str, value: Any, stored: Counted) -> None:
    found = db.get(Setting, key)
    if found is None:
        db.add(Setting(key=key, value=value))
    elif found.value != value:
        found.value = value
        found.version += 1
        stored.changed += 1
        return
    stored.count(found is None)


def _in_line(db: Session, kind: type[Base], code: str, wanted: Mapping[str, Any], stored: Counted) -> None:
    found = db.get(kind, code)
    if found is None:
        db.add(kind(**wanted))
        db.flush()
    stored.count(found is None, found is not None and _apply(found, wanted))


def _apply(row: Base, wanted: Mapping[str, Any]) -> bool:
    different = {name: value for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return bool(different)


# ---------------------------------------------------------------------- people


def store_people(db: Session, file: CentreFile, now: datetime, id_of: IdOf = fresh) -> Counted:
    """Return the people of the file, without a password, and the queues that they serve. Raises CentreFault."""
    stored = Counted()
    queues = {row.code: row.id for row in db.execute(select(Queue.code, Queue.id))}
    teams = {row.code: row.id for row in db.execute(select(Team.code, Team.id))}
    of_team = {team.code: team.queues for team in file.teams}
    faults = list(_lost(file, queues, teams))
    for one in file.staff:
        holder = one.agent_code and db.scalar(select(Person.login).where(Person.agent_code == one.agent_code))
        if holder and holder != one.login:
            faults.append(f"staff, '{one.login}': agent code '{one.agent_code}' belongs to '{holder}'.")
    if faults:
        raise CentreFault(faults)
    for one in file.staff:
        person = _person(db, one, teams, now, id_of, stored)
        served = one.queues if one.queues is not None else of_team.get(one.team or "", [])
        if person.agent_code:
            stored.count(False, _serve(db, person.id, [queues[code] for code in served]))
    return stored


def _lost(file: CentreFile, queues: Mapping[str, Any], teams: Mapping[str, Any]) -> Iterable[str]:
    for team in file.teams:
        yield from (f"teams, '{team.code}': there is no queue '{code}'." for code in team.queues if code not in queues)
    for one in file.staff:
        yield from (
            f"staff, '{one.login}': there is no queue '{code}'." for code in one.queues or () if code not in queues
        )
        if one.team and one.team not in teams:
            yield f"staff, '{one.login}': there is no team '{one.team}'."


def _person(
    db: Session, one: StaffEntry, teams: Mapping[str, uuid.UUID], now: datetime, id_of: IdOf, stored: Counted
) -> Person:
    person = db.scalar(select(Person).where(Person.login == one.login))
    stored.count(person is None)
    if person is not None:
        return person
    person = Person(
        id=id_of("person", one.login),
        login=one.login,
        name=one.name_zh,
        name_en=one.name_en,
        agent_code=one.agent_code,
        team_id=teams[one.team] if one.team else None,
    )
    db.add(person)
    db.flush()
    db.add_all(PersonRole(person_id=person.id, role_code=role) for role in one.held)
    if one.agent_code:
        db.add(AgentState(person_id=person.id, state="signed_out", since_at=now, acw_mode="mandatory"))
    db.flush()
    return person


def _serve(db: Session, person_id: uuid.UUID, queues: list[uuid.UUID]) -> bool:
    """Exactly these queues, the first with the lowest penalty; whether anything had to change."""
    wanted = {queue_id: penalty for penalty, queue_id in enumerate(queues)}
    held = {row.queue_id: row for row in db.scalars(select(QueueMember).where(QueueMember.person_id == person_id))}
    if {queue_id: row.penalty for queue_id, row in held.items()} == wanted:
        return False
    gone = [queue_id for queue_id in held if queue_id not in wanted]
    db.execute(delete(QueueMember).where(QueueMember.person_id == person_id, QueueMember.queue_id.in_(gone)))
    for queue_id, penalty in wanted.items():
        if queue_id in held:
            held[queue_id].penalty = penalty
        else:
            db.add(QueueMember(queue_id=queue_id, person_id=person_id, penalty=penalty))
    db.flush()
    return True
