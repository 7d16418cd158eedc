"""A process of the hub opened and closed, and the regular duties that belong to no area."""

from contextlib import suppress
from typing import Final

from sqlalchemy import text

from agent_desk.hub.exchange.connect import exchange_from_url
from agent_desk.hub.kit import audit, changes, web
from agent_desk.hub.kit.changes import CHANNEL
from agent_desk.hub.kit.database import Database
from agent_desk.hub.kit.errors import HubError
from agent_desk.hub.kit.house import House
from agent_desk.hub.kit.jobs import Jobs
from agent_desk.hub.kit.seats import Seats
from agent_desk.hub.kit.settings import Settings
from agent_desk.hub.kit.ticker import Duty

DUTIES: Final = (
    Duty("seal the audit trail", 1.0, lambda house: _seal(house)),
    Duty("prune changes", 600.0, lambda house: _prune(house)),
    Duty("prune idempotent answers", 600.0, lambda house: _prune_answers(house)),
)


def open_house(settings: Settings, database: Database | None = None) -> House:
    """What a process of the hub holds; connections are made when they are needed."""
    opened = database or Database(settings.database)
    house = House(settings=settings, database=opened, jobs=Jobs(opened.dsn), seats=Seats())
    if settings.exchange:
        house.exchange = exchange_from_url(settings.exchange)
    return house


def close_house(house: House) -> None:
    """Give its connections back."""
    if house.exchange is not None:
        house.exchange.close()
    house.database.dispose()


def wake_listeners(house: House) -> None:
    """A thread that waits for a notice sees at once that the hub stops."""
    with suppress(HubError), house.database.write() as db:
        db.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


def _seal(house: House) -> int:
    with house.database.write() as db:
        return audit.seal(db, house.audit_key)


def _prune(house: House) -> int:
    with house.database.write() as db:
        return changes.prune(db)


def _prune_answers(house: House) -> int:
    with house.database.write() as db:
        return web.prune(db, house.now())
