"""How long cases of registers are kept once they are over. What belongs to a complaint stays with it."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, delete, select

from agent_desk.hub.kit import foreseeing, settings_in_force
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.kit.retention import RETENTION, Retention

_AT_ONCE: Final = 2_000
"""So many go in one transaction; the next hour goes on."""


def _over(before: datetime) -> ColumnElement[bool]:
    return and_(KindCase.closed_at < before, KindCase.complaint_id.is_(None))


def prune(hub_context: HubContext) -> None:
    """Remove cases that were over long ago, with their tasks and their story."""
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        before = now - timedelta(days=settings_in_force.read(db, RETENTION, now).registers_days)
        old = select(KindCase.id).where(_over(before)).limit(_AT_ONCE)
        db.execute(delete(KindCase).where(KindCase.id.in_(old)), execution_options={"synchronize_session": False})


def foreseen(unit: Unit, value: Retention) -> list[tuple[str, str]]:
    """Say how much another retention would remove."""
    before = unit.now - timedelta(days=value.registers_days)
    alone = KindCase.complaint_id.is_(None)
    return foreseeing.would_go(
        unit, KindCase.closed_at, before, "已结束的台账记录", "Cases of registers that are over", alone
    )


def duties() -> list[Duty]:
    """Return what one hub looks after."""
    return [Duty("prune cases of registers", 3600.0, prune)]
