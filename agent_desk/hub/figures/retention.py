"""Calls of long ago go after so many days, their counters stay (docs/decisions/0021).

First the counters are proved to be what the calls come to, then the border moves (`floor.kept_from`): from that moment nothing
older is counted from calls any more, here or in a rebuild. Only then are calls removed.
"""

from datetime import datetime, timedelta
from typing import Final

import structlog

from agent_desk.hub.calls.service import count_before, forget
from agent_desk.hub.figures.counters import calls_since, stale_cells
from agent_desk.hub.figures.ledger import CALLS_SINCE, EPOCH
from agent_desk.hub.figures.targets import goals_of
from agent_desk.hub.kit import foreseeing, settings_in_force, settings_store
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kit import Setting
from agent_desk.schemas.kit.retention import RETENTION, Retention

BATCH: Final = 2000

log = structlog.get_logger()


def remove_old(hub_context: HubContext) -> int:
    """Remove what is older than the centre keeps; how many calls. To be called when the counters have just been proved."""
    now = now_to_delete(hub_context)
    with hub_context.database.read() as db:
        days = settings_in_force.read(db, RETENTION, now).calls_days
        border = _day(now - timedelta(days=days)) if days else EPOCH
        waits = any(begins < border for _, begins in stale_cells(db, goals_of(db)))
    if not days or waits:
        return 0
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        border = max(border, calls_since(db))
        row = db.get(Setting, CALLS_SINCE, with_for_update=True)
        settings_store.put_document(unit, row, CALLS_SINCE, border.isoformat())
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


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how many calls would go tonight that have not gone yet."""
    if not value.calls_days:
        return []
    calls = count_before(unit.db, _day(unit.now - timedelta(days=value.calls_days)), foreseeing.MOST_COUNTED)
    if not calls:
        return [("目前没有超过期限的通话", "No call is older than that")]
    zh, en = ("至少 ", "at least ") if calls >= foreseeing.MOST_COUNTED else ("", "")
    return [
        (
            f"今夜将删除{zh}{calls} 通电话的明细，不能恢复",
            f"{en}{calls} calls would be removed tonight, for good",
        )
    ]
