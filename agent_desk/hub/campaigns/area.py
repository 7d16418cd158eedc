"""The area campaigns, as the hub puts it together with the others."""

from agent_desk.hub.calls.service import MAY_FINISH, REMOVED_WITH_CALL
from agent_desk.hub.campaigns import duties
from agent_desk.hub.campaigns.at_seat import articles_first, require_answers
from agent_desk.hub.campaigns.file_parts import PARTS
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.hub.knowledge.views import FIRST_IN_CALL
from agent_desk.models.campaigns import Project, ProjectAnswers

AREA = Area(
    name="campaigns",
    endpoints="agent_desk.hub.campaigns.endpoints",
    permissions={
        "campaigns.view": ("supervisor",),
        "campaigns.manage": ("supervisor",),
    },
    file_parts=PARTS,
    histories={"project": "campaigns.view"},
    duties=duties.duties,
    hooks=(
        MAY_FINISH.adding(require_answers),
        FIRST_IN_CALL.adding(articles_first),
        REMOVED_WITH_CALL.adding(ProjectAnswers.call_id),
    ),
    names={"project": EntityName(names=of_columns(Project.id, Project.name))},
)
