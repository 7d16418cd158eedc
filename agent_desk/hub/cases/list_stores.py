"""Where the centre's own lists of a complaint lie: among the terms, each as an axis."""

from agent_desk.hub.cases.terms import OWN
from agent_desk.hub.kit.lists import TableStore
from agent_desk.models.cases import CaseTerm
from agent_desk.schemas.cases.lists import SOURCES, URGENCIES, WISHES

LISTS = tuple(
    TableStore(
        declared=declared,
        model=CaseTerm,
        code="key",
        of={"axis": axis, "edition": OWN},
        columns=tuple(declared.own()),
    )
    for declared, axis in ((WISHES, "wish"), (SOURCES, "source"), (URGENCIES, "urgency"))
)
