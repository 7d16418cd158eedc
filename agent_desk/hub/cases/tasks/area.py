"""Tasks of cases, as the hub puts them together with the areas."""

from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.models.case_tasks import CaseTask

AREA = Area(
    name="tasks",
    endpoints="agent_desk.hub.cases.tasks.endpoints",
    permissions={
        "tasks.do": (
            "agent",
            "supervisor",
            "reviewer",
            "complaint_handler",
            "knowledge_editor",
            "system_administrator",
        ),
        "tasks.supervise": ("supervisor",),
    },
    names={"case_task": EntityName(names=of_columns(CaseTask.id, CaseTask.name_zh), of_customers=True)},
)
