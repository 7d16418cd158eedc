"""Passwords, tokens and who is calling. A token is 256 random bits, kept here only as its digest."""

import hashlib
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
class Reach:
    """Whose rows somebody reaches with a permission: everything, or what belongs to these people, teams, queues and branches.

    What a row of each kind belongs to, `hub/kit/scope.py` says.
    """

    everything: bool = False
    people: frozenset[uuid.UUID] = frozenset()
    teams: frozenset[uuid.UUID] = frozenset()
    queues: frozenset[uuid.UUID] = frozenset()
    branches: frozenset[str] = frozenset()

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(
            self.everything or other.everything,
            self.people | other.people,
            self.teams | other.teams,
            self.queues | other.queues,
            self.branches | other.branches,
        )

    def covers(self, other: "Reach") -> bool:
        """Return whether nothing of another reach lies outside."""
        return self.everything or (
            not other.everything
            and other.people <= self.people
            and other.teams <= self.teams
            and other.queues <= self.queues
            and other.branches <= self.branches
        )

    @classmethod
    def of(cls, scope: str, subjects: Iterable[str | None]) -> "Reach":
        """Return the reach of a scope with its subjects: ids of people, teams or queues, codes of branches."""
        named = [one for one in subjects if one is not None]
        if scope == "all":
            return EVERYTHING
        if scope == "branch":
            return cls(branches=frozenset(named))
        ids = frozenset(uuid.UUID(one) for one in named)
        return cls(people=ids) if scope == "own" else cls(teams=ids) if scope == "team" else cls(queues=ids)


EVERYTHING: Final = Reach(everything=True)
NOTHING: Final = Reach()


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
    name_en: str = ""
    shows: Mapping[str, Any] = field(default_factory=dict)
    """Of a wallboard: which pages its screen shows, and for how long each."""
    hears_changes: bool = True
    """False for a wallboard: it is handed its snapshot and hears of nothing else."""
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    """How far each permission reaches that does not reach everything."""
    stands_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For whom (login) the caller has a permission, or has it further than themselves, while they stand in for somebody."""
    own: Mapping[str, Reach] = field(default_factory=dict)
    """How far the caller's own roles reach, of the permissions in `stands_in` that these have at all."""
    colleagues: frozenset[uuid.UUID] = frozenset()
    """On the live line: everybody of the teams, queues and branches that the caller's permissions reach."""

    def named(self, language: str) -> str:
        """Return the name in a language: in the one where the other has none."""
        return self.name if language == "zh" else self.name_en or self.name

    def may(self, permission: str) -> bool:
        """Return whether one of the caller's roles grants this, however far it reaches."""
        return permission in self.permissions

    def reach(self, permission: str) -> Reach:
        """Return how far the caller may do this; NOTHING where they may not at all."""
        return self.reaches.get(permission, EVERYTHING) if permission in self.permissions else NOTHING

    def own_reach(self, permission: str) -> Reach:
        """Return how far the caller may do this by their own roles, without those of whom they stand in for."""
        return self.own.get(permission, NOTHING) if permission in self.stands_in else self.reach(permission)

    def audiences(self) -> frozenset[str]:
        """Return the change-feed audiences this caller belongs to; `scope.audience` names those of a row."""
        if not self.hears_changes:
            return frozenset()
        found = {"all", f"person:{self.person_id}"}
        for word in self.permissions:
            found.add(f"perm:{word}")
            reach = self.reach(word)
            if reach.everything:
                found.add(f"perm:{word}@all")
                continue
            wide = bool(reach.teams or reach.queues or reach.branches)
            found |= {f"perm:{word}@person:{one}" for one in (reach.people | self.colleagues if wide else reach.people)}
            found |= {f"perm:{word}@queue:{one}" for one in reach.queues}
            found |= {f"perm:{word}@branch:{one}" for one in reach.branches}
        return frozenset(found)


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
    return _by_token(db, token_of(authorization), now)


# The question that every request asks. Roles come as [[code, permissions, scope, subjects, for whom], ...]; whoever stands in
# for somebody has that person's roles beside their own, and what these reach is that person's team, queues, branch.
_ROLES: Final = """(SELECT jsonb_agg(jsonb_build_array(r.code, r.permissions, h.scope, CASE
                WHEN h.scope = 'all' THEN NULL
                WHEN h.scope = 'own' THEN jsonb_build_array(h.person_id)
                WHEN cardinality(h.subjects) > 0 THEN to_jsonb(h.subjects)
                WHEN h.scope = 'team' THEN (SELECT jsonb_build_array(t.team_id) FROM person t WHERE t.id = h.person_id)
                WHEN h.scope = 'branch' THEN (SELECT jsonb_build_array(t.branch_code) FROM person t WHERE t.id = h.person_id)
                ELSE (SELECT jsonb_agg(m.queue_id) FROM queue_member m WHERE m.person_id = h.person_id) END, h.for_login))
            FROM (SELECT pr.person_id, pr.role_code, pr.scope, pr.subjects, pr.valid_from, pr.valid_to, NULL AS for_login
                  FROM person_role pr WHERE pr.person_id = p.id
                  UNION ALL
                  SELECT pr.person_id, pr.role_code, pr.scope, pr.subjects, pr.valid_from, pr.valid_to, away.login
                  FROM substitution x JOIN person away ON away.id = x.person_id AND away.active
                  JOIN person_role pr ON pr.person_id = x.person_id
                  WHERE x.substitute_id = p.id AND x.ended_at IS NULL AND x.from_at <= %(now)s AND x.until_at > %(now)s) h
            JOIN role r ON r.code = h.role_code AND r.active
            WHERE coalesce(h.valid_from <= %(now)s, true) AND coalesce(h.valid_to > %(now)s, true))"""
_SESSION: Final = f"""
    SELECT s.id, s.seat, s.ended_at, s.end_reason, s.expires_at,
           p.id AS person_id, p.login, p.name, p.name_en, p.active, p.agent_code, {_ROLES} AS roles
    FROM seat_session s JOIN person p ON p.id = s.person_id WHERE s.token_digest = %(token)s
"""  # noqa: S608, it is put together of constants
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


_HELD: Final = Statement(f"SELECT {_ROLES} FROM person p WHERE p.id = %(person)s AND p.active")  # noqa: S608, constants


def held_by(db: Session, person_id: uuid.UUID, now: datetime) -> "list[Held]":
    """Return the roles that somebody holds at that moment, those of whom they stand in for as well; none of who is not active."""
    found = _HELD.first(db, {"person": person_id, "now": now})
    return [Held(*one) for one in (found[0] if found is not None else None) or ()]


_COLLEAGUES: Final = Statement("""
    SELECT id FROM person WHERE team_id = ANY(%(teams)s) OR branch_code = ANY(%(branches)s)
    UNION SELECT person_id FROM queue_member WHERE queue_id = ANY(%(queues)s)
""")


def caller_by_token(db: Session, token: str, now: datetime) -> Caller:
    """Return the caller of a live line behind a token, with whom they hear of. Raises NotSignedIn, SessionExpired, TakenOver."""
    caller = _by_token(db, token, now)
    wide = NOTHING
    for reach in caller.reaches.values():
        wide |= reach
    if not (wide.teams or wide.queues or wide.branches):
        return caller
    given = {"teams": list(wide.teams), "queues": list(wide.queues), "branches": list(wide.branches)}
    return replace(caller, colleagues=frozenset(row[0] for row in _COLLEAGUES.all(db, given)))


def _by_token(db: Session, token: str, now: datetime) -> Caller:
    return _admitted(db, _CALLER.first(db, {"token": token_digest(token), "now": now}), now)


def caller_and_claim(db: Session, authorization: str | None, now: datetime, claim: Claim) -> tuple[Caller, bool]:
    """Return the caller, and whether the key of their write is theirs now: not, where it was used before. Raises as `caller_of`."""
    given = {"token": token_digest(token_of(authorization)), "now": now, "key": claim.key, "digest": claim.digest}
    found = _CALLER_AND_CLAIM.first(db, given)
    return _admitted(db, found and found[:-1], now), bool(found and found[-1])


def _admitted(db: Session, found: tuple[Any, ...] | None, now: datetime) -> Caller:
    if found is None:
        raise NotSignedIn()
    session_id, seat, ended_at, end_reason, expires_at, person_id, login, name, name_en, active, agent_code, roles = (
        found
    )
    if end_reason == "taken_over":
        raise TakenOver(seat=_newer_seat(db, person_id))
    if ended_at is not None or expires_at <= now or not active:
        raise SessionExpired()
    held = [Held(*one) for one in roles or ()]
    reaches = reaches_of(held)
    lent, own = _lent(held)
    return Caller(
        person_id=person_id,
        login=login,
        name=name,
        name_en=name_en,
        session_id=session_id,
        seat=seat,
        roles=frozenset(one.code for one in held),
        permissions=frozenset(reaches),
        agent_code=agent_code,
        reaches={word: reach for word, reach in reaches.items() if not reach.everything},
        stands_in=lent,
        own=own,
    )


def _lent(held: "list[Held]") -> tuple[dict[str, tuple[str, ...]], dict[str, Reach]]:
    """Return for whom somebody has each permission that their own roles do not give, or not so far; and how far their own do."""
    lenders = {one.for_login for one in held if one.for_login is not None}
    if not lenders:
        return {}, {}
    own = reaches_of(one for one in held if one.for_login is None)
    lent: dict[str, tuple[str, ...]] = {}
    for login in sorted(lenders):
        for word, reach in reaches_of(one for one in held if one.for_login == login).items():
            if not own.get(word, NOTHING).covers(reach):
                lent[word] = (*lent.get(word, ()), login)
    return lent, {word: own[word] for word in lent if word in own}


class Held(NamedTuple):
    """A role that somebody holds now: their own, or (`for_login`) of whom they stand in for."""

    code: str
    permissions: list[str]
    scope: str
    subjects: list[str] | None
    for_login: str | None = None


def reaches_of(held: Iterable[Held]) -> dict[str, Reach]:
    """Return each permission of these roles with how far it reaches: as far as all of them together."""
    found: dict[str, Reach] = {}
    for one in held:
        reach = Reach.of(one.scope, one.subjects or ())
        for word in one.permissions:
            known = found.get(word)
            found[word] = reach if known is None else known if known.everything else known | reach
    return found


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
        shows={"pages": row.pages, "seconds": row.seconds},
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
