"""That complaints are about the same matter: said by somebody, across customers and channels; who says so sees both.

It moves no clock and ends nothing. Complaints of one customer that are open are merged (`handling`) where they are the same.
"""

import uuid

from sqlalchemy import delete, or_, select

from agent_desk.hub.cases import recusal, seen
from agent_desk.hub.cases.service import join, publish, tell_of_pair
from agent_desk.hub.cases.terms import term_table
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint, ComplaintLink
from agent_desk.schemas.cases.text_told import SameMatterForm


def of(unit: Unit, complaint_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the complaints that were said to be about the same matter, of those that the caller may see."""
    pairs = select(ComplaintLink.complaint_id, ComplaintLink.other_id).where(
        or_(ComplaintLink.complaint_id == complaint_id, ComplaintLink.other_id == complaint_id)
    )
    others = {one for pair in unit.db.execute(pairs) for one in pair} - {complaint_id}
    if not others:
        return frozenset()
    return frozenset(unit.db.scalars(select(Complaint.id).where(Complaint.id.in_(others), seen.visible(unit))))


def link(unit: Unit, complaint_id: uuid.UUID, form: SameMatterForm) -> None:
    """Say that two are about the same matter. Raises NotFound, NotPermitted, Recused, InvalidForm for a complaint with itself."""
    one, other = _both(unit, complaint_id, form.other)
    if join(unit, one, other):
        one.version += 1
        publish(unit, one, term_table(unit.db))


def unlink(unit: Unit, complaint_id: uuid.UUID, other_id: uuid.UUID) -> None:
    """Say that they are not. Raises NotFound, NotPermitted, Recused, InvalidForm."""
    one, other = _both(unit, complaint_id, other_id)
    first, second = sorted((one.id, other.id))
    gone = unit.db.execute(
        delete(ComplaintLink)
        .where(ComplaintLink.complaint_id == first, ComplaintLink.other_id == second)
        .returning(ComplaintLink.other_id)
    ).all()
    if gone:
        tell_of_pair(unit, one, other, "unlinked")
        unit.audit("cases.unlink", "complaint", one.id, number=one.number, other=other.number)
        one.version += 1
        publish(unit, one, term_table(unit.db))


def _both(unit: Unit, complaint_id: uuid.UUID, other_id: uuid.UUID) -> tuple[Complaint, Complaint]:
    if complaint_id == other_id:
        raise InvalidForm({"other": "itself"})
    if not (unit.me.may(seen.OPEN) or unit.me.may(seen.HANDLE)):
        raise NotPermitted(permission=seen.OPEN)
    # Both in one order, so that two who say it of the same pair do not wait for each other.
    found = {one: seen.require_complaint(unit, one, lock=True) for one in sorted((complaint_id, other_id))}
    recusal.require_record(unit, found[complaint_id])
    return found[complaint_id], found[other_id]
