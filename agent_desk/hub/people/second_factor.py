"""The second factor: codes that a person's telephone makes of a shared secret and the time (TOTP, RFC 6238), and recovery codes.

The secret lies in the database encrypted with one of the hub's file keys. A code opens once, and so does a recovery code.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Final

import pyotp
import segno
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from agent_desk.hub.kit import settings_in_force
from agent_desk.hub.kit.errors import RefusedAfterCommit
from agent_desk.hub.kit.files.keys import Keyring, active
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.people import rules
from agent_desk.hub.people.errors import CodeNeeded, SecondFactorNeeded, WrongCode
from agent_desk.models.people import Person, RecoveryCode, SecondFactor
from agent_desk.schemas.people.settings import CENTRE

STEP_S: Final = 30
RECOVERY_CODES: Final = 10


def check(unit: Unit, person: Person, code: str, needed: bool) -> list[str]:
    """Check the code of a sign-in; return the recovery codes where it has brought the factor into force, nothing else.

    `needed`: one of the person's roles needs a factor. Raises CodeNeeded, WrongCode, SecondFactorNeeded (with the secret, as
    address and as rows of a QR code, for a telephone that has none yet).
    """
    factor = unit.db.get(SecondFactor, person.id)
    if factor is None or factor.confirmed_at is None:
        if not needed:
            return []
        return _brought_into_force(unit, person, factor, code)
    if not code.strip():
        raise CodeNeeded()
    if not _totp_opens(unit, factor, code) and not _recovery_opens(unit.db, person.id, code, unit.now):
        raise WrongCode()
    return []


def reset(db: Session, person_id: uuid.UUID) -> bool:
    """Take the factor away; return whether there was one."""
    gone = delete(SecondFactor).where(SecondFactor.person_id == person_id).returning(SecondFactor.person_id)
    return db.scalar(gone) is not None


def in_force(db: Session, people: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Return who of these people has a factor in force."""
    found = select(SecondFactor.person_id).where(
        SecondFactor.person_id.in_(people), SecondFactor.confirmed_at.is_not(None)
    )
    return set(db.scalars(found))


def _brought_into_force(unit: Unit, person: Person, factor: SecondFactor | None, code: str) -> list[str]:
    secret = _secret(unit, factor) if factor is not None else _offered(unit, person)
    if not code.strip():
        names = settings_in_force.read(unit.db, CENTRE, unit.now)
        uri = pyotp.TOTP(secret).provisioning_uri(name=person.login, issuer_name=names.name_en or "Agent Desk")
        # The secret is kept, so that the code that is given next is one of it.
        raise RefusedAfterCommit(SecondFactorNeeded(secret=secret, uri=uri, qr=_qr(uri)))
    if factor is None or not _totp_opens(unit, factor, code):
        raise WrongCode()
    factor.confirmed_at = unit.now
    codes = [rules.one_time_password(secrets.choice) for _ in range(RECOVERY_CODES)]
    unit.db.add_all(RecoveryCode(person_id=person.id, digest=_digest(one)) for one in codes)
    unit.audit("people.second_factor", "person", person.id, login=person.login)
    return codes


def _offered(unit: Unit, person: Person) -> str:
    """Return a new secret, kept until the first right code confirms it."""
    secret = pyotp.random_base32()
    ring = Keyring.of(unit.hub.settings)
    key_id = active(unit.db, ring)
    unit.db.add(
        SecondFactor(person_id=person.id, sealed_secret=ring.wrap(key_id, person.id, secret.encode()), key_id=key_id)
    )
    return secret


def _secret(unit: Unit, factor: SecondFactor) -> str:
    return Keyring.of(unit.hub.settings).unwrap(factor.key_id, factor.person_id, factor.sealed_secret).decode()


def _totp_opens(unit: Unit, factor: SecondFactor, code: str) -> bool:
    """Return whether the code is of now, or half a minute before or after, and newer than the last one that was used."""
    totp, given = pyotp.TOTP(_secret(unit, factor), interval=STEP_S), code.replace(" ", "")
    now = int(unit.now.timestamp()) // STEP_S
    for step in (now - 1, now, now + 1):
        if step > factor.last_step and hmac.compare_digest(totp.at(step * STEP_S), given):
            factor.last_step = step
            return True
    return False


def _recovery_opens(db: Session, person_id: uuid.UUID, code: str, now: datetime) -> bool:
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person_id, RecoveryCode.digest == _digest(code), RecoveryCode.used_at.is_(None)
        )
        .values(used_at=now)
    )
    return db.scalar(used.returning(RecoveryCode.person_id)) is not None


def _digest(code: str) -> bytes:
    return hashlib.sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).digest()


def _qr(uri: str) -> list[str]:
    """Return the rows of the QR code, a sign per square: 1 is dark."""
    return ["".join("1" if square else "0" for square in row) for row in segno.make(uri, error="m").matrix]
