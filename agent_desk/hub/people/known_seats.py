"""Seats at which a person has signed in before. The seat proves it by a secret that it got then; the hub keeps its digest."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agent_desk.models.people import KnownSeat, Person

MOST: Final = 20
"""Seats of one person; the one that was used least lately makes room."""
KEPT: Final = timedelta(days=180)


def find(db: Session, login: str, secret: str) -> uuid.UUID | None:
    """Return the known seat with this secret, if it is one of the person's; None else."""
    if not secret:
        return None
    return db.scalar(
        select(KnownSeat.id)
        .join(Person, Person.id == KnownSeat.person_id)
        .where(KnownSeat.secret_digest == _digest(secret), Person.login_key == func.login_key(login))
    )


def remember(db: Session, person: Person, seat: str, known: uuid.UUID | None, now: datetime) -> str:
    """Note a sign-in; return the secret of a seat that was not known, "" where the seat has one."""
    row = db.get(KnownSeat, known) if known is not None else None
    if row is not None and row.person_id == person.id:
        row.last_at, row.seat = now, seat
        return ""
    secret = secrets.token_urlsafe(24)
    db.add(KnownSeat(person_id=person.id, secret_digest=_digest(secret), seat=seat, last_at=now))
    db.flush()
    kept = select(KnownSeat.id).where(KnownSeat.person_id == person.id).order_by(KnownSeat.last_at.desc()).limit(MOST)
    db.execute(delete(KnownSeat).where(KnownSeat.person_id == person.id, KnownSeat.id.not_in(kept)))
    return secret


def forget(db: Session, person_id: uuid.UUID) -> None:
    """No seat of this person is known any more."""
    db.execute(delete(KnownSeat).where(KnownSeat.person_id == person_id))


def prune(db: Session, now: datetime) -> int:
    """Forget seats that were not used for half a year; return how many."""
    old = delete(KnownSeat).where(KnownSeat.last_at < now - KEPT).returning(KnownSeat.id)
    return len(db.scalars(old).all())


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
