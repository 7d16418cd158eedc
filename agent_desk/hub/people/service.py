"""Signing out, who is who, the centre as seats know it; the roles a new database starts with."""

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Db

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.hook import Hook
from agent_desk.hub.kit.permissions import permissions_of
from agent_desk.hub.kit.security import held_by
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person, Role, SeatSession
from agent_desk.schemas.kit import edition as editions
from agent_desk.schemas.people.changes import SeatSessionEnded
from agent_desk.schemas.people.records import Centre, HubEdition, Me, Session, SignedOut, UnlockWord
from agent_desk.schemas.people.settings import CENTRE, DESK_PROGRAM, SCREENS, SIGN_IN

AT_SIGN_OUT: Final[Hook[Callable[[Unit, uuid.UUID], str | None]]] = Hook("at sign-out")
"""What else a person's sign-out means, done in its transaction; each says what the person is still busy with, or None."""
AT_THE_SEAT: Final[Hook[Callable[[Db, uuid.UUID], bool]]] = Hook("at the seat")
"""Asked with a person's id: are they in the queues now, so that the exchange knows them by their agent code?"""


def edition(unit: Unit) -> HubEdition:
    """Return which program this hub is, for a desk that asks before anybody signs in."""
    told = settings_in_force.read(unit.db, DESK_PROGRAM, unit.now)
    return HubEdition(
        program=editions.PROGRAM,
        edition=editions.EDITION,
        oldest=editions.OLDEST,
        ask_zh=told.ask_zh,
        ask_en=told.ask_en,
        place=told.place,
    )


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
        person=record_of(person, sorted(unit.me.roles), sorted(unit.me.permissions)),
        centre=centre_of(unit),
        lock_after_min=settings_in_force.read(unit.db, SIGN_IN, unit.now).lock_after_min,
        watermark=settings_in_force.read(unit.db, SCREENS, unit.now).watermark,
        unlock_by=unlock_by(unit, person),
    )


def unlock_by(unit: Unit, person: Person) -> list[UnlockWord]:
    """Return with what a person unlocks their seat: a password of the hub's own or the directory's, the browser, or either."""
    joined = select(DirectoryAccount.source).where(
        DirectoryAccount.person_id == person.id, DirectoryAccount.gone_at.is_(None)
    )
    sources = set(unit.db.scalars(joined))
    found: list[UnlockWord] = []
    if person.password_hash is not None or "directory" in sources:
        found.append("password")
    if "openid" in sources and person.password_hash is None and unit.hub.directories.openid is not None:
        found.append("browser")
    return found or ["password"]


def record_of(person: Person, roles: list[str], permissions: list[str]) -> Me:
    """Return a person as they are told who they are."""
    return Me(
        id=person.id,
        login=person.login,
        name=person.name,
        name_en=person.name_en,
        agent_code=person.agent_code,
        roles=roles,
        permissions=permissions,
    )


def centre_of(unit: Unit) -> Centre:
    """Return the centre as a seat is told of it."""
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
