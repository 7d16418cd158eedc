"""Passwords, tokens and who is calling. A token is 256 random bits, kept here only as its digest."""

import hashlib
import secrets
import threading
import uuid
from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotPermitted, NotSignedIn, SessionExpired, TakenOver
from agent_desk.models.figures import WallboardToken
from agent_desk.models.people import SeatSession

# argon2id with the library's defaults (RFC 9106, low-memory profile).
_hasher = PasswordHasher()
# Each hash takes 64 MiB: a whole shift that signs in at once waits its turn instead of filling the memory.
_at_a_time = threading.BoundedSemaphore(2)


WALLBOARD_MARK = "wb_"
"""How the token of a wallboard begins."""
WALLBOARD_VIEW = "floor.wallboard"
"""The one right of a wallboard: its snapshot. No role has it."""


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
    hears_changes: bool = True
    """False for a wallboard: it is handed its snapshot and hears of nothing else."""

    def may(self, permission: str) -> bool:
        """Whether one of the caller's roles grants this."""
        return permission in self.permissions

    def audiences(self) -> frozenset[str]:
        """The change-feed audiences this caller belongs to."""
        if not self.hears_changes:
            return frozenset()
        return frozenset({"all", f"person:{self.person_id}", *(f"perm:{word}" for word in self.permissions)})


def hash_password(password: str) -> str:
    """An argon2id hash, salt and parameters included."""
    return _hasher.hash(password)


def password_matches(stored: str | None, given: str) -> bool:
    """Whether the password is right. A person without one never matches, in the same time as a wrong one."""
    try:
        with _at_a_time:
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


# One statement per request for the question that every request asks; roles come as {code: [permission, ...]}.
_CALLER = text("""
    SELECT s.id, s.seat, s.ended_at, s.end_reason, s.expires_at,
           p.id AS person_id, p.login, p.name, p.active, p.agent_code,
           (SELECT jsonb_object_agg(r.code, r.permissions) FROM person_role pr JOIN role r ON r.code = pr.role_code
            WHERE pr.person_id = p.id) AS roles
    FROM seat_session s JOIN person p ON p.id = s.person_id WHERE s.token_digest = :digest
""")


def caller_by_token(db: Session, token: str, now: datetime) -> Caller:
    """The caller behind a token. Raises NotSignedIn, SessionExpired, TakenOver."""
    found = db.execute(_CALLER, {"digest": token_digest(token)}).one_or_none()
    if found is None:
        raise NotSignedIn()
    if found.end_reason == "taken_over":
        raise TakenOver(seat=_newer_seat(db, found.person_id))
    if found.ended_at is not None or found.expires_at <= now or not found.active:
        raise SessionExpired()
    roles: dict[str, list[str]] = found.roles or {}
    return Caller(
        person_id=found.person_id,
        login=found.login,
        name=found.name,
        session_id=found.id,
        seat=found.seat,
        roles=frozenset(roles),
        permissions=frozenset(word for words in roles.values() for word in words),
        agent_code=found.agent_code,
    )


def wallboard_by_token(db: Session, token: str) -> Caller:
    """A wallboard as a caller of the live line, and of nothing else: no person, one right. Raises NotSignedIn, SessionExpired."""
    row = db.scalar(select(WallboardToken).where(WallboardToken.token_digest == token_digest(token)))
    if row is None:
        raise NotSignedIn()
    if row.revoked_at is not None:
        raise SessionExpired()
    return Caller(
        person_id=row.id,
        login=f"wallboard {row.name}",
        name=row.name,
        session_id=row.id,
        seat=row.name,
        roles=frozenset(),
        permissions=frozenset({WALLBOARD_VIEW}),
        agent_code=None,
        hears_changes=False,
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
