"""The back room of a hub: a process of its own for what nobody waits for at a counter (docs/decisions/0024).

Counting the board, looking for alarms, sealing the audit trail, taking over recordings, jobs that are no orders to the
exchange: in the process that serves the seats they would take the one interpreter from requests.
"""

import threading
from collections.abc import Sequence
from functools import partial
from typing import Final

from agent_desk.hub import areas
from agent_desk.hub.housekeeping import DUTIES
from agent_desk.hub.kit import memory, watch
from agent_desk.hub.kit.area import BACK_ROOM
from agent_desk.hub.kit.changes import ChangeFeed
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.ticker import Ticker
from agent_desk.hub.side_process import ToHub, run

REST_S: Final = 0.25
"""So long the back room gathers what has changed before it looks again: nothing in it is sooner than the board's second."""


def ticker(hub_context: HubContext) -> Ticker:
    """Return what does the regular duties; in the hub's own process where there is no back room."""
    return Ticker(hub_context, [*DUTIES, *areas.duties()])


def begin(hub_context: HubContext, _: ToHub) -> Sequence[threading.Thread]:
    """Wire a back room."""
    areas.register(hub_context)
    database = hub_context.database
    deliver = partial(areas.on_changes, hub_context)
    feed = ChangeFeed(database.dsn, deliver, hub_context.stopping, database.backends, rest_s=REST_S)
    database.told = feed.committed
    memory.settle()
    memory.answer_quickly()
    return [feed, *areas.threads(hub_context, BACK_ROOM), *watch.threads(hub_context, keeps=True), ticker(hub_context)]


if __name__ == "__main__":
    run(begin)
