"""Duties of the interval counters: fold differences every few seconds, follow the targets, prove them equal every night."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.figures import counters, retention, verifying
from agent_desk.hub.figures.targets import Goals, goals_of
from agent_desk.hub.figures.verifying import Verified
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.proving import FOLD_EVERY_S, LOOK_EVERY_S, at_once, is_due, remember, remembered
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Queue
from agent_desk.models.kit import Setting
from agent_desk.schemas.figures.changes import CountersVerified

VERIFIED: Final = "floor.verified"
COUNTED_BY: Final = "floor.counted_by"
_CENTRE: Final = "centre"
_ROW: Final = "00000000-0000-0000-0000-000000000000"

log = structlog.get_logger()


def duties() -> list[Duty]:
    """For the one hub that holds the ticker's lease."""
    return [
        Duty("fold the interval counters", FOLD_EVERY_S, tidy),
        Duty("prove the interval counters", LOOK_EVERY_S, prove_at_night),
    ]


def tidy(hub_context: HubContext) -> None:
    """Fold what has come, count anew what must be, and follow a target that has changed."""
    stale = at_once(hub_context, lambda db: counters.fold(db, hub_context.now()))
    if stale:
        at_once(hub_context, lambda db: counters.recount(db, stale, hub_context.now()))
    follow_targets(hub_context)


def follow_targets(hub_context: HubContext) -> list[uuid.UUID]:
    """Count those queues anew whose T or t is another than the counters were counted by; which they are.

    Figures are right before that too, since such cells are read from the calls; from here on they are quick again.
    """
    with hub_context.database.read() as db:
        row = db.get(Setting, COUNTED_BY)
        now, before = _limits(goals_of(db)), row.value if row is not None else _limits(Goals())
        if now == before:
            return []
        moved = [queue_id for queue_id in db.scalars(select(Queue.id)) if _of(now, queue_id) != _of(before, queue_id)]
    if moved:
        counters.rebuild(hub_context.database, hub_context.now(), queues=moved)
    with hub_context.database.write() as db:
        remember(Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs), COUNTED_BY, now)
    log.info("the interval counters follow a target", queues=len(moved))
    return moved


def _limits(goals: Goals) -> dict[str, list[int]]:
    named = {_CENTRE: goals.centre, **{str(queue_id): goal for queue_id, goal in goals.queues.items()}}
    return {name: [goal.target.within_ms, goal.target.short_ms] for name, goal in named.items()}


def _of(limits: Mapping[str, Any], queue_id: uuid.UUID) -> Any:
    return limits.get(str(queue_id), limits[_CENTRE])


# ---------------------------------------------------------------------- the night's proof


def prove_at_night(hub_context: HubContext) -> Verified | None:
    """Once a night: roll up what has grown old, and prove the counters equal."""
    return prove(hub_context) if is_due(hub_context, VERIFIED) else None


def prove(hub_context: HubContext) -> Verified:
    """Compare counters and calls, write down what was found, put right what differs; what is equal may grow old and go."""
    now = now_to_delete(hub_context)
    at_once(hub_context, lambda db: counters.fold(db, now, aged=True))
    with hub_context.database.read() as db:
        stale = counters.stale_cells(db, goals_of(db))
    if stale:
        at_once(hub_context, lambda db: counters.recount(db, stale, hub_context.now()))
    found = verifying.verify(hub_context.database, hub_context.now())
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        remember(unit, VERIFIED, found.as_json())
        unit.change(CountersVerified(id=_ROW, difference=found.difference), to=["perm:floor.view@all"])
    if found.difference:
        cells = [(one.queue, one.agent, one.starts_at.isoformat()) for one in found.differing]
        log.error("the interval counters differ from the calls and are counted anew", cells=cells[:10])
        counters.rebuild(hub_context.database, hub_context.now())
    else:
        retention.remove_old(hub_context)
    return found


def last_proof(db: Session) -> dict[str, Any] | None:
    """Return what the last proof found, as `Verified.as_json` gives it."""
    found: dict[str, Any] | None = remembered(db, VERIFIED)
    return found
