"""Passwords, tokens and who is calling. A token is 256 random bits, kept here only as its digest."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotPermitted, NotSignedIn, SessionExpired, TakenOver
from agent_desk.models.people import Person, PersonRole, Role, SeatSession

# argon2id with the library's defaults (RFC 9106, low-memory profile).
_hasher = PasswordHasher()


@dataclass(frozen=True, slots=True)
class Caller:
    """The signed-in person behind a request."""

    person_id: uuid.UUID
    login: str
    name: str
    session_id: uuid.UUID
    seat: str
    roles: frozenset[str]
    permissions: frozenset[str]
    agent_code: str | None

    def may(self, permission: str) -> bool:
        """Whether one of the caller's roles grants this."""
        return permission in self.permissions

    @property
    def audience(self) -> frozenset[str]:
        """The change-feed audiences this caller belongs to."""
        return frozenset({"all", f"person:{self.person_id}", *(f"perm:{word}" for word in self.permissions)})


def hash_password(password: str) -> str:
    """An argon2id hash, salt and parameters included."""
    return _hasher.hash(password)


def password_matches(stored: str | None, given: str) -> bool:
    """Whether the password is right. A person without one never matches, in the same time as a wrong one."""
    try:
        return _hasher.verify(stored or _nobody(), given) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


_nobodys_hash: list[str] = []


def _nobody() -> str:
    if not _nobodys_hash:
        _nobodys_hash.append(_hasher.hash(secrets.token_hex(16)))
    return _nobodys_hash[0]


def new_token() -> tuple[str, bytes]:
    """A fresh opaque token and its digest."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token)


def token_digest(token: str) -> bytes:
    """SHA-256 of the token: enough for a random 256-bit secret."""
    return hashlib.sha256(token.encode()).digest()


def caller_of(db: Session, authorization: str | None, now: datetime) -> Caller:
    """The caller behind an Authorization header. Raises NotSignedIn, SessionExpired, TakenOver."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn()
    return caller_by_token(db, token, now)


def caller_by_token(db: Session, token: str, now: datetime) -> Caller:
    """The caller behind a token. Raises NotSignedIn, SessionExpired, TakenOver."""
    found = db.execute(
        select(SeatSession, Person)
        .join(Person, Person.id == SeatSession.person_id)
        .where(SeatSession.token_digest == token_digest(token))
    ).one_or_none()
    if found is None:
        raise NotSignedIn()
    session, person = found
    if session.end_reason == "taken_over":
        raise TakenOver(seat=_newer_seat(db, person.id))
    if session.ended_at is not None or session.expires_at <= now or not person.active:
        raise SessionExpired()
    rows = db.execute(
        select(Role.code, Role.permissions)
        .join(PersonRole, PersonRole.role_code == Role.code)
        .where(PersonRole.person_id == person.id)
    ).all()
    return Caller(
        person_id=person.id,
        login=person.login,
        name=person.name,
        session_id=session.id,
        seat=session.seat,
        roles=frozenset(code for code, _ in rows),
        permissions=frozenset(word for _, words in rows for word in words),
        agent_code=person.agent_code,
    )


def _newer_seat(db: Session, person_id: uuid.UUID) -> str:
    seat = db.scalar(
        select(SeatSession.seat).where(SeatSession.person_id == person_id).order_by(SeatSession.started_at.desc())
    )
    return seat or ""


def require(caller: Caller, permission: str) -> None:
    """Raises NotPermitted unless the caller may."""
    if not caller.may(permission):
        raise NotPermitted(permission=permission)
