"""Who can give a second person's word, and where the bank's rules leave one person to decide alone.

Somebody can decide who can sign in and holds the permission for the whole centre: with a password of the hub's own, or by the bank's
directory or OpenID provider, which has vouched for them within `VOUCHED`.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, get_args

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit import scope, settings_in_force
from agent_desk.models.directory import DirectoryAccount
from agent_desk.models.people import Person
from agent_desk.schemas.kit.second_person import SECOND_PERSON, Alone, DecidesAlone, KindWord, SecondPersonRules

VOUCHED: Final = timedelta(days=30)
"""Whom no directory has vouched for since so long is not counted on: it may be there no more."""


def can_sign_in(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a person can sign in."""
    vouched = exists().where(
        DirectoryAccount.person_id == Person.id,
        DirectoryAccount.gone_at.is_(None),
        DirectoryAccount.checked_at > now - VOUCHED,
    )
    return Person.active & or_(Person.password_hash.is_not(None), vouched)


def deciders(permission: str, now: datetime, *, not_lent_by: uuid.UUID | None = None) -> Select[Any]:
    """Return the ids of who can decide what needs this permission. `not_lent_by`: as of `scope.holders`."""
    holders = scope.holders(permission, now, everything=True, not_lent_by=not_lent_by)
    return select(Person.id).where(can_sign_in(now), Person.id.in_(holders))


def others(db: Session, permission: str, now: datetime, me: uuid.UUID, apart: Iterable[uuid.UUID] = ()) -> bool:
    """Return whether somebody else can decide what `me` asks for: not one of `apart`, and not by rights that `me` has lent."""
    found = deciders(permission, now, not_lent_by=me).where(Person.id.not_in([me, *apart]))
    return db.scalar(found.limit(1)) is not None


def alone(db: Session, now: datetime, kinds: Mapping[KindWord, Iterable[str]]) -> list[DecidesAlone]:
    """Return which kinds one person decides alone, or nobody can. `kinds`: the permissions that decide each of them."""
    rules = settings_in_force.read(db, SECOND_PERSON, now)
    counted = {one: _count(db, one, now) for one in {one for needed in kinds.values() for one in needed}}
    found = []
    for kind in get_args(KindWord):
        need = getattr(rules, kind)
        if need == "never" == SecondPersonRules.model_fields[kind].default:
            # The product asks for no second person there; a bank may.
            continue
        # What nobody at all may ask for, nobody decides alone.
        people = min((count for one in kinds.get(kind, ()) if (count := counted[one])), default=0)
        if need != "never" and people != 1:
            continue
        why: Alone = "never" if need == "never" else "nobody" if need == "always" else "one_person"
        found.append(DecidesAlone(kind=kind, why=why, people=people))
    return found


def _count(db: Session, permission: str, now: datetime) -> int:
    return db.scalar(select(func.count()).select_from(deciders(permission, now).subquery())) or 0
