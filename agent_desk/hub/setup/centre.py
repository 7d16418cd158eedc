"""A centre's file as it is written by hand: the short form with people (docs/operations.md), and the file that `setup export` writes.

Both become entries of the one reader (`hub/kit/centre_file`). Of the short form, what an administrator edits in the desk (names,
teams, targets, reasons, dispositions, people) is added where it is missing and otherwise left alone; the rest is brought into line
with the file. People are in the short form alone.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.batches import Counted
from agent_desk.hub.kit.centre_file import reading
from agent_desk.hub.kit.centre_file.parts import Entry, parts
from agent_desk.hub.kit.centre_file.reading import Given
from agent_desk.hub.kit.user_files import UserFileFault, read_toml, read_words
from agent_desk.hub.setup.file import CentreFault, CentreFile, QueueEntry, StaffEntry, read_centre
from agent_desk.models.calls.calls import AgentState, Queue, QueueMember
from agent_desk.models.people import Person, PersonRole, Team
from agent_desk.schemas.people.settings import CENTRE

IdOf = Callable[[str, str], uuid.UUID]
"""Kind and code to the id of a new row."""


def fresh(kind: str, code: str) -> uuid.UUID:
    """Return a new id."""
    return uuid.uuid4()


def read(file: Path, db: Session) -> tuple[reading.CentreFile, CentreFile]:
    """Return what a file says for the one reader, and its people (none but in the short form). Raises CentreFault."""
    try:
        whole = "file" in read_toml(file)
    except UserFileFault as fault:
        raise CentreFault([str(fault)]) from fault
    if whole:
        return reading.read(read_words(file)), CentreFile()
    short = read_centre(file)
    return reading.CentreFile(
        given={name: [Given(one, 0) for one in given] for name, given in _parts(db, short)}
    ), short


def _parts(db: Session, file: CentreFile) -> Iterable[tuple[str, list[Entry]]]:
    """Yield the entries of the short form by part; nothing of what an administrator edits where it is there already."""
    there = {one.name: {one.key(entry) for entry in one.read(db)} for one in parts() if one.keys}

    def new(part: str, code: str) -> bool:
        return (code,) not in there[part]

    if file.centre is not None and settings_store.never_set(db, CENTRE):
        yield "settings.centre", [file.centre.model_dump()]
    queues = [
        _named(one)
        | {"acw_mode": one.acw_mode, "acw_limit_s": one.acw_limit_s, "active": True}
        | ({"topic": one.topic} if new("queues", one.code) else {})
        for one in file.queues
    ]
    targets = [_target(one, one.code) for one in file.queues if new("targets", one.code)]
    if file.queues and new("targets", ""):
        targets.insert(0, _target(file.queues[0], ""))
    recorded = [
        {"queue": one.code, "mode": one.recording, "percent": one.recording_percent}
        for one in file.queues
        if new("queues", one.code)
    ]
    numbers = [_named(one) | {"number": one.target} for one in file.transfer_targets if one.kind != "queue"]
    topics = [_named(one) | {"parent": one.parent} for one in file.dispositions if new("dispositions", one.code)]
    found: dict[str, list[Entry]] = {
        "queues": queues,
        "targets": targets,
        "recording": recorded,
        "teams": [_named(one) for one in file.teams if new("teams", one.code)],
        "branches": [_named(one) for one in file.branches],
        "reasons": [_named(one) for one in file.not_ready_reasons if new("reasons", one.code)],
        "dispositions": topics,
        "transfer_numbers": numbers,
        "customer_levels": [_named(one) for one in file.levels or ()],
        "care_flags": [_named(one) for one in file.care_flags or ()],
        "reveal_reasons": [_named(one) for one in file.reveal_reasons or ()],
        "complaint_wishes": [_named(one) for one in file.complaint_wishes],
        "complaint_sources": [_named(one) for one in file.complaint_sources],
        "complaint_urgencies": [_named(one) for one in file.urgency_levels],
        "complaint_classes": [_class(one.model_dump()) for one in file.complaint_classes],
    }
    yield from ((name, given) for name, given in found.items() if given)
    if file.verification is not None:
        yield "verification", [file.verification.model_dump(mode="json")]


def _named(entry: BaseModel) -> Entry:
    return entry.model_dump(include={"code", "name_zh", "name_en"})


def _class(entry: Entry) -> Entry:
    """A number that the bank has filled in stays where the file has none."""
    return {name: held for name, held in entry.items() if held or name != "code"}


def _target(queue: QueueEntry, code: str) -> Entry:
    return {
        "queue": code,
        "formula": queue.formula,
        "threshold_ms": queue.T_s * 1000,
        "short_ms": queue.short_s * 1000,
        "target": queue.target,
        "answer_rate_target": queue.answer_rate_target,
    }


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
