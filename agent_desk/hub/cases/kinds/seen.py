"""Who sees which register and which case, and what they may do with one: decided by the definition's roles and how far the caller's
reach."""

import uuid
from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, false, or_, select, true, tuple_

from agent_desk.hub.cases.kinds import complaint_side, engine, versions
from agent_desk.hub.cases.kinds.errors import FlowNotAllowed
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases import law
from agent_desk.schemas.cases.kinds.definition import Kind, Transition
from agent_desk.schemas.cases.kinds.operations import USE


def seen_kinds(unit: Unit) -> list[str]:
    """Return the codes of the kinds whose register the caller's roles see."""
    rows = versions.newest(unit.db)
    return sorted(
        code for code, row in rows.items() if code != law.CODE and versions.seers(versions.kind_of(row)) & unit.me.roles
    )


def visible(unit: Unit) -> ColumnElement[bool]:
    """Return the condition on cases that the caller may see: of a register that they see, within their reach; what they opened or
    have; what waits for their role; and what stands on the card of the customer of the call at the seat."""
    me, reach = unit.me.person_id, scope.reach(unit, USE)
    kinds = [versions.kind_of(row) for row in versions.newest(unit.db).values()]
    return or_(
        and_(KindCase.kind.in_(seen_kinds(unit)), scope.kind_case(reach)),
        KindCase.opened_by == me,
        KindCase.owner_id == me,
        and_(
            KindCase.kind.in_([one.code for one in kinds if one.in_calls]),
            KindCase.customer_id.in_(scope.at_the_seat(me)),
        ),
        _waits_for(unit.me, kinds, reach.branches),
    )


def _waits_for(caller: Caller, kinds: list[Kind], branches: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that nobody has a case and the caller's role works on its state; of the branches that their right is held
    for, where it is held for some. Tasks are seen by themselves."""
    states = [(one.code, state.code) for one in kinds for state in one.states if set(state.workers) & caller.roles]
    return and_(
        KindCase.owner_id.is_(None),
        KindCase.closed_at.is_(None),
        tuple_(KindCase.kind, KindCase.state).in_(states) if states else false(),
        KindCase.branch_code.in_(branches) if branches else true(),
    )


def require_case(unit: Unit, case_id: uuid.UUID, *, lock: bool = False) -> KindCase:
    """Return a case that the caller may see. Raises NotFound."""
    found = select(KindCase).where(KindCase.id == case_id, visible(unit))
    row = unit.db.scalar(found.with_for_update() if lock else found)
    if row is None:
        raise NotFound(what="kind_case")
    return row


def may_open(caller: Caller, kind: Kind) -> bool:
    """Return whether the caller may open a case of a kind."""
    return bool(set(kind.opens) & caller.roles)


def facts_of(unit: Unit, case: KindCase, *, held_up: bool = False, waits: bool = False) -> engine.Facts:
    """Return a case as its definition judges it."""
    return engine.Facts(
        state=case.state,
        owner_id=case.owner_id,
        opened_by=case.opened_by,
        values=case.fields,
        closed=case.closed_at is not None,
        # Whoever sees a case of a register reaches it: `visible` has asked how far.
        reached=unit.me.permissions,
        held_up=held_up,
        waits=waits,
    )


def works(caller: Caller, kind: Kind, case: KindCase) -> bool:
    """Return whether the caller has the case, or is one of those who work on it in its state."""
    return case.owner_id == caller.person_id or _is_worker(caller, kind, case)


def _is_worker(caller: Caller, kind: Kind, case: KindCase) -> bool:
    return engine.works_in(caller, kind.states_by_code[case.state], caller.permissions)


def may_edit(caller: Caller, kind: Kind, case: KindCase) -> bool:
    """Return whether the caller may change fields: who works on it, and who opened it until it first moves on."""
    if case.closed_at is not None:
        return False
    new = case.state == kind.initial and case.opened_by == caller.person_id
    return new or works(caller, kind, case)


def may_take(caller: Caller, kind: Kind, case: KindCase) -> bool:
    """Return whether the caller may have a case that nobody has."""
    free = case.owner_id is None and case.closed_at is None
    return free and _is_worker(caller, kind, case)


def may_hand_back(caller: Caller, kind: Kind, case: KindCase) -> bool:
    """Return whether the caller has it, and there are others to whom it can go back."""
    has = case.owner_id == caller.person_id and case.closed_at is None
    return has and bool(kind.states_by_code[case.state].workers)


def may_delegate(caller: Caller, kind: Kind, case: KindCase) -> bool:
    """Return whether the caller may let somebody else have a case: theirs, or one of nobody's that they work on; there are others."""
    mine = case.owner_id in (None, caller.person_id) and case.closed_at is None
    return mine and works(caller, kind, case) and bool(kind.states_by_code[case.state].workers)


def did_before(unit: Unit, way: Transition, case: KindCase) -> bool:
    """Return whether the caller did a transition of the case after which somebody else has to do this one."""
    return unit.me.person_id in complaint_side.did(unit.db, case, way.who.not_who)


def require_way(unit: Unit, kind: Kind, case: KindCase, code: str) -> Transition:
    """Return a transition that leads on from where a case is and is for the caller. Raises NotFound, FlowNotAllowed."""
    way = next((one for one in kind.leaving(case.state) if one.code == code), None)
    if way is None:
        raise NotFound(what="transition")
    if not engine.may_do(unit.me, way, facts_of(unit, case)) or did_before(unit, way, case):
        raise FlowNotAllowed(step=way.name_zh)
    return way
