"""Where the lists of people lie."""

from agent_desk.hub.kit.lists import TableStore
from agent_desk.models.people import Team
from agent_desk.schemas.people.lists import TEAMS

LISTS = (TableStore(declared=TEAMS, model=Team),)
