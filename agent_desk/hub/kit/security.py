"""Passwords, tokens and who is calling. A token is 256 random bits, kept here only as its digest."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.errors import NotPermitted, NotSignedIn, SessionExpired, TakenOver
from agent_desk.hub.kit.statements import Statement
from agent_desk.models.figures import WallboardToken
from agent_desk.models.people import SeatSession


class Costs(NamedTuple):
    """What a hash of a password costs (argon2id, one lane): memory in KiB, and passes over it."""

    memory_kib: int
    passes: int


COSTS: Final = Costs(19_456, 2)
"""OWASP's minimum: a shift signs in within its first minute (docs/decisions/0040)."""


def _hasher_of(costs: Costs) -> PasswordHasher:
    return PasswordHasher(memory_cost=costs.memory_kib, time_cost=costs.passes, parallelism=1)


_hasher = _hasher_of(COSTS)


def use_costs(costs: Costs) -> None:
    """Hash at other costs in this process from now on: for tests, which sign people in all the time."""
    global _hasher
    _hasher = _hasher_of(costs)
    _nobodys_hash.clear()


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
        """Return whether one of the caller's roles grants this."""
        return permission in self.permissions

    def audiences(self) -> frozenset[str]:
        """Return the change-feed audiences this caller belongs to."""
        if not self.hears_changes:
            return frozenset()
        return frozenset({"all", f"person:{self.person_id}", *(f"perm:{word}" for word in self.permissions)})


def hash_password(password: str) -> str:
    """Return an argon2id hash, salt and parameters included."""
    return _hasher.hash(password)


def password_matches(stored: str | None, given: str, *, decoy: str | None = None) -> bool:
    """Return whether the password is right. A person without one never matches, in the time that `decoy`, a hash, takes."""
    try:
        return _hasher.verify(stored or decoy or _nobody(), given) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def hash_outdated(stored: str) -> bool:
    """Return whether a hash was made at other costs than new ones are."""
    return _hasher.check_needs_rehash(stored)


_nobodys_hash: list[str] = []


def _nobody() -> str:
    if not _nobodys_hash:
        _nobodys_hash.append(_hasher.hash(secrets.token_hex(16)))
    return _nobodys_hash[0]


def new_token() -> tuple[str, bytes]:
    """Return a fresh opaque token and its digest."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token)


_GIVEN_OUT: Final = Statement("SELECT 1 FROM seat_session WHERE token_digest = %(token)s")


def was_given_out(db: Session, digest: bytes) -> bool:
    """Return whether a token of this digest was ever given out at a sign-in, whatever has become of it."""
    return _GIVEN_OUT.first(db, {"token": digest}) is not None


def token_digest(token: str) -> bytes:
    """SHA-256 of the token: enough for a random 256-bit secret."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class Claim:
    """The key of a write that may be repeated, and what was asked for with it."""

    key: str
    digest: bytes


def token_of(authorization: str | None) -> str:
    """Return the token of an Authorization header. Raises NotSignedIn."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn()
    return token


def caller_of(db: Session, authorization: str | None, now: datetime) -> Caller:
    """Return the caller behind an Authorization header. Raises NotSignedIn, SessionExpired, TakenOver."""
    return caller_by_token(db, token_of(authorization), now)


# The question that every request asks; roles come as {code: [permission, ...]}.
_SESSION: Final = """
    SELECT s.id, s.seat, s.ended_at, s.end_reason, s.expires_at,
           p.id AS person_id, p.login, p.name, p.active, p.agent_code,
           (SELECT jsonb_object_agg(r.code, r.permissions) FROM person_role pr JOIN role r ON r.code = pr.role_code
            WHERE pr.person_id = p.id) AS roles
    FROM seat_session s JOIN person p ON p.id = s.person_id WHERE s.token_digest = %(token)s
"""
_CALLER: Final = Statement(_SESSION)
# A second request with the key waits here until the first has committed.
_CALLER_AND_CLAIM: Final = Statement(
    f"""
    WITH who AS ({_SESSION}), claimed AS (
        INSERT INTO idempotent_answer (person_id, key, request_digest)
        SELECT who.person_id, %(key)s, %(digest)s FROM who ON CONFLICT DO NOTHING RETURNING key
    ) SELECT who.*, EXISTS (SELECT 1 FROM claimed) FROM who
    """  # noqa: S608, it is put together of constants
)


def caller_by_token(db: Session, token: str, now: datetime) -> Caller:
    """Return the caller behind a token. Raises NotSignedIn, SessionExpired, TakenOver."""
    return _admitted(db, _CALLER.first(db, {"token": token_digest(token)}), now)


def caller_and_claim(db: Session, authorization: str | None, now: datetime, claim: Claim) -> tuple[Caller, bool]:
    """Return the caller, and whether the key of their write is theirs now: not, where it was used before. Raises as `caller_of`."""
    given = {"token": token_digest(token_of(authorization)), "key": claim.key, "digest": claim.digest}
    found = _CALLER_AND_CLAIM.first(db, given)
    return _admitted(db, found and found[:-1], now), bool(found and found[-1])


def _admitted(db: Session, found: tuple[Any, ...] | None, now: datetime) -> Caller:
    if found is None:
        raise NotSignedIn()
    session_id, seat, ended_at, end_reason, expires_at, person_id, login, name, active, agent_code, roles = found
    if end_reason == "taken_over":
        raise TakenOver(seat=_newer_seat(db, person_id))
    if ended_at is not None or expires_at <= now or not active:
        raise SessionExpired()
    granted: dict[str, list[str]] = roles or {}
    return Caller(
        person_id=person_id,
        login=login,
        name=name,
        session_id=session_id,
        seat=seat,
        roles=frozenset(granted),
        permissions=frozenset(word for words in granted.values() for word in words),
        agent_code=agent_code,
    )


def wallboard_by_token(db: Session, token: str) -> Caller:
    """Return a wallboard as a caller of the live line, and of nothing else: no person, one right. Raises NotSignedIn, SessionExpired."""
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
