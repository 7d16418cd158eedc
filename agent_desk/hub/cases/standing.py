"""What somebody decides about a complaint beside its handling: another grade than the rules give, and that nothing of it is removed."""

import uuid
from typing import Any, Final

from agent_desk.hub.cases import checks, grading, internal, recusal, seen
from agent_desk.hub.cases.service import finish, tell_story
from agent_desk.hub.kit.approvals import SecondPerson
from agent_desk.hub.kit.errors import InvalidForm, NotPermitted, TransitionRefused
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.schemas.cases.records import Complaint as ComplaintView
from agent_desk.schemas.cases.records import GradeForm, HoldForm
from agent_desk.schemas.cases.rules import FINISHED

RELEASE: Final = SecondPerson(
    kind=None, title=("解除投诉保全", "Lifting a complaint's legal hold"), decides=seen.APPROVE
)
"""What may be needed in court is let go by two, always."""


def set_grade(unit: Unit, complaint_id: uuid.UUID, form: GradeForm) -> ComplaintView:
    """Overrule the grade of the rules, or let them count again. Raises NotFound, NotPermitted, Recused, InvalidForm."""
    one = _handled(unit, complaint_id)
    recusal.require(unit, one)
    if one.state in FINISHED:
        raise TransitionRefused(state=one.state, trigger="grade")
    faults = checks.text_faults(reason=form.reason)
    by_rule = grading.judged(unit, one)[0]
    wanted = form.grade or by_rule
    if (wanted, form.grade is not None) == (one.grade, one.grade_set):
        faults["grade"] = "unchanged"
    if faults:
        raise InvalidForm(faults)
    moved: dict[str, Any] = {"from": one.grade, "to": wanted}
    one.grade, one.grade_set = wanted, form.grade is not None
    internal.limit(unit, one)
    tell_story(unit, one, "grade", form.reason, **moved, by_rule=form.grade is None)
    unit.audit("cases.grade", "complaint", one.id, reason=form.reason.strip(), number=one.number, **moved)
    return finish(unit, one, unit.zone)


def hold(unit: Unit, complaint_id: uuid.UUID, form: HoldForm) -> ComplaintView:
    """Have nothing of a complaint removed, nor of its call. Raises NotFound, NotPermitted, TransitionRefused (it is held), InvalidForm."""
    one = _handled(unit, complaint_id)
    _require_reason(form)
    if one.held_at is not None:
        raise TransitionRefused(state="held", trigger="hold")
    one.held_at, one.held_by_id, one.held_reason = unit.now, unit.me.person_id, form.reason.strip()
    tell_story(unit, one, "held", form.reason)
    unit.audit("cases.hold", "complaint", one.id, reason=form.reason.strip(), number=one.number)
    return finish(unit, one, unit.zone)


def release(unit: Unit, complaint_id: uuid.UUID, form: HoldForm) -> ComplaintView:
    """Lift the hold, as whoever confirms it. Raises NotFound, NotPermitted, TransitionRefused (it is not held), InvalidForm."""
    one = _handled(unit, complaint_id)
    _require_reason(form)
    if one.held_at is None:
        raise TransitionRefused(state="free", trigger="release")
    one.held_at, one.held_by_id, one.held_reason = None, None, ""
    tell_story(unit, one, "released", form.reason)
    unit.audit("cases.release", "complaint", one.id, reason=form.reason.strip(), number=one.number)
    return finish(unit, one, unit.zone)


def _handled(unit: Unit, complaint_id: uuid.UUID) -> Complaint:
    one = seen.require_complaint(unit, complaint_id, lock=True)
    if not seen.within(unit, one, seen.HANDLE):
        raise NotPermitted(permission=seen.HANDLE)
    return one


def _require_reason(form: HoldForm) -> None:
    faults = checks.text_faults(reason=form.reason)
    if faults:
        raise InvalidForm(faults)
