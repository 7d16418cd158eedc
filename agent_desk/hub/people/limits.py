"""Limits of signing in: how often a name, an address, a seat and everybody together may be wrong.

Nobody is locked out. Who was wrong several times waits, longer each time, and what comes too early is refused unheard. A name
is slowed down for the address that guesses (`pair`) long before it is for all addresses (`name`), and a seat at which the
person has signed in before is only slowed down by its own failures: so an outsider keeps nobody from their work. Names that
do not exist are counted like those that do.
"""

import hashlib
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agent_desk.hub.kit.statements import Statement
from agent_desk.models.people import SignInLimit

Kind = Literal["pair", "name", "address", "all", "seat"]


@dataclass(frozen=True, slots=True)
class Limit:
    """`free` failures in a row without a delay, then `base_s` seconds, doubled with each more, `longest_s` at most. Forgotten
    when there has been none for `forgotten_s`."""

    free: int
    base_s: int
    longest_s: int
    forgotten_s: int


LIMITS: Final[dict[Kind, Limit]] = {
    "pair": Limit(free=5, base_s=10, longest_s=900, forgotten_s=3600),
    "seat": Limit(free=5, base_s=10, longest_s=900, forgotten_s=3600),
    "name": Limit(free=20, base_s=5, longest_s=120, forgotten_s=3600),
    "address": Limit(free=15, base_s=2, longest_s=60, forgotten_s=600),
    "all": Limit(free=100, base_s=1, longest_s=5, forgotten_s=60),
}
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""Signs that show nothing, as `login_key` of the database leaves them out."""
KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """One row that an attempt counts in. `login`: digest of the name that is tried, where the row is about it."""

    kind: Kind
    key: str
    login: str | None = None


def counted(login: str, address: str, seat: str | None) -> tuple[Counted, ...]:
    """Return where an attempt counts, in the order in which rows are locked. `seat`: id of the known seat it comes from."""
    name = name_digest(login)
    if seat is not None:
        return (Counted("seat", seat, name),)
    pair = hashlib.sha256(f"{name} {address}".encode()).hexdigest()
    return (
        Counted("address", address),
        Counted("all", ""),
        Counted("name", name, name),
        Counted("pair", pair, name),
    )


def name_digest(login: str) -> str:
    """Return the digest of a name as it is compared: what was typed may be a password in the wrong field."""
    compared = unicodedata.normalize("NFKC", _UNSEEN.sub("", login)).lower().strip()
    return hashlib.sha256(compared.encode("utf-8", "surrogatepass")).hexdigest()


def seconds_to_wait(db: Session, rows: Sequence[Counted], now: datetime) -> int:
    """Return after how many seconds the next attempt is heard; 0: now."""
    found = db.scalars(
        select(SignInLimit.until_at).where(
            SignInLimit.kind.in_([one.kind for one in rows]), SignInLimit.key.in_([one.key for one in rows])
        )
    ).all()
    return max((math.ceil((until - now).total_seconds()) for until in found if until > now), default=0)


_COUNT: Final = Statement("""
    INSERT INTO sign_in_limit (kind, key, login_digest, failures, last_at, until_at)
    VALUES (%(kind)s, %(key)s, %(login)s, 1, %(now)s, %(now)s)
    ON CONFLICT (kind, key) DO UPDATE SET
        failures = CASE WHEN sign_in_limit.last_at < EXCLUDED.last_at - make_interval(secs => %(forgotten)s)
                        THEN 1 ELSE sign_in_limit.failures + 1 END,
        last_at = EXCLUDED.last_at
    RETURNING failures
""")
_DELAY: Final = Statement("""
    UPDATE sign_in_limit SET until_at = %(now)s::timestamptz + make_interval(secs => %(seconds)s)
    WHERE kind = %(kind)s AND key = %(key)s
""")


def count_failure(db: Session, rows: Sequence[Counted], now: datetime) -> tuple[int, int]:
    """Count a failure; return how many more are heard at once, and the seconds to wait where none is."""
    left, wait = 1_000_000, 0
    for one in rows:
        limit = LIMITS[one.kind]
        given: dict[str, Any] = {"kind": one.kind, "key": one.key, "now": now}
        found = _COUNT.first(db, given | {"login": one.login, "forgotten": limit.forgotten_s})
        assert found is not None
        seconds = delay(limit, found[0])
        if seconds:
            _DELAY.run(db, given | {"seconds": seconds})
        wait = max(wait, seconds)
        if one.kind in ("pair", "seat"):
            left = max(0, limit.free - found[0])
    return left, wait


def delay(limit: Limit, failures: int) -> int:
    """Return the seconds until the next attempt after so many failures in a row."""
    if failures < limit.free:
        return 0
    return int(min(limit.longest_s, limit.base_s * 2 ** min(failures - limit.free, 20)))


def forget(db: Session, rows: Sequence[Counted]) -> None:
    """The person has signed in: their own failures from here are forgotten, those of an address or of all are not."""
    for one in rows:
        if one.kind in ("pair", "seat"):
            db.execute(delete(SignInLimit).where(SignInLimit.kind == one.kind, SignInLimit.key == one.key))


def held_until(db: Session, logins: Sequence[str], now: datetime) -> dict[str, datetime]:
    """Return until when guesses at these names are refused from somewhere, for those of whom it is so."""
    digests = {name_digest(login): login for login in logins}
    rows = db.execute(
        select(SignInLimit.login_digest, func.max(SignInLimit.until_at))
        .where(SignInLimit.login_digest.in_(digests), SignInLimit.until_at > now)
        .group_by(SignInLimit.login_digest)
    )
    return {digests[digest]: until for digest, until in rows if digest is not None}


def release(db: Session, login: str) -> bool:
    """Forget every failure of a name, wherever it came from; return whether there was one."""
    gone = delete(SignInLimit).where(SignInLimit.login_digest == name_digest(login)).returning(SignInLimit.key)
    return bool(db.scalars(gone).all())


def prune(db: Session, now: datetime) -> int:
    """Forget what nobody has added to for a day; return how many rows."""
    old = delete(SignInLimit).where(SignInLimit.last_at < now - KEPT)
    return len(db.scalars(old.returning(SignInLimit.key)).all())
