"""A process of the hub opened and closed, and the regular duties that belong to no area."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from sqlalchemy import text

from agent_desk.hub.exchange.connect import exchange_from_url
from agent_desk.hub.kit import changes, pending
from agent_desk.hub.kit.audit.watch import keeper_of
from agent_desk.hub.kit.changes import CHANNEL
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings, directories_of
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.trusted_clock import now_to_delete

DUTIES: Final = (
    Duty("seal the audit trail", 1.0, lambda hub_context: _seal(hub_context)),
    Duty("prune changes", 600.0, lambda hub_context: _prune(hub_context)),
    Duty("prune idempotent answers", 600.0, lambda hub_context: _prune_answers(hub_context)),
)


def open_context(settings: Settings, database: Database | None = None) -> HubContext:
    """Return what a process of the hub holds; connections are made when they are needed."""
    opened = database or Database(settings.database)
    hub_context = HubContext(settings=settings, database=opened, jobs=Jobs(opened.dsn), seats=Seats())
    if settings.exchange:
        hub_context.exchange = exchange_from_url(settings.exchange)
    hub_context.directories = directories_of(settings)
    return hub_context


def close_context(hub_context: HubContext) -> None:
    """Give its connections back."""
    if hub_context.exchange is not None:
        hub_context.exchange.close()
    hub_context.pools.close()
    hub_context.directories.close()
    hub_context.database.dispose()


def wake_listeners(hub_context: HubContext) -> None:
    """A thread that waits for a notice sees at once that the hub stops."""
    with suppress(HubError), hub_context.database.write() as db:
        db.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


def _seal(hub_context: HubContext) -> int:
    return keeper_of(hub_context).seal()


def _prune(hub_context: HubContext) -> int:
    before = now_to_delete(hub_context) - timedelta(days=changes.RETENTION_DAYS)
    with hub_context.database.write() as db:
        return changes.prune(db, before)


def _prune_answers(hub_context: HubContext) -> int:
    now = now_to_delete(hub_context)
    with hub_context.database.write() as db:
        return pending.prune_answers(db, now)
