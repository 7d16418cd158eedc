"""Counters that are kept beside what they count: folded while nobody else is at them, proved every night."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.settings_store import put_document
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Setting

FOLD_EVERY_S: Final = 5.0
LOOK_EVERY_S: Final = 300.0
NIGHT: Final = (time(3, 0), time(5, 0))
"""When counters are proved, by the centre's clock."""
OVERDUE: Final = timedelta(hours=26)
"""A proof that no hub was there for at night is made up for."""
_BUSY: Final = "55P03"

Answer = TypeVar("Answer")


def at_once(hub_context: HubContext, work: Callable[[Session], Answer]) -> Answer | None:
    """Do it unless another job is at the counters; then it is done next time."""
    try:
        with hub_context.database.write() as db:
            return work(db)
    except OperationalError as fault:
        if getattr(fault.orig, "sqlstate", None) != _BUSY:
            raise
        return None


def is_due(hub_context: HubContext, mark: str) -> bool:
    """Return whether the night's proof, whose last answer (`at`) stands in `mark`, is to be made."""
    with hub_context.database.read() as db:
        zone = ZoneInfo(centre_zone(db, hub_context.settings.zone))
        last = remembered(db, mark)
    done = datetime.fromisoformat(last["at"]) if last is not None else None
    return is_nights_turn(done, hub_context.now(), zone)


def is_nights_turn(last: datetime | None, now: datetime, zone: ZoneInfo) -> bool:
    """Return whether what is done once a night, and was done `last`, is to be done now: at night, or whenever it is overdue."""
    here, done = now.astimezone(zone), last.astimezone(zone).date() if last is not None else None
    at_night = NIGHT[0] <= here.time() < NIGHT[1] and done != here.date()
    return at_night or (last is not None and now - last > OVERDUE)


def remember(unit: Unit, key: str, value: Any) -> None:
    """Write a mark down."""
    put_document(unit, unit.db.get(Setting, key, with_for_update=True), key, value)


def remembered(db: Session, key: str) -> Any:
    """Return a mark; None where there is none."""
    row = db.get(Setting, key)
    return row.value if row is not None else None
