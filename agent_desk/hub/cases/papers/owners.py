"""To what a file belongs: a complaint or a case of a register, seen and changed by those who may see and change that."""

import uuid
from dataclasses import dataclass

from agent_desk.hub.cases import seen as complaints
from agent_desk.hub.cases.kinds import seen as kinds
from agent_desk.hub.cases.kinds import versions
from agent_desk.hub.kit import scope
from agent_desk.hub.kit.unit import Unit
from agent_desk.models.cases import Complaint
from agent_desk.models.kinds import KindCase
from agent_desk.schemas.cases.papers.operations import USE
from agent_desk.schemas.cases.papers.records import OwnerWord


@dataclass(frozen=True, slots=True)
class Owner:
    """A case that has files. `may_attach`: whether the caller works on it; `heard`: who hears of its files."""

    word: OwnerWord
    id: uuid.UUID
    number: str
    may_attach: bool
    heard: list[str]
    about: str
    """What its letters are about: complaint, or the code of its kind."""
    complaint: Complaint | None = None


def require(unit: Unit, word: str, owner_id: uuid.UUID) -> Owner:
    """Return a case that the caller may see. Raises NotFound."""
    if word == "complaint":
        return _of_complaint(unit, complaints.require_complaint(unit, owner_id))
    return _of_case(unit, kinds.require_case(unit, owner_id))


def nothing(unit: Unit) -> None:
    """Note that a question about nothing was looked at by the caller's right."""
    scope.reach(unit, USE)


def _of_complaint(unit: Unit, one: Complaint) -> Owner:
    people = (one.opened_by, one.assigned_to)
    works = complaints.within(unit, one, complaints.HANDLE) and unit.me.may(complaints.HANDLE)
    return Owner(
        "complaint",
        one.id,
        one.number,
        works or one.opened_by == unit.me.person_id,
        _heard(people, one.branch_code),
        "complaint",
        one,
    )


def _of_case(unit: Unit, one: KindCase) -> Owner:
    works = kinds.works(unit.me, versions.of_case(unit.db, one), one)
    return Owner(
        "kind_case",
        one.id,
        one.number,
        works or one.opened_by == unit.me.person_id,
        _heard((one.opened_by, one.owner_id), one.branch_code),
        one.kind,
    )


def _heard(people: tuple[uuid.UUID | None, ...], branch: str | None) -> list[str]:
    return [
        *scope.audience(USE, people=people, branch=branch),
        *(f"person:{one}" for one in people if one is not None),
    ]
