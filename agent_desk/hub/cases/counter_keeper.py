"""Duties of the daily counters of complaints: fold every few seconds, follow the centre's zone, prove them equal every night."""

from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from agent_desk.hub.cases import counters
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.proving import FOLD_EVERY_S, LOOK_EVERY_S, at_once, is_due, remember
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit

VERIFIED: Final = "cases.verified"
"""The mark with what the last proof found."""
log = structlog.get_logger()


def duties() -> list[Duty]:
    """For the one hub that holds the ticker's lease."""
    return [
        Duty("fold the counters of complaints", FOLD_EVERY_S, tidy),
        Duty("prove the counters of complaints", LOOK_EVERY_S, prove_at_night),
    ]


def tidy(hub_context: HubContext) -> None:
    """Fold what has come; count anew where the centre's days are those of another zone."""
    zone = _zone(hub_context)
    with hub_context.database.read() as db:
        same = counters.counted_in(db) == zone
    if same:
        at_once(hub_context, lambda db: _fold(db, zone))
    else:
        found = counters.rebuild(hub_context.database, zone, hub_context.now())
        log.info("the counters of complaints are counted", zone=str(zone), complaints=found)


def _fold(db: Session, zone: ZoneInfo) -> int:
    counters.alone(db, wait=False)
    return counters.fold(db, zone)


def prove_at_night(hub_context: HubContext) -> counters.Verified | None:
    """Once a night: prove the counters equal."""
    return prove(hub_context) if is_due(hub_context, VERIFIED) else None


def prove(hub_context: HubContext) -> counters.Verified:
    """Compare counters and complaints, write down what was found, put right what differs."""
    zone = _zone(hub_context)
    found = counters.verify(hub_context.database, zone, hub_context.now())
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        remember(unit, VERIFIED, found.as_json())
    if found.difference:
        cells = [(one.day.isoformat(), one.of) for one in found.differing[:10]]
        log.error("the counters of complaints differ from the complaints and are counted anew", cells=cells)
        counters.rebuild(hub_context.database, zone, hub_context.now())
    return found


def _zone(hub_context: HubContext) -> ZoneInfo:
    with hub_context.database.read() as db:
        return ZoneInfo(centre_zone(db, hub_context.settings.zone))
