"""A case of a register, as its tasks know it."""

import uuid

from agent_desk.hub.cases.kinds import complaint_side, seen, service, versions
from agent_desk.hub.cases.tasks.matters import Matter, MatterKind
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.kinds.operations import USE


def _find(unit: Unit, case_id: uuid.UUID) -> Matter:
    return service.as_matter(unit, seen.require_case(unit, case_id, lock=True))


def _load(unit: Unit, case_id: uuid.UUID) -> Matter:
    case = unit.db.get(KindCase, case_id, with_for_update=True)
    if case is None:
        raise NotFound(what="kind_case")
    return service.as_matter(unit, case)


def _named(unit: Unit, case_id: uuid.UUID) -> tuple[str, tuple[str, str]]:
    case = unit.db.get_one(KindCase, case_id)
    kind = versions.of_case(unit.db, case)
    return case.number, (kind.name_zh, kind.name_en)


def _sees(unit: Unit, case_id: uuid.UUID) -> bool:
    if not unit.me.may(USE):
        return False
    try:
        seen.require_case(unit, case_id)
    except NotFound:
        return False
    return True


def _gives(unit: Unit, case_id: uuid.UUID) -> bool:
    case = unit.db.get_one(KindCase, case_id)
    kind = versions.of_case(unit.db, case)
    works = _sees(unit, case_id) and seen.works(unit.me, kind, case)
    return works and complaint_side.stands_back(unit, kind, case) is None


def _barred(unit: Unit, case_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Whoever has to stand back from the complaint that it belongs to gets none of its tasks."""
    case = unit.db.get_one(KindCase, case_id)
    return complaint_side.apart(unit.db, versions.of_case(unit.db, case), case.complaint_id).people()


CASE = MatterKind(
    word="kind_case",
    find=_find,
    load=_load,
    named=_named,
    sees=_sees,
    gives=_gives,
    barred=_barred,
)
