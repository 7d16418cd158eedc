"""The areas of the hub, lowest first. What each of them brings stands in its own record; here they are put together."""

import threading
import uuid
from typing import Final

from sqlalchemy.orm import Session

from agent_desk.hub.administration.area import AREA as ADMINISTRATION
from agent_desk.hub.calls.area import AREA as CALLS
from agent_desk.hub.campaigns.area import AREA as CAMPAIGNS
from agent_desk.hub.cases.area import AREA as CASES
from agent_desk.hub.cases.kinds.area import AREA as KINDS
from agent_desk.hub.cases.papers.area import AREA as PAPERS
from agent_desk.hub.cases.tasks.area import AREA as TASKS
from agent_desk.hub.customers.area import AREA as CUSTOMERS
from agent_desk.hub.equipment.area import AREA as EQUIPMENT
from agent_desk.hub.figures.area import AREA as FIGURES
from agent_desk.hub.kit import area as area_kit
from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.changes import Message
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.own_area import AREA as KIT
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.knowledge.area import AREA as KNOWLEDGE
from agent_desk.hub.people.area import AREA as PEOPLE
from agent_desk.hub.planning.area import AREA as PLANNING
from agent_desk.hub.quality.area import AREA as QUALITY
from agent_desk.hub.reports.area import AREA as REPORTS
from agent_desk.hub.supervising.area import AREA as SUPERVISING

AREAS: Final[tuple[Area, ...]] = (
    KIT,
    PEOPLE,
    CUSTOMERS,
    KNOWLEDGE,
    CALLS,
    CASES,
    KINDS,
    PAPERS,
    TASKS,
    EQUIPMENT,
    CAMPAIGNS,
    FIGURES,
    SUPERVISING,
    PLANNING,
    QUALITY,
    REPORTS,
    ADMINISTRATION,
)

for _area in AREAS:
    _area.connect()


def register(hub_context: HubContext) -> None:
    """Hand every area's jobs to a process of the hub."""
    area_kit.register(AREAS, hub_context)


def is_order(task: str) -> bool:
    """Return whether a job of this name is an order to the telephone exchange."""
    return any(task in area.orders for area in AREAS)


def seed_defaults(db: Session) -> None:
    """Write what a new database must hold before anybody can sign in; nothing changes in one that is in use."""
    for area in AREAS:
        for seed in area.seed_defaults:
            seed(db)


EVERYBODY = str(uuid.UUID(int=0))
"""What a change of rights names that may be anybody's."""
RIGHTS_STAY: Final = frozenset({"seat_session", "substitution", "rights_review"})
"""Changes of people by which nobody may do more or less."""


def duties() -> list[Duty]:
    """Return the regular duties of the areas."""
    return [duty for area in AREAS for duty in area.duties()]


def threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    """Return the areas' threads for a process that is all of `processes`."""
    return area_kit.threads(AREAS, hub_context, processes)


def on_changes(hub_context: HubContext, messages: list[Message]) -> None:
    """Hand new changes to the seats, if there are any here, in the event loop's thread."""
    for _, message in messages:
        # Whose rights a substitution changes hears of that by a change of their rights.
        if message["area"] == "people" and message["entity"] not in RIGHTS_STAY:
            of_one = message["entity"] in ("person", "rights") and message["entity_id"] != EVERYBODY
            hub_context.seats.suspect(message["entity_id"] if of_one else None)
        # Before anything is handed out: what followed the end in this batch is not for who has gone.
        if message["entity"] in ("seat_session", "wallboard_token") and "ended" in message["hint"]:
            hub_context.seats.end(message["entity_id"], message["hint"]["ended"])
    hub_context.seats.deliver(messages)
    for listener in hub_context.listeners:
        listener(messages)
