"""Cases that belong to a complaint: who has to stand back, when one may be begun, and the numbers that the law has for them."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from agent_desk.hub.cases import linked, recusal
from agent_desk.hub.cases.clock import law_on
from agent_desk.hub.cases.kinds import versions
from agent_desk.hub.cases.rules import Interests, RecusalReason, recused
from agent_desk.hub.kit.errors import HubError, InvalidForm
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.models.kinds import KindCase, KindCaseEvent
from agent_desk.schemas.cases.kinds.definition import Kind, Transition
from agent_desk.schemas.cases.kinds.operations import USE
from agent_desk.schemas.cases.records import Beginning
from agent_desk.schemas.cases.settings import LawEdition


class NotDecided(HubError):
    """A review is asked for before there is a decision."""

    id, status, sentence = (
        "not_decided",
        409,
        "The complaint has not been decided: there is nothing to be asked for yet.",
    )


class BegunAlready(HubError):
    """One of a kind at a time."""

    id, status, sentence = "begun_already", 409, "{number} is open already for this complaint."


class NeedsComplaint(HubError):
    """A case that belongs to a complaint is opened by itself."""

    id, status, sentence = "needs_complaint", 409, "Such a case is begun from a complaint."


@dataclass(frozen=True, slots=True)
class Apart:
    """Who has nothing to do with a case that belongs to a complaint: whoever has an interest in the complaint, and whoever decided it
    where the kind says so."""

    interests: Interests
    deciders: frozenset[uuid.UUID] = frozenset()

    def why(self, person: uuid.UUID) -> RecusalReason | None:
        """Return why somebody has to stand back; None where nothing stands against it."""
        return recused(person, self.interests) or ("decided" if person in self.deciders else None)


NOBODY = Apart(Interests())


def apart(db: Session, kind: Kind, complaint_id: uuid.UUID | None) -> Apart:
    """Return who has to stand back from a case of a kind that belongs to this complaint."""
    if kind.complaint is None or complaint_id is None:
        return NOBODY
    complaint = db.get_one(Complaint, complaint_id)
    deciders = linked.deciders(db, complaint) if kind.complaint.not_who_decided else frozenset[uuid.UUID]()
    return Apart(recusal.interests(db, complaint), deciders)


def did(db: Session, case: KindCase, transitions: Iterable[str]) -> set[uuid.UUID]:
    """Return who did one of these transitions of a case."""
    wanted = set(transitions)
    if not wanted:
        return set()
    moved = select(KindCaseEvent.person_id, KindCaseEvent.detail).where(
        KindCaseEvent.case_id == case.id, KindCaseEvent.kind == "moved"
    )
    return {
        uuid.UUID(detail["by"]) if detail.get("by") else person
        for person, detail in db.execute(moved)
        if person is not None and detail.get("what") in wanted
    }


def stands_back(unit: Unit, kind: Kind, case: KindCase) -> RecusalReason | None:
    """Return why the caller has nothing to do with a case."""
    return apart(unit.db, kind, case.complaint_id).why(unit.me.person_id)


def require(unit: Unit, kind: Kind, case: KindCase) -> None:
    """Raises Recused where the caller has to stand back."""
    reason = stands_back(unit, kind, case)
    if reason is not None:
        raise recusal.Recused(reason)


def within_authority(way: Transition, roles: Iterable[str], amount: str) -> bool:
    """Return whether somebody with these roles decides about this amount; any amount where the step names no authority."""
    if way.authority is None:
        return True
    held = set(roles)
    limits = [one.most for one in way.authority.limits if one.role in held]
    return None in limits or bool(limits and float(amount or 0) <= max(one for one in limits if one is not None))


def needs_second(way: Transition, roles: Iterable[str], amount: str) -> bool:
    """Return whether a second person confirms a step: always, or above the authority of who does it."""
    return bool(way.second) and (way.authority is None or not within_authority(way, roles, amount))


# ---------------------------------------------------------------------- beginning


def beginnings(unit: Unit, complaint: Complaint) -> list[Beginning]:
    """Return what the caller may begin from a complaint now."""
    if not unit.me.may(USE):
        return []
    kinds = map(versions.kind_of, versions.in_force(unit.db, unit.today, of_complaints=True).values())
    begun = _begun(unit.db, complaint)
    return [
        Beginning(kind=kind.code, name_zh=kind.name_zh, name_en=kind.name_en)
        for kind in sorted(kinds, key=lambda one: (one.place, one.code))
        if set(kind.opens) & unit.me.roles and _may_begin(unit, kind, complaint, begun)
    ]


def _begun(db: Session, complaint: Complaint) -> dict[str, str]:
    """Return the number of a case that is open, by kind, of those that belong to a complaint."""
    found = select(KindCase.kind, KindCase.number).where(
        KindCase.complaint_id == complaint.id, KindCase.closed_at.is_(None)
    )
    return {row.kind: row.number for row in db.execute(found)}


def _may_begin(unit: Unit, kind: Kind, complaint: Complaint, begun: Mapping[str, str]) -> bool:
    try:
        _require_begin(unit, kind, complaint, begun)
    except HubError:
        return False
    return True


def require_begin(unit: Unit, kind: Kind, complaint: Complaint) -> None:
    """Raises NotDecided, BegunAlready, Recused."""
    _require_begin(unit, kind, complaint, _begun(unit.db, complaint))


def _require_begin(unit: Unit, kind: Kind, complaint: Complaint, begun: Mapping[str, str]) -> None:
    assert kind.complaint is not None  # asked of these alone
    if kind.complaint.decided and (complaint.decided_at is None or complaint.state in ("withdrawn", "merged")):
        raise NotDecided()
    reason = recusal.of(unit, complaint)
    if reason is not None and reason != "took_call":
        # Whoever took the call may take down that a review is asked for, as they may take down a withdrawal.
        raise recusal.Recused(reason)
    if kind.code in begun:
        raise BegunAlready(number=begun[kind.code])


def require_in_time(unit: Unit, kind: Kind, complaint: Complaint, fields: dict[str, str]) -> None:
    """Raises InvalidForm where it was asked for before the decision, in the future, or later than the law allows."""
    belongs = kind.complaint
    if belongs is None or belongs.asked_on is None or belongs.within is None or not fields.get(belongs.asked_on):
        return
    days = int(getattr(law_of(unit, complaint), belongs.within))
    asked_on = date.fromisoformat(fields[belongs.asked_on])
    fault = asked_fault(asked_on, told_on(unit, complaint), days=days, today=unit.today)
    if fault:
        raise InvalidForm({belongs.asked_on: fault})


def asked_fault(asked_on: date, from_day: date | None, *, days: int, today: date) -> str:
    """Return what is wrong with the day on which something was asked for within so many days of another; "" for nothing. Pure."""
    if asked_on > today:
        return "in_future"
    if from_day is None:
        return ""
    if asked_on < from_day:
        return "before_decision"
    return "too_late" if asked_on > from_day + timedelta(days=days) else ""


def told_on(unit: Unit, complaint: Complaint) -> date | None:
    """Return the day from which a review may be asked for: when the complainant was told, until then when it was decided."""
    at = complaint.told_again_at or complaint.told_at or complaint.decided_at
    return at.astimezone(unit.zone).date() if at is not None else None


def law_of(unit: Unit, complaint: Complaint) -> LawEdition:
    """Return the edition of the law that holds for a complaint."""
    return law_on(unit.db, complaint.received_at, unit.zone)


def by_law(unit: Unit, kind: Kind, case: KindCase) -> Kind:
    """Return the definition with the amounts that the law has for this case."""
    if all(one.law is None for one in kind.clocks):
        return kind
    complaint = unit.db.get(Complaint, case.complaint_id) if case.complaint_id is not None else None
    edition = law_on(unit.db, complaint.received_at if complaint is not None else case.opened_at, unit.zone)
    clocks = [
        one if one.law is None else one.model_copy(update={"amount": getattr(edition, one.law)}) for one in kind.clocks
    ]
    return kind.model_copy(update={"clocks": clocks})
