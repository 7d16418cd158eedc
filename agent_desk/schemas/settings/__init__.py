"""Every declared setting of every area: whoever imports this knows them all."""

# Their import enters them into the list.
import agent_desk.schemas.calls.settings
import agent_desk.schemas.cases.kinds.settings
import agent_desk.schemas.cases.settings
import agent_desk.schemas.customers.settings
import agent_desk.schemas.kit.retention
import agent_desk.schemas.kit.second_person
import agent_desk.schemas.people.settings
import agent_desk.schemas.planning.settings  # noqa: F401
from agent_desk.schemas.kit.settings import declared

__all__ = ["declared"]
