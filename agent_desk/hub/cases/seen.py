"""Who may see which complaint, and what they may do with it: the one place that decides it."""

import uuid
from typing import Final

from sqlalchemy import ColumnElement, false, func, not_, or_, select, true

from agent_desk.hub.calls import service as calls
from agent_desk.hub.cases.rules import RecusalReason
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.errors import NotFound, NotPermitted
from agent_desk.hub.kit.security import Caller
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.calls.calls import Call
from agent_desk.models.cases import Complaint
from agent_desk.models.customers import Contact
from agent_desk.schemas.cases.records import ActionWord
from agent_desk.schemas.cases.rules import FINISHED, OPEN_STATES

HANDLE: Final = "cases.handle"
OPEN: Final = "cases.open"
VIEW: Final = "cases.view"
ALL: Final = "cases.all"
APPROVE: Final = "cases.approve"
"""Whose word an extension needs; who asks for it handles the complaint."""


def visible(unit: Unit) -> ColumnElement[bool]:
    """What cases.all reaches; and what one opened or handles, and what the customer of the call at the seat has open
    or past (while the call or its after-call work lasts)."""
    scope.reach(unit, ALL)
    return visible_to(unit.me)


def visible_to(caller: Caller) -> ColumnElement[bool]:
    """Return the same of a caller."""
    reach = caller.reach(ALL)
    if reach.everything:
        return true()
    own = or_(
        scope.complaint(reach), Complaint.opened_by == caller.person_id, Complaint.assigned_to == caller.person_id
    )
    # Two questions that have an index each; one condition of both would read every complaint there is.
    theirs = select(Complaint.id).where(own).correlate(None)
    customers = (
        select(Complaint.id).where(Complaint.customer_id.in_(scope.at_the_seat(caller.person_id))).correlate(None)
    )
    return Complaint.id.in_(theirs.union_all(customers))


def require_complaint(unit: Unit, complaint_id: uuid.UUID, *, lock: bool = False) -> Complaint:
    """Return the complaint, if the caller may see it; `lock` for those who are about to change it. Raises NotFound."""
    query = select(Complaint).where(Complaint.id == complaint_id, visible(unit))
    found = unit.db.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFound(what="complaint")
    return found


def sees(unit: Unit, complaint: Complaint) -> bool:
    """Return whether the caller may know of the complaint."""
    found = select(Complaint.id).where(Complaint.id == complaint.id, visible(unit))
    return unit.db.scalar(found) is not None


def not_hidden(caller: Caller) -> ColumnElement[bool]:
    """Return the condition that a line of the time line is no complaint that the caller may not know of."""
    hidden = select(Complaint.id).where(
        Complaint.customer_id == Contact.customer_id, not_(func.coalesce(visible_to(caller), false()))
    )
    return or_(Contact.kind != "complaint", Contact.entity_id.not_in(hidden))


def had_call(unit: Unit, call_id: uuid.UUID) -> bool:
    """Return whether the caller had a say in the call (or it is within what cases.all reaches, whoever took it)."""
    if calls.had_say(unit.db, call_id, unit.me.person_id):
        return True
    within = select(Call.id).where(Call.id == call_id, scope.call(scope.reach(unit, ALL)))
    return unit.db.scalar(within) is not None


def within(unit: Unit, complaint: Complaint, permission: str) -> bool:
    """Return whether a complaint that the caller sees is one that this permission reaches."""
    reach = scope.reach(unit, permission)
    found = select(Complaint.id).where(Complaint.id == complaint.id, scope.complaint(reach))
    return reach.everything or unit.db.scalar(found) is not None


def reached(unit: Unit, complaint: Complaint) -> frozenset[str]:
    """Return the caller's permissions that reach a complaint which they see: handling it as far as their roles say, the others wherever
    they see it (the customer calls the agent to withdraw, not the handler)."""
    held = unit.me.permissions
    return held if HANDLE not in held or within(unit, complaint, HANDLE) else held - {HANDLE}


def require_edit(unit: Unit, complaint: Complaint) -> None:
    """Raises NotPermitted unless the caller may correct it: their own, or one that they may handle."""
    own = complaint.opened_by == unit.me.person_id and unit.me.may(OPEN)
    if not may_edit(unit.me, complaint) or not (own or within(unit, complaint, HANDLE)):
        raise NotPermitted(permission=HANDLE)


def actions(
    caller: Caller, complaint: Complaint, *, paused: bool, extended: bool = False, why_not: RecusalReason | None = None
) -> list[ActionWord]:
    """Return what else the caller may do with it. `extended`: the complainant is still to be told of an extension."""
    found: list[ActionWord] = []
    if why_not is not None:
        own = why_not == "took_call" and may_edit(caller, complaint)
        return ["edit", "note"] if own else ["note"] if caller.may(OPEN) or caller.may(HANDLE) else []
    is_open = complaint.state in OPEN_STATES
    if may_edit(caller, complaint):
        found.append("edit")
    if caller.may(OPEN) or caller.may(HANDLE):
        found.append("note")
    if is_open and caller.may(HANDLE):
        found += ["resume" if paused else "pause", "class"]
        found.append("extension_told" if extended else "extend")
    if caller.may(HANDLE):
        found += ["grade"] if complaint.state not in FINISHED else []
        found.append("release" if complaint.held_at is not None else "hold")
    return found


def may_edit(caller: Caller, complaint: Complaint) -> bool:
    """Handlers until it is finished; who opened it until somebody works on it."""
    if complaint.state in FINISHED:
        return False
    own = complaint.opened_by == caller.person_id and caller.may(OPEN)
    return caller.may(HANDLE) or (own and complaint.state in ("received", "assigned"))


def names_in_clear(caller: Caller, complaint: Complaint) -> bool:
    """Return whether the complainant's name as it was typed leaves the hub unmasked: for who typed it and who must answer."""
    return caller.may(HANDLE) or complaint.opened_by == caller.person_id
