"""The area figures, as the hub puts it together with the others."""

import threading

from agent_desk.hub.figures import counter_keeper, retention
from agent_desk.hub.figures.board_keeper import BoardKeeper
from agent_desk.hub.figures.file_parts import PARTS
from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.models.figures import WallboardToken
from agent_desk.schemas.kit.retention import RETENTION


def _threads(hub_context: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    """The board is shown where the seats are, and counted in the back room."""
    if not processes & {"seats", "back_room"}:
        return []
    keeper = BoardKeeper(hub_context, counts="back_room" in processes)
    hub_context.listeners.append(keeper.heard)
    return [keeper]


AREA = Area(
    name="figures",
    endpoints="agent_desk.hub.figures.endpoints",
    file_parts=PARTS,
    permissions={"floor.view": ("supervisor", "system_administrator")},
    duties=counter_keeper.duties,
    foresees={RETENTION.key: retention.foreseen},
    threads=_threads,
    histories={"wallboard": "settings.manage"},
    names=dict.fromkeys(
        ("wallboard", "wallboard_token"), EntityName(names=of_columns(WallboardToken.id, WallboardToken.name))
    ),
)
