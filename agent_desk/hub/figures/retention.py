"""Calls of long ago go after so many days, their counters stay (docs/decisions/0021).

First the counters are proved to be what the calls come to, then the border moves (`floor.kept_from`): from that moment nothing
older is counted from calls any more, here or in a rebuild. Only then are calls removed.
"""

from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy.orm import Session

from agent_desk.hub.calls.service import forget
from agent_desk.hub.figures.counters import kept_from, stale_cells
from agent_desk.hub.figures.ledger import EPOCH, KEPT_FROM
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.setting_rows import put_setting
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Setting

RETENTION: Final = "floor.retention"
LEAST_DAYS: Final = 31
"""Fewer would take calls away that boards compare with and reviews are drawn from."""
BATCH: Final = 2000

log = structlog.get_logger()


def calls_days(db: Session) -> int | None:
    """How many days calls are kept; None: for ever, which is so until somebody decides."""
    row = db.get(Setting, RETENTION)
    days = row.value.get("calls_days") if row is not None else None
    return days if isinstance(days, int) else None


def keep_calls(unit: Unit, days: int | None) -> None:
    """Decide how long calls are kept. Raises ValueError below `LEAST_DAYS`."""
    if days is not None and days < LEAST_DAYS:
        raise ValueError(f"calls are kept for {LEAST_DAYS} days at least")
    before = calls_days(unit.db)
    if before == days:
        return
    _put(unit, RETENTION, {"calls_days": days})
    unit.audit("settings.retention", "setting", RETENTION, before=before, after=days)


def remove_old(hub_context: HubContext) -> int:
    """Remove what is older than the centre keeps; how many calls. To be called when the counters have just been proved."""
    with hub_context.database.read() as db:
        days = calls_days(db)
        border = _day(hub_context.now() - timedelta(days=days)) if days is not None else EPOCH
        waits = any(begins < border for _, begins in stale_cells(db, goals_of(db)))
    if days is None or waits:
        return 0
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        border = max(border, kept_from(db))
        _put(unit, KEPT_FROM, border.isoformat())
    removed = 0
    while not hub_context.stopping.is_set():
        with hub_context.database.write() as db:
            gone = forget(db, border, BATCH)
            if gone:
                unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
                unit.audit("calls.forget", "call", border.date().isoformat(), calls=gone)
        removed += gone
        if gone < BATCH:
            break
    if removed:
        log.info("calls of long ago are removed", calls=removed, before=border.isoformat())
    return removed


def _day(at: datetime) -> datetime:
    return at - (at - EPOCH) % timedelta(days=1)


def _put(unit: Unit, key: str, value: Any) -> None:
    put_setting(unit, unit.db.get(Setting, key, with_for_update=True), key, value)
