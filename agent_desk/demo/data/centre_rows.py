"""Storing the made-up centre's own rows with ids that are the same each time; what is there already is left or brought in line."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from agent_desk.hub.calls.seat.queries import TRANSFER_NUMBERS
from agent_desk.hub.cases.loading import load_terms
from agent_desk.hub.customers.service import customer_words, store_words
from agent_desk.hub.kit import settings_store
from agent_desk.hub.kit.batches import Counted
from agent_desk.hub.setup.centre import IdOf
from agent_desk.hub.setup.file import CentreFile, QueueEntry
from agent_desk.models.base import Base
from agent_desk.models.calls.calls import Disposition, NotReadyReason, Queue
from agent_desk.models.calls.targets import ServiceTarget
from agent_desk.models.customers import Branch
from agent_desk.models.kit import Setting
from agent_desk.models.people import Team
from agent_desk.schemas.people.settings import CENTRE


def add(db: Session, row: Base) -> bool:
    """Insert unless a row with the same key is there."""
    values = {key: value for key, value in vars(row).items() if not key.startswith("_")}
    done = db.execute(insert(type(row)).values(values).on_conflict_do_nothing().returning(literal(1)))
    return done.first() is not None


def named(entry: Any) -> dict[str, str]:
    """Code and names of an entry."""
    return {"code": entry.code, "name_zh": entry.name_zh, "name_en": entry.name_en}


def store_centre(db: Session, file: CentreFile, id_of: IdOf) -> Counted:
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
