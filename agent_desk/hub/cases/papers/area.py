"""Files and letters of cases, as the hub puts them together with the areas."""

from agent_desk.hub.cases.papers.letters import SECOND
from agent_desk.hub.cases.papers.templates import seed_templates
from agent_desk.hub.kit.area import Area
from agent_desk.hub.kit.naming import EntityName, of_columns
from agent_desk.models.letters import LetterTemplate

_EVERYBODY = ("agent", "supervisor", "reviewer", "complaint_handler", "knowledge_editor", "system_administrator")
AREA = Area(
    name="papers",
    endpoints="agent_desk.hub.cases.papers.endpoints",
    permissions={
        "papers.use": _EVERYBODY,
        "papers.remove": ("supervisor",),
        "papers.write": ("supervisor", "complaint_handler"),
        "papers.approve": ("supervisor",),
        "papers.listen": ("supervisor", "complaint_handler"),
        "papers.templates": ("system_administrator",),
    },
    offices={"papers.templates": "system"},
    histories={"letter_template": "papers.templates"},
    seed_defaults=(seed_templates,),
    two_persons=(SECOND,),
    names={"letter_template": EntityName(names=of_columns(LetterTemplate.id, LetterTemplate.name_zh))},
)
