"""What one hub at a time does regularly about complaints."""

from zoneinfo import ZoneInfo

from agent_desk.hub.cases import counter_keeper, learning, lists, retention, warning_duty
from agent_desk.hub.kit.centre import centre_zone
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Duty
from agent_desk.hub.kit.unit import Unit


def duties() -> list[Duty]:
    """Return the regular duties."""
    return [
        Duty("move due times that stand still", 60.0, keep_due_times),
        Duty("warn of limits", 60.0, warning_duty.look),
        Duty("learn from the texts of complaints", 300.0, learning.look),
        *counter_keeper.duties(),
        *retention.duties(),
    ]


def keep_due_times(hub_context: HubContext) -> int:
    """Duty: due times of complaints whose clock stands still move with the days."""
    with hub_context.database.write() as db:
        unit = Unit(db=db, now=hub_context.now(), jobs=hub_context.jobs)
        return lists.move_paused(unit, ZoneInfo(centre_zone(db, hub_context.settings.zone)))
