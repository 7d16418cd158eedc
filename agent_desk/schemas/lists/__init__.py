"""Every declared list of every area: whoever imports this knows them all."""

# Their import enters them into the list of lists.
import agent_desk.schemas.calls.lists
import agent_desk.schemas.cases.lists
import agent_desk.schemas.customers.lists
import agent_desk.schemas.equipment.lists
import agent_desk.schemas.people.lists  # noqa: F401
from agent_desk.schemas.kit.lists import declared_lists

__all__ = ["declared_lists"]
