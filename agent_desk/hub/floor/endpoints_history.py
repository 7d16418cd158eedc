"""The interval counters themselves: whether they were proved, and as compact columns."""

from fastapi import APIRouter

from agent_desk.hub.floor import keeping
from agent_desk.hub.kit.unit import Unit
from agent_desk.hub.kit.web import read
from agent_desk.schemas.floor_history import CountersProof

router = APIRouter(prefix="/api/floor", tags=["floor"])


@read(router, "/counters", permission="floor.view")
def counters(unit: Unit) -> CountersProof:
    """What the last proof of the counters found; `at` null before the first night."""
    found = keeping.last_proof(unit.db)
    return CountersProof.model_validate(found) if found is not None else CountersProof()
