"""The area knowledge, as the hub puts it together with the others."""

import threading

from agent_desk.hub.kit.area import Area, Process
from agent_desk.hub.kit.context import HubContext
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.hub.knowledge import dictionary
from agent_desk.models.knowledge import Article


def _threads(_: HubContext, processes: frozenset[Process]) -> list[threading.Thread]:
    return [dictionary.loader()] if "seats" in processes else []


AREA = Area(
    name="knowledge",
    endpoints="agent_desk.hub.knowledge.endpoints",
    permissions={
        "knowledge.view": (
            "agent",
            "supervisor",
            "reviewer",
            "complaint_handler",
            "knowledge_editor",
            "system_administrator",
        ),
        "knowledge.edit": ("knowledge_editor",),
    },
    threads=_threads,
    names={"article": EntityName(names=of_columns(Article.id, Article.title, Article.title_en))},
)
