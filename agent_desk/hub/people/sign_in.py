"""Signing in: the password, the second factor, one seat per person with takeover; and passwords of people who are signed in.

A password is looked up, hashed and written about in three steps, and no database connection waits for the hash. Who does not
exist, has no password or is not active is answered like a wrong password: in the same words, counts and time.
"""

import hmac
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NoReturn

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.admission.refusals import LONGEST_NAME, SIGN_IN, Kind
from agent_desk.hub.kit.admission.visit import Visit
from agent_desk.hub.kit.clock import utc_now
from agent_desk.hub.kit.errors import HubError, SessionExpired
from agent_desk.hub.kit.security import hash_outdated, hash_password, new_token, password_matches
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import known_seats, limits, passwords, second_factor
from agent_desk.hub.people.directory import sign_in as by_directory
from agent_desk.hub.people.errors import (
    OneTimePasswordExpired,
    PasswordChangeNeeded,
    SeatTaken,
    SignInDelayed,
    WrongCode,
    WrongCredentials,
)
from agent_desk.hub.people.limits import Counted
from agent_desk.hub.people.service import centre_of, record_of, rights_of, unlock_by
from agent_desk.models.people import Person, SeatSession
from agent_desk.schemas.people import settings as declared
from agent_desk.schemas.people.changes import SeatSessionEnded
from agent_desk.schemas.people.records import Done, OwnPassword, SignedIn, SignIn, Unlock


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known before the password is hashed. `stored`: None where nobody can sign in with this name."""

    person: Person | None
    stored: str | None
    decoy: str | None
    seat: uuid.UUID | None
    rows: Sequence[Counted]
    wait_s: int
    elsewhere: bool = False
    """Whether the bank's directory judges it, and not a password of the hub's own."""


def sign_in(visit: Visit, form: SignIn) -> SignedIn:
    """Open a session; return its token, which is shown once.

    Raises WrongCredentials, SignInDelayed, DirectoryDown, and for a right password: OneTimePasswordExpired, CodeNeeded, WrongCode,
    SecondFactorNeeded with what a telephone needs, PasswordChangeNeeded, WeakPassword and GuessablePassword where a one-time
    password waits to be replaced, SeatTaken when the person is signed in elsewhere and did not ask to take over.
    """
    with visit.read() as unit:
        found = _find(unit, form, visit)
    if found.wait_s:
        _refuse(visit, form, found, SignInDelayed(seconds=found.wait_s))
    if found.elsewhere:
        return _by_directory(visit, form, found)
    if not password_matches(found.stored, form.password, decoy=found.decoy):
        _count(visit, form, found, WrongCredentials)
    assert found.person is not None and found.stored is not None
    new_hash = _new_hash(found.person, found.stored, form)
    try:
        with visit.write() as unit:
            person = unit.db.get(Person, found.person.id, with_for_update=True, populate_existing=True)
            if person is None or not person.active or person.password_hash != found.stored:
                # Changed while it was hashed.
                raise WrongCredentials(tries_left=0)
            return _begin(unit, visit, form, found, person, new_hash)
    except WrongCode:
        _count(visit, form, found, WrongCode)


def _by_directory(visit: Visit, form: SignIn, found: _Found) -> SignedIn:
    """Let in whom the bank's directory knows. Raises DirectoryDown, and what a directory's accounts say."""
    seen = by_directory.seen(visit, form)
    if seen is None:
        _count(visit, form, found, WrongCredentials)
    try:
        with visit.write() as unit:
            person = by_directory.admitted(unit, form, seen)
            if person is not None:
                signed_in = _begin(unit, visit, form, found, person, None)
                if not by_directory.has_begun(unit, form):
                    raise WrongCredentials(tries_left=0)
                return signed_in
    except WrongCode:
        _count(visit, form, found, WrongCode)
    # Right in the directory, and yet not let in here: answered like a wrong password.
    _count(visit, form, found, WrongCredentials)


def is_outside(visit: Visit, form: SignIn) -> bool:
    """Return whether a directory judges this sign-in, so that one that hangs stands in nobody's way."""
    if not form.proof and visit.hub.directories.directory is None:
        return False
    with visit.read() as unit:
        return by_directory.decides(unit, form, _by_login(unit.db, form.login))


def is_own_outside(visit: Visit, form: Unlock) -> bool:
    """Return whether a directory judges the caller's password."""
    if form.proof or visit.hub.directories.directory is None:
        return False
    with visit.read() as unit:
        return _person(unit.db, visit.me.person_id).password_hash is None


def is_known(visit: Visit, form: SignIn) -> bool:
    """Return whether the person has signed in at this seat before, so that strangers do not stand in their way."""
    if not form.seat_secret:
        return False
    with visit.read() as unit:
        return known_seats.find(unit.db, form.login, form.seat_secret) is not None


def _find(unit: Unit, form: SignIn, visit: Visit) -> _Found:
    seat = known_seats.find(unit.db, form.login, form.seat_secret)
    rows = limits.counted(form.login, visit.address, str(seat) if seat else None)
    wait = limits.seconds_to_wait(unit.db, rows, unit.now)
    person = _by_login(unit.db, form.login)
    stored = person.password_hash if person is not None and person.active else None
    if person is not None:
        unit.db.expunge(person)
    elsewhere = by_directory.decides(unit, form, person)
    return _Found(person, stored, _decoy(unit, form.login), seat, rows, wait, elsewhere)


def _by_login(db: Session, login: str) -> Person | None:
    return db.scalar(select(Person).where(Person.login_key == func.login_key(login)))


def _decoy(unit: Unit, login: str) -> str | None:
    """Return somebody's hash, always the same one's for a name: so that a name without one takes the time that one with one takes."""
    digest = hmac.digest(unit.hub.audit_key, limits.name_digest(login).encode(), "sha256")
    hashes = select(Person.password_hash).where(Person.password_hash.is_not(None)).order_by(Person.id).limit(1)
    found = unit.db.scalar(hashes.where(Person.id >= uuid.UUID(bytes=digest[:16])))
    return found or unit.db.scalar(hashes)


def _count(visit: Visit, form: SignIn, found: _Found, error: type[HubError]) -> NoReturn:
    """Count a failure and refuse. Raises the error, or SignInDelayed where the next attempt has to wait."""
    with visit.write() as unit:
        left, wait = limits.count_failure(unit.db, found.rows, unit.now)
    _refuse(visit, form, found, SignInDelayed(seconds=wait) if wait else error(tries_left=left), error.id)


def _refuse(visit: Visit, form: SignIn, found: _Found, error: HubError, cause: str = "") -> NoReturn:
    typed = form.login.strip()[:LONGEST_NAME]
    if typed and typed in form.password:
        # The password stands in the field of the name.
        typed = "*"
    person = (found.person.id, found.person.login) if found.person is not None else None
    visit.hub.refusals.note(Kind(SIGN_IN, cause or error.id, visit.address, typed, "", person))
    raise error


def _new_hash(person: Person, stored: str, form: SignIn) -> str | None:
    """Return the hash to be kept from now on, None where the old one stays. Raises WeakPassword, GuessablePassword."""
    if person.password_once and form.new_password is not None:
        passwords.check(form.new_password, form.password, person)
        return hash_password(form.new_password)
    return hash_password(form.password) if hash_outdated(stored) and not person.password_once else None


def _begin(unit: Unit, visit: Visit, form: SignIn, found: _Found, person: Person, new_hash: str | None) -> SignedIn:
    rules = settings_in_force.read(unit.db, declared.SIGN_IN, unit.now)
    _check_in_time(person, unit, rules.one_time_hours)
    roles, permissions = rights_of(unit.db, person, unit.now)
    codes = second_factor.check(unit, person, form.code, bool(set(roles) & set(rules.second_factor_roles)))
    if person.password_once and form.new_password is None:
        raise PasswordChangeNeeded()
    if new_hash is not None:
        _keep(unit, person, new_hash)
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
    limits.forget(unit.db, found.rows)
    secret = known_seats.remember(unit.db, person, form.seat, found.seat, unit.now)
    _audit_as(unit, person, "people.sign_in", session, took_over=bool(ended), address=visit.address)
    for old in ended:
        unit.change(SeatSessionEnded(id=old.id, ended="taken_over"), to=["all"])
    return SignedIn(
        token=token,
        expires_at=session.expires_at,
        hub_time=utc_now(),
        person=record_of(person, roles, permissions),
        centre=centre_of(unit),
        seat_secret=secret,
        recovery_codes=codes,
        lock_after_min=rules.lock_after_min,
        watermark=settings_in_force.read(unit.db, declared.SCREENS, unit.now).watermark,
        unlock_by=unlock_by(unit, person),
    )


def _check_in_time(person: Person, unit: Unit, hours: int) -> None:
    """Raises OneTimePasswordExpired."""
    if person.password_once:
        assert person.password_given_at is not None, "held by a CHECK"
        if person.password_given_at + timedelta(hours=hours) < unit.now:
            raise OneTimePasswordExpired()


def _keep(unit: Unit, person: Person, new_hash: str) -> None:
    """Keep the hash: of a new password in the place of a one-time one, or of the same at the costs of today."""
    person.password_hash = new_hash
    if person.password_once:
        person.password_once, person.password_given_at = False, None
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


def _audit_as(unit: Unit, person: Person, action: str, session: SeatSession, **detail: Any) -> None:
    """Sign-in happens before there is a caller: the entry names the person all the same."""
    unit.audit(
        action, "seat_session", session.id, person=str(person.id), login=person.login, seat=session.seat, **detail
    )


# ---------------------------------------------------------------------- of who is signed in


def change_own_password(visit: Visit, form: OwnPassword) -> Done:
    """Give oneself another password. Raises WrongCredentials, SignInDelayed, WeakPassword, GuessablePassword."""
    person = _own(visit, form.old)
    passwords.check(form.new, form.old, person)
    new_hash = hash_password(form.new)
    with visit.write() as unit:
        row = unit.db.get_one(Person, person.id, with_for_update=True)
        if row.password_hash != person.password_hash:
            raise WrongCredentials(tries_left=0)
        row.password_hash, row.version = new_hash, row.version + 1
        known_seats.forget(unit.db, row.id)
        unit.audit("people.own_password", "person", row.id, login=row.login, address=visit.address)
    return Done()


def unlock_seat(visit: Visit, form: Unlock) -> Done:
    """Say whether this is the person, so that their locked seat opens. Raises WrongCredentials, SignInDelayed, DirectoryDown."""
    if form.proof:
        _own_proof(visit, form.proof)
    else:
        _own(visit, form.password, by_the_directory=True)
    return Done()


def _own(visit: Visit, password: str, *, by_the_directory: bool = False) -> Person:
    """Return the caller, whose password this is, the hub's or (if asked for) the directory's.

    Raises WrongCredentials, SignInDelayed, DirectoryDown.
    """
    form = SignIn(login=visit.me.login, password=password, seat=visit.me.seat)
    person, found = _in_time(visit, form)
    if by_the_directory and found.stored is None:
        right = by_directory.is_own(visit, person, password)
    else:
        right = password_matches(found.stored, password)
    if not right:
        _count(visit, form, found, WrongCredentials)
    with visit.write() as unit:
        limits.forget(unit.db, found.rows)
    return person


def _own_proof(visit: Visit, proof: str) -> None:
    """Check that the caller has just signed in anew in the browser. Raises WrongCredentials, SignInDelayed."""
    form = SignIn(login=visit.me.login, password="", seat=visit.me.seat, proof=proof)
    person, found = _in_time(visit, form)
    with visit.write() as unit:
        right = by_directory.is_own_proof(unit, person.id, visit.me.seat, proof)
        if right:
            limits.forget(unit.db, found.rows)
    if not right:
        _count(visit, form, found, WrongCredentials)


def _in_time(visit: Visit, form: SignIn) -> tuple[Person, _Found]:
    """Return the caller, and what failed before at this sign-in of theirs. Raises SignInDelayed."""
    me = visit.me
    rows = limits.counted(me.login, visit.address, f"session {me.session_id}")
    with visit.read() as unit:
        wait = limits.seconds_to_wait(unit.db, rows, unit.now)
        person = _person(unit.db, me.person_id)
    found = _Found(person, person.password_hash, None, None, rows, wait)
    if wait:
        _refuse(visit, form, found, SignInDelayed(seconds=wait))
    return person, found


def _person(db: Session, person_id: uuid.UUID) -> Person:
    person = db.get(Person, person_id)
    if person is None:
        raise SessionExpired()
    db.expunge(person)
    return person
