"""Signing in and out, with lock-out and takeover; the roles a new database starts with."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import RefusedAfterCommit
from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.permissions import permissions_of
from agent_desk.hub.kit.security import hash_password, held_by, new_token, password_matches
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.hub.people.errors import (
    LockedOut,
    PasswordChangeNeeded,
    SeatTaken,
    WeakPassword,
    WrongCredentials,
)
from agent_desk.models.people import Person, Role, SeatSession
from agent_desk.schemas.people.changes import SeatSessionEnded
from agent_desk.schemas.people.records import Centre, Me, Session, SignedIn, SignedOut, SignIn
from agent_desk.schemas.people.settings import CENTRE

AT_SIGN_OUT: Final[Hook[Callable[[Unit, uuid.UUID], str | None]]] = Hook("at sign-out")
"""What else a person's sign-out means, done in its transaction; each says what the person is still busy with, or None."""
AT_THE_SEAT: Final[Hook[Callable[[Db, uuid.UUID], bool]]] = Hook("at the seat")
"""Asked with a person's id: are they in the queues now, so that the exchange knows them by their agent code?"""


def sign_in(unit: Unit, form: SignIn) -> SignedIn:
    """Open a session; return its token, which is shown once.

    Raises RefusedAfterCommit for a wrong password or a lock (the count is committed), SeatTaken when the person is signed
    in elsewhere and did not ask to take over, PasswordChangeNeeded and WeakPassword where a one-time password waits to be
    replaced.
    """
    person = unit.db.scalar(select(Person).where(Person.login == form.login.strip()).with_for_update())
    if person is not None and person.locked_until is not None and person.locked_until > unit.now:
        raise RefusedAfterCommit(LockedOut(until_at=person.locked_until.isoformat()))
    if not password_matches(person.password_hash if person else None, form.password) or not (person and person.active):
        raise RefusedAfterCommit(_failed(unit, person))
    _replace_one_time_password(unit, person, form)
    person.failed_sign_ins, person.locked_until = 0, None
    ended = _end_others(unit, person, form)
    token, digest = new_token()
    session = SeatSession(
        person_id=person.id,
        token_digest=digest,
        seat=form.seat,
        started_at=unit.now,
        last_seen_at=unit.now,
        expires_at=unit.now + timedelta(hours=unit.hub.settings.session_hours),
    )
    unit.db.add(session)
    unit.db.flush()
    _audit_as(unit, person, "people.sign_in", session, took_over=bool(ended))
    for old in ended:
        unit.change(SeatSessionEnded(id=old.id, ended="taken_over"), to=["all"])
    roles, permissions = rights_of(unit.db, person, unit.now)
    return SignedIn(
        token=token,
        expires_at=session.expires_at,
        hub_time=utc_now(),
        person=_record(person, roles, permissions),
        centre=_centre_of(unit),
    )


def _failed(unit: Unit, person: Person | None) -> WrongCredentials | LockedOut:
    """Count the failure. An unknown name is answered like a wrong password, so that names cannot be tried out."""
    if person is None:
        return WrongCredentials(tries_left=rules.LOCK_AFTER - 1)
    person.failed_sign_ins += 1
    unit.audit("people.sign_in_failed", "person", person.id, failed=person.failed_sign_ins)
    if rules.lock_needed(person.failed_sign_ins):
        person.locked_until = unit.now + rules.LOCK_FOR
        person.failed_sign_ins = 0
        return LockedOut(until_at=person.locked_until.isoformat())
    return WrongCredentials(tries_left=rules.tries_left(person.failed_sign_ins))


def _replace_one_time_password(unit: Unit, person: Person, form: SignIn) -> None:
    """A password that was set for one use opens nothing but the choice of a new one."""
    if not person.password_once:
        return
    if form.new_password is None:
        raise PasswordChangeNeeded()
    if not rules.password_good(form.new_password, form.password, person.login):
        raise WeakPassword(least=rules.SHORTEST_PASSWORD)
    person.password_hash, person.password_once = hash_password(form.new_password), False
    person.version += 1
    unit.audit("people.own_password", "person", person.id, login=person.login)


def _end_others(unit: Unit, person: Person, form: SignIn) -> list[SeatSession]:
    open_ones = unit.db.scalars(
        select(SeatSession).where(SeatSession.person_id == person.id, SeatSession.ended_at.is_(None)).with_for_update()
    ).all()
    ended = []
    for session in open_ones:
        expired = session.expires_at <= unit.now
        if not expired and not form.takeover:
            raise SeatTaken(seat=session.seat, since_at=session.started_at.isoformat())
        session.ended_at = unit.now
        session.end_reason = "expired" if expired else "taken_over"
        if not expired:
            ended.append(session)
            _audit_as(unit, person, "people.taken_over", session, by_seat=form.seat)
    unit.db.flush()
    return ended


def sign_out(unit: Unit) -> SignedOut:
    """End the caller's session, and what hangs on it: an agent leaves the queues, now or after the call."""
    still = [word for leave in AT_SIGN_OUT if (word := leave(unit, unit.me.person_id))]
    session = unit.db.get_one(SeatSession, unit.me.session_id)
    session.ended_at, session.end_reason = unit.now, "signed_out"
    unit.audit("people.sign_out", "seat_session", session.id, seat=session.seat)
    unit.change(SeatSessionEnded(id=session.id, ended="signed_out"), to=["all"])
    return SignedOut(still=still[0] if still else None)


def session(unit: Unit) -> Session:
    """Return the caller's session as the desk shows it."""
    row, person = unit.db.get_one(SeatSession, unit.me.session_id), unit.db.get_one(Person, unit.me.person_id)
    return Session(
        expires_at=row.expires_at,
        hub_time=unit.now,
        person=_record(person, sorted(unit.me.roles), sorted(unit.me.permissions)),
        centre=_centre_of(unit),
    )


def _record(person: Person, roles: list[str], permissions: list[str]) -> Me:
    return Me(
        id=person.id,
        login=person.login,
        name=person.name,
        name_en=person.name_en,
        agent_code=person.agent_code,
        roles=roles,
        permissions=permissions,
    )


def _centre_of(unit: Unit) -> Centre:
    exchange, settings = unit.hub.exchange, unit.hub.settings
    return centre(
        unit.db,
        zone=settings.zone,
        simulated=exchange is not None and exchange.simulated,
        exchange=exchange is not None,
        demo=settings.demo,
    )


def rights_of(db: Db, person: Person, now: datetime) -> tuple[list[str], list[str]]:
    """Role codes and permissions that a person has at that moment."""
    held = held_by(db, person.id, now)
    return sorted({one.code for one in held}), sorted({word for one in held for word in one.permissions})


def centre(db: Db, *, zone: str, simulated: bool, demo: bool, exchange: bool = False) -> Centre:
    """Return the centre's name and zone: data if set, else from the settings."""
    names = settings_in_force.read(db, CENTRE)
    return Centre(
        name_zh=names.name_zh,
        name_en=names.name_en,
        zone=names.zone or zone,
        simulated=simulated,
        exchange=exchange,
        demo=demo,
    )


def seed_roles(db: Db) -> None:
    """Give a new database the roles of the product; existing roles are left as the administrator made them."""
    if db.scalar(select(func.count()).select_from(Role)):
        return
    for code, (name_zh, name_en) in rules.ROLES.items():
        db.add(Role(code=code, name_zh=name_zh, name_en=name_en, permissions=permissions_of(code)))


def _audit_as(unit: Unit, person: Person, action: str, session: SeatSession, **detail: Any) -> None:
    """Sign-in happens before there is a caller: the entry names the person all the same."""
    unit.audit(
        action, "seat_session", session.id, person=str(person.id), login=person.login, seat=session.seat, **detail
    )
