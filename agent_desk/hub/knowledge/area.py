"""The area knowledge, as the hub puts it together with the others."""

import threading

from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.knowledge import endpoints, words


def _threads(_: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    return [words.loader()] if "seats" in processes else []


AREA = Area(
    name="knowledge",
    routers=(endpoints.router,),
    permissions={
        "knowledge.view": (
            "agent",
            "supervisor",
            "reviewer",
            "complaint_handler",
            "knowledge_editor",
            "administrator",
        ),
        "knowledge.edit": ("knowledge_editor",),
    },
    threads=_threads,
)
