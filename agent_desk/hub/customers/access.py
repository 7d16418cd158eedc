"""How much of customers' data a person asks for: counted, limited, and told to who leads them where it is unusual.

Counts lie in the database, since any hub may answer; a count holds no word of what was asked. Who tries a name or a number out
types the same again and again but for one place: lookups are counted by what stays the same, under a keyed digest of it.
"""

import hashlib
import hmac
import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from agent_desk.hub.customers.rules import Fragment
from agent_desk.hub.kit import settings_in_force, work_items
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.errors import RefusedAfterCommit, TooManyRequests
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.work_items import WorkKind
from agent_desk.models.customers import CustomerAccess
from agent_desk.models.people import Person, PersonRole, Role
from agent_desk.schemas.customers.settings import ACCESS, AccessRules
from agent_desk.schemas.customers.words import ACCESS_NOTICES

OVERSEE: Final = "customers.oversee"
"""Who is told of unusual reading of customers' data."""
AUDITOR: Final = "audit.view"
"""Who is told instead where it is one of those who oversee."""
HOUR: Final = timedelta(hours=1)
MINUTE: Final = timedelta(minutes=1)
KEPT: Final = timedelta(days=2)
_LEAST_STEM: Final = 2
"""So many characters must stay the same to call two lookups alike: half the country is called 王 or 李."""


def _seen(unit: Unit, subject_id: uuid.UUID) -> None:
    """Who takes the notice from the inbox has seen it, and that is all there is to do."""
    work_items.end(unit, NOTICE, subject_id)


NOTICE: Final = work_items.register(WorkKind("customer_access", taken=_seen, offered=True))


def looked_up(unit: Unit, fragments: Sequence[Fragment], found: int) -> None:
    """Write down the kind and length of what was typed, never the words, which are personal data themselves; and count the lookup.

    Raises TooManyRequests, with the count kept.
    """
    told = [f"{'/'.join(one.inside + one.numbers)}:{len(one.text)}" for one in fragments]
    unit.audit("customers.lookup", "customer", "", typed=told, found=found)
    rules, stems = _rules(unit), _stems(unit, fragments)
    by_number = any(one.is_number for one in fragments)
    missed = int(by_number and not found)
    hourly = {"lookup": 1, "listed": found, "missed": missed} | dict.fromkeys(stems, 1)
    counts = _count(unit, hourly, HOUR) | _count(unit, {"lookup_minute": 1}, MINUTE)
    variations = max((counts[stem] for stem in stems), default=0)
    if rules.alarm_listed and counts["listed"] - found < rules.alarm_listed <= counts["listed"]:
        _tell(unit, "listed", counts["listed"])
    _refuse_beyond(unit, "walk", variations, rules.variations_an_hour, HOUR)
    if by_number:
        _refuse_beyond(unit, "missed", counts["missed"] + (not missed), rules.misses_an_hour, HOUR)
    _refuse_beyond(unit, "lookups", counts["lookup"], rules.lookups_an_hour, HOUR)
    _refuse_beyond(unit, "lookups", counts["lookup_minute"], rules.lookups_a_minute, MINUTE)


def opened(unit: Unit) -> None:
    """Count a customer's card that was opened."""
    at, count = _rules(unit).alarm_cards, _count(unit, {"card": 1}, HOUR)["card"]
    if at and count == at:
        _tell(unit, "cards", count)


def revealed(unit: Unit) -> None:
    """Count a field that is to be shown in clear. Raises TooManyRequests, with the count kept."""
    rules, count = _rules(unit), _count(unit, {"reveal": 1}, HOUR)["reveal"]
    if rules.alarm_reveals and count == rules.alarm_reveals:
        _tell(unit, "reveals", count)
    _refuse_beyond(unit, "reveals", count, rules.reveals_an_hour, HOUR)


def tell_without_matter(unit: Unit, customer_id: uuid.UUID, number: str, words: str) -> None:
    """Tell a leader that a field is shown in clear for a written reason alone, without a call or a case of the customer's."""
    _put(unit, f"reveal:{customer_id}:{words}", ("reveal", {"number": number, "words": words}))


def _rules(unit: Unit) -> AccessRules:
    return settings_in_force.read(unit.db, ACCESS, unit.now)


def _stems(unit: Unit, fragments: Sequence[Fragment]) -> list[str]:
    """Return marks of what was typed but for one place: the last character of a part, or a whole part beside others."""
    found = set()
    for at, one in enumerate(fragments):
        others = sorted(other.text for other in [*fragments[:at], *fragments[at + 1 :]])
        if len(one.text) > _LEAST_STEM or others:
            found.add("\0".join([one.text[:-1] + "?", *others]))
        if others:
            found.add("\0".join(["*", *others]))
    return sorted(f"stem:{_mark(unit, stem)}" for stem in found)


def _mark(unit: Unit, stem: str) -> str:
    said = f"{unit.me.person_id}\0{stem}".encode()
    return hmac.new(b"lookup" + unit.hub.audit_key, said, hashlib.sha256).hexdigest()[:24]


def _window(now: datetime, length: timedelta) -> datetime:
    return now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % length


def _count(unit: Unit, amounts: Mapping[str, int], length: timedelta) -> dict[str, int]:
    """Add to the counts of the caller's present window; return what they are now. In one order, so that two requests only wait."""
    window = _window(unit.now, length)
    rows = [
        {"person_id": unit.me.person_id, "what": what, "window_at": window, "number": amount}
        for what, amount in sorted(amounts.items())
    ]
    new = insert(CustomerAccess).values(rows)
    added = new.on_conflict_do_update(
        index_elements=["person_id", "what", "window_at"],
        set_={"number": CustomerAccess.number + new.excluded.number},
    )
    found = unit.db.execute(added.returning(CustomerAccess.what, CustomerAccess.number))
    return {row.what: row.number for row in found}


def _refuse_beyond(unit: Unit, what: str, count: int, limit: int, length: timedelta) -> None:
    if count <= limit:
        return
    if count == limit + 1:
        unit.audit("customers.limit", "person", unit.me.person_id, what=what, limit=limit)
        _tell(unit, what, count)
    left = _window(unit.now, length) + length - unit.now
    raise RefusedAfterCommit(TooManyRequests(seconds=max(1, round(left.total_seconds()))))


def _tell(unit: Unit, what: str, count: int) -> None:
    """Once in an hour for each thing that is unusual."""
    _put(unit, f"{what}:{_window(unit.now, HOUR).isoformat()}", (what, {"count": count}))


def _put(unit: Unit, subject: str, said: tuple[str, Mapping[str, object]]) -> None:
    me, (what, values) = unit.me, said
    term, values = ACCESS_NOTICES[what], {"name": me.name, **values}
    subject_id = uuid.uuid5(me.person_id, subject)
    permission = AUDITOR if me.may(OVERSEE) else OVERSEE
    work_items.put(
        unit,
        NOTICE,
        subject_id,
        (term.zh.format_map(values), term.en.format_map(values)),
        permission=permission,
        team_id=_team_with(unit, permission),
        priority=2,
    )


def _team_with(unit: Unit, permission: str) -> uuid.UUID | None:
    """Return the caller's team where somebody leads it; else whoever holds the permission is told."""
    team = select(Person.team_id).where(Person.id == unit.me.person_id).scalar_subquery()
    leader = (
        select(Person.team_id)
        .join(PersonRole, PersonRole.person_id == Person.id)
        .join(Role, Role.code == PersonRole.role_code)
        .where(
            Person.team_id == team,
            Person.active,
            Person.id != unit.me.person_id,
            Role.permissions.contains([permission]),
        )
        .limit(1)
    )
    return unit.db.scalar(leader)


def _prune(hub_context: HubContext) -> None:
    with hub_context.database.write() as db:
        db.execute(delete(CustomerAccess).where(CustomerAccess.window_at < hub_context.now() - KEPT))


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("prune counts of customer access", 3600.0, _prune)]
