"""The exchange's process of a hub: reads the events of the telephone exchange and carries out the orders to it.

The telephone comes first, so it shares its interpreter with nobody (docs/decisions/0025). What only one may do in the whole
centre, the reading, is under a lease; orders are carried out by the process of the hub that was given them.
"""

import threading
from collections.abc import Sequence
from typing import Final

from agent_desk.hub.calls.area import AREA as CALLS
from agent_desk.hub.kit import memory, watch
from agent_desk.hub.kit.area import EXCHANGE, Area, register, threads
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.statement_limit import SEATS_S, WATCH
from agent_desk.hub.side_process import ToHub, run

AREAS: Final[tuple[Area, ...]] = (CALLS,)
"""The areas that speak with the exchange. The others are not loaded here: the exchange is read that much sooner."""
PLANNED_ONCE: Final = "-c plan_cache_mode=force_generic_plan"
"""Planning anew costs some statements of the reader of events ten times their answer, and a caller waits."""


def begin(hub_context: HubContext, hub: ToHub) -> Sequence[threading.Thread]:
    """Wire the exchange's process."""
    WATCH.limit_s = SEATS_S
    for area in AREAS:
        area.connect()
    register(AREAS, hub_context)
    hub_context.database.told = hub.changes
    hub_context.database.on_backends = hub.backends
    memory.settle()
    memory.answer_quickly()
    return [*threads(AREAS, hub_context, EXCHANGE), *watch.threads(hub_context, keeps=False)]


if __name__ == "__main__":
    run(begin, PLANNED_ONCE)
